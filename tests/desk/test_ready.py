"""Nobody reports into a void: each thing that is lacking keeps reports out."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from inbeeld.desk.ready import FILE, Lack, Setup, read_setup, readiness
from inbeeld.desk.terms import Terms, WrongTerm, read_terms, variable

TODAY = dt.date(2026, 11, 24)
WHOLE = Setup(
    operator="Meldpunt Voorbeeld",
    address="Voorbeeldstraat 1",
    hours_nl="op werkdagen",
    hours_en="on working days",
    dpia_on="2026-01-02",
    dpia_owner="Een functionaris",
    ground="een grond",
)
GOOD = {"staff": 2, "unconfirmed": 0, "today": TODAY}


def test_with_everything_reports_are_taken_in():
    found = readiness(WHOLE, **GOOD)
    assert found.open
    assert found.lacks == ()


@pytest.mark.parametrize(
    ("changes", "lack"),
    [
        ({"operator": " "}, Lack.OPERATOR),
        ({"address": ""}, Lack.ADDRESS),
        ({"hours_nl": ""}, Lack.HOURS),
        ({"hours_en": ""}, Lack.HOURS),
        ({"dpia_on": ""}, Lack.DPIA),
        ({"dpia_on": "gisteren"}, Lack.DPIA),
        ({"dpia_on": "2026-11-25"}, Lack.DPIA),
        ({"dpia_owner": ""}, Lack.DPIA),
        ({"ground": ""}, Lack.GROUND),
    ],
)
def test_each_thing_that_is_lacking_keeps_reports_out(changes, lack):
    found = readiness(dataclasses.replace(WHOLE, **changes), **GOOD)
    assert found.lacks == (lack,)
    assert not found.open


@pytest.mark.parametrize(
    ("given", "lack"), [({"staff": 1}, Lack.STAFF), ({"unconfirmed": 1}, Lack.ROUTES)]
)
def test_one_reader_or_one_line_that_nobody_called_keeps_reports_out(given, lack):
    assert readiness(WHOLE, **(GOOD | given)).lacks == (lack,)


def test_without_a_set_up_there_is_one_reason():
    found = readiness(None, **GOOD)
    assert found.lacks == (Lack.NOT_SET_UP,)
    assert not found.open


def test_a_demonstration_takes_in_and_knows_what_it_lacks():
    found = readiness(Setup(demo=True), **(GOOD | {"staff": 0}))
    assert found.open
    assert Lack.STAFF in found.lacks


def test_every_lack_is_told_to_a_visitor_and_to_who_sets_it_up():
    from inbeeld.knowledge.wording import shipped_words

    words = shipped_words()
    assert all(f"post_lack.{lack}" in words and f"setup.{lack}" in words for lack in Lack)


@pytest.mark.parametrize(
    "text", [None, "not toml [", "operator = 5\n", 'demo = "yes"\n', "\xff"], ids=repr
)
def test_a_set_up_that_cannot_be_read_counts_as_none(tmp_path, text):
    if text is not None:
        (tmp_path / FILE).write_bytes(text.encode("latin-1"))
    assert read_setup(tmp_path) is None


def test_a_setting_is_read_and_the_others_stay():
    assert read_terms({"INBEELD_DRAFT_MINUTES": "30"}) == Terms(draft_minutes=30)
    assert read_terms({}) == Terms()


@pytest.mark.parametrize("given", ["", "0", "241", "een uur", "-5", "9" * 50, "½"])
def test_a_setting_that_cannot_be_names_itself_and_its_bounds(given):
    with pytest.raises(WrongTerm, match=r"INBEELD_DRAFT_MINUTES must be .* 1 to 240"):
        read_terms({variable("draft_minutes"): given})
