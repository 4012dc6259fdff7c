"""Doubt about the table itself: a limit holds what the draw may do and what wrong links may do.

An interval of a method takes the table for granted. Where records were linked, some links are wrong and
some are missed, and another table was possible. Given are two more tables, one with more links and one
with fewer, as far apart as doubt about links goes at 95 %. What they move the estimate by is independent
of the draw, so that distances add up in squares on either side (Zou and Donner 2008, *Statistics in
Medicine*).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from scipy.special import ndtri

from inbeeld.estimate.faults import EstimateFault
from inbeeld.estimate.result import Caution, Estimate, Interval
from inbeeld.estimate.table import Table

WHOLE = 0.95  # the level that the two tables are apart at


@dataclass(frozen=True, slots=True)
class Doubt:
    """The same people with more links followed, and with fewer; together they hold 95 %."""

    more: Table
    fewer: Table


def widened(one: Estimate, doubt: Doubt, again: Callable[[Table], Estimate]) -> Estimate:
    """The estimate with intervals that hold doubt about links too; `again` is the same method.

    Where a method gives nothing on one of the two tables, the interval stays and says so.
    """
    if one.estimate is None or not one.intervals:
        return one
    moved = [_number(again, table) for table in (doubt.more, doubt.fewer)]
    known = [number for number in moved if number is not None]
    if len(known) < len(moved):
        return replace(one, cautions=(*one.cautions, Caution.LINKS_LEFT_OUT))
    low, high = min(one.estimate, *known), max(one.estimate, *known)
    return replace(
        one,
        intervals=tuple(_wider(one.estimate, each, low, high) for each in one.intervals),
        diagnostics={**one.diagnostics, "links_low": low, "links_high": high},
    )


def _number(again: Callable[[Table], Estimate], table: Table) -> float | None:
    try:
        number = again(table).estimate
    except EstimateFault:
        return None
    return number if number is not None and math.isfinite(number) else None


def _wider(estimate: float, one: Interval, low: float, high: float) -> Interval:
    """An interval whose limits lie as far away as both doubts together say."""
    share = float(ndtri((1 + one.level) / 2) / ndtri((1 + WHOLE) / 2))
    return Interval(
        one.level,
        min(one.low, estimate - math.hypot(max(estimate - one.low, 0), share * (estimate - low))),
        max(
            one.high, estimate + math.hypot(max(one.high - estimate, 0), share * (high - estimate))
        ),
    )


def span(found: Iterable[Estimate], level: float = WHOLE) -> Interval | None:
    """From the lowest to the highest limit of all methods that estimate everybody; bounds stay out.

    No method is right in every world. Who has to name one range names this one.
    """
    return hull([
        interval
        for one in found
        if Caution.LOWER_BOUND not in one.cautions and (interval := one.interval(level))
    ])  # fmt: skip


def hull(limits: Sequence[Interval]) -> Interval | None:
    """From the lowest to the highest limit of intervals of one level; None of none."""
    if not limits:
        return None
    low, high = min(one.low for one in limits), max(one.high for one in limits)
    return Interval(limits[0].level, low, high)
