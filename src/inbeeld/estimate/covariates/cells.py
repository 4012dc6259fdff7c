"""What goes in: who was on which lists, of which group, in which year.

Lists reach some groups better than others. A table of lists alone hides that, and then its estimate is
wrong; so people are counted apart by what is known of them. Something may be known on some lists only:
such people are kept as counts over several cells (see `missing.py`).
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from inbeeld.estimate.faults import TableFault

FEWEST, MOST = 2, 8  # lists
LARGEST = 200_000  # cells; a larger table has nearly nobody in most of them


@dataclass(frozen=True, slots=True)
class Covariate:
    """Something known of people, in a few levels: a sex, a form, a region."""

    name: str
    levels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """One person, or `count` people who are the same. None: not known."""

    history: tuple[int, ...]
    values: tuple[str | None, ...] = ()
    year: int | None = None
    count: int = 1


@dataclass(frozen=True, eq=False, slots=True)
class Partly:
    """People of whom something is not known: in one of these cells (places in `counts.ravel()`)."""

    places: NDArray[np.int64]
    count: float


@dataclass(frozen=True, eq=False, slots=True)
class Cells:
    """Counts of histories by group: (2**lists, groups), those on no list in row 0, which holds 0.

    A group is one level of every covariate and one year; groups stand in the order of `groups`.
    """

    lists: tuple[str, ...]
    covariates: tuple[Covariate, ...]
    years: tuple[int, ...]
    counts: NDArray[np.float64]
    partly: tuple[Partly, ...] = field(default=())

    @property
    def listed(self) -> int:
        """How many people are on at least one list."""
        return round(float(self.counts.sum()) + sum(one.count for one in self.partly))

    @property
    def groups(self) -> list[tuple[str, ...]]:
        """The levels of each group, and last its year where there are years."""
        return list(itertools.product(*self._sides()))

    @property
    def shape(self) -> tuple[int, ...]:
        """How many levels each covariate has, and last how many years there are."""
        return tuple(len(side) for side in self._sides())

    def _sides(self) -> list[tuple[str, ...]]:
        sides = [one.levels for one in self.covariates]
        return [*sides, tuple(str(year) for year in self.years)] if self.years else sides


def cells(lists: Sequence[str], covariates: Sequence[str], units: Iterable[Unit]) -> Cells:
    """Cells from people. TableFault where they do not fit together; rows are counted from 1."""
    names = (*lists, *covariates)
    if not FEWEST <= len(lists) <= MOST:
        raise TableFault(
            f"there are {len(lists)} lists; with covariates it takes {FEWEST} to {MOST}"
        )
    if len(set(names)) < len(names):
        raise TableFault("two columns have the same name")
    found = _counted(units, len(lists), len(covariates))
    if not found:
        raise TableFault("nobody is on any list")
    sides = []
    for place, name in enumerate(covariates):
        levels = {values[place] for _, values, _ in found} - {None}
        if len(levels) < 2:
            raise TableFault(f"{name} has fewer than two levels, so it tells nothing")
        sides.append(Covariate(name, tuple(sorted(level for level in levels if level is not None))))
    dates = {year for _, _, year in found}
    if None in dates and len(dates) > 1:
        raise TableFault("the year of some people is not known; it must be, of everybody")
    years = tuple(sorted(year for year in dates if year is not None))
    return _filled(tuple(lists), tuple(sides), years, found)


def _counted(
    units: Iterable[Unit], lists: int, covariates: int
) -> Counter[tuple[tuple[int, ...], tuple[str | None, ...], int | None]]:
    found: Counter[tuple[tuple[int, ...], tuple[str | None, ...], int | None]] = Counter()
    for number, unit in enumerate(units, start=1):
        if len(unit.history) != lists or any(on not in (0, 1) for on in unit.history):
            raise TableFault(f"row {number}: each list must be 1 (on it) or 0 (not on it)")
        if len(unit.values) != covariates:
            raise TableFault(f"row {number}: {len(unit.values)} covariates instead of {covariates}")
        if unit.count < 0:
            raise TableFault(f"row {number}: the count is negative")
        if not any(unit.history) and unit.count:
            raise TableFault(f"row {number}: somebody on no list, whom nobody can know")
        if unit.count:
            found[unit.history, unit.values, unit.year] += unit.count
    return found


def _filled(
    lists: tuple[str, ...],
    covariates: tuple[Covariate, ...],
    years: tuple[int, ...],
    found: Counter[tuple[tuple[int, ...], tuple[str | None, ...], int | None]],
) -> Cells:
    empty = Cells(lists, covariates, years, np.zeros((0, 0)))
    shape = empty.shape
    groups = int(np.prod(shape, dtype=np.int64)) if shape else 1
    if groups << len(lists) > LARGEST:
        raise TableFault(f"there are {groups << len(lists)} cells; it takes at most {LARGEST}")
    counts, partly = np.zeros((1 << len(lists), groups)), []
    for (history, values, year), count in sorted(found.items(), key=repr):
        row = sum(1 << bit for bit, on in enumerate(history) if on)
        known = [
            range(len(side.levels)) if value is None else (side.levels.index(value),)
            for side, value in zip(covariates, values, strict=True)
        ]
        if year is not None:
            known.append((years.index(year),))
        places = np.array(
            [
                row * groups + (int(np.ravel_multi_index(one, shape)) if shape else 0)
                for one in itertools.product(*known)
            ]
        )
        if len(places) == 1:
            counts.ravel()[places[0]] += count
        else:
            partly.append(Partly(places, float(count)))
    counts.setflags(write=False)
    return Cells(lists, covariates, years, counts, tuple(partly))
