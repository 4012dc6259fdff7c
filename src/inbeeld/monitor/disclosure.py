"""Which cells are published, so that no one can be recognised: after estimation, never before.

A cell below the threshold is hidden. Then the attacker of `attack.py` tries to work hidden cells out
from everything that is and was published; each number that gives a cell away is hidden too, smallest harm
first, until nothing is recovered. A release that cannot be made safe is refused.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import NamedTuple, cast

from inbeeld.monitor.attack import MIXES, Puzzle, Recovered, Said, Target, attack
from inbeeld.monitor.breakdowns import (
    BREAKDOWNS,
    CLIQUES,
    PERSON,
    ROUTES,
    SECTORS,
    Clique,
    Key,
    TableName,
)
from inbeeld.monitor.faults import MonitorFault
from inbeeld.monitor.yearly import Counts, exact, keys

TOGETHER = 0  # the year of a row that adds up all years of the release
MOST_TURNS = 400
REFUSED = (
    "This release gives hidden cells away, and hiding more does not help. Use a stricter profile."
)
# What hiding costs, beside the number of people in the cell: totals are what readers come for.
DEAR = {TableName.TOTAL: 60.0, TableName.FORM_SEX_AGE: 0.9}
DEAR_TOGETHER = 1.5


class NotSafe(MonitorFault):
    """A release would give cells away, and hiding more does not help."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A named rule. Which rule Dutch statistics use was not confirmed; each release names its own.

    `threshold` holds for every table but those on nationality and region, which have `origin`. Numbers
    are rounded to `base` (1: not). `zeros` says whether 0 is shown. `linked` is only switched off to show
    what complementary suppression is for.
    """

    name: str
    threshold: int
    origin: int
    base: int
    zeros: bool
    linked: bool = True

    def needed(self, table: TableName) -> int:
        return self.origin if BREAKDOWNS[table].origin else self.threshold

    def rounded(self, count: int) -> int:
        """To the nearest multiple of the base, halves upward."""
        return (count + self.base // 2) // self.base * self.base

    def could_be(self, shown: int, table: TableName) -> tuple[int, int]:
        """What a shown number can be, for someone who knows this profile."""
        if shown == 0:
            return 0, 0
        low, high = shown - self.base // 2, shown + (self.base - 1) // 2
        return max(low, self.needed(table)), high


PROFILES: Mapping[str, Profile] = {
    one.name: one
    for one in (
        Profile("default", threshold=5, origin=10, base=5, zeros=True),
        Profile("exact", threshold=5, origin=10, base=1, zeros=True),
        Profile("strict", threshold=10, origin=20, base=10, zeros=False),
    )
}


class Cell(NamedTuple):
    """One number of a release: which table, which year (0: all years together), which row."""

    table: TableName
    year: int
    row: Key


Name = tuple[int, Cell]  # a cell of a version


@dataclass(frozen=True, slots=True)
class Version:
    """What one version said: its exact counts, its rule, and which cells it showed. Stays inside."""

    number: int
    counts: Counts
    profile: Profile
    shown: frozenset[Cell]

    def value(self, cell: Cell) -> int:
        years = self.counts.years if cell.year == TOGETHER else (cell.year,)
        table = BREAKDOWNS[cell.table]
        return sum(exact(self.counts, table, year)[cell.row] for year in years)


@dataclass(frozen=True, slots=True)
class Protected:
    """A version that is safe to publish, with what was hidden and why."""

    version: Version
    values: Mapping[Cell, int]  # exact, of every cell: stays inside
    small: frozenset[Cell]  # below the threshold
    complementary: frozenset[Cell]  # hidden to protect another
    already_out: frozenset[Name]  # an earlier version had given these away
    turns: int

    def public(self, cell: Cell) -> int | None:
        """The number as published: rounded, or None where it is hidden."""
        if cell not in self.version.shown:
            return None
        return self.version.profile.rounded(self.values[cell])


def all_values(counts: Counts) -> dict[Cell, int]:
    """Every cell of every table with its exact value; with more than one year also together."""
    found: dict[Cell, int] = {}
    for name, table in BREAKDOWNS.items():
        for year in counts.years:
            for row, count in exact(counts, table, year).items():
                found[Cell(name, year, row)] = count
                if len(counts.years) > 1:
                    both = Cell(name, TOGETHER, row)
                    found[both] = found.get(both, 0) + count
    return found


def protect(counts: Counts, profile: Profile, *, earlier: Sequence[Version] = ()) -> Protected:
    """What may be shown of these counts. NotSafe where no choice is safe.

    `earlier` are all versions published before, oldest first. Where they hid zeros, this one does too if
    it must.
    """
    try:
        return _protect(counts, profile, earlier)
    except NotSafe:
        if not profile.zeros:
            raise
        return _protect(counts, replace(profile, zeros=False), earlier)


def _protect(counts: Counts, profile: Profile, earlier: Sequence[Version]) -> Protected:
    values = all_values(counts)
    small = frozenset(cell for cell, count in values.items() if _hidden(cell, count, profile))
    number = len(earlier) + 1
    hidden: set[Cell] = set()
    out: dict[Name, Recovered] = {}
    look: set[Name] | None = None  # every cell, the first time
    for turn in range(MOST_TURNS):
        version = Version(number, counts, profile, frozenset(values.keys() - small - hidden))
        found = recovered([*earlier, version], only=look) if profile.linked else []
        found = [one for one in found if _name(one) not in out]
        if not found:
            again = {cell for cell in hidden if _told_before(out.get((number, cell)), version)}
            shown = version.shown | again
            left = frozenset(one for one in out if one[0] < number or one[1] not in shown)
            more_hidden = frozenset(hidden - again)
            done = replace(version, shown=shown)
            return Protected(done, values, small, more_hidden, left, turn + 1)
        more = _to_hide(found, number, values)
        if None in more.values():
            stuck = {name for name, cell in more.items() if cell is None}
            out |= _already_out(version, earlier)
            if not stuck <= out.keys():
                raise NotSafe(REFUSED)
        new = {cell for cell in more.values() if cell is not None}
        hidden |= new
        # Hiding more only widens what a cell can be: what was safe stays so, and is not tried again.
        look = {_name(one) for one in found} | {(number, cell) for cell in new}
    raise NotSafe(REFUSED)


def _name(one: Recovered) -> Name:
    return cast(Name, one.target.name)


def _already_out(version: Version, earlier: Sequence[Version]) -> dict[Name, Recovered]:
    """What the earlier versions give away even where this one shows nothing: no longer to be hidden."""
    silent = replace(version, shown=frozenset())
    return {_name(one): one for one in recovered([*earlier, silent])}


def _told_before(one: Recovered | None, version: Version) -> bool:
    """Whether showing a hidden cell says no more than earlier versions did, so that hiding is idle."""
    if one is None:
        return False
    table = _name(one)[1].table
    low, high = version.profile.could_be(version.profile.rounded(one.target.value), table)
    return low <= one.low and one.high <= high


def _to_hide(
    found: Sequence[Recovered], number: int, values: Mapping[Cell, int]
) -> dict[Name, Cell | None]:
    """For one recovered cell a table and year: the number that gives it away and is missed least.

    None where no number of this version does.
    """
    more: dict[Name, Cell | None] = {}
    done: set[tuple[TableName, int]] = set()
    for one in found:
        name = _name(one)
        place = (name[1].table, name[1].year)
        if place in done:
            continue  # hiding one number often protects several cells
        done.add(place)
        ours = [said[1] for said in one.by if said[0] == number]  # type: ignore[index]
        able = [cell for cell in ours if values[cell] > 0]
        more[name] = min(able, key=lambda cell: (_cost(cell, values[cell]), cell), default=None)
    return more


def _hidden(cell: Cell, count: int, profile: Profile) -> bool:
    return (count > 0 or not profile.zeros) and count < profile.needed(cell.table)


def _cost(cell: Cell, count: int) -> float:
    together = DEAR_TOGETHER if cell.year == TOGETHER else 1.0
    return (count + 1) * DEAR.get(cell.table, 1.0) * together


def recovered(
    versions: Sequence[Version],
    *,
    only: Set[Name] | None = None,
    seed: int = 0,
    mixes: int = MIXES,
) -> list[Recovered]:
    """The hidden cells of any version that all versions together give away. Empty: safe.

    `only` names the cells to look at; None: all.
    """
    puzzle = Puzzle([])
    targets: list[Target] = []
    before: _Unknowns | None = None
    for version in versions:
        unknowns = _Unknowns(version, before, puzzle)
        _tell(version, unknowns, puzzle, targets)
        before = unknowns
    if only is not None:
        targets = [one for one in targets if one.name in only]
    return attack(puzzle, targets, seed=seed, mixes=mixes)


class _Unknowns:
    """The place of each atom in the puzzle. A cell that did not change keeps its place of before."""

    def __init__(self, version: Version, before: _Unknowns | None, puzzle: Puzzle) -> None:
        self.counts = version.counts
        self.at: dict[tuple[int, Clique], dict[Key, int]] = {}
        for year in version.counts.years:
            for clique in CLIQUES:
                self.at[year, clique] = {
                    key: self._place(year, clique, key, before, puzzle) for key in keys(clique)
                }
            self._tie(year, puzzle)

    def _place(
        self, year: int, clique: Clique, key: Key, before: _Unknowns | None, puzzle: Puzzle
    ) -> int:
        value = self.counts.of(year, clique).get(key, 0)
        if before is not None and year in before.counts.years:
            place = before.at[year, clique][key]
            if puzzle.truth[place] == value:
                return place
        puzzle.truth.append(float(value))
        return len(puzzle.truth) - 1

    def _tie(self, year: int, puzzle: Puzzle) -> None:
        """Tables over the same people: equal by form, and equal in all."""
        people = self.at[year, PERSON]
        for clique in (ROUTES, SECTORS):
            for form in dict.fromkeys(key[0] for key in people):
                puzzle.ties.append(tuple(  # type: ignore[arg-type]
                    tuple(place for key, place in atoms.items() if key[0] == form)
                    for atoms in (people, self.at[year, clique])
                ))  # fmt: skip
        for clique in CLIQUES:
            if clique not in (PERSON, ROUTES, SECTORS):
                puzzle.ties.append((tuple(people.values()), tuple(self.at[year, clique].values())))

    def tables(self) -> dict[Cell, list[int]]:
        """The atoms of every cell."""
        found: dict[Cell, list[int]] = {}
        several = len(self.counts.years) > 1
        for name, table in BREAKDOWNS.items():
            for year in self.counts.years:
                for key, place in self.at[year, table.clique].items():
                    row = table.row(key)
                    if row is not None:
                        found.setdefault(Cell(name, year, row), []).append(place)
                        if several:
                            found.setdefault(Cell(name, TOGETHER, row), []).append(place)
        return found


def _tell(version: Version, unknowns: _Unknowns, puzzle: Puzzle, targets: list[Target]) -> None:
    """What a version says of each cell, and which of its cells must stay hidden."""
    profile = version.profile
    before = {one.unknowns for one in puzzle.said if math.isfinite(one.high)}
    for cell, atoms in unknowns.tables().items():
        value = int(sum(puzzle.truth[place] for place in atoms))
        name = (version.number, cell)
        if cell in version.shown:
            low, high = profile.could_be(profile.rounded(value), cell.table)
            # An earlier version said the same of the same people: hiding it now would help nobody.
            again = tuple(atoms) in before
            puzzle.said.append(Said(tuple(atoms), low, high, None if again else name))
            continue
        if profile.zeros and value:
            puzzle.said.append(Said(tuple(atoms), 1, float("inf")))
        targets.append(Target(tuple(atoms), value, profile.needed(cell.table), name))
