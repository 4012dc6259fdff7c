"""How a page reads: short lines, letters that are large as they are drawn, and nothing that moves."""

from __future__ import annotations

import pytest

from tests.browser.visitor import open_state
from tests.site.states import CHECKS, every

pytestmark = pytest.mark.browser

SMALLEST = 16
FEWEST, MOST = 45, 75
READ = [state for state in every() if state.data is None and not state.knowledge]
CHARTED = [state for state in READ if state.path.endswith("lees/10")]
# The characters on each full line of running text, as the browser broke it.
LINES = """() => {
  const found = [];
  const running = "main p.text, main .text > p, main .text.points > li, .lead";
  for (const one of document.querySelectorAll(running)) {
    if (!one.checkVisibility()) continue;
    const walker = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
    const lines = new Map();
    while (walker.nextNode()) {
      const node = walker.currentNode;
      for (const word of node.data.matchAll(/\\S+/g)) {
        const range = document.createRange();
        range.setStart(node, word.index);
        range.setEnd(node, word.index + 1);
        const line = Math.round(range.getBoundingClientRect().bottom);
        lines.set(line, (lines.get(line) ?? -1) + 1 + word[0].length);
      }
    }
    const full = [...lines.values()].slice(0, -1);
    if (full.length > 1) found.push([one.textContent.trim().slice(0, 40), full]);
  }
  return found;
}"""
# Letters in a picture grow and shrink with it, so they are measured as they are drawn.
DRAWN = """() => [...document.querySelectorAll("svg text")].filter((one) => one.checkVisibility())
  .map((one) => [one.textContent, parseFloat(getComputedStyle(one).fontSize) * one.getScreenCTM().a])"""
MOVES = """() => [...document.querySelectorAll("*")].flatMap((one) => ["", "::before", "::after"]
  .filter((part) => {
    const style = getComputedStyle(one, part || null);
    return style.animationName !== "none" || /[1-9]/.test(style.transitionDuration) ||
      style.scrollBehavior === "smooth";
  }).map((part) => one.outerHTML.slice(0, 60) + part))"""


@pytest.mark.parametrize("state", [*READ, *CHECKS], ids=lambda state: state.name)
def test_lines_of_running_text_are_neither_short_nor_long(state, same_page, at):
    page = same_page()
    open_state(page, at(state), state)
    for start, lines in page.evaluate(LINES):
        assert FEWEST <= sum(lines) / len(lines) <= MOST, f"{start}: {lines}"
        assert max(lines) <= MOST + 5, f"{start}: {lines}"
    assert page.evaluate(MOVES) == []


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("state", CHARTED, ids=lambda state: state.name)
def test_letters_in_a_chart_are_large_enough_as_they_are_drawn(state, width, new_page, at):
    page = new_page(viewport={"width": width, "height": 800})
    open_state(page, at(state), state)
    drawn = page.evaluate(DRAWN)
    assert len(drawn) > 5
    assert [one for one in drawn if one[1] < SMALLEST - 0.5] == []
