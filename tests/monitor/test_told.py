"""The charts of a release in words: what they come down to, written for a site and read back."""

from __future__ import annotations

import copy
import re

import pytest

from inbeeld.knowledge import Lang
from inbeeld.monitor.brought import Made
from inbeeld.monitor.charts.overlap import Group
from inbeeld.monitor.charts.stable import Step
from inbeeld.monitor.messages import forest_says, overlap_says, seen_says, stable_says
from inbeeld.monitor.naming import Words
from inbeeld.monitor.release import Overlap
from inbeeld.monitor.told import read_charts
from tests.cli.test_schemas import faults
from tests.monitor.releases import ESTIMATES, a_release, told

EN = Words(Lang.EN)


@pytest.fixture(scope="module")
def public(tmp_path_factory):
    place = tmp_path_factory.mktemp("told") / "one"
    return a_release(place, {2022: 3, 2023: 260, 2024: 280}, estimates=ESTIMATES)


def test_a_release_tells_its_charts_in_both_languages_as_the_schema_says(public):
    assert faults(told(public), "release.json") == []
    for lang in Lang:
        charts = read_charts(told(public), lang)
        assert [one.name for one in charts] == ["trend", "forest", "seen"]
        for one in charts:
            assert (public / f"charts/{one.name}.{lang}.svg").exists()
            assert one.title
            assert one.rows
            assert one.limits


def test_both_languages_hold_the_same_numbers(public):
    nl, en = (read_charts(told(public), lang) for lang in Lang)
    for one, other in zip(nl, en, strict=True):
        for mine, theirs in zip(one.rows, other.rows, strict=True):
            assert [re.sub(r"\D", "", cell) for cell in mine[1:]] == [
                re.sub(r"\D", "", cell) for cell in theirs[1:]
            ]


def test_a_chart_says_its_numbers_and_how_to_read_it_says_only_what_is_drawn(public, tmp_path):
    trend, forest, seen = read_charts(told(public), Lang.EN)
    assert trend.says == (
        "Counted in 2022: hidden. Counted in 2024: 280. Estimate for 2024: 900. "
        "At least 700, at most 1,400."
    )
    assert "Open points" in trend.about
    assert "An empty box is a hidden number." in trend.about
    assert forest.says == "The estimates of 2 methods run from 900 to 1,100."
    assert "31 were counted. The other 69" in seen.says
    (plain,) = read_charts(told(a_release(tmp_path / "two", {2024: 280})), Lang.EN)
    assert (plain.title, plain.says) == ("Counted a year", "Counted in 2024: 280.")
    assert plain.about == "Solid bars are people who were counted."


def test_a_caution_of_several_methods_is_said_once_with_all_their_names(tmp_path):
    careful = tuple(
        Made(2024, method, 900, 0.95, 700, 1400, ("spread",)) for method in ("bic", "chao")
    )
    made = a_release(tmp_path / "one", {2024: 280}, estimates=careful)
    (_, forest, *_) = read_charts(told(made), Lang.EN)
    said = [one for one in forest.limits if "times apart" in one]
    assert said == [
        "Best model (BIC), Lower bound (Chao): The methods lie more than 1.5 times apart."
    ]


def test_a_picture_as_a_file_says_the_same_and_has_a_ground_of_its_own(public):
    picture = (public / "charts/trend.en.svg").read_text(encoding="utf-8")
    (trend, *_) = read_charts(told(public), Lang.EN)
    assert f'<desc id="trend-d">{trend.says}</desc>' in picture
    assert 'class="ground" x="-14" y="-14"' in picture
    assert "prefers-color-scheme:dark" in picture
    assert "<script" not in picture


def made(*, estimate=900, low=None, high=None):
    return Made(2024, "bic", estimate, 0.95 if low else None, low, high, ())


@pytest.mark.parametrize(
    ("estimates", "says"),
    [
        ([made(estimate=None)], "No method gives an estimate."),
        ([made()], "One method gives an estimate: 900."),
        ([made(low=700)], "One method gives an estimate: 900. At least 700, without an upper limit."),
        ([made(), made(estimate=640)], "The estimates of 2 methods run from 640 to 900."),
        (
            [made(low=700, high=1400), made(estimate=None), made(estimate=640)],
            "The estimates of 2 methods run from 640 to 900.",
        ),
    ],
)  # fmt: skip
def test_methods_side_by_side_say_how_far_apart_they_lie(estimates, says):
    assert forest_says(estimates, EN) == says


def test_the_other_charts_say_what_they_come_down_to():
    assert "11 were counted. The other 89" in seen_says(0.11, EN)
    assert stable_says(Step(1000, 700, 900, 1400), EN) == (
        "After 1,000 replicates the middle is 900, between 700 and 1,400."
    )
    groups = (Group(frozenset({0}), 40), Group(frozenset({0, 1}), 50), Group(frozenset({1}), None))
    assert (
        overlap_says(Overlap(("a", "b"), groups), EN) == "The largest group is on a + b: 50 people."
    )


def of_one(change):
    """A release that tells one chart, changed."""
    words = {"title": "t", "says": "s", "about": "a", "head": ["h", "n"], "rows": [["a", "1"]],
             "limits": []}  # fmt: skip
    one = {"chart": "trend", "nl": words, "en": copy.deepcopy(words)}
    change(one)
    return {"charts": [one]}


@pytest.mark.parametrize(
    "change",
    [
        lambda one: one.pop("chart"),
        lambda one: one.update(chart="../trend"),
        lambda one: one.update(chart=3),
        lambda one: one.pop("nl"),
        lambda one: one.update(nl=[]),
        lambda one: one["nl"].pop("says"),
        lambda one: one["nl"].update(title=None),
        lambda one: one["nl"].update(about="a" * 3000),
        lambda one: one["nl"].update(head=[]),
        lambda one: one["nl"].update(rows=[["a"]]),
        lambda one: one["nl"].update(rows=[["a", 1]]),
        lambda one: one["nl"].update(rows="ab"),
        lambda one: one["nl"].update(rows=None),
        lambda one: one["nl"].update(limits="none"),
    ],
)
def test_a_chart_that_does_not_hold_the_form_is_left_out(change):
    assert read_charts(of_one(lambda _: None), Lang.NL)
    assert read_charts(of_one(change), Lang.NL) == ()


@pytest.mark.parametrize(
    "words", [None, [], 3, {}, {"charts": None}, {"charts": {}}, {"charts": [3]}]
)
def test_a_release_that_tells_no_charts_has_none(words):
    assert read_charts(words, Lang.NL) == ()
