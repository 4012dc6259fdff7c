"""Everything can be done with the keys alone, and one always sees where one is."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visitor import (
    LINKS,
    RESULT,
    URGENT,
    VOICES,
    WORK,
    WORRY,
    YOUNG,
    answer_to,
    open_state,
    step,
    until,
)
from tests.site.states import CHECKS, State, some_of_each_kind

pytestmark = pytest.mark.browser

MOST = 400
SETTLED = 150
SIZES = {"narrow": {"width": 320, "height": 640}, "wide": {"width": 1280, "height": 800}}


READING = some_of_each_kind("nl", middle=False)
RESULTS = [
    state for state in CHECKS if state.name in ("worry-act", "work-consult", "young-nothing")
]
# What is focused, and what of it is hidden: by the bar, by the edge of the screen, or for want of a ring.
SEEN = """() => {
  const focused = document.activeElement;
  if (focused === document.body) return { what: "", wrong: [] };
  // What is focused within a frame is looked at in test_chat_check.py.
  if (focused.matches("iframe")) return { what: "frame", wrong: [] };
  const shown = focused.closest(".choice") || focused;
  const box = shown.getBoundingClientRect();
  const bar = document.querySelector(".exit").getBoundingClientRect();
  const style = getComputedStyle(shown);
  const above = Boolean(focused.closest(".exit, .skip"));
  const wrong = [];
  if (!above && box.top < bar.bottom - 1) wrong.push("under the bar");
  if (box.bottom > innerHeight + 1 && box.height < innerHeight - bar.height) wrong.push("below");
  if (box.top < -1 || box.right > innerWidth + 1 || box.left < -1) wrong.push("outside");
  if (box.width < 1 || box.height < 1 || style.visibility === "hidden") wrong.push("invisible");
  const programmed = focused.tabIndex < 0;
  if (!programmed && (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2))
    wrong.push("without a ring");
  return { what: focused.outerHTML, wrong };
}"""
MATCHES = "(selector) => document.activeElement.matches(selector)"


def look(page: Page) -> list[str]:
    """What is wrong with how the focus is seen, with the element."""
    return wrong_in(page.evaluate(SEEN))


def wrong_in(seen: dict) -> list[str]:
    return [f"{seen['what'][:90]}: {', '.join(seen['wrong'])}"] if seen["wrong"] else []


def tab_to(page: Page, selector: str) -> list[str]:
    """Tabs until something is focused, and returns what was seen wrongly on the way."""
    wrong = []
    for _ in range(MOST):
        page.keyboard.press("Tab")
        wrong += look(page)
        if page.evaluate(MATCHES, selector):
            return wrong
    raise AssertionError(f"Tab never reaches {selector}")


def choose(page: Page, question: str, answer: str) -> list[str]:
    """Chooses an answer: Tab to the group, then the arrows; a tick box by Tab and Space."""
    kind = page.locator(f'input[name="{question}"]').first.get_attribute("type")
    if kind == "checkbox":
        wrong = tab_to(page, f'input[name="{question}"][value="{answer}"]')
        page.keyboard.press("Space")
        return wrong
    wrong = tab_to(page, f'input[name="{question}"]')
    page.keyboard.press("Space")
    for _ in range(10):
        if page.evaluate(MATCHES, f'[value="{answer}"]:checked'):
            return wrong
        page.keyboard.press("ArrowDown")
        wrong += look(page)
    raise AssertionError(f"the arrows never reach {question}-{answer}")


def enter(page: Page, selector: str) -> list[str]:
    """Follows a link with the keys alone."""
    wrong = tab_to(page, selector)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    return wrong


@pytest.mark.parametrize(
    ("path", "size"), [(WORRY, "narrow"), (YOUNG, "wide"), (WORK, "narrow")], ids=VOICES
)
def test_from_the_start_to_the_advice_with_the_keys_alone(path, size, new_page, address):
    page = new_page(viewport=SIZES[size])
    page.goto(f"{address}/")
    wrong = []
    for link in LINKS[path]:
        wrong += enter(page, f'main a[href="{link}"]')
    here = step(page)
    while here != RESULT:
        if page.locator("[data-step]:not([hidden]) input").count():
            wrong += choose(page, here, answer_to(here, URGENT[path]))
        wrong += tab_to(page, "button[type=submit]:not([data-stop])")
        page.keyboard.press("Enter")
        until(lambda here=here: step(page) != here, f"something after {here}")
        wrong += look(page)
        here = step(page)
    expect(page.locator(".voice h1")).to_be_focused()
    wrong += tab_to(page, '.voice a[href^="tel:"]')
    assert wrong == []


@pytest.mark.parametrize(
    ("state", "size"),
    [
        *((state, "narrow") for state in [*READING, *RESULTS]),
        *((state, "wide") for state in RESULTS),
    ],
    ids=lambda given: getattr(given, "name", given),
)
def test_the_focus_is_seen_all_the_way_down_and_up(state, size, at, same_page):
    page = same_page()
    page.set_viewport_size(SIZES[size])
    open_state(page, at(state), state)
    page.wait_for_load_state("networkidle")  # what still comes may take the focus away
    for key in ("Tab", "Shift+Tab"):
        wrong, passed = [], set()
        for _ in range(MOST):
            page.keyboard.press(key)
            seen = page.evaluate(SEEN)
            wrong += wrong_in(seen)
            if not seen["what"]:
                break
            passed.add(seen["what"])
        assert wrong == []
        assert len(passed) >= 8


def test_the_short_cuts_come_first(page, address):
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.evaluate(MATCHES, '.skip a[href="#inhoud"]')
    page.keyboard.press("Tab")
    assert page.evaluate(MATCHES, ".skip a[data-exit]")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(MATCHES, "main *")


@pytest.mark.parametrize("path", [YOUNG, WORK], ids=["young", "work"])
def test_the_error_leads_to_the_answers_with_the_keys_alone(path, at, page):
    page.goto(at(State("check", path)) + path)
    tab_to(page, "button[type=submit]")
    page.keyboard.press("Enter")
    assert tab_to(page, "button[type=submit]") == []
    page.keyboard.press("Enter")
    assert look(page) == []
    assert tab_to(page, ".errors a") == []
    page.keyboard.press("Enter")
    assert page.evaluate(MATCHES, "[data-step]:not([hidden]) input")
    assert look(page) == []
