"""The chat check as a visitor goes through it: paste or file, what stands out, what is taken along."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import AXE
from tests.browser.chat import (
    CHILD,
    MARKER,
    MINE,
    ORDINARY,
    OTHER,
    OWN,
    WORRYING,
    answered,
    choose_file,
    exported,
    frame_in,
    open_frame,
    packed,
    paste,
    pasted,
)
from tests.browser.visitor import until

pytestmark = pytest.mark.browser

HEARD = """() => {
  window.heard = [];
  addEventListener("message", (event) => window.heard.push(event.data));
}"""
LEFT = """() => document.documentElement.outerHTML +
  [...document.querySelectorAll("textarea")].map((one) => one.value)"""
VIOLATIONS = """async () => (await axe.run({ resultTypes: ["violations"], iframes: false })).violations
  .map((one) => [one.id, ...one.nodes.map((node) => node.target.join(" "))].join(": "))"""
H1 = "page-has-heading-one"
# Nobody demands or threatens outright here; the talk says that it cannot wait.
PRESSING = [
    (OTHER, "doe je deur dicht en app me"),
    (OWN, "waarom"),
    (OTHER, "schiet op"),
    (OWN, "alsjeblieft niet, ik ben bang"),
]
SIZES = {"small": {"width": 320, "height": 640}, "wide": {"width": 1280, "height": 800}}


def ticked(page: Page) -> list[str]:
    return page.eval_on_selector_all(
        "[data-ticks] input:checked", "all => all.map((one) => one.name + one.value)"
    )


@pytest.mark.parametrize(
    ("way", "path"),
    [("paste", MINE), ("file", CHILD), ("zip", f"/en{CHILD}"), ("paste", f"/en{MINE}")],
)
def test_from_a_chat_to_the_advice(way, path, page, address, site):
    lang = "en" if path.startswith("/en") else "nl"
    frame = open_frame(page, address + path)
    if way == "paste":
        paste(frame, pasted(WORRYING))
    elif way == "file":
        choose_file(frame, "chat.txt", exported(WORRYING).encode())
    else:
        choose_file(frame, "chat.zip", packed(chat=exported(WORRYING)), "application/zip")
    assert answered(frame)
    expect(frame.locator(".outcome")).to_be_focused()
    assert frame.locator("mark").count() >= 1
    expect(page.locator("[data-act]")).to_be_visible()
    assert {"s100a", "s063a"} <= set(ticked(page))
    assert OTHER in frame.locator("[data-shown]").inner_text()
    frame.locator("[data-next]").press("Enter")
    expect(page.locator("[data-list] h2")).to_be_focused()
    with page.expect_navigation():
        page.locator("[data-ticks] button[type=submit]").press("Enter")
    assert page.url == address + path
    assert page.locator(".voice h1").is_visible()
    text = page.locator("main").inner_text()
    assert site.words["result.why"][lang] in text
    assert MARKER not in page.content()


def test_the_words_lead_to_the_reason_and_the_reason_to_the_words(page, address):
    frame = open_frame(page, address + MINE)
    paste(frame, pasted(WORRYING))
    answered(frame)
    marked = frame.locator(".marked").first
    reason = frame.locator(f"[id='{marked.get_attribute('href')[1:]}']")
    marked.press("Enter")
    expect(reason).to_be_focused()
    quote = reason.locator(".quote").first
    bubble = frame.locator(f"[id='{quote.get_attribute('href')[1:]}']")
    quote.press("Enter")
    expect(bubble).to_be_focused()
    assert quote.inner_text().strip("‘’") in bubble.inner_text()
    assert page.url == address + MINE


def test_a_reason_on_words_of_ordinary_talk_is_told_as_a_guess(page, address):
    frame = open_frame(page, address + MINE)
    paste(frame, pasted([("Sam", "kom op snap"), ("Sam", "zeg het tegen niemand")]))
    answered(frame)
    reasons = frame.locator(".reason").all_inner_texts()
    assert [("Misschien: de ander" in one) for one in reasons if "andere" in one] == [True]
    assert any("De ander vraagt om iets geheim" in one for one in reasons)


def test_messages_without_a_mark_are_folded_and_can_be_shown(page, address, site):
    frame = open_frame(page, address + MINE)
    paste(frame, pasted(WORRYING))
    answered(frame)
    shown = frame.locator("[data-shown]")
    assert MARKER not in shown.inner_text()
    gap = frame.locator(".chat-gap").first
    count = frame.locator(".bubble").count()
    gap.get_by_role("button", name=site.words["look.show"].nl).press("Enter")
    assert MARKER in shown.inner_text()
    assert frame.locator(".bubble").count() > count
    assert frame.locator(".bubble").count() == len(WORRYING)


def test_what_is_unticked_is_not_taken_along(page, address, known):
    frame = open_frame(page, address + CHILD)
    paste(frame, pasted(WORRYING))
    answered(frame)
    until(lambda: "s100a" in ticked(page), "the ticks")
    page.locator('input[name="s100"]').press("Space")
    with page.expect_navigation():
        page.locator("[data-ticks] button[type=submit]").press("Enter")
    text = page.locator("main").inner_text()
    assert known.signals["demands-money"].text.nl not in text
    assert known.signals["threat-to-share-images"].text.nl in text


def test_talk_that_cannot_wait_is_taken_along_and_can_be_taken_back(page, address, known):
    frame = open_frame(page, address + CHILD)
    assert page.locator("[data-read]:visible").count() == 0
    paste(frame, pasted(PRESSING))
    answered(frame)
    until(lambda: any(one.endswith("e") for one in ticked(page)), "the ticks")
    expect(page.locator("[data-act]")).to_be_visible()
    name = page.locator("[data-read] input:checked").first.get_attribute("name")
    box = page.locator(f'[data-read] input[name="{name}"]')
    expect(box).to_be_visible()
    box.press("Space")
    expect(box).to_be_visible()
    box.press("Space")
    with page.expect_navigation():
        page.locator("[data-ticks] button[type=submit]").press("Enter")
    assert known.rules["pressing"].because.nl in page.locator("main").inner_text()


def test_nothing_found_is_never_called_safe(page, address, site):
    frame = open_frame(page, address + CHILD)
    paste(frame, pasted(ORDINARY))
    assert answered(frame) == site.words["look.nothing"].nl
    text = frame.locator("[data-shown]").inner_text()
    assert "betekent niet dat alles goed is" in text
    assert ticked(page) == []
    assert not page.locator("[data-act]").is_visible()
    frame.locator("[data-next]").press("Enter")
    expect(page.locator("main .routes")).to_be_focused()
    page.locator("[data-self-list] button").press("Enter")
    boxes = page.locator("[data-ticks] input[type=checkbox]:visible")
    until(lambda: boxes.count() > 23, "the list to go through by eye")


@pytest.mark.parametrize(
    ("name", "data", "kind", "problem"),
    [
        ("foto.jpg", b"\xff\xd8\xff\x00\x10JFIF", "image/jpeg", "binary"),
        ("foto.txt", b"\x89PNG\r\n\x1a\n\x00\x00", "text/plain", "binary"),
        ("leeg.txt", b"  \n", "text/plain", "empty"),
        ("kapot.zip", b"PK\x03\x04 nothing else", "application/zip", "zip"),
        ("beelden.zip", packed(), "application/zip", "zip"),
        ("lijst.json", b'{"a": [1, 2', "application/json", "format"),
    ],
)
def test_a_file_that_cannot_be_read_says_why_and_what_to_try(
    name, data, kind, problem, page, address, site
):
    frame = open_frame(page, address + MINE)
    choose_file(frame, name, data, kind)
    told = frame.locator("[data-problem]")
    expect(told).to_be_focused()
    assert site.words[f"look.problem_{problem}"].nl in told.inner_text()
    paste(frame, pasted(WORRYING))
    answered(frame)
    assert not told.is_visible()


def test_of_a_file_with_several_chats_one_is_chosen(page, address):
    frame = open_frame(page, address + MINE)
    archive = packed(Sam=exported(ORDINARY), Onbekend=exported(WORRYING))
    choose_file(frame, "alles.zip", archive, "application/zip")
    frame.locator("[data-names] button", has_text="Onbekend").press("Enter")
    answered(frame)
    assert OWN in frame.locator("[data-shown]").inner_text()


def test_a_chat_may_be_dropped_on_the_frame(page, address):
    frame = open_frame(page, address + MINE)
    frame.evaluate(
        """(text) => {
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File([text], "chat.txt", { type: "text/plain" }));
          document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true }));
        }""",
        exported(WORRYING),
    )
    assert answered(frame)


def test_the_chat_is_erased_by_the_button(page, address, site):
    frame = open_frame(page, address + MINE)
    paste(frame, pasted(WORRYING))
    answered(frame)
    frame.locator("[data-erase]").press("Enter")
    assert site.words["look.erased"].nl in frame.locator("[data-status]").inner_text()
    until(lambda: ticked(page) == [], "the ticks to go")
    for text in (MARKER, OTHER, OWN):
        assert text not in frame.evaluate(LEFT)
    assert frame.locator("[data-go]").is_visible()


@pytest.mark.parametrize("event", ["pagehide", "pageshow"])
def test_the_chat_is_erased_when_the_page_is_left(event, page, address):
    frame = open_frame(page, address + MINE)
    paste(frame, pasted(WORRYING))
    answered(frame)
    frame.evaluate(
        f"() => dispatchEvent(new PageTransitionEvent('{event}', {{ persisted: true }}))"
    )
    assert OTHER not in frame.evaluate(LEFT)


def test_back_brings_no_chat_back(page, address):
    frame = open_frame(page, address + MINE)
    paste(frame, pasted(WORRYING))
    answered(frame)
    page.goto(f"{address}/wie")
    page.go_back()
    frame = frame_in(page)
    assert OTHER not in frame.evaluate(LEFT)
    assert ticked(page) == []


def test_three_times_shift_leads_away_from_inside_the_frame(page, address, neutral):
    frame = open_frame(page, address + MINE)
    paste(frame, pasted(WORRYING))
    answered(frame)
    frame.locator(".outcome").press("Shift")
    for _ in range(2):
        page.keyboard.press("Shift")
    page.wait_for_url(f"{neutral.address}/")


def test_only_codes_and_numbers_come_out_of_the_frame(page, address):
    frame = open_frame(page, address + MINE)
    page.evaluate(HEARD)
    paste(frame, pasted(WORRYING))
    answered(frame)
    frame.locator(".marked").first.press("Enter")
    frame.locator("[data-erase]").press("Enter")
    until(lambda: {"erased": True} in page.evaluate("() => heard"), "the last message")
    heard = page.evaluate("() => heard")
    assert {name for said in heard for name in said} <= {
        "height", "sight", "codes", "outcome", "erased",
    }  # fmt: skip
    boxes = page.eval_on_selector_all(
        "[data-ticks] input[type=checkbox]", "all => all.map((one) => one.name + one.value)"
    )
    for said in heard:
        for name, value in said.items():
            if name == "codes":
                assert set(value) <= set(boxes)
            elif name == "outcome":
                assert value in ("talk", "ask", "consult", "act")
            elif name != "erased":
                numbers = value if isinstance(value, list) else [value]
                assert all(isinstance(one, int | float) for one in numbers)
    assert MARKER not in str(heard)
    assert OTHER not in str(heard)


def test_a_message_that_is_on_no_list_changes_nothing(page, address):
    frame = open_frame(page, address + MINE)
    page.wait_for_timeout(200)
    before = page.locator("main").inner_html()
    for message in (
        {"codes": ["s999a"]},
        {"codes": ["s085a", "hallo"]},
        {"codes": "s085a"},
        {"codes": ["s085a"], "text": "hallo"},
        {"outcome": "hallo"},
        {"height": "9e9"},
        {"height": -5},
        {"height": 10**9},
        {"sight": [1]},
        {"constructor": True},
        {"__proto__": True},
        "codes",
        None,
    ):
        frame.evaluate("(message) => parent.postMessage(message, '*')", message)
        page.wait_for_timeout(50)
        assert page.locator("main").inner_html() == before, message
        assert ticked(page) == [], message


def test_a_message_from_elsewhere_changes_nothing(page, address):
    open_frame(page, address + MINE)
    page.evaluate("() => postMessage({ codes: ['s085a'] }, '*')")
    page.wait_for_timeout(200)
    assert ticked(page) == []


def test_markup_in_a_chat_stays_text(page, address):
    chat = [(OTHER, "<img src=x onerror=alert(1)> stuur nu geld <b>of anders</b>"), *WORRYING]
    frame = open_frame(page, address + MINE)
    paste(frame, pasted(chat))
    answered(frame)
    for gap in frame.locator(".chat-gap button").all():
        gap.press("Enter")
    assert frame.locator("[data-shown] img, [data-shown] .chat b b").count() == 0
    assert "<img src=x onerror=alert(1)>" in frame.locator(".chat").inner_text()


@pytest.mark.parametrize("size", SIZES)
def test_the_whole_way_with_the_keys_alone(size, new_page, address):
    page = new_page(viewport=SIZES[size])
    frame = open_frame(page, address + CHILD)
    tab_to(page, frame, "[data-text]")
    page.keyboard.insert_text(pasted(WORRYING))
    tab_to(page, frame, "[data-go]")
    page.keyboard.press("Enter")
    answered(frame)
    tab_to(page, frame, ".marked")
    until(lambda: uncovered(page, frame), "the words in sight")
    page.keyboard.press("Enter")
    assert frame.evaluate("() => document.activeElement.matches('.reason')")
    until(lambda: uncovered(page, frame), "the reason in sight")
    tab_to(page, frame, ".quote")
    until(lambda: uncovered(page, frame), "the link in sight")
    tab_to(page, page, "[data-ticks] input:checked")
    page.keyboard.press("Space")
    tab_to(page, page, "[data-ticks] button[type=submit]")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator(".voice h1").is_visible()


def tab_to(page: Page, where, selector: str) -> None:
    for _ in range(120):
        page.keyboard.press("Tab")
        if where.evaluate(
            "(s) => document.hasFocus() && document.activeElement.matches(s)", selector
        ):
            return
    raise AssertionError(f"Tab never reaches {selector}")


def uncovered(page: Page, frame) -> bool:
    """Whether what has the focus in the frame stands below the bar and on the screen."""
    top = frame.evaluate("() => document.activeElement.getBoundingClientRect().top")
    start = page.locator("iframe").bounding_box()["y"]
    bar = page.locator(".exit").bounding_box()
    return bar["y"] + bar["height"] - 1 <= start + top < page.viewport_size["height"]


@pytest.mark.parametrize(("size", "scheme"), [("small", "light"), ("wide", "dark")])
def test_axe_finds_nothing_on_the_page_or_in_the_frame(size, scheme, new_page, address):
    page = new_page(viewport=SIZES[size], color_scheme=scheme)
    told = []
    for state, path in (("empty", MINE), ("found", MINE), ("nothing", CHILD), ("problem", CHILD)):
        frame = open_frame(page, address + path)
        if state in ("found", "nothing"):
            paste(frame, pasted(WORRYING if state == "found" else ORDINARY))
            answered(frame)
        elif state == "problem":
            paste(frame, " ")
            frame.locator("[data-problem]").wait_for()
        page.wait_for_timeout(150)
        for name, where in (("page", page), ("frame", frame)):
            where.evaluate(AXE)
            found = where.evaluate(VIOLATIONS)
            # The heading of the whole stands on the page around the frame.
            told += [
                f"{state} {name}: {one}" for one in found if not (name == "frame" and H1 in one)
            ]
            wide = (
                "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            told += [f"{state} {name}: sideways"] * (where.evaluate(wide) > 0)
    assert told == []
