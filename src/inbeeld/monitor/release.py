"""A release: what is published of the counts and estimates of some years, as one value.

Everything here is public. It is made from protected cells and rounded estimates only; the exact
counts stay in `kept.py`. All files of a release (pages, paper, CSV, JSON) are written from this one
value, so they say the same in both languages.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from inbeeld.estimate import Caution, Interval, Table, hull
from inbeeld.monitor.attack import Puzzle, Said, Target, attack
from inbeeld.monitor.breakdowns import BREAKDOWNS, Column, Key, TableName
from inbeeld.monitor.brought import Break, Made, Population, inhabitants, rounded
from inbeeld.monitor.charts.overlap import Group
from inbeeld.monitor.charts.stable import Step
from inbeeld.monitor.disclosure import TOGETHER, Cell, NotSafe, Profile, Protected
from inbeeld.monitor.yearly import rows

RATED = {
    TableName.TOTAL: None,
    TableName.SEX: Column.SEX,
    TableName.AGE: Column.AGE,
    TableName.REGION: Column.REGION,
}
PER = 100_000
MAIN = ("stepwise", "bic", "graphs", "aic2014")  # of which one stands in pictures with one number


@dataclass(frozen=True, slots=True)
class Number:
    """A published cell. `count` None: hidden. `rate`: of 100,000, from the published count."""

    year: int
    count: int | None
    rate: float | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A published table: its rows, each with a number per year."""

    name: TableName
    origin: bool
    rows: tuple[tuple[Key, tuple[Number, ...]], ...]


@dataclass(frozen=True, slots=True)
class Revision:
    """A number that differs from the version before. None: hidden."""

    table: TableName
    row: Key
    year: int
    was: int | None
    now: int | None


