"""What is known on some lists only: the EM algorithm of Zwane and van der Heijden (2007).

A covariate that one list does not ask for is missing for whoever is on no other list. People are spread
over the cells they may be in, as the model expects (E); the model is fitted to that (M); until neither
changes. Leaving such people out, or the covariate, would bend the estimate. It rests on one assumption:
given what is known, that a value is missing says nothing about the value.
"""

from __future__ import annotations

import dataclasses

import numpy as np

from inbeeld.estimate.covariates.cells import Cells
from inbeeld.estimate.covariates.fit import Fit, Floats, fit
from inbeeld.estimate.result import Caution, Status

ROUNDS, CLOSE = 2000, 1e-7


def fit_cells(columns: Floats, cells: Cells, *, start: Fit | None = None) -> Fit:
    """The fit of a model to cells, through EM where something is not known of some people."""
    unseen = cells.counts.shape[1]
    known = cells.counts.ravel()[unseen:]
    if not cells.partly:
        return fit(columns, known, unseen, near=None if start is None else start.means)
    means = np.ones(len(columns)) if start is None else start.means
    found, before = _rounds(columns, cells, means)
    if found.status is Status.NONE:
        return found
    found = dataclasses.replace(found, log_likelihood=before)
    return found if _told(columns, cells, found) else _untold(found)


def _rounds(columns: Floats, cells: Cells, means: Floats) -> tuple[Fit, float]:
    unseen = cells.counts.shape[1]
    before, found = -np.inf, None
    for _ in range(ROUNDS):
        found = fit(
            columns, spread(cells, means)[unseen:], unseen, near=None if found is None else means
        )
        if found.status is Status.NONE:
            return found, before
        means = found.means
        now = observed(cells, means)
        if now - before < CLOSE:
            return found, now
        before = now
    return _untold(found), before


def _untold(found: Fit | None) -> Fit:
    assert found is not None  # noqa: S101 (there is always a first round)
    return dataclasses.replace(
        found,
        status=Status.NONE, means=found.means * np.nan, log_likelihood=-np.inf,
        reason=Caution.NOT_IDENTIFIED, weights=None,
    )  # fmt: skip


def spread(cells: Cells, means: Floats) -> Floats:
    """The E step: counts of all cells, people of whom something is not known spread as `means` are."""
    counts = cells.counts.ravel().copy()
    for one in cells.partly:
        among = means[one.places]
        total = among.sum()
        counts[one.places] += one.count * (among / total if total > 0 else 1 / len(among))
    return counts


def observed(cells: Cells, means: Floats) -> float:
    """The log likelihood of what was observed: who is partly known counts for the sum of their cells."""
    unseen = cells.counts.shape[1]
    known, expected = cells.counts.ravel()[unseen:], means[unseen:]
    some = known > 0
    whole = float(known[some] @ np.log(expected[some]) - expected.sum())
    sums = np.array([means[one.places].sum() for one in cells.partly])
    return whole + float(np.array([one.count for one in cells.partly]) @ np.log(sums))


def _told(columns: Floats, cells: Cells, found: Fit) -> bool:
    """Whether the observed counts tell every coefficient: the rank of their information matrix.

    What is never known together with a list says nothing about that list and it (van der Heijden and
    others 2012); EM would then stop anywhere on a ridge. Where the fit lies at an edge, its empty cells
    are left out and with them the coefficients that only they hold.
    """
    unseen = cells.counts.shape[1]
    means = found.means
    whole = np.flatnonzero(cells.counts.ravel() > 0)
    empty = np.setdiff1d(np.arange(unseen, len(means)), np.concatenate(
        [whole, *(one.places for one in cells.partly)]
    ))  # fmt: skip
    rows = [columns[np.union1d(whole, empty)] * np.sqrt(means[np.union1d(whole, empty)])[:, None]]
    for one in cells.partly:
        among = means[one.places]
        rows.append((among @ columns[one.places] / np.sqrt(among.sum()))[None, :])
    scaled = np.concatenate(rows)
    complete = columns[unseen:] * np.sqrt(means[unseen:])[:, None]
    return _rank(scaled) == _rank(complete)


def _rank(rows: Floats) -> int:
    norms = np.linalg.norm(rows, axis=0)
    return int(np.linalg.matrix_rank(rows / np.where(norms > 0, norms, 1.0), tol=1e-6))
