"""Every state of every page, opened once: all that holds for every page is measured in that one visit.

The Dutch pages and every state of a check are measured whole. Of the English pages to read that are made
by the same template, so are the first, the middle and the last; of the others, whose Dutch page differs
in words alone, what words can change: what they weigh and ask, and how they stand on a small phone.

What is measured stands in files of its own: traffic.py, reading.py, layout.py and axe.py.
"""

from __future__ import annotations

import pytest

from tests.browser.axe import ON_COLOURS, show, violations, violations_when
from tests.browser.layout import sideways, sideways_when_letters_are_twice_as_large, small
from tests.browser.reading import moving, uneven
from tests.browser.traffic import Traffic
from tests.browser.visitor import open_state
from tests.site.states import CHECKS, PREVIEWS, State, every, pages, some_of_each_kind

pytestmark = pytest.mark.browser

# Where scripts make a difference: the forms, which then show all at once, and what can be printed.
FORMS = [state for state in every() if state.data is None and "vraag" in state.path]
FORMS += [state for state in CHECKS if "questions" in state.name or "missing" in state.name]
OTHER = [state for state in CHECKS if state.name in ("worry-act", "young-again", "work-consult")]
OTHER += [state for state in every() if state.name in ("nl-start", "nl-lijst", "en-lijst-3")]

LIKE_THE_DUTCH = {one for one in pages() if one.name.startswith("en-")} - {*some_of_each_kind("en")}


def named(states: list[State]):
    return pytest.mark.parametrize("state", states, ids=lambda state: state.name)


@pytest.fixture(scope="module")
def traffic(same_page) -> Traffic:
    """Of the one page that visits every state."""
    return Traffic(same_page())


def on_a_wide_screen(page, colours) -> list[str]:
    found = [*uneven(page), *moving(page), *sideways_when_letters_are_twice_as_large(page)]
    for way in ("dark", "forced colours", "light"):
        found += violations_when(page, way, colours)
    return found


def on_a_small_phone(page, colours) -> list[str]:
    return [*violations_when(page, "at 320", colours), *standing(page)]


def without_colours_on_a_small_phone(page) -> list[str]:
    show(page, "at 320")
    return [*(f"at 320: {one}" for one in violations(page, without=ON_COLOURS)), *standing(page)]


def standing(page) -> list[str]:
    """What is wrong with how a page stands on a small phone."""
    return [f"at 320: {one}" for one in (*sideways(page), *small(page), *moving(page))]


@named(every())
def test_a_state_is_light_asks_nobody_else_reads_well_fits_and_has_no_barrier(
    state, at, same_page, traffic, colours, neutral
):
    page = same_page()
    traffic.begin()
    open_state(page, at(state), state, elsewhere=f"{neutral.address}/")
    wrong = traffic.heavy()
    if state in LIKE_THE_DUTCH:
        wrong += without_colours_on_a_small_phone(page)
    else:
        wrong += [*on_a_wide_screen(page, colours), *on_a_small_phone(page, colours)]
    if page.locator(".voice").count() > 1:
        wrong.append("more than one panel speaks")
    # Last, so that it also tells what a page asked or said while it was shown in other ways.
    wrong += traffic.of_others(at(state), *([neutral.address] if state.headers else []))
    assert wrong == [], "\n".join(wrong)


def test_an_english_page_that_is_measured_in_part_has_a_dutch_one_that_is_measured_whole():
    whole = {state.path for state in every()} - {state.path for state in LIKE_THE_DUTCH}
    assert len(LIKE_THE_DUTCH) > 20
    assert {state.path.removeprefix("/en") for state in LIKE_THE_DUTCH} <= whole


@named(PREVIEWS)
def test_a_preview_has_no_barrier(state, at, same_page, colours):
    page = same_page()
    open_state(page, at(state), state)
    assert [*on_a_wide_screen(page, colours), *on_a_small_phone(page, colours)] == []


@named([*FORMS, *OTHER])
def test_a_state_has_no_barrier_where_scripts_are_off(state, at, same_page, colours):
    page = same_page(scripts=False)
    open_state(page, at(state), state)
    # Whole: here the colours of every text are measured, also of one that looks like another.
    found = violations(page)
    for way in ("dark", "forced colours", "at 320"):
        found += violations_when(page, way, colours)
    assert found == []
