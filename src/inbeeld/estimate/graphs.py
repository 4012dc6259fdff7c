"""All people, averaged over every graph of which lists depend on each other.

Madigan and York (1997, "Bayesian methods for estimation of the size of a closed population",
Biometrika 84). A decomposable (chordal) graph over the lists says which depend on each other given
the rest. With a hyper-Dirichlet prior the chance of a table under a graph is a product over its
cliques, divided by that over its separators: no sampling is needed.

Priors: each graph is as likely as another; delta = 1/2**t for each of the 2**t histories; all people
N have the prior 1/N (Jeffreys). The complete graph is left out: under it the listed tell nothing of
the unseen. Three to six lists: 7, 60, 821 and 18,153 graphs.

The answer is the median of the posterior over N, the mean stands among the diagnostics. The grid
over the unseen has every number up to 300 and then steps of 1 %; it widens until less than a
hundred-thousandth of the posterior lies in its last tenth.
"""

from __future__ import annotations

import time
from functools import cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln, logsumexp

from inbeeld.estimate.faults import MethodFault
from inbeeld.estimate.result import LEVELS, Caution, Estimate, Interval, Method, Status
from inbeeld.estimate.stepwise import overlaps
from inbeeld.estimate.table import Table
from inbeeld.estimate.used import nothing, used

Floats = NDArray[np.float64]
FEWEST, MOST = 3, 6  # lists
EACH, STEP = 300, 1.01  # unseen: one by one, then by this ratio
LAST = 1e-5  # of the posterior may lie in the last tenth of the grid
WIDEST = 1e9  # unseen for each person listed
AT_ONCE = 1024


def graphs(
    table: Table,
    *,
    replicates: int = 0,
    seed: int = 1,
    levels: tuple[float, ...] = LEVELS,
) -> Estimate:
    """All people, listed and unlisted: median and intervals of the posterior. Nothing is drawn."""
    since = time.perf_counter()
    del replicates, seed  # every method is called alike
    table = used(table, method=Method.GRAPHS, fewest=FEWEST)
    if table.size > MOST:
        raise MethodFault(
            f"there are {table.size} lists; the method graphs can be used on {MOST} at most"
        )
    cautions = overlaps(table)
    if Caution.NO_OVERLAP in cautions:
        return nothing(Method.GRAPHS, table, *cautions, since=since)
    unseen, chance, widest = _posterior(table)
    if not widest:
        return nothing(Method.GRAPHS, table, *cautions, Caution.NOT_IDENTIFIED, since=since)
    reached = np.cumsum(chance)
    edges = np.concatenate([[0.0], unseen])

    def at(share: float) -> float:
        place = min(int(np.searchsorted(reached, share)), len(unseen) - 1)
        before = reached[place - 1] if place else 0.0
        part = (share - before) / max(chance[place], 1e-300)
        low, high = edges[place], edges[place + 1]
        inside = high if high - low <= 1 else low + min(max(part, 0.0), 1.0) * (high - low)
        return float(table.listed + inside)

    return Estimate(
        method=Method.GRAPHS,
        estimate=at(0.5),
        status=Status.EXISTS,
        intervals=tuple(
            Interval(level, at((1 - level) / 2), at((1 + level) / 2)) for level in levels
        ),
        cautions=cautions,
        diagnostics={
            "listed": float(table.listed), "unseen": at(0.5) - table.listed,
            "mean": float(table.listed + (unseen * chance).sum()),
            "graphs": float(len(decomposable(table.size))), "delta": 1 / len(table.counts),
            "grid_last": float(unseen[-1]),
        },
        seconds=time.perf_counter() - since,
    )  # fmt: skip


def _posterior(table: Table) -> tuple[Floats, Floats, bool]:
    """Numbers of unseen, the chance of each step of the grid, and whether the grid was wide enough."""
    ceiling = 30.0 * max(table.listed, 100)
    while True:
        unseen, width = _grid(ceiling)
        log = _log_posterior(table, unseen) + np.log(width)
        chance = np.exp(log - logsumexp(log))
        if chance[unseen > 0.9 * ceiling].sum() < LAST:
            return unseen, chance, True
        if ceiling > WIDEST * table.listed:
            return unseen, chance, False
        ceiling *= 10


def _grid(ceiling: float) -> tuple[Floats, Floats]:
    """Numbers of unseen up to the ceiling, and how many whole numbers each stands for."""
    steps = int(np.ceil(np.log(ceiling / EACH) / np.log(STEP)))
    coarse = np.unique(np.round(EACH * STEP ** np.arange(1, steps + 1)))
    unseen = np.concatenate([np.arange(EACH + 1.0), coarse])
    return unseen, np.diff(unseen, prepend=-1.0)


def _log_posterior(table: Table, unseen: Floats) -> Floats:
    """Of each number of unseen, over all graphs, but for a constant."""
    parts = np.array([_part(table, lists, unseen) for lists in range(len(table.counts))])
    every = decomposable(table.size)
    total = np.full(len(unseen), -np.inf)
    for first in range(0, len(every), AT_ONCE):
        some = every[first : first + AT_ONCE].astype(float) @ parts
        total = np.logaddexp(total, logsumexp(some, axis=0))
    people = table.listed + unseen
    return np.asarray(total + gammaln(people + 1) - gammaln(unseen + 1) - np.log(people))


def _part(table: Table, lists: int, unseen: Floats) -> Floats:
    """The logarithm of the chance of the counts over these lists alone (a clique or a separator)."""
    inside = np.arange(len(table.counts)) & lists
    counts = np.bincount(inside, weights=table.counts, minlength=lists + 1)
    places = [place for place in range(lists + 1) if place & lists == place]
    prior = 0.5 ** lists.bit_count()
    known = [place for place in places if place]
    fixed = (gammaln(prior + counts[known]) - gammaln(prior)).sum()
    empty = gammaln(prior + counts[0] + unseen) - gammaln(prior)
    people = table.listed + unseen
    return np.asarray(fixed + empty - gammaln(1 + people))


@cache
def decomposable(size: int) -> NDArray[np.int8]:
    """Every decomposable graph over so many lists but the complete one.

    Rows of 2**size: 1 for a clique, -1 (times how often) for a separator.
    """
    pairs = [(1 << one) | (1 << other) for one, other in combinations(range(size), 2)]
    rows = []
    for chosen in range((1 << len(pairs)) - 1):
        beside = [0] * size
        for place, pair in enumerate(pairs):
            if chosen >> place & 1:
                one, other = (bit for bit in range(size) if pair >> bit & 1)
                beside[one] |= 1 << other
                beside[other] |= 1 << one
        row = _cliques(beside)
        if row is not None:
            rows.append(row)
    return np.array(rows, dtype=np.int8)


def _cliques(beside: list[int]) -> list[int] | None:
    """Cliques and separators of a graph, or None where it is not decomposable.

    Lists whose neighbours all know each other are taken away one by one; a graph is decomposable
    just where that takes all (Fulkerson and Gross 1965). Each taken list adds its clique and takes
    off the part of it that stays: a product of conditional chances, in which what is no true clique
    or separator falls out.
    """
    size = len(beside)
    row, left = [0] * (1 << size), (1 << size) - 1
    while left:
        for one in range(size):
            near = beside[one] & left
            if left >> one & 1 and all(
                near & ~(beside[other] | 1 << other) == 0
                for other in range(size)
                if near >> other & 1
            ):
                row[near | 1 << one] += 1
                row[near] -= 1
                left &= ~(1 << one)
                break
        else:
            return None
    return row
