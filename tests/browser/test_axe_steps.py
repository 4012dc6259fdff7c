"""Axe finds nothing at any step of the check: one question at a time, errors, help at once, advice."""

from __future__ import annotations

import pytest

from tests.browser.axe import NARROW, WIDE, violations_when
from tests.browser.visitor import (
    RESULT,
    URGENT,
    VOICES,
    choose,
    go_on,
    hurry,
    open_state,
    step,
)
from tests.site.states import State

pytestmark = pytest.mark.browser

SIZES = {"wide": WIDE, "narrow": NARROW}


def found(page, size, colours) -> list[str]:
    """The violations on a page as it stands now, in every way in which it can be shown at this size."""
    ways = ("dark", "forced colours", "light") if size == "wide" else ("at 320",)
    return [one for way in ways for one in violations_when(page, way, colours)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("voice", VOICES)
def test_axe_finds_nothing_at_any_step(voice, size, at, new_page, colours):
    path = VOICES[voice]
    page = new_page(viewport=SIZES[size])
    page.goto(at(State("check", path)) + path)
    told, helped, asked = [], 0, []
    here = step(page)
    while not asked or asked[-1] != RESULT:
        if here in URGENT[path]:
            choose(page, URGENT[path][here])
        told += [f"{here}: {one}" for one in found(page, size, colours)]
        helped += page.locator("[data-step]:not([hidden]) .at-once").locator("visible=true").count()
        asked.append(here)
        if here != RESULT:
            go_on(page)
            here = hurry(page, URGENT[path], to=URGENT[path])  # past questions like the others
    for folded in page.locator("details > summary").all():
        if folded.is_visible():
            folded.click()
    told += [f"opened: {one}" for one in found(page, size, colours)]
    assert told == []
    assert asked[-1] == RESULT
    assert "f1" in asked
    assert helped >= 2


@pytest.mark.parametrize(
    ("voice", "size"), [("worry", "wide"), ("young", "narrow"), ("work", "wide")]
)
def test_axe_finds_nothing_in_an_error(voice, size, at, new_page, colours):
    path = VOICES[voice]
    page = new_page(viewport=SIZES[size])
    page.goto(at(State("check", path)) + path)
    here = go_on(page)
    page.locator("form[data-steps] button[type=submit]:not([data-stop])").click()
    assert page.locator("[data-errors]").is_visible()
    assert step(page) == here
    assert found(page, size, colours) == []


@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_where_answers_are_changed(size, at, new_page, colours):
    page = new_page(viewport=SIZES[size])
    state = State("young", "/en/vraag/2", (("step", "2"), ("z05", "a"), ("z06", "a")))
    open_state(page, at(state), state)
    page.locator("form.back button").click()
    page.locator("form[data-steps]").wait_for()
    assert found(page, size, colours) == []
