"""Where a reader chose the colours, all that can be pressed has an edge, and what is chosen shows."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.visitor import RESULT, URGENT, VOICES, choose, go_on, hurry, open_state
from tests.site.states import State, every

pytestmark = pytest.mark.browser

SEEN = ("nl-start", "nl-jij-1", "nl-lijst-3", "nl-wie", "nl-lees-2", "worry-act", "work-consult",
        "young-consult", "problem-404")  # fmt: skip
STATES = [state for state in every() if state.name in SEEN]
# The edge must differ from what is behind it; a reader's colours need not differ from each other more.
EDGES = """(selector) => [...document.querySelectorAll(selector)]
  .filter((one) => one.checkVisibility() && !one.closest(".skip"))
  .filter((one) => {
    const style = getComputedStyle(one);
    const canvas = getComputedStyle(document.documentElement).backgroundColor;
    return ["top", "right", "bottom", "left"].some((side) =>
      style[`border-${side}-style`] !== "solid" || parseFloat(style[`border-${side}-width`]) < 1 ||
      ["rgba(0, 0, 0, 0)", "rgb(255, 255, 255)", canvas].includes(style[`border-${side}-color`]));
  }).map((one) => one.outerHTML.slice(0, 90))"""
PRESSED = ".button, .exit-go, .door, .choice, .tabs a"
PANELS = ".voice, .asked, .note, .say, .at-once, .errors, .steps > div"
NATIVE = """() => [...document.querySelectorAll(".choice input")]
  .map((one) => getComputedStyle(one).appearance)"""
CHOSEN = """() => {
  const all = [...document.querySelectorAll("[data-step]:not([hidden]) .choice")];
  const look = (one) => [one, one.querySelector("input")].map((part) => {
    const style = getComputedStyle(part);
    return [style.borderTopColor, style.outlineStyle, style.outlineColor, style.fontWeight].join();
  }).join();
  const chosen = all.find((one) => one.querySelector(":checked"));
  return all.filter((one) => one !== chosen && look(one) === look(chosen)).length;
}"""


@pytest.fixture
def forced(new_page) -> Page:
    return new_page(viewport={"width": 1280, "height": 800}, forced_colors="active")


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
def test_what_can_be_pressed_has_an_edge_on_every_page(state, forced, at):
    open_state(forced, at(state), state)
    assert forced.evaluate(EDGES, PRESSED) == []
    assert forced.evaluate(EDGES, PANELS) == []
    assert forced.evaluate(
        "() => getComputedStyle(document.querySelector('.exit')).borderBottomColor"
    )


@pytest.mark.parametrize("path", VOICES.values(), ids=VOICES)
def test_choices_and_buttons_have_an_edge_at_every_step(path, forced, at):
    forced.goto(at(State("check", path)) + path)
    assert forced.evaluate(EDGES, f"{PRESSED}, {PANELS}") == []
    go_on(forced)
    while (here := hurry(forced, URGENT[path], to=URGENT[path])) != RESULT:
        choose(forced, URGENT[path][here])
        assert forced.evaluate(CHOSEN) == 0
        assert set(forced.evaluate(NATIVE)) == {"auto"}
        assert forced.evaluate(EDGES, f"{PRESSED}, {PANELS}") == []
        go_on(forced)
    assert forced.evaluate(EDGES, f"{PRESSED}, {PANELS}") == []


def test_an_edge_that_is_gone_would_be_noticed(forced, at):
    start = State("start", "/")
    open_state(forced, at(start), start)
    forced.evaluate("() => { document.querySelector('.door').style.border = 'none'; }")
    assert len(forced.evaluate(EDGES, PRESSED)) == 1
