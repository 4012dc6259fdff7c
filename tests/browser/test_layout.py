"""How pages stand where a reader or a small phone asks more of them than every state is asked.

That nothing scrolls sideways and all is large enough is measured in test_every_state.py.
"""

from __future__ import annotations

import pytest

from tests.browser.axe import NARROW
from tests.browser.layout import sideways, sideways_when_letters_are_twice_as_large, small
from tests.browser.visitor import open_state
from tests.site.states import CHECKS, State, every

pytestmark = pytest.mark.browser

SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important;
  word-spacing: .16em !important; } p { margin-bottom: 2em !important; }"""


SPACED = [
    state for state in every() if state.name in ("nl-start", "nl-jij-1", "nl-lijst-1", "nl-wie")
]


@pytest.mark.parametrize("state", [*SPACED, CHECKS[-1]], ids=lambda state: state.name)
def test_a_small_phone_takes_the_text_spacing_that_a_reader_sets(state, new_page, at):
    page = new_page(viewport=NARROW, bypass_csp=True)
    open_state(page, at(state), state)
    page.add_style_tag(content=SPACING)
    assert sideways(page) == []


@pytest.mark.parametrize("size", [(390, 844), (360, 740), (375, 667)], ids=str)
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


@pytest.mark.parametrize("path", ["/", "/en/"])
def test_the_first_phone_screen_shows_the_way_out_on_one_line_and_all_four_doors(
    path, new_page, at
):
    state = State("first", path)
    page = new_page(viewport={"width": 390, "height": 844})
    open_state(page, at(state), state)
    doors = [door.bounding_box() for door in page.locator(".door").all()]
    assert len(doors) == 4
    assert max(box["y"] + box["height"] for box in doors) <= 844
    for width in (320, 360, 375, 390, 412, 448):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.locator(".exit").bounding_box()["height"] < 70, width


def test_what_is_too_wide_small_or_low_would_be_noticed(new_page):
    page = new_page(viewport=NARROW)
    page.set_content("<body><p>Wide</p><a href='#'>Low</a>")
    assert [one.split(":")[0] for one in small(page)] == ["a low target"]
    page.set_content("<body><p style='font-size: 12px'>Small")
    assert [one.split(":")[0] for one in small(page)] == ["small letters"]
    assert sideways(page) == []
    assert sideways_when_letters_are_twice_as_large(page) == []
    page.set_content("<body><p style='width: 15rem'>Wide")
    assert sideways(page) == []
    assert len(sideways_when_letters_are_twice_as_large(page)) == 1
    page.set_content("<body><p style='width: 25rem'>Wider")
    assert len(sideways(page)) == 1
