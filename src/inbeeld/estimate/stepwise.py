"""Stepwise selection with a threshold, and its honest interval (Chan, Silverman and Vincent 2021).

In each replicate the pairs are chosen anew: an interval that takes the chosen model for granted is
too narrow.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from inbeeld.estimate import plain
from inbeeld.estimate.faults import MethodFault
from inbeeld.estimate.intervals import bca
from inbeeld.estimate.lattice import terms
from inbeeld.estimate.loglinear import fit
from inbeeld.estimate.result import Caution, Estimate, Interval, Method, Status, Term
from inbeeld.estimate.table import Table

Floats = NDArray[np.float64]
THRESHOLD = 0.02
FEW = 1000  # replicates; BCa limits need about this many
COMPILES_FROM = 500  # tables; for fewer it is faster not to load a compiler
AT_ONCE = 20_000  # tables in memory together
MOST_REPLICATES = 10_000_000


class Kernel(StrEnum):
    """What does the work. Both give the same numbers."""

    PLAIN = "plain"  # numpy
    COMPILED = "compiled"  # numba, one table at a time


def stepwise(
    table: Table,
    *,
    threshold: float = THRESHOLD,
    replicates: int = 0,
    seed: int = 1,
    kernel: Kernel | None = None,
) -> Estimate:
    """Estimates all people. With replicates an interval at 80 and 95 % comes with it.

    `threshold` is the chance under which a pair comes in, above 0 and below 0.5. The result is the
    same for the same seed, on any kernel.
    """
    since = time.perf_counter()
    if not 0 < threshold < 0.5:
        raise MethodFault("the threshold must be above 0 and below 0.5")
    if not 0 <= replicates <= MOST_REPLICATES:
        raise MethodFault(f"the number of replicates must be from 0 to {MOST_REPLICATES}")
    unseen, order, state = plain.stepwise_many(table.counts[None], threshold)
    chosen = came_in(table, order[0])
    fitted = fit(table, [int(one) for one in chosen])
    cautions = overlaps(table)
    if np.isnan(unseen[0]) or fitted.status is Status.NONE:
        why = fitted.why or Caution.DOES_NOT_EXIST
        return Estimate(
            Method.STEPWISE,
            None,
            Status.NONE,
            cautions=(*cautions, why),
            seconds=time.perf_counter() - since,
        )
    found = table.listed + float(unseen[0])
    diagnostics = {
        "listed": float(table.listed), "unseen": float(unseen[0]), "deviance": fitted.deviance,
        "degrees": float(fitted.degrees), "replicates": float(replicates),
    }  # fmt: skip
    intervals: tuple[Interval, ...] = ()
    if replicates:
        intervals, more, told = _interval(
            table, found, threshold=threshold, replicates=replicates, seed=seed, kernel=kernel
        )
        cautions, diagnostics = cautions + more, diagnostics | told
    return Estimate(
        method=Method.STEPWISE,
        estimate=found,
        status=Status.BOUNDARY if (state[0] == plain.EMPTY).any() else Status.EXISTS,
        intervals=intervals,
        terms=tuple(named(table, int(one)) for one in chosen),
        cautions=cautions,
        diagnostics=diagnostics,
        seconds=time.perf_counter() - since,
    )


def _interval(
    table: Table,
    found: float,
    *,
    threshold: float,
    replicates: int,
    seed: int,
    kernel: Kernel | None,
) -> tuple[tuple[Interval, ...], tuple[Caution, ...], dict[str, float]]:
    """Intervals with selection repeated in each replicate, cautions, and what they rest on."""
    drawn = resampled(table, replicates=replicates, seed=seed)
    again = estimates(drawn, threshold=threshold, kernel=kernel)
    left_out, weights = one_left_out(table)
    without = estimates(left_out, threshold=threshold, kernel=Kernel.PLAIN)
    told = {"replicates_without_estimate": float(np.isnan(again).sum())}
    cautions = (Caution.FEW_REPLICATES,) if replicates < FEW else ()
    corrected = bca(found, again, left_out=without, weights=weights)
    if corrected is None:
        return (), (*cautions, Caution.INTERVAL_FAILED), told
    told |= {"bias": corrected.bias, "acceleration": corrected.acceleration}
    for one, (low, high) in zip(corrected.intervals, corrected.percentiles, strict=True):
        told |= {f"low_percentile_{one.level:g}": low, f"high_percentile_{one.level:g}": high}
    return corrected.intervals, cautions + corrected.cautions, told


def estimates(
    counts: Floats, *, threshold: float = THRESHOLD, kernel: Kernel | None = None
) -> Floats:
    """All people per table, each with its own selection; nan where no estimate exists.

    counts: (tables, 2**t), whole numbers. In the same order.
    """
    stepwise_many = _kernel(kernel, len(counts))
    found = np.full(len(counts), np.nan)
    for first in range(0, len(counts), AT_ONCE):
        some = counts[first : first + AT_ONCE]
        listed = some.sum(axis=1)
        there = np.flatnonzero(listed > 0)
        if len(there):
            found[first + there] = listed[there] + stepwise_many(some[there], threshold)[0]
    return found


def _kernel(asked: Kernel | None, many: int) -> Callable[..., tuple[Floats, Any, Any]]:
    """What was asked; else the compiled one where that is worth it, and there is a compiler."""
    if asked is Kernel.PLAIN or (asked is None and many < COMPILES_FROM):
        return plain.stepwise_many
    try:
        from inbeeld.estimate import compiled  # noqa: PLC0415 (loads a compiler)
    except ImportError:
        if asked is Kernel.COMPILED:
            raise MethodFault("the compiled kernel needs numba, which is not installed") from None
        return plain.stepwise_many
    return compiled.stepwise_many


def resampled(table: Table, *, replicates: int, seed: int) -> Floats:
    """As many people drawn anew from those listed: (replicates, 2**t)."""
    drawn = np.random.default_rng(seed).multinomial(
        table.listed, _by_name(table) / table.listed, size=replicates
    )
    return _as_asked(table, drawn).astype(np.float64)


def _name_order(table: Table) -> NDArray[np.int64]:
    """Places of `Table.counts` as they are with the lists sorted by name.

    The order of lists then changes nothing, not even which people a seed draws.
    """
    order = sorted(range(table.size), key=table.lists.__getitem__)
    every = np.arange(len(table.counts))
    places = np.zeros_like(every)
    for new, old in enumerate(order):
        places |= ((every >> new) & 1) << old
    return places


def _by_name(table: Table) -> Floats:
    return table.counts[_name_order(table)]


def _as_asked(table: Table, drawn: NDArray[np.int64]) -> NDArray[np.int64]:
    back = np.empty_like(drawn)
    back[:, _name_order(table)] = drawn
    return back


def one_left_out(table: Table) -> tuple[Floats, Floats]:
    """The table with one person less, per history that anyone has, and how many have that history."""
    there = np.flatnonzero(table.counts)
    less = np.repeat(table.counts[None], len(there), axis=0)
    less[np.arange(len(there)), there] -= 1
    return less, table.counts[there]


def overlaps(table: Table) -> tuple[Caution, ...]:
    """What empty overlaps ask a reader to know."""
    every = np.arange(len(table.counts))
    pairs = [int(one) for one in terms(table.size) if int(one).bit_count() == 2]
    empty = [one for one in pairs if not table.counts[(every & one) == one].any()]
    if len(empty) == len(pairs):
        return (Caution.NO_OVERLAP,)
    return (Caution.EMPTY_OVERLAP,) if empty else ()


def named(table: Table, term: int) -> Term:
    """The lists of a term."""
    return tuple(name for bit, name in enumerate(table.lists) if term >> bit & 1)


def came_in(table: Table, order: NDArray[np.int64]) -> NDArray[np.int64]:
    """Bits of the pairs that came in, in the order in which they did."""
    came = np.flatnonzero(order)
    return terms(table.size)[came[np.argsort(order[came])]]
