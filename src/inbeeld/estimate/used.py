"""A list with nobody on it tells nothing: methods that ask for all lists go on without it."""

from __future__ import annotations

import time

import numpy as np

from inbeeld.estimate.faults import MethodFault
from inbeeld.estimate.result import Caution, Estimate, Method, Status, Term
from inbeeld.estimate.table import Table

MOST_LISTS = 8  # beyond this there are too many models for any method but stepwise


def used(table: Table, *, method: Method, fewest: int = 1, most: int = MOST_LISTS) -> Table:
    """The table without lists that nobody is on, the lists sorted by name.

    Sorted, so that the order of lists changes nothing: not which of two equal models is taken, nor
    which people a seed draws. MethodFault where there are too few or too many.
    """
    if table.size > most:
        raise MethodFault(
            f"there are {table.size} lists; the method {method} can be used on {most} at most"
        )
    every = np.arange(len(table.counts))
    there = [bit for bit in range(table.size) if table.counts[(every >> bit) & 1 == 1].any()]
    there.sort(key=table.lists.__getitem__)
    if len(there) < fewest:
        raise MethodFault(
            f"there are {len(there)} lists with anybody on them; the method {method} takes {fewest}"
        )
    places = np.zeros_like(every)
    for new, old in enumerate(there):
        places |= ((every >> old) & 1) << new
    counts = np.zeros(1 << len(there))
    np.add.at(counts, places, table.counts)
    counts.setflags(write=False)
    return Table(tuple(table.lists[bit] for bit in there), counts)


def nothing(method: Method, table: Table, *cautions: Caution, since: float) -> Estimate:
    """There is no estimate, and why."""
    return Estimate(
        method,
        None,
        Status.NONE,
        cautions=tuple(dict.fromkeys(cautions)),
        diagnostics={"listed": float(table.listed)},
        seconds=time.perf_counter() - since,
    )


def as_asked(table: Table, terms: list[Term]) -> tuple[Term, ...]:
    """Terms with their lists in the order of this table."""
    return tuple(tuple(sorted(term, key=table.lists.index)) for term in terms)
