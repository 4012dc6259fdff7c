"""An interval from replicates: bias-corrected and accelerated percentiles (Efron 1987), told
honestly."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from inbeeld.estimate.result import LEVELS, Caution, Interval

Floats = NDArray[np.float64]
SUPPORTED = 10  # replicates beyond a limit: with fewer, the limit is noise


@dataclass(frozen=True, slots=True)
class Corrected:
    """Intervals, what they rest on, and what a reader must know.

    `percentiles` are those that the limits were read at, low and high of each interval.
    """

    intervals: tuple[Interval, ...]
    bias: float  # z0: 0 where half of the replicates lie below the estimate
    acceleration: float
    percentiles: tuple[tuple[float, float], ...]
    cautions: tuple[Caution, ...]


def bca(
    estimate: float,
    replicates: Floats,
    *,
    left_out: Floats,
    weights: Floats,
    levels: tuple[float, ...] = LEVELS,
) -> Corrected | None:
    """Intervals of an estimate from its replicates; None where they tell nothing.

    `left_out` holds the estimate with one person of each history left out, and `weights` how many
    people have that history. A replicate that equals the estimate counts one half on either side.
    Replicates without an estimate (nan) count as larger than any: an estimate that does not exist
    has no upper end.
    """
    if not len(replicates) or not np.isfinite(estimate):
        return None
    ordered = np.sort(np.where(np.isnan(replicates), np.inf, replicates))
    near = 1e-9 * abs(estimate)  # the same table gives the same but for the last digits
    below = (ordered < estimate - near).mean()
    equal = (np.abs(ordered - estimate) <= near).mean()
    share = below + equal / 2
    if not 0 < share < 1:
        return None
    bias = float(ndtri(share))
    slope = _acceleration(left_out, weights)
    intervals, percentiles, cautions = [], [], []
    for level in levels:
        ends = [_adjusted(bias, slope, (1 + side * level) / 2) for side in (-1, 1)]
        low, high = (_quantile(ordered, end) for end in ends)
        intervals.append(Interval(level, low, high))
        percentiles.append((ends[0], ends[1]))
        fewest = min(ends[0], 1 - ends[1]) * len(ordered)
        if fewest < SUPPORTED and Caution.NOISY_LIMIT not in cautions:
            cautions.append(Caution.NOISY_LIMIT)
    if np.isinf(ordered[-1]):
        cautions.append(Caution.REPLICATES_WITHOUT_ESTIMATE)
    return Corrected(tuple(intervals), bias, slope, tuple(percentiles), tuple(cautions))


def _adjusted(bias: float, slope: float, share: float) -> float:
    """The percentile to read instead of `share`."""
    moved = bias + float(ndtri(share))
    stretched = 1 - slope * moved
    return float(ndtr(bias + moved / stretched)) if stretched > 0 else float(share > 0.5)


def _acceleration(left_out: Floats, weights: Floats) -> float:
    """How fast the spread changes with the estimate itself, from leaving out one person at a time."""
    there = np.isfinite(left_out)
    values, weights = left_out[there], weights[there]
    if not weights.sum():
        return 0.0
    gaps = (values * weights).sum() / weights.sum() - values
    spread = float((weights * gaps**2).sum())
    return float((weights * gaps**3).sum()) / (6 * spread**1.5) if spread > 0 else 0.0


def _quantile(ordered: Floats, share: float) -> float:
    """The median-unbiased quantile of sorted values (type 8 of Hyndman and Fan 1996); may be inf."""
    place = min(max(share * (len(ordered) + 1 / 3) + 1 / 3, 1.0), float(len(ordered))) - 1
    under = int(place)
    over = min(under + 1, len(ordered) - 1)
    if place == under or ordered[under] == ordered[over]:
        return float(ordered[under])
    return float(ordered[under] + (place - under) * (ordered[over] - ordered[under]))
