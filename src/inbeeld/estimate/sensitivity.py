"""What if: how far an estimate moves when what nobody can check is otherwise.

An interval tells what chance does. It says nothing of a list that sends people to another, of links that
were missed, or of a dependence of all lists together. Each of these is tried here, with any method.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

import numpy as np

from inbeeld.estimate.faults import MethodFault
from inbeeld.estimate.loglinear import fit
from inbeeld.estimate.result import Estimate, Status, Term
from inbeeld.estimate.table import FEWEST, Table

DIAL = (0.25, 0.5, 2.0, 4.0)


class How(Protocol):
    """Any method of estimating."""

    def __call__(self, table: Table, *, replicates: int, seed: int) -> Estimate: ...


class What(StrEnum):
    """What was changed."""

    WITHOUT = "without"  # one list left out
    MERGED = "merged"  # two lists taken as one
    MISSED_LINKS = "missed-links"  # part of the records of one person taken for another person
    FALSE_LINKS = "false-links"  # two people taken for one
    DIAL = "dial"  # a dependence of all lists together, which no table can show
    RECEIVER_OUT = "receiver-out"  # the list that people are sent to, left out
    REFERRAL_MERGED = "referral-merged"  # the list that sends and the list that receives, as one
    REFERRAL_TERM = "referral-term"  # a term for that pair, whatever the method chose


@dataclass(frozen=True, slots=True)
class Change:
    """An estimate after one change. `size` is a rate or a factor; `ratio` compares with what was found.

    `estimate` and `ratio` are None where there is no estimate then.
    """

    what: What
    lists: Term
    size: float | None
    estimate: float | None
    ratio: float | None


@dataclass(frozen=True, slots=True)
class Referral:
    """People on the list `sender` are often sent on to the list `receiver`."""

    sender: str
    receiver: str


def changed(
    what: What, base: Estimate, found: float | None, *, lists: Term = (), size: float | None = None
) -> Change:
    """A change beside what was found without it."""
    there = found is not None and math.isfinite(found)
    number = found if there else None
    ratio = number / base.estimate if number is not None and base.estimate else None
    return Change(what, lists, size, number, ratio)


def without(table: Table, name: str) -> Table:
    """The table as it is when a list is not there. Who was on that list alone is then unseen."""
    bit = _bit(table, name)
    if table.size <= FEWEST:
        raise MethodFault(f"with {table.size} lists none can be left out")
    return _regrouped(table, [one for one in range(table.size) if one != bit], ())


def merged(table: Table, pair: Sequence[str]) -> Table:
    """The table as it is when these lists are one list. It stands last."""
    bits = [_bit(table, name) for name in pair]
    if len(set(bits)) < 2:
        raise MethodFault("it takes two different lists to merge")
    rest = [one for one in range(table.size) if one not in bits]
    if not rest:
        raise MethodFault(f"with {table.size} lists none can be merged: one list would be left")
    return _regrouped(table, rest, tuple(bits))


def _bit(table: Table, name: str) -> int:
    if name not in table.lists:
        raise MethodFault(f"there is no such list; there are {', '.join(table.lists)}")
    return table.lists.index(name)


def _regrouped(table: Table, kept: list[int], together: tuple[int, ...]) -> Table:
    every = np.arange(len(table.counts))
    places = np.zeros_like(every)
    for new, old in enumerate(kept):
        places |= ((every >> old) & 1) << new
    names = [table.lists[old] for old in kept]
    if together:
        mask = sum(1 << one for one in together)
        places |= ((every & mask) > 0).astype(every.dtype) << len(kept)
        names.append("+".join(table.lists[old] for old in together))
    counts = np.zeros(1 << len(names))
    np.add.at(counts, places, table.counts)
    counts[0] = 0
    counts.setflags(write=False)
    return Table(tuple(names), counts)


def estimated(table: Table, how: How, *, seed: int = 1) -> float | None:
    """All people by a method, without an interval; None where there is no estimate."""
    if not table.counts.any():
        return None
    return how(table, replicates=0, seed=seed).estimate


def leave_one_out(table: Table, how: How, base: Estimate) -> tuple[Change, ...]:
    """Each list left out. What moves much rests on that one list."""
    if table.size <= FEWEST:
        return ()
    return tuple(
        changed(What.WITHOUT, base, estimated(without(table, name), how), lists=(name,))
        for name in table.lists
    )


def merge_pairs(table: Table, how: How, base: Estimate) -> tuple[Change, ...]:
    """Every two lists taken as one. What moves much rests on taking those two apart."""
    if table.size <= FEWEST:
        return ()
    return tuple(
        changed(What.MERGED, base, estimated(merged(table, pair), how), lists=pair)
        for pair in itertools.combinations(table.lists, 2)
    )


def dial(table: Table, base: Estimate, *, factors: Sequence[float] = DIAL) -> tuple[Change, ...]:
    """The estimate for each size of the highest-order term, which every method takes to be 0.

    With a term of all t lists of size a, the number on no list is exp((-1)**t a) times as large, while
    what is seen stays the same: no table can tell (Aleshin-Guendel, Sadinle and Wakefield 2024). The
    factors are that multiple.
    """
    if any(not (0 < one < math.inf) for one in factors):
        raise MethodFault("a factor of the dial must be above 0")
    if base.estimate is None:
        return ()
    unseen = base.estimate - table.listed
    return tuple(
        changed(What.DIAL, base, table.listed + one * unseen, lists=table.lists, size=one)
        for one in factors
    )


def refer(table: Table, how: How, base: Estimate, referral: Referral) -> tuple[Change, ...]:
    """One list sends people to another: both are then on the same people, and an estimate is too low.

    Three answers: without the list that receives, with both as one, and with a term for the pair.
    """
    pair = (referral.sender, referral.receiver)
    bits = [_bit(table, name) for name in pair]
    if bits[0] == bits[1]:
        raise MethodFault("a list cannot send people to itself")
    found = []
    if table.size > FEWEST:
        out, one = without(table, referral.receiver), merged(table, pair)
        found.append(changed(What.RECEIVER_OUT, base, estimated(out, how), lists=pair))
        found.append(changed(What.REFERRAL_MERGED, base, estimated(one, how), lists=pair))
    terms = {sum(1 << table.lists.index(name) for name in term) for term in base.terms}
    fitted = fit(table, sorted(terms | {sum(1 << bit for bit in bits)}))
    number = None if fitted.status is Status.NONE else table.listed + fitted.unseen
    return (*found, changed(What.REFERRAL_TERM, base, number, lists=pair))