@dataclass(frozen=True, slots=True)
class Overlap:
    """Which lists hold the same people, with small groups hidden. Published only when asked for."""

    lists: tuple[str, ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Release:
    name: str
    version: int
    date: dt.date
    years: tuple[int, ...]
    profile: Profile
    tables: tuple[Shown, ...]
    estimates: tuple[Made, ...] = ()
    breaks: tuple[Break, ...] = ()
    revisions: tuple[Revision, ...] = ()
    overlap: Overlap | None = None
    stable: tuple[Step, ...] = ()

    def columns(self) -> tuple[int, ...]:
        """The years as columns; several years also together."""
        return (*self.years, TOGETHER) if len(self.years) > 1 else self.years

    def table(self, name: TableName) -> Shown:
        return next(one for one in self.tables if one.name is name)

    def total(self, year: int) -> int | None:
        ((_, numbers),) = self.table(TableName.TOTAL).rows
        return next((one.count for one in numbers if one.year == year), None)

    def main(self, year: int) -> Made | None:
        """The estimate of a year for pictures that can hold one: the first method that has one."""
        there = [one for one in self.estimates if one.year == year and one.estimate is not None]
        return next((one for name in MAIN for one in there if one.method == name), None)

    def spanned(self, year: int) -> Interval | None:
        """From the lowest to the highest limit of all methods of a year that estimate everybody.

        None where fewer than two have limits, or not at one level.
        """
        there = [
            Interval(one.level, one.low, math.inf if one.high is None else one.high)
            for one in self.estimates
            if one.year == year
            and one.level is not None
            and one.low is not None
            and Caution.LOWER_BOUND not in one.warnings
        ]
        alike = len({one.level for one in there}) == 1
        return hull(there) if len(there) > 1 and alike else None

    def share(self, year: int) -> tuple[float, float] | None:
        """Part in view by the limits of the main estimate, least first; None where nothing tells it."""
        total, made = self.total(year), self.main(year)
        if not total or made is None or made.low is None or not made.low:
            return None
        return (total / made.high if made.high else 0.0, min(total / made.low, 1.0))


def released(
    made: Protected,
    *,
    name: str,
    date: dt.date,
    before: Mapping[str, int | None] | None,
    estimates: Sequence[Made] = (),
    breaks: Sequence[Break] = (),
    population: Population | None = None,
    overlap: Overlap | None = None,
    stable: Sequence[Step] = (),
) -> Release:
    """The release of protected cells. `before` are the published numbers of the version before."""
    counts = made.version.counts
    several = len(counts.years) > 1
    years = (*counts.years, TOGETHER) if several else counts.years
    tables = []
    for table in BREAKDOWNS.values():
        of_rows = []
        for row in rows(table):
            numbers = []
            for year in years:
                count = made.public(Cell(table.name, year, row))
                numbers.append(Number(year, count, _rate(count, table.name, row, year, population)))
            of_rows.append((row, tuple(numbers)))
        tables.append(Shown(table.name, table.origin, tuple(of_rows)))
    return Release(
        name=name,
        version=made.version.number,
        date=date,
        years=counts.years,
        profile=made.version.profile,
        tables=tuple(tables),
        estimates=tuple(estimates),
        breaks=tuple(breaks),
        revisions=_revisions(tables, before),
        overlap=overlap,
        stable=tuple(_rounded(one) for one in stable),
    )


def _rounded(one: Step) -> Step:
    low, middle, high = (rounded(number) for number in (one.low, one.middle, one.high))
    return Step(one.replicates, low, middle, high)


def _rate(
    count: int | None, table: TableName, row: Key, year: int, people: Population | None
) -> float | None:
    """From the published count, so that a rate never tells more than the count does."""
    if count is None or people is None or year == TOGETHER or table not in RATED:
        return None
    living = inhabitants(people, year, RATED[table], row[0] if row else "")
    return round(PER * count / living, 1) if living else None


def cell_name(table: TableName, year: int, row: Key) -> str:
    return f"{table.value} {year} {'/'.join(row)}"


def _revisions(
    tables: Sequence[Shown], before: Mapping[str, int | None] | None
) -> tuple[Revision, ...]:
    if before is None:
        return ()
    found = []
    for table in tables:
        for row, numbers in table.rows:
            for one in numbers:
                name = cell_name(table.name, one.year, row)
                # The years together change by themselves when a year is added.
                if one.year != TOGETHER and name in before and before[name] != one.count:
                    found.append(Revision(table.name, row, one.year, before[name], one.count))
    return tuple(found)


def hidden_overlap(table: Table, profile: Profile) -> Overlap:
    """The groups of a table of overlaps: small ones hidden, and others until subtraction finds none.

    The attacker is given the exact number of all people listed, which no release prints. NotSafe where
    even that hides too little.
    """
    counts = {place: int(count) for place, count in enumerate(table.counts) if count}
    places = {history: place for place, history in enumerate(counts)}
    hidden = {history for history, count in counts.items() if count < profile.threshold}
    while True:
        puzzle = Puzzle([float(count) for count in counts.values()])
        puzzle.said.append(Said(tuple(places.values()), table.listed, table.listed))
        for history in counts.keys() - hidden:
            low, high = profile.could_be(profile.rounded(counts[history]), TableName.TOTAL)
            puzzle.said.append(Said((places[history],), low, high))
        puzzle.said += [Said((places[one],), 1, float("inf")) for one in hidden]
        targets = [Target((places[one],), counts[one], profile.threshold) for one in hidden]
        if not attack(puzzle, targets):
            break
        shown = counts.keys() - hidden
        if not shown:
            raise NotSafe("These overlaps are too small to be published.")
        hidden.add(min(shown, key=lambda one: (counts[one], one)))
    groups = []
    for history, count in counts.items():
        lists = frozenset(bit for bit in range(table.size) if history >> bit & 1)
        groups.append(Group(lists, None if history in hidden else profile.rounded(count)))
    return Overlap(table.lists, tuple(groups))


def as_dict(release: Release) -> dict[str, Any]:
    """The numbers, as docs/schemas/release.json says; `pictures.as_told` adds the charts in words."""
    profile = release.profile
    return {
        "release": release.name,
        "version": release.version,
        "date": release.date.isoformat(),
        "years": list(release.years),
        "profile": {
            "name": profile.name,
            "threshold": profile.threshold,
            "origin": profile.origin,
            "base": profile.base,
            "zeros": profile.zeros,
        },
        "tables": [
            {
                "table": table.name.value,
                "origin": table.origin,
                "rows": [
                    {
                        "row": list(row),
                        "numbers": [
                            {"year": one.year or None, "count": one.count, "rate": one.rate}
                            for one in numbers
                        ],
                    }
                    for row, numbers in table.rows
                ],
            }
            for table in release.tables
        ],
        "estimates": [
            {
                "year": one.year or None,
                "method": one.method,
                "estimate": one.estimate,
                "level": one.level,
                "low": one.low,
                "high": one.high,
                "warnings": list(one.warnings),
            }
            for one in release.estimates
        ],
        "breaks": [
            {"year": one.year, "nl": one.reason.nl, "en": one.reason.en} for one in release.breaks
        ],
        "revisions": [
            {
                "table": one.table.value,
                "row": list(one.row),
                "year": one.year,
                "was": one.was,
                "now": one.now,
            }
            for one in release.revisions
        ],
    }
