"""All people from sample coverage: which share of the people a list has is on another list too.

Chao and Tsay (1998, "A sample coverage approach to multiple-system estimation with application to
census undercount", JASA 93) for three lists; Tsay and Chao (2001, Journal of Applied Statistics 28)
for more. With t lists, n_i people on list i, Z_ij on both i and j:

    C = 1 - (1/t) sum of (only on i) / n_i                  the coverage
    D = (1/t) sum of (on any list but i)                    the mean number of people on t - 1 lists
    N = D / C + 1/(t C) * sum over pairs of a_ij (N Z_ij / (n_i n_j) - 1)
    a_ij = (on i, and on no other but perhaps j) + (on j, and on no other but perhaps i)

Solved for N that is the estimate for high coverage. It is the answer where C is 0.55 or more. Below
that it is unstable, and the one-step estimate is the answer: the right-hand side, with in it the
right-hand side at N = D / C. It tends to lie low where lists attract each other: LOWER_BOUND says
so. Both stand among the diagnostics. `variant` is 1 for high coverage, 0 for one step.

The interval draws tables from all people found, on a list or not, and has the unseen on the scale
of the logarithm with the spread of the replicates, as Chao and Tsay do. Without replicates there is
none.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from inbeeld.estimate.chao import on_log_scale
from inbeeld.estimate.result import LEVELS, Caution, Estimate, Interval, Method, Status
from inbeeld.estimate.stepwise import FEW, overlaps
from inbeeld.estimate.table import Table, histories
from inbeeld.estimate.used import nothing, used

Floats = NDArray[np.float64]
HIGH = 0.55  # coverage from which Chao and Tsay advise the estimate for high coverage


@dataclass(frozen=True, slots=True)
class Covered:
    """Per table, nan where it cannot be told."""

    coverage: Floats
    independent: Floats  # D / C
    high: Floats
    one_step: Floats


def sample_coverage(table: Table, *, replicates: int = 0, seed: int = 1) -> Estimate:
    """All people, listed and unlisted. It takes three lists."""
    since = time.perf_counter()
    table = used(table, method=Method.COVERAGE, fewest=3)
    cautions = overlaps(table)
    if Caution.NO_OVERLAP in cautions:
        return nothing(Method.COVERAGE, table, *cautions, since=since)
    told = covered(table.counts[None])
    high = bool(_high(told, float(table.listed))[0])
    found = float((told.high if high else told.one_step)[0])
    if not np.isfinite(found):
        return nothing(Method.COVERAGE, table, *cautions, Caution.DOES_NOT_EXIST, since=since)
    if not high:
        cautions += (Caution.LOWER_BOUND,)
    found = max(found, float(table.listed))
    diagnostics = {
        "listed": float(table.listed), "unseen": found - table.listed, "variant": float(high),
        "replicates": float(replicates), "coverage": float(told.coverage[0]),
        "independent": float(told.independent[0]), "one_step": float(told.one_step[0]),
    }  # fmt: skip
    if np.isfinite(told.high[0]):
        diagnostics["high"] = float(told.high[0])
    intervals: tuple[Interval, ...] = ()
    if replicates:
        intervals, more = _interval(table, found, high=high, replicates=replicates, seed=seed)
        cautions += more
    return Estimate(
        method=Method.COVERAGE,
        estimate=found,
        status=Status.EXISTS,
        intervals=intervals,
        cautions=cautions,
        diagnostics=diagnostics,
        seconds=time.perf_counter() - since,
    )


def covered(counts: Floats) -> Covered:
    """Coverage and the estimates of each table: counts (tables, 2**t)."""
    width = counts.shape[1]
    size = width.bit_length() - 1
    on = histories(size).T.astype(bool)  # (t, 2**t)
    number = on.sum(axis=0)
    listed = counts.sum(axis=1)
    people = counts @ on.T.astype(float)
    alone = counts @ (on & (number == 1)).T.astype(float)
    share, weight = np.zeros(len(counts)), np.zeros(len(counts))
    lists = (people > 0).sum(axis=1)
    safe = np.maximum(people, 1)
    coverage = 1 - (alone / safe).sum(axis=1) / np.maximum(lists, 1)
    total = ((listed[:, None] - alone) * (people > 0)).sum(axis=1) / np.maximum(lists, 1)
    for one in range(size):
        for other in range(one):
            both = on[one] & on[other]
            part = (on[one] | on[other]) & (number - both == 1)
            a = counts @ (part * (1.0 + both))  # who is on just these two counts for either
            a = np.where((people[:, one] > 0) & (people[:, other] > 0), a, 0.0)
            share += a * (counts @ both.astype(float)) / (safe[:, one] * safe[:, other])
            weight += a
    there = (coverage > 0) & (lists >= 3)
    divisor = np.where(there, lists * coverage, 1.0)
    independent = np.where(there, total / np.where(there, coverage, 1.0), np.nan)
    share, weight = share / divisor, weight / divisor
    first = independent * (1 + share) - weight
    solved = there & (share < 1)
    high = (independent - weight) / np.where(solved, 1 - share, 1.0)
    return Covered(
        coverage=coverage,
        independent=independent,
        high=np.where(solved, high, np.nan),
        one_step=independent - weight + share * first,
    )


def _high(told: Covered, listed: Floats | float) -> NDArray[np.bool_]:
    fits = np.isfinite(told.high) & (np.nan_to_num(told.high) >= listed)
    return np.asarray((told.coverage >= HIGH) & fits)


def _interval(
    table: Table, found: float, *, high: bool, replicates: int, seed: int
) -> tuple[tuple[Interval, ...], tuple[Caution, ...]]:
    """From tables drawn from all people found, with the variant that gave the answer."""
    shares = table.counts.copy()
    people = round(found)
    shares[0] = max(found - table.listed, 0.0)
    drawn = np.random.default_rng(seed).multinomial(people, shares / shares.sum(), size=replicates)
    drawn[:, 0] = 0
    told = covered(drawn.astype(np.float64))
    again = told.high if high else told.one_step
    there = again[np.isfinite(again)]
    cautions: tuple[Caution, ...] = (Caution.FEW_REPLICATES,) if replicates < FEW else ()
    if len(there) < 2:
        return (), (*cautions, Caution.INTERVAL_FAILED)
    if len(there) < len(again):
        cautions += (Caution.REPLICATES_WITHOUT_ESTIMATE,)
    spread = float(there.var(ddof=1))
    return on_log_scale(table.listed, found - table.listed, spread, LEVELS), cautions
