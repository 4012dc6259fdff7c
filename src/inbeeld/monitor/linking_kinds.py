"""One person, two of one family, or two strangers: three kinds of pairs, told apart.

Twins share last name, birth date and municipality. To a model of two kinds (one person, or two
strangers) they are one person whose first name was misspelt, and linking them makes an estimate too
low. So there is a third kind, in which those three fields are as alike as of one person, and first
name and sex no more alike than of strangers. How many pairs are of each kind is learnt from the pairs
themselves; for 'one person' apart for each pair of lists, because two records within one list are
seldom of the same person.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from inbeeld.monitor.linking_model import Chances

OWN = ("first", "sex")  # what two of one family do not share
STEADY = 40.0  # pairs that m as learnt before counts for
ROUNDS = 200
Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False, slots=True)
class Evidence:
    """What is known of each pair. `weight`: log2 of one person over two strangers, by m as before."""

    weight: Floats
    levels: Mapping[str, NDArray[np.int8]]
    rare: Mapping[
        str, Floats
    ]  # the part of the weight that comes from how rare the shared value is
    one: NDArray[np.int64]  # the lists of the two records, the lower first
    other: NDArray[np.int64]


@dataclass(frozen=True, eq=False, slots=True)
class Kinds:
    """What was learnt: m, and of all pairs of records the shares of each kind."""

    m: Chances
    before: Chances  # m in `Evidence.weight`
    family: float  # share of pairs of two of one family
    same: Mapping[tuple[int, int], float]  # per pair of lists the share of pairs of one person

    def weights(self, evidence: Evidence, u: Chances) -> Floats:
        """log2 of one person over anybody else, per pair."""
        person, kin = _likelihoods(evidence, self.m, self.before, u)
        return np.asarray(person - np.log2(1 - self.family + self.family * np.exp2(kin)))


def _gain(levels: NDArray[np.int8], over: tuple[float, ...], under: tuple[float, ...]) -> Floats:
    """log2 of over / under at the level of each pair; 0 where it is missing."""
    table = np.append(np.log2(np.array(over) / np.array(under)), 0.0)
    return np.asarray(table[levels])


def _likelihoods(
    evidence: Evidence, m: Chances, before: Chances, u: Chances
) -> tuple[Floats, Floats]:
    """log2 of one person, and of one family, over two strangers."""
    rest = evidence.weight.copy()
    person = np.zeros(len(rest))
    for name in OWN:
        rest -= _gain(evidence.levels[name], before[name], u[name]) + evidence.rare[name]
        person += _gain(evidence.levels[name], m[name], u[name]) + evidence.rare[name]
    return rest + person, rest


def tell_apart(
    evidence: Evidence, m: Chances, u: Chances, sizes: NDArray[np.int64]
) -> tuple[Kinds, Floats]:
    """The three kinds, by expectation maximisation, and the chance that each pair is of one person."""
    lists = len(sizes)
    every = np.outer(sizes, sizes).astype(float)
    np.fill_diagonal(every, np.maximum(sizes * (sizes - 1) / 2, 1))
    where = evidence.one * lists + evidence.other
    upper = [(a, b) for a in range(lists) for b in range(a, lists)]
    total = sum(every[pair] for pair in upper)
    same = np.full(lists * lists, 0.3 / sizes.sum())
    family, now = 0.01 / sizes.sum(), dict(m)
    likely = np.zeros(len(where))
    for _ in range(ROUNDS):
        person, kin = (np.exp2(np.minimum(part, 200)) for part in _likelihoods(evidence, now, m, u))
        chance_of = same[where]
        whole = chance_of * person + family * kin + np.maximum(1 - chance_of - family, 0.1)
        likely, before = chance_of * person / whole, same
        kin_likely = family * kin / whole
        sums = np.bincount(where, likely, lists * lists)
        same = np.maximum(sums, 0.5) / np.maximum(every.ravel(), 1)
        same = np.minimum(same, 0.5)
        family = max(float(kin_likely.sum()), 0.1) / total
        now |= {name: _m(evidence.levels[name], likely, m[name]) for name in OWN}
        if np.allclose(same, before, rtol=1e-7, atol=0):
            break
    shares = {pair: float(same[pair[0] * lists + pair[1]]) for pair in upper}
    return Kinds(now, m, family, shares), likely


def _m(levels: NDArray[np.int8], likely: Floats, before: tuple[float, ...]) -> tuple[float, ...]:
    seen = levels >= 0
    counts = np.bincount(levels[seen], likely[seen], len(before)) + STEADY * np.array(before)
    return tuple(map(float, counts / counts.sum()))
