"""How often an interval holds the truth, and how far an estimate lies from it: tried where it is known.

People are drawn from a model that was fitted to a real table, those on no list too. Then everybody on no
list is forgotten and the method has to find them. This flatters every method that would choose this
model: the real world has no such model.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from inbeeld.estimate.faults import MethodFault
from inbeeld.estimate.loglinear import Floats, fit
from inbeeld.estimate.result import LEVELS, Estimate, Status, Term
from inbeeld.estimate.sensitivity import How
from inbeeld.estimate.stepwise import stepwise
from inbeeld.estimate.table import Table


@dataclass(frozen=True, eq=False, slots=True)
class World:
    """A population that is known: so many people, and how many are expected with each history."""

    lists: tuple[str, ...]
    means: Floats  # (2**t,), place 0 those on no list
    terms: tuple[Term, ...]

    @property
    def people(self) -> int:
        """How many there are."""
        return round(float(self.means.sum()))


@dataclass(frozen=True, slots=True)
class Held:
    """How many intervals of a level held the truth, of how many runs that gave an interval."""

    level: float
    hits: int
    of: int

    @property
    def share(self) -> float | None:
        """The part that did."""
        return self.hits / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Calibration:
    """How a method did. Bias and error are parts of the truth, over runs with an estimate.

    A run without an interval is no hit, and counts.
    """

    truth: int
    runs: int
    replicates: int
    without_estimate: int
    bias: float | None
    median_bias: float | None
    rmse: float | None
    held: tuple[Held, ...]


def world(table: Table, *, threshold: float = 0.02) -> World:
    """The population of the stepwise model of a table. MethodFault where there is none."""
    found = stepwise(table, threshold=threshold)
    if found.estimate is None:
        raise MethodFault("no estimate exists on this table, so nothing can be drawn from it")
    places = [sum(1 << table.lists.index(name) for name in term) for term in found.terms]
    fitted = fit(table, places)
    if fitted.status is Status.NONE:
        raise MethodFault("no estimate exists on this table, so nothing can be drawn from it")
    return World(table.lists, fitted.means, found.terms)


def drawn(one: World, dice: np.random.Generator) -> Table:
    """Those on a list, of one population drawn from the world."""
    counts = dice.multinomial(one.people, one.means / one.means.sum()).astype(np.float64)
    counts[0] = 0
    counts.setflags(write=False)
    return Table(one.lists, counts)


def calibrate(
    one: World,
    how: How,
    *,
    runs: int,
    replicates: int,
    seed: int = 1,
    tell: Callable[[int], None] | None = None,
) -> Calibration:
    """Runs a method on `runs` populations. The same seed draws the same ones for every method."""
    if runs < 1 or replicates < 0:
        raise MethodFault("it takes one run or more, and 0 replicates or more")
    found = []
    for number, dice in enumerate(np.random.default_rng(seed).spawn(runs), start=1):
        table = drawn(one, dice)
        if table.counts.any():
            found.append(how(table, replicates=replicates, seed=int(dice.integers(2**32))))
        if tell is not None:
            tell(number)
    return _summed(found, truth=one.people, runs=runs, replicates=replicates)


def _summed(found: list[Estimate], *, truth: int, runs: int, replicates: int) -> Calibration:
    numbers = np.array([one.estimate for one in found if one.estimate is not None], dtype=float)
    off = numbers / truth - 1
    some = len(off) > 0
    held = tuple(_held(found, level, truth, runs) for level in LEVELS) if replicates else ()
    return Calibration(
        truth=truth,
        runs=runs,
        replicates=replicates,
        without_estimate=runs - len(off),
        bias=float(off.mean()) if some else None,
        median_bias=float(np.median(off)) if some else None,
        rmse=math.sqrt(float((off**2).mean())) if some else None,
        held=held,
    )


def _held(found: list[Estimate], level: float, truth: int, runs: int) -> Held:
    bounds = [one.interval(level) for one in found]
    return Held(
        level, sum(one is not None and one.low <= truth <= one.high for one in bounds), runs
    )
