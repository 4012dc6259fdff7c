"""What comes out: how many there are in all, of each group and in each year, in figures that add up.

Every figure is a sum of the same cells. The cells are kept as multiples of one 1,048,576th: sums of those
are exact in floating point, so that groups add up to the total to the last digit, in any order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from inbeeld.estimate.covariates.cells import Cells
from inbeeld.estimate.covariates.design import YEAR
from inbeeld.estimate.covariates.fit import Floats
from inbeeld.estimate.covariates.search import Criterion, Refused
from inbeeld.estimate.faults import MethodFault
from inbeeld.estimate.result import Caution, Interval, Status, Term

GRAIN = 2.0**20
Group = tuple[
    tuple[str, str], ...
]  # (covariate, level), in the order of the covariates; () is everybody


@dataclass(frozen=True, slots=True)
class Margin:
    """How many people there are of a group. `listed` are on a list; not whole where EM spread them."""

    group: Group
    listed: float
    unseen: float
    intervals: tuple[Interval, ...] = ()

    @property
    def estimate(self) -> float:
        """All people of the group, on a list or on none."""
        return self.listed + self.unseen


@dataclass(frozen=True, eq=False, slots=True)
class GroupEstimate:
    """An estimate with covariates. `margins` begins with everybody, and is empty where none exists."""

    status: Status
    criterion: Criterion
    margins: tuple[Margin, ...]
    terms: tuple[Term, ...] = ()
    degree: int = 0
    refused: tuple[Refused, ...] = ()
    cautions: tuple[Caution, ...] = ()
    diagnostics: Mapping[str, float] = field(default_factory=dict)
    seconds: float = 0.0

    @property
    def total(self) -> Margin | None:
        """Everybody; None where there is no estimate."""
        return self.margins[0] if self.margins else None

    def of(self, **levels: str) -> Margin:
        """The figure of a group, such as `of(sex="girl", year="2024")`; MethodFault without one."""
        wanted = set(levels.items())
        for one in self.margins:
            if set(one.group) == wanted:
                return one
        raise MethodFault("there is no figure of that group")


def grained(values: Floats) -> Floats:
    """Rounded so that sums are exact."""
    return np.round(values * GRAIN) / GRAIN


def groups(cells: Cells) -> Iterator[tuple[Group, Floats]]:
    """Every group with a figure of its own, and which of the smallest groups it holds (1) and not (0).

    Everybody; each level of each covariate; each year; each level in each year; and each smallest group.
    """
    names = [one.name for one in cells.covariates] + ([YEAR] if cells.years else [])
    smallest = [tuple(zip(names, levels, strict=True)) for levels in cells.groups]
    sides: list[tuple[str, ...]] = [(), *((name,) for name in names)]
    if cells.years:
        sides += [(name, YEAR) for name in names[:-1]]
    sides.append(tuple(names))
    for side in dict.fromkeys(sides):
        parts = [tuple(part for part in one if part[0] in side) for one in smallest]
        for group in dict.fromkeys(parts):
            yield group, np.array([part == group for part in parts], dtype=float)


def matrix(cells: Cells) -> tuple[list[Group], Floats]:
    """All groups, and as rows which smallest groups each holds."""
    found = list(groups(cells))
    return [group for group, _ in found], np.array([held for _, held in found])
