"""Axe finds nothing on any state of any page, in every way in which it can be shown."""

from __future__ import annotations

import pytest

from tests.browser.axe import violations
from tests.browser.visitor import open_state
from tests.site.states import CHECKS, PREVIEWS, State, every

pytestmark = pytest.mark.browser

WIDE = {"width": 1280, "height": 800}
NARROW = {"width": 320, "height": 640}
WAYS = {
    "light": ({"color_scheme": "light"}, WIDE),
    "dark": ({"color_scheme": "dark"}, WIDE),
    "forced colours": ({"color_scheme": "light", "forced_colors": "active"}, WIDE),
    "at 320": ({"forced_colors": "none"}, NARROW),
}
# Where scripts make a difference: the forms, which then show all at once, and what can be printed.
FORMS = [state for state in every() if state.data is None and "vraag" in state.path]
FORMS += [state for state in CHECKS if "questions" in state.name or "missing" in state.name]
OTHER = [state for state in CHECKS if state.name in ("worry-act", "young-again", "work-consult")]
OTHER += [state for state in every() if state.name in ("nl-start", "nl-lijst", "en-lijst-3")]


def named(states: list[State]):
    return pytest.mark.parametrize("state", states, ids=lambda state: state.name)


def found(page) -> list[str]:
    """The violations in every way in which a page that is open can be shown."""
    told = []
    for name, (media, size) in WAYS.items():
        page.emulate_media(**media)
        page.set_viewport_size(size)
        told += [f"{name}: {one}" for one in violations(page)]
    return told


@named([*every(), *PREVIEWS])
def test_axe_finds_nothing_in_a_state(state, at, same_page, neutral):
    page = same_page()
    open_state(page, at(state), state, elsewhere=f"{neutral.address}/")
    assert found(page) == []


@named([*FORMS, *OTHER])
def test_axe_finds_nothing_in_a_state_without_scripts(state, at, same_page):
    page = same_page(scripts=False)
    open_state(page, at(state), state)
    assert found(page) == []


def test_axe_notices_what_is_wrong(new_page):
    page = new_page()
    page.set_content("<html lang='nl'><title>x</title><main><h1>x</h1><input></main>")
    assert [one.split(" at ")[0] for one in violations(page)] == ["label"]
