"""The check with scripts: one question at a time, in place, and nothing of it comes back."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import (
    RESULT,
    URGENT,
    VOICES,
    WORK,
    WORRY,
    YOUNG,
    choose,
    go_on,
    hurry,
    open_state,
    step,
    until,
    walk,
)
from tests.site.states import State

pytestmark = pytest.mark.browser

FOCUSED = "() => document.activeElement.innerText"
ENTRIES = "() => history.length"
CHECKED = "() => [...document.querySelectorAll('input:checked')].map((one) => one.id)"
# A check is the same in both languages but for its words, so each voice speaks one of them.
in_turn = pytest.mark.parametrize(
    ("lang", "path"), [("", WORRY), ("/en", YOUNG), ("", WORK)], ids=VOICES
)
of_every_voice = pytest.mark.parametrize("path", VOICES.values(), ids=VOICES)


@in_turn
def test_the_address_and_the_history_stay_as_they_were(path, lang, page, address):
    page.goto(address + lang + path)
    title, entries = page.title(), page.evaluate(ENTRIES)
    for _ in walk(page, URGENT[path]):
        assert page.url == address + lang + path
        assert page.title() == title
        assert page.evaluate(ENTRIES) - entries <= 1
    assert page.evaluate(ENTRIES) - entries <= 1


@pytest.mark.parametrize(("lang", "path"), [("", WORRY), ("/en", WORK)], ids=["worry", "work"])
def test_focus_goes_to_the_heading_of_each_new_step(lang, path, page, address):
    page.goto(address + lang + path)
    before = page.locator("h1").inner_text()
    for here in walk(page, URGENT[path]):
        heading = page.locator("h1:visible, [data-step]:not([hidden]) [data-heading]").first
        if here != "start":
            assert page.evaluate(FOCUSED) == heading.inner_text()
            assert heading.inner_text() != before
        before = heading.inner_text()
        assert page.evaluate("scrollY") == 0


@pytest.mark.parametrize(("lang", "path"), [("/en", WORRY), ("", YOUNG)], ids=["worry", "young"])
def test_there_is_one_heading_of_the_first_level_at_every_step(lang, path, page, address):
    page.goto(address + lang + path)
    for _ in walk(page, URGENT[path]):
        assert page.get_by_role("heading", level=1).count() == 1


@of_every_voice
def test_previous_goes_back_with_the_answer_still_chosen(path, page, address):
    page.goto(address + path)
    first = go_on(page)
    answer = URGENT[path][first]
    choose(page, answer)
    second = go_on(page)
    assert second != first
    page.locator("[data-back]").click()
    assert step(page) == first
    assert page.evaluate(CHECKED) == [f"{first}-{answer}"]
    expect(page.locator(f"[data-step={first}] [data-heading]")).to_be_focused()


@of_every_voice
def test_a_visitor_may_stop_at_any_signal_and_go_to_the_advice(path, page, address):
    page.goto(address + path)
    hurry(page, URGENT[path], to=("s029", "z05"))
    page.locator("[data-stop]").click()
    expect(page.locator(".voice h1")).to_be_focused()
    assert page.url == address + path


def test_progress_counts_only_what_is_asked(page, address, site):
    page.goto(address + YOUNG)
    go_on(page)
    words = site.words["check.progress"].nl
    assert page.locator("[data-progress]").inner_text() == words.format(n=1, m=15)
    assert hurry(page, {"z11": "a"}, to=("f1",)) == "f1"
    assert page.locator("[data-progress]").inner_text() == words.format(n=13, m=17)


@of_every_voice
def test_changing_answers_keeps_them(path, page, address):
    page.goto(address + path)
    hurry(page, URGENT[path])
    page.locator("form.back button").click()
    page.locator("form[data-steps]").wait_for()
    until(lambda: step(page) != RESULT, "the questions")
    kept = set(page.evaluate(CHECKED))
    given = {f"{name}-{code}" for name, code in URGENT[path].items() if name not in "wdha"}
    assert given <= kept
    hurry(page, URGENT[path])
    expect(page.locator(".voice h1")).to_be_visible()
    assert page.url == address + path


@pytest.mark.parametrize(
    ("path", "before", "question", "answer"),
    [
        (WORRY, {}, "d", "a"),
        (WORRY, {"d": "a"}, "s029", "a"),
        (YOUNG, {}, "z15", "a"),
        (YOUNG, {}, "z15", "c"),
        (YOUNG, {"z11": "a"}, "f1", "a"),
        (WORK, {"w": "0", "d": "e"}, "s029", "c"),
    ],
)
def test_an_acute_answer_shows_its_number_at_once(path, before, question, answer, page, address):
    page.goto(address + path)
    assert hurry(page, before, to=(question,)) == question
    help_at_once = page.locator("[data-step]:not([hidden]) .at-once")
    choose(page, "e")
    assert not help_at_once.is_visible()
    choose(page, answer)
    assert help_at_once.locator('a[href^="tel:"]').first.is_visible()
    choose(page, "d")
    assert not help_at_once.is_visible()


@pytest.mark.parametrize(
    ("path", "lang", "word"),
    [(WORRY, "/en", "Error: "), (YOUNG, "", "Fout: "), (WORK, "/en", "Error: ")],
    ids=VOICES,
)
def test_going_on_without_an_answer_says_so_and_takes_focus(path, lang, word, page, address):
    page.goto(address + lang + path)
    title = page.title()
    here = go_on(page)
    page.locator("form[data-steps] button[type=submit]:not([data-stop])").click()
    summary = page.locator("[data-errors]")
    expect(summary).to_be_focused()
    assert page.title() == word + title
    field = page.locator("[data-step]:not([hidden]) [data-field-error]")
    assert field.inner_text() == summary.locator("a").inner_text()
    summary.locator("a").click()
    assert page.evaluate("() => document.activeElement.name") == here
    assert page.url == address + lang + path
    choose(page, "e" if page.locator('[data-step]:not([hidden]) input[value="e"]').count() else "0")
    assert not field.is_visible()
    go_on(page)
    assert page.title() == title
    assert not summary.is_visible()


@in_turn
def test_the_copied_message_is_the_one_that_is_shown(path, lang, new_page, address):
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(address + lang + path)
    hurry(page, URGENT[path])
    buttons = page.locator("[data-copy]")
    assert buttons.count() >= 2
    for folded in page.locator("section[aria-labelledby=bewaar] summary").all():
        folded.click()
    for button in buttons.all():
        button.click()
        expect(button.locator("xpath=following-sibling::*[1]")).to_have_text(
            button.get_attribute("data-done")
        )
        shown = page.locator(f"#{button.get_attribute('data-copy')}")
        copied = page.evaluate("() => navigator.clipboard.readText()")
        assert copied.split() == shown.inner_text().split()
        assert copied.strip()


def test_a_copy_that_the_browser_refuses_is_told(page, address):
    page.goto(address + YOUNG)
    hurry(page, URGENT[YOUNG])
    page.locator("section[aria-labelledby=bewaar] summary").first.click()
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(); }")
    button = page.locator("section[aria-labelledby=bewaar] [data-copy]").first
    button.click()
    expect(button.locator("xpath=following-sibling::*[1]")).to_have_text(
        button.get_attribute("data-failed")
    )


@in_turn
def test_the_advice_can_be_printed_with_all_that_is_folded(lang, path, page, address):
    page.goto(address + lang + path)
    hurry(page, URGENT[path])
    page.evaluate("() => { window.print = () => { window.printed = true; }; }")
    page.locator("[data-print]").click()
    assert page.evaluate("() => window.printed")
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details:not([open])").count() == 0


@pytest.mark.parametrize("name", ["/lijst", "/lijst/3", "/en/lijst"])
def test_the_list_can_be_printed(name, page, address):
    page.goto(address + name)
    assert page.locator("[data-print]").is_visible()


@of_every_voice
def test_back_and_forward_bring_no_answer_back(path, page, address):
    page.goto(address + path)
    assert hurry(page, URGENT[path], to=("s075", "z14")) != RESULT
    page.goto(f"{address}/wie")
    page.go_back()
    page.locator("form[data-steps]").wait_for()
    assert page.evaluate(CHECKED) == []
    hurry(page, URGENT[path])
    page.goto(f"{address}/wie")
    page.go_back()
    page.locator("form[data-steps]").wait_for()
    assert page.evaluate(CHECKED) == []
    assert page.locator(".voice").count() == 0


def test_when_the_connection_fails_the_browser_itself_sends_the_form(page, address):
    page.goto(address + YOUNG)
    go_on(page)
    choose(page, "a")
    page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError()); }")
    with page.expect_navigation():
        page.locator("[data-stop]").click()
    assert page.locator(".voice h1").is_visible()


def test_where_there_is_nothing_to_ask_the_advice_is_one_press_away(page, address):
    page.goto(address + WORK)
    in_a_hotel_about_school = {"w": "3", "d": "d", "a": "8"}
    hurry(page, in_a_hotel_about_school)
    expect(page.locator("h1")).to_be_focused()
    page.locator("form[data-steps] button[type=submit]:visible").click()
    expect(page.locator(".voice h1")).to_be_focused()
    assert page.url == address + WORK


def test_a_page_that_misses_an_answer_goes_on_where_questions_begin(at, page):
    state = State("missing", WORRY, (("w", "1"), ("d", "a"), ("h", "e")))
    open_state(page, at(state), state)
    assert step(page) == "w"
    assert page.evaluate(CHECKED) == ["w-1", "d-a", "h-e"]
    assert page.title() == "Vragen"
