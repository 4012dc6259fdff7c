"""Pictures: whole XML with a title and a description, words escaped, shapes that say what they are."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest

from inbeeld.monitor.charts.forest import Line, forest
from inbeeld.monitor.charts.overlap import Group, overlap
from inbeeld.monitor.charts.seen import seen
from inbeeld.monitor.charts.stable import stable, steps
from inbeeld.monitor.charts.svg import alone, nice
from inbeeld.monitor.charts.trend import Year, trend

ODD = '<b>"A&B"</b>'
WORDS = {"title": ODD, "about": ODD}
SVG = "{http://www.w3.org/2000/svg}"


def show(number: float) -> str:
    return f"{number:.0f}"


def all_charts() -> list[str]:
    years = [Year(2023, 880), Year(2024, None, 5230, 4100, None), Year(2025, 900, 5000, 4000, 6000)]
    groups = [Group(frozenset({0}), 50), Group(frozenset({0, 1}), None)]
    return [
        forest([Line(ODD, 120, 80, None), Line("b", None)], **WORDS, none=ODD, show=show),
        trend(years, **WORDS, hidden=ODD, breaks=[2024], show=show),
        seen(0.18, **WORDS, filled=ODD, empty=ODD),
        overlap([ODD, "b"], groups, **WORDS, hidden=ODD, show=show),
        stable(steps([float(one % 97) for one in range(300)]), **WORDS, show=show),
    ]


@pytest.mark.parametrize("picture", all_charts())
def test_a_chart_is_whole_and_says_what_it_shows(picture):
    for text in (picture, alone(picture)):
        root = ET.fromstring(text)
        assert root.get("role") == "img"
        ids = root.get("aria-labelledby").split()
        assert [root.find(f"*[@id='{one}']").text for one in ids] == [ODD, ODD]
        assert not root.findall(f".//{SVG}b")
    assert "style" not in picture  # the page's policy allows nothing inline


def test_an_estimate_is_an_open_point_and_never_a_bar():
    picture = forest([Line("a", 120, 80, 200)], **WORDS, none="", show=show)
    assert 'class="point"' in picture
    assert 'class="range"' in picture
    assert 'class="bar"' not in picture


def test_an_estimate_that_does_not_exist_is_a_word():
    assert "bestaat niet" in forest([Line("a", None)], **WORDS, none="bestaat niet", show=show)


def test_a_hidden_count_is_an_empty_box_with_the_word():
    picture = trend([Year(2024, None)], **WORDS, hidden="verborgen", breaks=[], show=show)
    assert "verborgen" in picture
    assert 'class="none"' in picture
    assert 'class="bar"' not in picture


def test_at_hidden_years_in_a_row_the_word_stands_once():
    years = [Year(2021, 300), *(Year(year, None) for year in (2022, 2023, 2024))]
    picture = trend(years, **WORDS, hidden="verborgen", breaks=[], show=show)
    assert picture.count(">verborgen</text>") == 2  # the word, and its edge
    assert picture.count('class="none"') == 3


@pytest.mark.parametrize("size", [1, 4, 5, 6, 12, 40])
@pytest.mark.parametrize("counted", [300, None])
def test_years_have_their_words_where_these_stand_apart(size, counted):
    years = [Year(2000 + place, counted) for place in range(size)]
    picture = trend(years, **WORDS, hidden="verborgen", breaks=[], show=show)
    named = [float(x) for x in re.findall(r'<text x="([\d.]+)"[^>]*>20\d\d<', picture)]
    assert f">{2000 + size - 1}<" in picture  # always the newest
    assert all(after - before >= 59 for before, after in pairwise(named))


@pytest.mark.parametrize(("share", "filled"), [(0, 0), (0.11, 11), (1, 100), (3, 100), (-1, 0)])
def test_seen_and_unseen_are_a_hundred_dots(share, filled):
    picture = seen(share, **WORDS, filled="a", empty="b")
    assert picture.count('"dot-seen"') == filled + 1  # and one in the key
    assert picture.count('"dot"') == 100 - filled + 1


def test_the_middle_of_replicates_settles_and_missing_ones_are_left_out():
    found = steps([float("nan"), *[100.0] * 50, float("inf")])
    assert [one.replicates for one in found] == [20, 32, 50]
    assert {(one.low, one.middle, one.high) for one in found} == {(100, 100, 100)}
    assert steps([1.0] * 19) == []


@pytest.mark.parametrize(("most", "end"), [(0, 1), (1, 1), (7, 10), (944, 1000), (1320, 2000)])
def test_an_axis_ends_at_a_round_number(most, end):
    assert nice(most) == end
