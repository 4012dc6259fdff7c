"""Extended maximum likelihood for a lot of tables or models at once, with terms of any order.

A model is a row of 2**t booleans: which terms (sets of lists, as bits) have a finite parameter; the
constant is place 0. It is hierarchical: with a term come all terms within it. Newton's method on
rows that have equally many terms, from a weighted least squares start (McCullagh and Nelder 1989).

Whether an estimate exists (Fienberg and Rinaldo 2012) is told in two ways. A fit that arrives, with
a Hessian that can be inverted, is an estimate that exists. A direction in which no observed history
changes, no history rises and some falls, is a proof that none does. A row for which 60 steps find
neither is DOUBTFUL and has no estimate; on the tables in `tests/estimate` there is none, and the
linear programme agrees on every model of them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import xlogy

from inbeeld.estimate.lattice import around, within

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
ARRIVED, NOWHERE, DOUBTFUL = 1, 0, -1
ENOUGH = 1e-7  # a Newton step this small ends: the next would be its square
MOST_STEPS = 60
LONGEST = 8.0  # of one step
LOOK_FROM = 4  # steps before looking for a proof that there is no estimate
HIGHEST = 100.0  # of the logarithm of a mean
AT_ONCE = 2048


@dataclass(frozen=True, slots=True)
class Lot:
    """What came of each row.

    `unseen` is the mean of place 0 (nan where nothing was found); `likelihood` is the Poisson
    log-likelihood but for what depends on the counts alone; `verdict` is ARRIVED, NOWHERE (no
    finite estimate) or DOUBTFUL (60 steps said neither).
    """

    unseen: Floats
    likelihood: Floats
    verdict: NDArray[np.int8]


def fit_lot(counts: Floats, own: Flags, keep: Flags) -> Lot:
    """Fits each row: its counts, its finite terms, and the histories that no empty overlap took out.

    All three are (rows, 2**t). Place 0 is left out of the fit unless `keep` holds it: then its
    count is taken as known.
    """
    rows = len(own)
    found = Lot(
        np.full(rows, np.nan), np.full(rows, -np.inf), np.full(rows, NOWHERE, dtype=np.int8)
    )
    many = own.sum(axis=1)
    told = np.flatnonzero(identified(own, keep) & (counts.sum(axis=1) > 0))
    for number in np.unique(many[told]):
        group = told[many[told] == number]
        for first in range(0, len(group), AT_ONCE):
            some = group[first : first + AT_ONCE]
            bits = np.nonzero(own[some])[1].reshape(len(some), number)
            newton = _Newton(counts[some], bits, keep[some])
            found.verdict[some] = newton.run()
            found.unseen[some], found.likelihood[some] = newton.unseen, newton.likelihood
    lost = found.verdict != ARRIVED
    found.unseen[lost], found.likelihood[lost] = np.nan, -np.inf
    return found


def identified(own: Flags, keep: Flags) -> Flags:
    """Whether the kept histories tell every parameter: a rank, found exactly by counting.

    Every finite term but the constant is itself a kept history, so those columns are independent.
    The constant is one of them too unless the alternating number of terms within each kept history
    is 0: then it can be traded against the rest, and nothing tells the unseen.
    """
    width = own.shape[1]
    sign = np.array([1.0 - 2.0 * (place.bit_count() & 1) for place in range(width)])
    return np.asarray(((within(own * sign) != 0) & keep).any(axis=1))


class _Newton:
    """Rows with k terms each; what has a verdict takes no more part."""

    def __init__(self, counts: Floats, bits: NDArray[np.int64], keep: Flags) -> None:
        self.bits, self.keep = bits, keep
        self.counts = np.where(keep, counts, 0.0)
        self.wanted = np.take_along_axis(around(self.counts.copy()), bits, 1)
        self.pairs = bits[:, :, None] | bits[:, None, :]
        rows = np.arange(len(bits))
        guess = np.where(keep, self.counts + 0.5, 0.0)
        goal = guess * np.where(keep, np.log(np.maximum(guess, 0.5)), 0.0)
        self.parameters = _solve(
            self._hessian(rows, around(guess)), np.take_along_axis(around(goal), bits, 1)
        )
        self.unseen = np.full(len(bits), np.nan)
        self.likelihood = np.full(len(bits), -np.inf)

    def run(self) -> NDArray[np.int8]:
        """ARRIVED, NOWHERE or DOUBTFUL for each row."""
        verdict = np.full(len(self.bits), DOUBTFUL, dtype=np.int8)
        going, step = np.arange(len(self.bits)), np.zeros_like(self.parameters)
        for number in range(MOST_STEPS):
            likelihood, margins = self._evaluate(going)
            best = self.likelihood[going]
            slack = 1e-9 * np.where(np.isfinite(best), np.abs(best), 0.0)
            worse = likelihood < best - slack
            step[going[worse]] /= 2
            self.parameters[going[worse]] -= step[going[worse]]
            on, margins = going[~worse], margins[~worse]
            self.likelihood[on] = likelihood[~worse]
            gap = self.wanted[on] - np.take_along_axis(margins, self.bits[on], 1)
            moved = _solve(self._hessian(on, margins), gap)
            longest = np.abs(moved).max(axis=1, initial=0.0)
            moved *= np.minimum(1.0, LONGEST / np.maximum(longest, LONGEST))[:, None]
            step[on] = moved
            self.parameters[on] += moved
            small = longest < ENOUGH
            verdict[on[small]] = ARRIVED
            lost = self._escapes(on, moved) & ~small if number >= LOOK_FROM else small & False
            verdict[on[lost]] = NOWHERE
            going = np.concatenate([going[worse], on[~small & ~lost]])
            if not len(going):
                break
        return verdict

    def _predictor(self, rows: NDArray[np.int64], parameters: Floats) -> Floats:
        predictor = np.zeros((len(rows), self.keep.shape[1]))
        np.put_along_axis(predictor, self.bits[rows], parameters, 1)
        return within(predictor)

    def _evaluate(self, rows: NDArray[np.int64]) -> tuple[Floats, Floats]:
        """The log-likelihood of each row but for a constant, and its fitted margins."""
        predictor = self._predictor(rows, self.parameters[rows])
        means = np.exp(np.clip(predictor, -600.0, HIGHEST))
        self.unseen[rows] = means[:, 0]
        means = np.where(self.keep[rows], means, 0.0)
        said = (self.counts[rows] * np.where(self.keep[rows], predictor, 0.0)).sum(axis=1)
        return said - means.sum(axis=1), around(means)

    def _hessian(self, rows: NDArray[np.int64], margins: Floats) -> Floats:
        return np.asarray(margins[np.arange(len(rows))[:, None, None], self.pairs[rows]])

    def _escapes(self, rows: NDArray[np.int64], moved: Floats) -> Flags:
        """Whether a step is a direction in which the likelihood rises without end."""
        change = np.where(self.keep[rows], self._predictor(rows, moved), 0.0)
        falls = -change.min(axis=1)
        near = 1e-6 * falls
        seen = np.where(self.counts[rows] > 0, np.abs(change), 0.0).max(axis=1)
        return np.asarray((falls > 0.1) & (seen < near) & (change.max(axis=1) < near))


def _solve(hessian: Floats, gap: Floats) -> Floats:
    """Newton steps. A ridge of 1e-13 (scaled) keeps what is at the edge from failing."""
    scale = np.sqrt(np.maximum(np.einsum("ikk->ik", hessian), 1e-300))
    hessian = hessian / scale[:, :, None] / scale[:, None, :]
    spare = np.arange(hessian.shape[1])
    hessian[:, spare, spare] = 1.0 + 1e-13
    try:
        solved = np.linalg.solve(hessian, (gap / scale)[:, :, None])[:, :, 0]
    except np.linalg.LinAlgError:
        hessian[:, spare, spare] += 1e-9
        solved = np.linalg.solve(hessian, (gap / scale)[:, :, None])[:, :, 0]
    return np.asarray(np.clip(solved / scale, -1e6, 1e6))


def saturated(counts: Floats) -> Floats:
    """The log-likelihood of a perfect fit, in the same form: the deviance is twice the gap to it."""
    return np.asarray((xlogy(counts, counts) - counts)[..., 1:].sum(axis=-1))
