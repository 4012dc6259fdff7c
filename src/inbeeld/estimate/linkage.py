"""What mistakes in linking do to an estimate.

A link that is missed makes two people of one and takes away overlap: the estimate goes up. A false link
does the reverse. The table is changed at random as further mistakes would change it; how far the estimate
moves then tells about how far the mistakes that are already in it have moved it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from inbeeld.estimate.faults import MethodFault
from inbeeld.estimate.result import Estimate
from inbeeld.estimate.sensitivity import (
    Change,
    How,
    Referral,
    What,
    changed,
    dial,
    estimated,
    leave_one_out,
    merge_pairs,
    refer,
)
from inbeeld.estimate.table import Table

RATES = (0.02, 0.05, 0.1)
DRAWS = 20
MOST = 0.5
COARSE, MISSES = 50_000, 1000


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """What was found, and what is found after each change."""

    base: Estimate
    changes: tuple[Change, ...]

    def of(self, what: What) -> tuple[Change, ...]:
        """The changes of one kind."""
        return tuple(one for one in self.changes if one.what is what)


def sensitivity(
    table: Table,
    how: How,
    *,
    referrals: Sequence[Referral] = (),
    rates: Sequence[float] = RATES,
    draws: int = DRAWS,
    seed: int = 1,
) -> Sensitivity:
    """Every change, with one method."""
    base = how(table, replicates=0, seed=seed)
    changes = [*leave_one_out(table, how, base), *merge_pairs(table, how, base)]
    for what in (What.MISSED_LINKS, What.FALSE_LINKS):
        for rate in rates:
            changes.append(link_badly(table, how, base, what, rate=rate, draws=draws, seed=seed))
    changes += dial(table, base)
    for one in referrals:
        changes += refer(table, how, base, one)
    return Sensitivity(base, tuple(changes))


def link_badly(
    table: Table, how: How, base: Estimate, what: What, *, rate: float, draws: int, seed: int
) -> Change:
    """The median estimate over tables with this rate of mistakes; without one counts as infinite."""
    if not 0 <= rate <= MOST or draws < 1:
        raise MethodFault(f"a rate of mistakes must be from 0 to {MOST}, with one draw or more")
    found = []
    for dice in np.random.default_rng(seed).spawn(draws):
        worse = missed(table, rate, dice) if what is What.MISSED_LINKS else false(table, rate, dice)
        number = estimated(worse, how, seed=seed)
        found.append(np.inf if number is None else number)
    middle = float(np.quantile(found, 0.5, method="inverted_cdf"))
    return changed(what, base, middle, size=rate)


def missed(table: Table, rate: float, dice: np.random.Generator) -> Table:
    """Of people on two lists or more, this part falls apart: one list has them as another person."""
    counts = table.counts.copy()
    for place in np.flatnonzero(table.counts):
        bits = [1 << bit for bit in range(table.size) if place >> bit & 1]
        if len(bits) < 2:
            continue
        apart = dice.binomial(int(table.counts[place]), rate)
        counts[place] -= apart
        for bit, some in zip(
            bits, dice.multinomial(apart, [1 / len(bits)] * len(bits)), strict=True
        ):
            counts[bit] += some
            counts[place ^ bit] += some
    return _frozen(table, counts)


def false(table: Table, rate: float, dice: np.random.Generator) -> Table:
    """This part of all people is taken for one with somebody who is on none of the same lists."""
    counts = table.counts.copy()
    pairs, misses = int(dice.binomial(table.listed, rate)) // 2, 0
    while pairs > 0 and misses < MISSES:
        one = _somebody(counts, dice)
        apart = (np.arange(len(counts)) & one) == 0
        others = np.where(apart, counts, 0.0)
        if not others.any():
            misses += 1  # somebody on all lists has nobody to be taken for
            continue
        other = _somebody(others, dice)
        # As many at once where there are very many people.
        some = int(min(pairs, 1 + table.listed // COARSE, counts[one], counts[other]))
        counts[[one, other]] -= some
        counts[one | other] += some
        pairs, misses = pairs - some, 0
    return _frozen(table, counts)


def _somebody(counts: NDArray[np.float64], dice: np.random.Generator) -> int:
    total = np.cumsum(counts)
    return int(np.searchsorted(total, dice.random() * total[-1], side="right"))


def _frozen(table: Table, counts: NDArray[np.float64]) -> Table:
    counts.setflags(write=False)
    return Table(table.lists, counts)
