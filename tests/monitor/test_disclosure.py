"""No one can be recognised from what is published: small cells, what gives them away, and versions."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from proofs.disclosure import two_versions

from inbeeld.monitor.attack import AttackFailed, Puzzle, Said, Target, attack
from inbeeld.monitor.breakdowns import BREAKDOWNS, CLIQUES, TableName
from inbeeld.monitor.disclosure import (
    PROFILES,
    TOGETHER,
    Cell,
    Version,
    all_values,
    protect,
    recovered,
)
from inbeeld.monitor.yearly import Counts

DEFAULT, EXACT, STRICT = (PROFILES[name] for name in ("default", "exact", "strict"))


def counts(seed: int = 3, *, version: int = 0) -> Counts:
    return two_versions(np.random.default_rng(seed))[version]


def one_year(male: int, female: int = 40) -> Counts:
    """A year in which all else is alike."""
    cells: dict = {}
    for clique in CLIQUES:
        for sex, count in (("male", male), ("female", female)):
            values = {"form": "sexual", "sex": sex, "age": "minor", "sector": "home"}
            values |= {"route": "domestic", "nationality": "dutch", "region": "NL-UT"}
            values |= {"reporter": "police", "file_type": "registration", "shelter": "no"}
            key = tuple(values[column] for column in clique)
            of = cells.setdefault((2024, clique), {})
            of[key] = of.get(key, 0) + count
    return Counts((2024,), cells)


@pytest.fixture(scope="module")
def made():
    """One release, protected once for all tests that look at it."""
    return protect(counts(), DEFAULT)


# ---------- the attacker


def test_an_attacker_subtracts():
    puzzle = Puzzle([3.0, 9.0], said=[Said((0, 1), 12, 12, "total"), Said((1,), 9, 9, "other")])
    (found,) = attack(puzzle, [Target((0,), 3, 5, "small")])
    assert (found.low, found.high) == (3, 3)
    assert set(found.by) == {"total", "other"}


def test_an_attacker_finds_nothing_where_rounding_leaves_room():
    puzzle = Puzzle([3.0, 9.0], said=[Said((0, 1), 8, 12, "total"), Said((1,), 8, 12, "other")])
    assert attack(puzzle, [Target((0,), 3, 4)]) == []
    assert len(attack(puzzle, [Target((0,), 3, 5)])) == 1


def test_an_attacker_knows_nothing_of_a_number_without_limits():
    assert attack(Puzzle([3.0]), [Target((0,), 3, 5)]) == []


def test_an_attacker_uses_that_two_tables_count_the_same_people():
    puzzle = Puzzle([3.0, 2.0, 1.0], ties=[((0,), (1, 2))])
    puzzle.said += [Said((1,), 2, 2, "a"), Said((2,), 1, 1, "b")]
    (found,) = attack(puzzle, [Target((0,), 3, 5)])
    assert (found.low, found.high) == (3, 3)


def test_a_puzzle_that_does_not_agree_with_the_truth_is_no_proof():
    with pytest.raises(AttackFailed):
        attack(Puzzle([3.0], said=[Said((0,), 4, 4)]), [Target((0,), 3, 5)])


# ---------- what is hidden


@pytest.mark.parametrize("profile", [DEFAULT, EXACT])
@pytest.mark.parametrize("male", [1, 4])
def test_a_small_cell_cannot_be_found_by_subtraction(profile, male):
    made = protect(one_year(male), profile)
    assert made.public(Cell(TableName.SEX, 2024, ("male",))) is None
    assert recovered([made.version], mixes=0) == []


def test_without_complementary_hiding_the_attacker_does_find_it():
    made = protect(one_year(3), dataclasses.replace(EXACT, linked=False))
    found = {one.target.name[1]: one for one in recovered([made.version])}
    one = found[Cell(TableName.SEX, 2024, ("male",))]
    assert (one.low, one.high) == (3, 3)


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_no_cell_below_the_threshold_is_shown(profile):
    made = protect(counts(), dataclasses.replace(profile, linked=False))
    for cell in made.version.shown:
        value = made.values[cell]
        assert value >= profile.needed(cell.table) or (value == 0 and profile.zeros)
        assert made.public(cell) == profile.rounded(value)
        low, high = profile.could_be(made.public(cell), cell.table)
        assert low <= value <= high


def test_nationality_and_region_are_hidden_below_ten():
    assert {name for name, table in BREAKDOWNS.items() if table.origin} == {"nationality", "region"}
    assert DEFAULT.needed(TableName.REGION) == DEFAULT.needed(TableName.NATIONALITY) == 10
    assert DEFAULT.needed(TableName.FORM) == 5


def test_a_release_shows_most_of_what_is_large_enough(made):
    large = len(made.values) - len(made.small)
    assert len(made.complementary) < 0.15 * large
    totals = [cell for cell in made.values if cell.table is TableName.TOTAL]
    assert all(cell in made.version.shown for cell in totals)


# ---------- versions


def test_a_later_version_hides_what_would_give_an_earlier_one_away():
    """Version 1 shows the total, version 2 would show another pattern of the same unchanged year."""
    same = one_year(3)
    first = Version(1, same, EXACT, frozenset({Cell(TableName.TOTAL, 2024, ())}))
    second = Version(2, same, EXACT, frozenset({Cell(TableName.SEX, 2024, ("female",))}))
    assert recovered([first]) == []
    assert recovered([second]) == []
    names = {one.target.name for one in recovered([first, second])}
    assert (1, Cell(TableName.SEX, 2024, ("male",))) in names
    made = protect(same, EXACT, earlier=[first])
    assert recovered([first, made.version], mixes=0) == []


def test_what_an_earlier_version_gave_away_is_named_and_stops_nothing():
    same = one_year(3)
    open_ = protect(same, dataclasses.replace(EXACT, linked=False)).version
    made = protect(same, EXACT, earlier=[open_])
    assert (1, Cell(TableName.SEX, 2024, ("male",))) in made.already_out


def test_what_an_earlier_version_showed_of_the_same_people_is_not_hidden_for_nothing():
    """The attacker knows it already: hiding it again would only look safe."""
    first = protect(one_year(30), EXACT)
    again = protect(one_year(30), EXACT, earlier=[first.version])
    assert again.version.shown == first.version.shown
    assert again.already_out == frozenset()


def test_years_together_add_up_and_are_hidden_too():
    known = counts()
    values = all_values(known)
    for cell, value in values.items():
        if cell.year == TOGETHER:
            assert value == sum(values[cell._replace(year=year)] for year in known.years)


def test_the_same_counts_give_the_same_release():
    assert protect(one_year(3), DEFAULT) == protect(one_year(3), DEFAULT)
