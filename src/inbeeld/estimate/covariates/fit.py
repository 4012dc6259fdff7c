"""Fits one model, and tells whether its estimate exists.

With covariates most cells are empty, and then a fit may run away while it looks fine: a package without
this check gives 1,743,204,456 people on 1,043 records. Where the cells that hold people tell every
coefficient, an estimate exists. Elsewhere a linear programme is the referee: which cells go to 0 in the
limit, and does the number on no list stay finite (Fienberg and Rinaldo 2012)?
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.linalg
import scipy.optimize
from numpy.typing import NDArray

from inbeeld.estimate.result import Caution, Status

Floats = NDArray[np.float64]
STEPS, CLOSE, SMALL = 40, 1e-9, 1e-7


@dataclass(frozen=True, eq=False, slots=True)
class Fit:
    """A fitted model. `means` are of all cells, unseen ones first; `reason` says why there are none."""

    status: Status
    means: Floats
    log_likelihood: float
    parameters: int
    reason: Caution | None = None
    weights: Floats | None = None  # coefficients, where the fit lies inside and not at an edge

    @property
    def deviance(self) -> float:
        """Minus twice the log likelihood, up to what all models share."""
        return -2 * self.log_likelihood


def fit(columns: Floats, counts: Floats, unseen: int, *, near: Floats | None = None) -> Fit:
    """The extended maximum likelihood fit of `counts` on the rows of `columns` after the unseen ones.

    `near` are the means of all cells under a model close by, where to begin.
    """
    seen = columns[unseen:]
    begin = None if near is None else near[unseen:]
    some = seen[counts > 0]
    if _solved(some.T @ some, np.zeros(columns.shape[1])) is None:
        return _at_the_edge(columns, counts, unseen, begin)
    weights = newton(seen, counts, begin)  # cells with people tell every coefficient: it exists
    if weights is None:
        return _at_the_edge(columns, counts, unseen, begin)
    means = np.exp(columns @ weights)
    height = likelihood(means[unseen:], counts)
    return Fit(Status.EXISTS, means, height, columns.shape[1], None, weights)


def likelihood(means: Floats, counts: Floats) -> float:
    """The log likelihood of Poisson counts without the part that holds counts alone."""
    some = counts > 0
    return float(counts[some] @ np.log(means[some]) - means.sum())


def newton(columns: Floats, counts: Floats, near: Floats | None = None) -> Floats | None:
    """Coefficients where they are all finite; None where Newton's method finds none."""
    means = counts + 0.1 if near is None else np.maximum(near, 1e-3)
    target = np.log(means) + (counts - means) / means
    start = _solved(columns.T @ (columns * means[:, None]), columns.T @ (means * target))
    if near is not None and (start is None or (columns @ start).max() > 60):
        return newton(columns, counts)
    if start is None:
        return None
    weights, last = start, _height(columns, counts, start)
    for _ in range(STEPS):
        means = np.exp(np.minimum(columns @ weights, 60.0))
        step = _solved(columns.T @ (columns * means[:, None]), columns.T @ (counts - means))
        if step is None:
            return None
        moved = float(np.abs(columns @ step).max())
        for _ in range(30):
            now = _height(columns, counts, weights + step)
            if now >= last - 1e-9 * (1 + abs(last)):
                break
            step = step / 2
        weights, last = weights + step, now
        if moved < CLOSE:
            return weights
    return None


def _height(columns: Floats, counts: Floats, weights: Floats) -> float:
    line = columns @ weights
    if line.max() > 60:
        return -np.inf
    return float(counts @ line - np.exp(line).sum())


def _solved(matrix: Floats, right: Floats) -> Floats | None:
    """None where the matrix is not positive definite, to working precision."""
    scale = np.sqrt(np.diag(matrix))
    if not (scale > 1e-12).all():
        return None
    scaled = matrix / np.outer(scale, scale)
    try:
        factor = scipy.linalg.cho_factor(scaled, check_finite=False)
    except np.linalg.LinAlgError:
        return None
    if np.diag(factor[0]).min() < 1e-7:
        return None
    return np.asarray(scipy.linalg.cho_solve(factor, right / scale, check_finite=False) / scale)


def _none(columns: Floats, reason: Caution) -> Fit:
    means = np.full(len(columns), np.nan)
    return Fit(Status.NONE, means, -np.inf, columns.shape[1], reason)


def _at_the_edge(columns: Floats, counts: Floats, unseen: int, near: Floats | None = None) -> Fit:
    seen, hidden = columns[unseen:], columns[:unseen]
    if np.linalg.matrix_rank(seen) < columns.shape[1]:
        return _none(columns, Caution.NOT_IDENTIFIED)
    free = scipy.linalg.null_space(seen[counts > 0], rcond=1e-10)
    gone = np.zeros(len(counts), dtype=bool)
    limit: NDArray[np.bool_] | None = np.zeros(unseen, dtype=bool)
    if free.shape[1]:  # otherwise it exists inside, and Newton's method was only slow
        empty = counts == 0
        gone[empty] = receding(seen[empty] @ free)
        limit = _limits(seen[empty] @ free, hidden @ free)
    if limit is None:
        return _none(columns, Caution.DOES_NOT_EXIST)
    rows = seen[~gone]
    basis = scipy.linalg.orth(rows.T, rcond=1e-10)
    inner = newton(rows @ basis, counts[~gone], None if near is None else near[~gone])
    if inner is None:
        return _none(columns, Caution.NOT_IDENTIFIED)
    means = np.exp(np.minimum(columns @ (basis @ inner), 60.0))
    means[:unseen][limit] = 0.0
    means[unseen:][gone] = 0.0
    status = Status.BOUNDARY if gone.any() else Status.EXISTS
    return Fit(status, means, likelihood(means[unseen:], counts), columns.shape[1])


def receding(rows: Floats) -> NDArray[np.bool_]:
    """Which empty cells go to 0: the most rows that one direction lifts while it lowers none."""
    distinct, back = np.unique(np.round(rows, 9), axis=0, return_inverse=True)
    many, free = distinct.shape
    cost = np.concatenate([np.zeros(free), -np.ones(many)])
    bounds = [(None, None)] * free + [(0.0, 1.0)] * many
    found = scipy.optimize.linprog(
        cost, A_ub=np.hstack([-distinct, np.eye(many)]), b_ub=np.zeros(many), bounds=bounds
    )
    return np.asarray(found.x[free:] > 0.5)[np.ravel(back)]


def _limits(rows: Floats, hidden: Floats) -> NDArray[np.bool_] | None:
    """Which unseen cells go to 0; None where one may grow without end.

    A direction that lowers no empty cell (`rows`) is one along which the likelihood never falls: the mean
    of a cell falls by its row. It must not fall below 0 for any unseen cell.
    """
    lifted = np.unique(np.round(rows, 9), axis=0)
    distinct, back = np.unique(np.round(hidden, 9), axis=0, return_inverse=True)
    falls = np.zeros(len(distinct), dtype=bool)
    for place, row in enumerate(distinct):
        if np.abs(row).max() < SMALL:
            continue
        if _least(lifted, row) < -SMALL:
            return None
        falls[place] = _least(lifted, -row) < -SMALL
    return falls[np.ravel(back)]


def _least(rows: Floats, row: Floats) -> float:
    """The lowest value of `row` along directions in a box that lower none of `rows`."""
    found = scipy.optimize.linprog(row, A_ub=-rows, b_ub=np.zeros(len(rows)), bounds=(-1.0, 1.0))
    return float(found.fun)
