"""Stepwise selection for many tables at once, with numpy alone.

The method is that of Chan, Silverman and Vincent (2021, "Multiple systems estimation for sparse
capture data"). Poisson log-linear models with every list. The pair of lists whose overlap is least
likely under the present fit comes in, while that chance is below the threshold. A pair that shares
nobody gets minus infinity, and its histories leave the table. What comes in must leave an estimate
that exists and that the table tells.

That is checked by fitting: where Newton's method arrives at margins that agree, with a Hessian that
can be inverted, the (extended) maximum likelihood estimate exists and is unique. Where it does not
exist the steps never shrink. `existence.py` is the referee. `compiled.py` does the same one table
at a time.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from inbeeld.estimate.lattice import around, terms, within
from inbeeld.estimate.tails import log_tail

Floats = NDArray[np.float64]
ENOUGH = 1e-8  # a Newton step this small ends: the next would be its square
MOST_STEPS = 60
LONGEST = 1.5  # of one step: Newton overshoots where a mean is far below its count
FINITE, EMPTY = 1, 2  # what a term in the model is: a number, or minus infinity


@dataclass(slots=True)
class Steps:
    """Where each table is on its way: terms in (0, FINITE, EMPTY), parameters, histories that left."""

    counts: Floats  # (tables, 2**t)
    margins: Floats  # (tables, 2**t): sums over the histories around
    state: NDArray[np.int8]  # (tables, terms)
    refused: NDArray[np.bool_]  # (tables, terms)
    left: NDArray[np.bool_]  # (tables, 2**t)
    parameters: Floats  # (tables, terms)
    means: Floats  # (tables, terms): fitted margins of the terms
    order: NDArray[np.int64]  # (tables, terms): when a term came in, from 1


def stepwise_many(
    counts: Floats, threshold: float
) -> tuple[Floats, NDArray[np.int64], NDArray[np.int8]]:
    """The unseen of each table, when each term came in (from 1; 0 is never), and what it is.

    counts: (tables, 2**t), whole numbers. The unseen are nan where no estimate exists.
    """
    size = counts.shape[1].bit_length() - 1
    every = terms(size)
    steps = _begin(counts, every, size)
    going, good = np.arange(len(counts)), np.ones(len(counts), bool)
    good[going] = _fit(steps, going, every, steps.state.copy(), steps.left.copy())
    going = going[good]
    limit = np.log(threshold)
    while len(going):
        candidate, chance = _least_likely(steps, going, every, size)
        going, candidate = going[chance < limit], candidate[chance < limit]
        if len(going):
            _try(steps, going, candidate, every)
    unseen = np.where(good, np.exp(steps.parameters[:, 0]), np.nan)
    return unseen, steps.order, steps.state


def _begin(counts: Floats, every: NDArray[np.int64], size: int) -> Steps:
    many, width = counts.shape
    counts = counts.astype(np.float64)
    counts[:, 0] = 0
    margins = around(counts.copy())
    state = np.zeros((many, len(every)), np.int8)
    state[:, : size + 1] = FINITE
    parameters = np.zeros((many, len(every)))
    listed = np.maximum(margins[:, :1], 1)
    shares = np.clip(margins[:, every[1 : size + 1]] / listed, 1e-9, 0.9)
    parameters[:, 1 : size + 1] = np.log(shares / (1 - shares))
    parameters[:, 0] = np.log(listed[:, 0]) + np.log1p(-shares).sum(axis=1)
    return Steps(
        counts=counts,
        margins=margins,
        state=state,
        refused=np.zeros((many, len(every)), bool),
        left=np.zeros((many, width), bool),
        parameters=parameters,
        means=np.zeros((many, len(every))),
        order=np.zeros((many, len(every)), np.int64),
    )


def _least_likely(
    steps: Steps, going: NDArray[np.int64], every: NDArray[np.int64], size: int
) -> tuple[NDArray[np.int64], Floats]:
    """Per table the pair that may come in with the smallest tail, and the logarithm of that tail."""
    seen = steps.margins[np.ix_(going, every)][:, size + 1 :]
    chance = log_tail(seen, steps.means[going, size + 1 :])
    free = (steps.state[going, size + 1 :] == 0) & ~steps.refused[going, size + 1 :]
    chance = np.where(free, chance, np.inf)
    best = chance.argmin(axis=1) if chance.shape[1] else np.zeros(len(going), np.int64)
    return best + size + 1, chance[np.arange(len(going)), best]


def _try(
    steps: Steps, going: NDArray[np.int64], candidate: NDArray[np.int64], every: NDArray[np.int64]
) -> None:
    """Lets each table take its candidate, or refuse it for good."""
    bits = every[candidate]
    empty = steps.margins[going, bits] == 0
    state, left = steps.state[going], steps.left[going]
    state[np.arange(len(going)), candidate] = np.where(empty, EMPTY, FINITE)
    inside = (np.arange(steps.counts.shape[1])[None, :] & bits[:, None]) == bits[:, None]
    left |= inside & empty[:, None]
    whole_state, whole_left = steps.state.copy(), steps.left.copy()
    whole_state[going], whole_left[going] = state, left
    good = _fit(steps, going, every, whole_state, whole_left)
    taken, refused = going[good], going[~good]
    steps.state[taken], steps.left[taken] = state[good], left[good]
    steps.order[taken, candidate[good]] = (steps.order[taken] > 0).sum(axis=1) + 1
    steps.refused[refused, candidate[~good]] = True


def _fit(
    steps: Steps,
    asked: NDArray[np.int64],
    every: NDArray[np.int64],
    state: NDArray[np.int8],
    left: NDArray[np.bool_],
) -> NDArray[np.bool_]:
    """Fits the asked tables with these terms; where it arrives, parameters and means are kept."""
    inside = state[asked] == FINITE
    most = int(inside.sum(axis=1).max())
    places = np.argsort(~inside, axis=1, kind="stable")[:, :most]  # each table's own terms first
    fit = Newton(
        own=np.take_along_axis(inside, places, 1),
        bits=every[places],
        keep=~left[asked],
        wanted=steps.margins[asked],
        parameters=np.take_along_axis(np.where(inside, steps.parameters[asked], 0.0), places, 1),
    )
    arrived = fit.run()
    rows = np.repeat(asked[arrived][:, None], most, axis=1)
    steps.parameters[asked[arrived]] = 0.0
    steps.parameters[rows, places[arrived]] = fit.parameters[arrived]
    steps.means[asked[arrived]] = fit.margins[arrived][:, every]
    return arrived


@dataclass(slots=True)
class Newton:
    """Newton's method on many tables, each with its own terms; those that arrived no longer take
    part."""

    own: NDArray[np.bool_]  # (tables, k): which of the k places hold a term
    bits: NDArray[np.int64]  # (tables, k)
    keep: NDArray[np.bool_]  # (tables, 2**t)
    wanted: Floats  # (tables, 2**t): observed margins
    parameters: Floats  # (tables, k)
    margins: Floats = None  # type: ignore[assignment]  # (tables, 2**t): fitted margins

    def run(self) -> NDArray[np.bool_]:
        """Whether each table arrived."""
        many = len(self.own)
        self.margins = np.zeros(self.keep.shape)
        arrived = np.zeros(many, bool)
        going = np.arange(many)
        step, best = np.zeros_like(self.parameters), np.full(many, -np.inf)
        for _ in range(MOST_STEPS):
            likelihood = self._evaluate(going)
            worse = likelihood < best[going] - 1e-9 * np.abs(best[going])
            back = going[worse]
            step[back] /= 2
            self.parameters[back] -= step[back]
            on = going[~worse]
            best[on] = likelihood[~worse]
            moved, solved = self._solve(on)
            step[on] = moved
            self.parameters[on] += moved
            small = np.abs(moved).max(axis=1) < ENOUGH
            arrived[on[small & solved]] = True
            going = np.concatenate([back, on[solved & ~small]])
            if not len(going):
                break
        self._evaluate(np.flatnonzero(arrived))
        return arrived

    def _evaluate(self, rows: NDArray[np.int64]) -> Floats:
        """Fitted margins of these tables, and their log-likelihood but for a constant."""
        predictor = np.zeros((len(rows), self.keep.shape[1]))
        own = np.where(self.own[rows], self.parameters[rows], 0.0)
        np.add.at(predictor, (np.arange(len(rows))[:, None], self.bits[rows]), own)
        within(predictor)
        means = np.exp(np.minimum(predictor, 700.0)) * self.keep[rows]
        means[:, 0] = 0  # nobody knows how many are on no list
        self.margins[rows] = around(means)
        said = (own * np.take_along_axis(self.wanted[rows], self.bits[rows], 1)).sum(axis=1)
        likelihood: Floats = said - self.margins[rows][:, 0]
        return likelihood

    def _solve(self, rows: NDArray[np.int64]) -> tuple[Floats, NDArray[np.bool_]]:
        """A Newton step per table, and whether its Hessian could be inverted."""
        own, bits, margins = self.own[rows], self.bits[rows], self.margins[rows]
        both = own[:, :, None] & own[:, None, :]
        pairs = bits[:, :, None] | bits[:, None, :]
        hessian = np.where(both, margins[np.arange(len(rows))[:, None, None], pairs], 0.0)
        scale = np.sqrt(np.einsum("ikk->ik", hessian))
        scale = np.where(own & (scale > 0), scale, 1.0)
        hessian = hessian / scale[:, :, None] / scale[:, None, :]
        spare = np.arange(own.shape[1])
        hessian[:, spare, spare] = 1.0
        gap = np.take_along_axis(self.wanted[rows] - margins, bits, 1)
        gap = np.where(own, gap, 0.0) / scale
        solved = np.linalg.eigvalsh(hessian)[:, 0] > 1e-13 if len(rows) else np.zeros(0, bool)
        hessian[~solved] = np.eye(own.shape[1])
        moved = np.linalg.solve(hessian, gap[:, :, None])[:, :, 0] / scale
        longest = np.abs(moved).max(axis=1, initial=0.0)
        return moved * np.minimum(1.0, LONGEST / np.maximum(longest, LONGEST))[:, None], solved
