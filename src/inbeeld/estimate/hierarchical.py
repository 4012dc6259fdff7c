"""All hierarchical log-linear models over lists, and what each says of the unseen.

Every list has its main effect; with a term come all terms within it. The term of all lists at once
cannot be told from the unseen and is in no model. Over 3, 4 and 5 lists there are 8, 113 and 6,893
models to order t - 1; over six lists 32,768 of order 2 (to any order, more than seven million).

A term whose margin is 0 gets minus infinity and its histories leave (extended maximum likelihood;
Fienberg and Rinaldo 2012; Chan, Silverman and Vincent 2021). It is counted as a parameter. Models
that differ only in what is empty anyway share one fit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from inbeeld.estimate.faults import MethodFault
from inbeeld.estimate.lattice import around, within
from inbeeld.estimate.lots import Flags, Floats, fit_lot
from inbeeld.estimate.result import Status
from inbeeld.estimate.table import Table

MOST_MODELS = 100_000


@dataclass(frozen=True, slots=True)
class Fits:
    """Each model on one table: rows of `models` (terms of two lists or more, as rows of 2**t)."""

    models: Flags
    unseen: Floats  # nan where there is no finite estimate
    likelihood: Floats  # Poisson, but for what depends on the counts alone
    parameters: NDArray[np.int64]  # also those at minus infinity
    boundary: Flags  # whether some parameter lies at minus infinity

    @property
    def there(self) -> Flags:
        """Which models have an estimate."""
        return np.isfinite(self.unseen)

    def bic(self, listed: Floats | np.float64) -> Floats:
        """BIC of each model, so many people being listed; inf where there is no estimate."""
        likelihood = np.where(self.there, self.likelihood, 0.0)
        penalty = self.parameters * np.log(np.maximum(listed, 1.0))
        return np.where(self.there, penalty - 2 * likelihood, np.inf)

    def status(self, row: int) -> Status:
        """Whether the estimate of this model exists."""
        if not self.there[row]:
            return Status.NONE
        return Status.BOUNDARY if self.boundary[row] else Status.EXISTS


def hierarchical_models(size: int, *, order: int | None = None) -> Flags:
    """Every model over so many lists, to this order (t - 1 if not said): (models, 2**size).

    MethodFault where there are too many to look at one by one.
    """
    highest = size - 1 if order is None else min(order, size - 1)
    models = np.zeros((1, 1 << size), dtype=bool)
    models[:, [0, *(1 << one for one in range(size))]] = True
    for level in range(2, highest + 1):
        terms = [term for term in range(1 << size) if term.bit_count() == level]
        for term in terms:
            below = [term ^ (1 << bit) for bit in range(size) if term >> bit & 1]
            more = models[models[:, below].all(axis=1)].copy()
            more[:, term] = True
            models = np.concatenate([models, more])
            if len(models) > MOST_MODELS:
                raise MethodFault(
                    f"over {size} lists to order {highest} there are more than {MOST_MODELS:,} "
                    "models; take a lower order, or search downhill"
                )
    return models


def joined(*some: Fits) -> Fits:
    """Models of one table that were fitted apart."""
    return Fits(
        *(np.concatenate([getattr(one, part.name) for one in some]) for part in fields(Fits))
    )


def fit_models(table: Table, models: Flags) -> Fits:
    """Fits each model (a row of 2**t) to the table."""
    counts = np.broadcast_to(table.counts, models.shape)
    return fit_rows(counts, models)


def fit_rows(counts: Floats, models: Flags) -> Fits:
    """Fits each model to the counts in the same row; both are (rows, 2**t)."""
    empty = around(np.array(counts)) == 0
    struck = models & empty
    keep = within(struck.astype(np.float64)) == 0
    keep[:, 0] = False
    own = models & ~empty
    first, back = _alike(counts, own, keep)
    lot = fit_lot(counts[first], own[first], keep[first])
    return Fits(
        models=models,
        unseen=lot.unseen[back],
        likelihood=lot.likelihood[back],
        parameters=models.sum(axis=1),
        boundary=struck.any(axis=1),
    )


def _alike(counts: Floats, own: Flags, keep: Flags) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """One row for each fit that is needed, and for each row which of them is its own."""
    marks = np.concatenate([np.packbits(own, axis=1), np.packbits(keep, axis=1)], axis=1)
    if counts.strides[0]:  # not one table for all
        marks = np.concatenate([marks, np.ascontiguousarray(counts).view(np.uint8)], axis=1)
    marks = np.ascontiguousarray(marks)
    whole = marks.view(np.dtype((np.void, marks.shape[1])))[:, 0]
    _, first, back = np.unique(whole, return_index=True, return_inverse=True)
    return first, back.reshape(-1)


def terms_of(model: Flags) -> list[int]:
    """Bits of the terms of two lists or more: by how many lists, then in the order of the lists."""
    return sorted(
        (int(term) for term in np.flatnonzero(model) if int(term).bit_count() > 1),
        key=lambda term: (term.bit_count(), [bit for bit in range(16) if term >> bit & 1]),
    )


def as_model(size: int, terms: Sequence[int]) -> Flags:
    """The smallest hierarchical model with every list and these terms: a row of 2**size."""
    model = np.zeros(1 << size)
    model[[0, *(1 << one for one in range(size)), *terms]] = 1
    return np.asarray(around(model) > 0)
