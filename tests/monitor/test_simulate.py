"""Simulated lists hold what they say they hold: known truth, and errors at known rates."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from inbeeld.estimate.table import histories
from inbeeld.monitor.keys import new_key, write_key
from inbeeld.monitor.periods import read_period
from inbeeld.monitor.records import KEYS, Kind, kind_of
from inbeeld.monitor.simulate import draw, list_names, simulate
from inbeeld.monitor.simulated_errors import Rates, misdated, misspelt, parts, whole
from inbeeld.monitor.simulated_names import first_names, last_names, mandelbrot
from inbeeld.monitor.simulated_people import Design, people, shares

NOTHING = Rates(error=0, swapped_date=0, missing=0, again=0)


def test_every_list_holds_the_share_it_should_and_two_depend_on_each_other():
    chance = shares(Design(lists=4, captured=0.3, dependence=0.7))
    on = histories(4)
    assert chance.sum() == pytest.approx(1)
    assert chance @ on == pytest.approx([0.3] * 4)
    both, neither = chance[0b0011], chance[0b0000]
    assert np.log(both * neither / (chance[0b0001] * chance[0b0010])) == pytest.approx(0.7)
    assert np.log(chance[0b0101] * neither / (chance[0b0001] * chance[0b0100])) == pytest.approx(0)


def test_the_truth_counts_everybody_once():
    made = simulate(Design(rows=400), Rates(), np.random.default_rng(1))
    assert made.histories.sum() == made.everybody == Design(rows=400).people
    for bit, person in enumerate(made.person):
        on = sum(int(count) for place, count in enumerate(made.histories) if place >> bit & 1)
        assert len(set(person.tolist())) == on


def test_without_errors_the_records_of_a_person_are_the_same():
    made = simulate(Design(rows=300), NOTHING, np.random.default_rng(2))
    seen: dict[int, tuple[object, ...]] = {}
    for table, whose in zip(made.lists, made.person, strict=True):
        rows = zip(*(table[key].to_pylist() for key in ("key_first", "key_last", "key_birth", "key_sex")),
                   strict=True)  # fmt: skip
        for person, row in zip(whose.tolist(), rows, strict=True):
            assert None not in row
            assert seen.setdefault(person, row) == row


def test_the_same_seed_gives_the_same_lists_and_another_seed_others():
    one, same, other = (draw(Design(rows=100), Rates(), seed=seed) for seed in (1, 1, 2))
    assert all(a.equals(b) for a, b in zip(one.lists, same.lists, strict=True))
    assert not one.lists[0].equals(other.lists[0])


def test_errors_come_as_often_as_they_should():
    random = np.random.default_rng(3)
    words = last_names(random, size=4000).names
    many = np.repeat(words, 10)
    assert (misspelt(many, 0.05, random) != many).mean() == pytest.approx(0.05, abs=0.005)
    crowd = people(Design(rows=20_000), random)
    dates = crowd.birth
    swapped = misdated(dates, Rates(error=0, swapped_date=1), random)
    (_, month, day), (_, other_month, other_day) = parts(dates), parts(swapped)
    can = day <= 12
    assert (other_month[can] == day[can]).all()
    assert (other_day[can] == month[can]).all()
    assert (swapped[~can] == dates[~can]).all()
    wrong = misdated(dates, Rates(error=0.05, swapped_date=0), random) != dates
    assert wrong.mean() == pytest.approx(0.05, abs=0.005)


def test_missing_fields_come_as_often_as_they_should():
    table = simulate(Design(rows=5000), Rates(), np.random.default_rng(4)).lists[0]
    for key in ("key_first", "key_last", "key_birth", "key_sex", "key_municipality", "form"):
        assert table[key].null_count / len(table) == pytest.approx(0.03, abs=0.012), key


def test_one_in_a_hundred_people_is_a_twin():
    crowd = people(Design(rows=20_000), np.random.default_rng(5))
    last, birth, town = crowd.last, crowd.birth, crowd.municipality
    twin = (last[1:] == last[:-1]) & (birth[1:] == birth[:-1]) & (town[1:] == town[:-1])
    assert twin.mean() == pytest.approx(0.01, abs=0.002)


def test_dates_are_taken_apart_and_put_together():
    dates = np.arange("1996-01-01", "2004-12-31", dtype="datetime64[D]")
    assert (whole(*parts(dates)) == dates).all()
    assert str(whole(np.array([2001]), np.array([2]), np.array([30]))[0]) == "2001-02-28"


def test_names_are_spread_as_dutch_names_are():
    random = np.random.default_rng(6)
    last = last_names(random)
    assert len(set(last.names.tolist())) == len(last.names)
    assert 0.004 < last.share[0] < 0.008  # one in 170 or so
    assert last.share[:1000].sum() < 0.6  # and a long tail
    particles = [name for name in last.names.tolist() if " " in name]
    assert len(particles) / len(last.names) == pytest.approx(0.25, abs=0.02)
    assert any(name.startswith("van de ") for name in particles)
    assert set(first_names("female", random).names) != set(first_names("male", random).names)
    assert mandelbrot(50, flat=3, steep=1).sum() == pytest.approx(1)


def test_lists_are_named_after_who_keeps_them_and_then_by_number():
    assert list_names(3) == ("police", "border-police", "labour-inspectorate")
    assert list_names(8)[-2:] == ("list-7", "list-8")


def test_lists_of_tokens_are_of_the_same_people(tmp_path):
    path = tmp_path / "period.key"
    write_key(new_key(read_period("2025"), secret=b"k" * 32), path)
    plain = draw(Design(rows=60), Rates(), seed=8)
    tokens = draw(Design(rows=60), Rates(), seed=8, key=path)
    for one, other, whose, again in zip(
        plain.lists, tokens.lists, plain.person, tokens.person, strict=True
    ):
        assert kind_of(other) is Kind.TOKENS
        assert sorted(whose.tolist()) == sorted(again.tolist())
        assert not set(one["record"].to_pylist()) & set(other["record"].to_pylist())
        for key in KEYS:
            words, hidden = one[key].to_pylist(), other[key].to_pylist()
            assert sorted(Counter(words).values()) == sorted(Counter(hidden).values())
        forms = sorted(zip(whose.tolist(), map(str, one["form"].to_pylist()), strict=True))
        assert forms == sorted(
            zip(again.tolist(), map(str, other["form"].to_pylist()), strict=True)
        )
