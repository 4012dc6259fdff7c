"""How a page reads: letters that are large as they are drawn, and what would be noticed of lines.

The lines of every state are measured in test_every_state.py.
"""

from __future__ import annotations

import pytest

from tests.browser.reading import moving, uneven
from tests.browser.visitor import open_state
from tests.site.states import every

pytestmark = pytest.mark.browser

SMALLEST = 16
CHARTED = [state for state in every() if state.path.endswith("lees/10")]
# Letters in a picture grow and shrink with it, so they are measured as they are drawn.
DRAWN = """() => [...document.querySelectorAll("svg text")].filter((one) => one.checkVisibility())
  .map((one) => [one.textContent, parseFloat(getComputedStyle(one).fontSize) * one.getScreenCTM().a])"""


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("state", CHARTED, ids=lambda state: state.name)
def test_letters_in_a_chart_are_large_enough_as_they_are_drawn(state, width, new_page, at):
    page = new_page(viewport={"width": width, "height": 800})
    open_state(page, at(state), state)
    drawn = page.evaluate(DRAWN)
    assert len(drawn) > 5
    assert [one for one in drawn if one[1] < SMALLEST - 0.5] == []


@pytest.mark.parametrize("width", ["60ch", "20ch", "110ch"])
def test_lines_that_are_short_or_long_would_be_noticed(width, page):
    words = "Een zin die lang genoeg is voor een paar regels. " * 20
    page.set_content(f"<main><p class='text' style='font: 18px Arial; width: {width}'>{words}")
    assert len(uneven(page)) == (width != "60ch")


def test_what_moves_would_be_noticed(page):
    page.set_content("<p style='transition: color 1s'>Now")
    assert len(moving(page)) == 1
    page.set_content("<style>@keyframes a { to { left: 9px } } p { animation: a 9s }</style><p>Now")
    assert len(moving(page)) == 2
