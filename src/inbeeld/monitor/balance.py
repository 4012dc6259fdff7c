"""From which chance on links are followed, so that mistakes cancel out in the counts.

One person taken for two makes the number of people, and the estimate, too high; two taken for one too
low. Where as many links are wrong as are missed, both cancel out. How many there are at each threshold
the model of linking says itself; pairs that shared too little to be looked at count as missed. That
threshold is the one to count at. It is not quite the one at which most pairs are right.

What is left is doubt: pairs fall as they fall, and the model may be off. Two more thresholds, one that
follows more links and one that follows fewer, show how far that may move a count, once in forty times
on either side.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from inbeeld.monitor.clusters import clustered
from inbeeld.monitor.linking import Model, Pairs
from inbeeld.monitor.linking_model import BLOCKS

LEAST, MOST = 0.02, 0.98  # thresholds that are looked at
OFF = (
    0.2  # how far the model's own numbers of wrong and missed links may be off, one standard error
)
SIDE = 1.96  # standard errors on either side
ROUNDS = 4  # of setting what following links from record to record adds
BIRTH = ("key_birth", "key_birth_any", "key_year", "key_month", "key_day")
# Which keys two records of one person share, by what happened to a field; the last is none.
SHARED = {
    "last": (("key_last_sound",), ("key_last_sound",), ()),
    "first": (("key_first_sound",), ("key_first_sound",), ()),
    "municipality": (("key_municipality",), ()),
}


@dataclass(frozen=True, slots=True)
class Balance:
    """Thresholds: at `even` as many links are wrong as are missed; `more` follows more, `fewer` fewer."""

    more: float
    even: float
    fewer: float


def balanced(pairs: Pairs, of_list: NDArray[np.int64], model: Model) -> Balance:
    """The three thresholds for these pairs."""
    believed = pairs.believed
    apart = np.sort(believed)
    unseen = never_looked_at(pairs, model)
    chance = float((believed * (1 - believed)).sum())

    def mistakes(threshold: float) -> tuple[float, float]:
        """Wrong links and missed ones when links are followed from record to record."""
        person = clustered(pairs, of_list, threshold=threshold).person
        together = person[pairs.left] == person[pairs.right]
        return float((1 - believed[together]).sum()), float(believed[~together].sum()) + unseen

    def solved(wanted: float) -> float:
        """Where the wrong less the missed are `wanted`."""
        added, threshold = 0.0, MOST
        for _ in range(ROUNDS):
            fresh = _threshold(apart, wanted - added + unseen)
            if fresh == threshold:
                break
            threshold = fresh
            wrong, missed = mistakes(threshold)
            added = wrong - missed - _net(apart, threshold) + unseen
        return threshold

    even = solved(0.0)
    wrong, missed = mistakes(even)
    spread = SIDE * float(np.sqrt(chance + (OFF * wrong) ** 2 + (OFF * missed) ** 2))
    more, fewer = solved(spread), solved(-spread)
    return Balance(min(more, even), even, max(fewer, even))


def _net(ordered: NDArray[np.float64], threshold: float) -> float:
    """The pairs that are expected to be wrong less those expected to be missed, each pair by itself."""
    at = int(np.searchsorted(ordered, threshold))
    return float((1 - ordered[at:]).sum() - ordered[:at].sum())


def _threshold(ordered: NDArray[np.float64], wanted: float) -> float:
    """The threshold at which `_net` comes nearest to `wanted`.

    Each pair that is followed no longer adds 1 to what is wrong less missed is: (1 - p) + p.
    """
    every = float((1 - ordered).sum())  # all pairs followed
    left_out = round(min(max(every - wanted, 0.0), float(len(ordered))))
    if not len(ordered) or left_out >= len(ordered):
        return MOST
    return float(min(max(ordered[left_out], LEAST), MOST))


def never_looked_at(pairs: Pairs, model: Model) -> float:
    """How many pairs of one person are not among these, as they shared too little."""
    share = unmet(model)
    return float(pairs.believed.sum()) * share / (1 - share)


def unmet(model: Model) -> float:
    """The share of pairs of one person that were not looked at, as they share none of `BLOCKS`.

    Fields are taken to go wrong apart from each other.
    """
    ways = [_birth(model)]
    for name, outcomes in SHARED.items():
        filled = model.filled[name]
        m = model.m[name]
        chances = [filled * one for one in m[: len(outcomes) - 1]]
        ways.append([*zip(chances, outcomes, strict=False), (1 - sum(chances), ())])
    missing = 0.0
    for birth, birth_keys in ways[0]:
        for last, last_keys in ways[1]:
            for first, first_keys in ways[2]:
                for place, place_keys in ways[3]:
                    keys = {*birth_keys, *last_keys, *first_keys, *place_keys}
                    if not any(keys.issuperset(block) for block in BLOCKS):
                        missing += birth * last * first * place
    return min(missing, 0.5)


def _birth(model: Model) -> list[tuple[float, tuple[str, ...]]]:
    """What is shared of a birth date: all, swapped, two of three parts (each as often), or nothing."""
    exact, swapped, parts, _ = (model.filled["birth"] * one for one in model.m["birth"])
    two = [BIRTH[2:4], (BIRTH[2], BIRTH[4]), BIRTH[3:]]
    some = [(exact, BIRTH), (swapped, ("key_birth_any", "key_year"))]
    some += [(parts / 3, keys) for keys in two]
    return [*some, (1 - exact - swapped - parts, ())]
