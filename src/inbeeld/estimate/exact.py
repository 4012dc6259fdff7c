"""The best of all hierarchical models where they are too many: what cannot win is not fitted.

Over six lists there are 7,785,061 models to order t - 1. No model does better than repeat the table,
so what its terms cost is a floor under its BIC. A higher floor comes from the pairs of lists that it
lacks. Without any pair between two groups of lists, and so without any larger term across them, the
groups know nothing of each other given the other lists. How badly that fits has a closed form, and no
model without those pairs fits better. What both rule out is never fitted, and the best are still
exactly those of all models.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy.special import xlogy

from inbeeld.estimate.faults import MethodFault
from inbeeld.estimate.hierarchical import Fits, fit_models, hierarchical_models, joined
from inbeeld.estimate.lots import Flags, Floats, saturated
from inbeeld.estimate.table import Table

Models = NDArray[np.uint64]  # bit i: the term of the lists that are the bits of i
MOST_LISTS = 6  # beyond it a model has more terms than a number has bits
BUDGET = 200_000  # models fitted (some ten seconds); a search that needs more ends incomplete
SAME = 1e-5  # two BIC this close are one


def search(table: Table, *, order: int | None, best: int, first: Fits) -> tuple[Fits, bool]:
    """Enough models that the `best` lowest in BIC of all are among them, and whether they are.

    `first` are models that were fitted already: the better they are, the fewer are left to fit.
    What follows goes by the number of parameters, until these alone cost too much. MethodFault
    beyond six lists.
    """
    if table.size > MOST_LISTS:
        raise MethodFault(f"there are {table.size} lists; all models can be had of {MOST_LISTS}")
    highest = table.size - 1 if order is None else min(order, table.size - 1)
    listed = np.float64(table.listed)
    cost = float(np.log(max(table.listed, 1)))
    fits, done = first, _numbers(first.models)
    graphs = _numbers(hierarchical_models(table.size, order=min(highest, 2)))
    lack = -2 * float(saturated(table.counts)) + _lacking(table, graphs)
    parameters = _terms_in(graphs)
    some, floors = graphs[:0], lack[:0]
    for many in range(int(parameters.min()), len(table.counts)):
        own = parameters == many
        grown, theirs = _one_more(some, floors, table.size, highest)
        some = np.concatenate([graphs[own], grown])
        floors = np.concatenate([lack[own], theirs])
        target = _nth_lowest(fits.bic(listed), best) + SAME - many * cost
        some, floors = some[floors <= target], floors[floors <= target]
        if not len(some) and not (lack[parameters > many] <= target - cost).any():
            return fits, True
        fresh = some[~np.isin(some, done)]
        if len(fits.models) + len(fresh) > BUDGET:
            return fits, False
        if len(fresh):
            fits = joined(fits, fit_models(table, _rows(fresh, len(table.counts))))
    return fits, True


def _nth_lowest(scores: Floats, number: int) -> float:
    return float(np.sort(scores)[number - 1]) if len(scores) >= number else np.inf


def _one_more(some: Models, floors: Floats, size: int, highest: int) -> tuple[Models, Floats]:
    """Models with one term of three lists or more added, each made once: terms come in an order."""
    larger = [term for term in range(1 << size) if 3 <= term.bit_count() <= highest]
    found, theirs = [some[:0]], [floors[:0]]
    later = np.uint64(0)
    for term in sorted(larger, key=lambda term: (-term.bit_count(), -term)):
        within = sum(1 << (term ^ 1 << bit) for bit in range(size) if term >> bit & 1)
        later |= np.uint64(1 << term)
        ready = ((some & np.uint64(within)) == within) & ((some & later) == 0)
        found.append(some[ready] | np.uint64(1 << term))
        theirs.append(floors[ready])
    return np.concatenate(found), np.concatenate(theirs)


def _lacking(table: Table, graphs: Models) -> Floats:
    """Of each set of pairs the least deviance that any model with no other pairs can have."""
    least = np.zeros(len(graphs))
    found = [(_least(table.counts, *groups), _across(*groups)) for groups in _apart(table.size)]
    for deviance, pairs in sorted(found):
        least[(graphs & np.uint64(pairs)) == 0] = deviance  # the largest comes last
    return least


def _least(counts: Floats, one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """The deviance of two groups that know nothing of each other given the rest, or less.

    Where a history of the rest is empty, the cell of nobody is not known. Without its row, or
    without its column, the table still tells how badly independence fits.
    """
    blocks = counts[_cells(len(counts).bit_length() - 1, one, other)]
    part = max(_dependence(blocks[:1, 1:]).sum(), _dependence(blocks[:1, :, 1:]).sum())
    return float(_dependence(blocks[1:]).sum() + part)


def _dependence(blocks: Floats) -> Floats:
    """Of each table (the last two axes) the deviance of independence."""
    rows, columns, whole = blocks.sum(-1), blocks.sum(-2), blocks.sum((-1, -2))
    gap = xlogy(blocks, blocks).sum((-1, -2)) - xlogy(rows, rows).sum(-1)
    return np.asarray(2 * (gap - xlogy(columns, columns).sum(-1) + xlogy(whole, whole)))


def _across(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    """The pairs between two groups, as bits of a model."""
    return sum(1 << (1 << i | 1 << j) for i in one for j in other)


def _apart(size: int) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Every two groups of lists that share none."""
    groups = [tuple(one for one in range(size) if bits >> one & 1) for bits in range(1, 1 << size)]
    return ((a, b) for a, b in combinations(groups, 2) if not set(a) & set(b))


@lru_cache(maxsize=1024)
def _cells(size: int, one: tuple[int, ...], other: tuple[int, ...]) -> NDArray[np.int64]:
    """Histories as (history of the rest, of one group, of the other), each from none on."""
    rest = tuple(place for place in range(size) if place not in one + other)
    return (
        _histories(rest)[:, None, None]
        | _histories(one)[None, :, None]
        | _histories(other)[None, None, :]
    )


def _histories(some: tuple[int, ...]) -> NDArray[np.int64]:
    every = np.arange(1 << len(some))
    found = np.zeros_like(every)
    for bit, place in enumerate(some):
        found |= (every >> bit & 1) << place
    return found


def _numbers(rows: Flags) -> Models:
    packed = np.packbits(rows, axis=1, bitorder="little")
    whole = np.zeros((len(rows), 8), dtype=np.uint8)
    whole[:, : packed.shape[1]] = packed
    return whole.view("<u8")[:, 0].astype(np.uint64)


def _rows(models: Models, width: int) -> Flags:
    bits = np.arange(width, dtype=np.uint64)
    return ((models[:, None] >> bits[None, :]) & np.uint64(1)).astype(bool)


def _terms_in(models: Models) -> NDArray[np.int64]:
    return np.asarray(_rows(models, 1 << MOST_LISTS).sum(axis=1))
