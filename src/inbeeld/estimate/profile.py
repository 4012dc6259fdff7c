"""An interval for one log-linear model from its likelihood: how well each number of unseen fits.

For a number of unseen u the model is fitted to the whole table, u in the place of those on no list;
the multinomial likelihood of listed + u people is the profile (Cormack 1992, "Interval estimation
for mark-recapture studies of closed populations", Biometrics 48). In the interval lies every u
whose likelihood is less than half a chi-squared quantile (1 degree of freedom) below the highest.
The choice of the model is taken as given: the interval is too narrow where it was chosen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln, ndtri

from inbeeld.estimate.hierarchical import as_model
from inbeeld.estimate.lattice import around, within
from inbeeld.estimate.lots import ARRIVED, fit_lot
from inbeeld.estimate.result import LEVELS, Interval
from inbeeld.estimate.table import Table

Floats = NDArray[np.float64]
GRID, ROUNDS = 33, 7  # each round looks between two numbers of the one before
SMALLEST, WIDEST = 1e-3, 1e7  # unseen, as a share of the listed


@dataclass(frozen=True, slots=True)
class Profile:
    """`peak` is all people at the highest profile likelihood."""

    peak: float
    intervals: tuple[Interval, ...]


def profile_interval(
    table: Table, terms: Sequence[int], *, levels: tuple[float, ...] = LEVELS
) -> Profile | None:
    """Intervals of all people under the model with every list and these terms (bits of lists).

    A high end is inf where the likelihood never falls far enough. None where it cannot be fitted.
    """
    model = as_model(table.size, terms)
    whole = np.concatenate([[0.0], np.geomspace(SMALLEST, WIDEST, 8 * GRID) * table.listed])
    heights = _heights(table, model, whole)
    if not np.isfinite(heights).any():
        return None
    place = int(heights.argmax())
    low, high = whole[max(place - 1, 0)], whole[min(place + 1, len(whole) - 1)]
    for _ in range(ROUNDS):
        some = np.linspace(low, high, GRID)
        near = _heights(table, model, some)
        place = int(near.argmax())
        low, high = some[max(place - 1, 0)], some[min(place + 1, GRID - 1)]
    peak, top = float(some[place]), float(near[place])
    found = []
    for level in levels:
        line = top - float(ndtri((1 + level) / 2)) ** 2 / 2
        ends = [_crossing(table, model, whole, heights, peak, line, side) for side in (-1, 1)]
        found.append(Interval(level, table.listed + ends[0], table.listed + ends[1]))
    return Profile(table.listed + peak, tuple(found))


def _heights(table: Table, model: NDArray[np.bool_], unseen: Floats) -> Floats:
    """The profile log-likelihood at each number of unseen, but for a constant; -inf without a fit."""
    empty = around(table.counts.copy()) == 0
    keep = within((model & empty).astype(np.float64)) == 0
    counts = np.repeat(table.counts[None], len(unseen), axis=0)
    counts[:, 0] = unseen
    shape = (len(unseen), len(model))
    lot = fit_lot(counts, np.broadcast_to(model & ~empty, shape), np.broadcast_to(keep, shape))
    people = table.listed + unseen
    # The Poisson likelihood at its top holds N log N - N more than the multinomial one.
    multinomial = lot.likelihood + people - people * np.log(people)
    height = gammaln(people + 1) - gammaln(unseen + 1) + multinomial
    return np.where(lot.verdict == ARRIVED, height, -np.inf)


def _crossing(
    table: Table,
    model: NDArray[np.bool_],
    whole: Floats,
    heights: Floats,
    peak: float,
    line: float,
    side: int,
) -> float:
    """The number of unseen on this side of the peak where the profile falls through the line."""
    inside = heights >= line
    outer = (whole < peak) if side < 0 else (whole > peak)
    beyond = whole[outer & ~inside]
    if not len(beyond):
        return 0.0 if side < 0 else float("inf")
    far = float(beyond.max() if side < 0 else beyond.min())
    within_line = whole[outer & inside]
    if side < 0:
        within_line = within_line[within_line > far]
        near = float(within_line.min()) if len(within_line) else peak
    else:
        within_line = within_line[within_line < far]
        near = float(within_line.max()) if len(within_line) else peak
    for _ in range(ROUNDS):
        some = np.linspace(near, far, GRID)
        fallen = _heights(table, model, some) < line
        place = max(int(fallen.argmax()), 1) if fallen.any() else GRID - 1
        near, far = float(some[place - 1]), float(some[place])
    return (near + far) / 2
