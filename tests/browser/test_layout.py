"""How pages stand: no sideways scroll, letters and targets large enough, and nothing moves."""

from __future__ import annotations

import pytest

from tests.browser.visitor import open_state
from tests.site.states import CHECKS, State, every

pytestmark = pytest.mark.browser

READ = [state for state in every() if state.data is None and not state.knowledge]
# The same words in English are no longer; one language is enough where only width counts.
DUTCH = [state for state in READ if not state.path.startswith("/en")]
NARROW = {"width": 320, "height": 640}
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
SMALL = """() => [...document.querySelectorAll("body *")].filter((one) =>
  [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()) &&
  one.checkVisibility() && !one.closest("svg, .exit-way, .vh, .skip") &&
  parseFloat(getComputedStyle(one).fontSize) < 16).map((one) => one.outerHTML.slice(0, 90))"""
# Links inside a sentence are the exception.
LOW = """() => [...document.querySelectorAll("a, button, summary, label.choice")].filter((one) =>
  one.checkVisibility() && !one.closest(".skip, p:not(.row), .lead, dd") &&
  !one.closest(".points, .numbered, .pairs-list, .steps") &&
  one.getBoundingClientRect().height < 43.5).map((one) => one.outerHTML.slice(0, 120))"""
SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important;
  word-spacing: .16em !important; } p { margin-bottom: 2em !important; }"""


@pytest.fixture(scope="module")
def wide(browser):
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def narrow(browser):
    context = browser.new_context(viewport=NARROW)
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("state", [*READ, *CHECKS], ids=lambda state: state.name)
def test_a_small_phone_shows_a_page_without_sideways_scroll(state, narrow, at):
    open_state(narrow, at(state), state)
    assert narrow.evaluate(SIDEWAYS) <= 0
    assert narrow.evaluate(SMALL) == []
    assert narrow.evaluate(LOW) == []
    assert narrow.locator(".voice").count() <= 1
    assert narrow.evaluate("() => document.getAnimations().length") == 0


@pytest.mark.parametrize("state", DUTCH, ids=lambda state: state.name)
def test_a_wide_screen_takes_letters_twice_as_large_without_sideways_scroll(state, wide, at):
    open_state(wide, at(state), state)
    wide.evaluate("() => { document.documentElement.style.fontSize = '200%'; }")
    assert wide.evaluate(SIDEWAYS) <= 0


SPACED = [state for state in READ if state.name in ("nl-start", "nl-jij-1", "nl-lijst-1", "nl-wie")]


@pytest.mark.parametrize("state", [*SPACED, CHECKS[-1]], ids=lambda state: state.name)
def test_a_small_phone_takes_the_text_spacing_that_a_reader_sets(state, new_page, at):
    page = new_page(viewport=NARROW, bypass_csp=True)
    open_state(page, at(state), state)
    page.add_style_tag(content=SPACING)
    assert page.evaluate(SIDEWAYS) <= 0


@pytest.mark.parametrize("size", [(390, 844), (360, 740)], ids=["390", "360"])
@pytest.mark.parametrize("path", ["/jij/1", "/en/jij/1"])
def test_who_is_threatened_now_sees_every_step_and_whom_to_call_at_once(path, size, new_page, at):
    state = State("threatened", path)
    width, height = size
    page = new_page(viewport={"width": width, "height": height})
    open_state(page, at(state), state)
    steps = page.locator("ol.numbered > li")
    assert steps.count() == 4
    for part in (*steps.all(), page.locator(".opening .button").first):
        box = part.bounding_box()
        assert box["y"] + box["height"] <= height
