"""Cells drawn anew, for the bootstrap: from the people there are, or from the fitted model.

Nonparametric: as many people, drawn from those on the lists. Parametric: as many people as are estimated,
drawn from the model, and those on no list forgotten; what was not known of some stays unknown of as many.
"""

from __future__ import annotations

import dataclasses
from enum import StrEnum

import numpy as np

from inbeeld.estimate.covariates.cells import Cells, Partly
from inbeeld.estimate.covariates.fit import Floats


class Draw(StrEnum):
    """How a replicate is drawn."""

    PARAMETRIC = "parametric"
    NONPARAMETRIC = "nonparametric"


def drawn(cells: Cells, means: Floats, draw: Draw, dice: np.random.Generator) -> Cells:
    """One replicate."""
    if draw is Draw.PARAMETRIC:
        return _from_model(cells, means, dice)
    known = cells.counts.ravel()
    chances = np.concatenate([known, [one.count for one in cells.partly]])
    found = dice.multinomial(cells.listed, chances / chances.sum()).astype(float)
    partly = zip(cells.partly, found[known.size :], strict=True)
    return dataclasses.replace(
        cells,
        counts=found[: known.size].reshape(cells.counts.shape),
        partly=tuple(
            dataclasses.replace(one, count=float(count)) for one, count in partly if count
        ),
    )


def _from_model(cells: Cells, means: Floats, dice: np.random.Generator) -> Cells:
    people = max(round(float(means.sum())), 1)
    found = dice.multinomial(people, means / means.sum()).astype(float)
    found[: cells.counts.shape[1]] = 0
    if not found.any():
        return cells
    if not cells.partly:
        return dataclasses.replace(cells, counts=found.reshape(cells.counts.shape))
    shares = _shares(cells, means)
    partly = []
    for one, share in zip(cells.partly, shares, strict=True):
        hidden = dice.binomial(found[one.places].astype(np.int64), np.clip(share, 0.0, 1.0))
        found[one.places] -= hidden
        if hidden.sum():
            partly.append(Partly(one.places, float(hidden.sum())))
    return dataclasses.replace(
        cells, counts=found.reshape(cells.counts.shape), partly=tuple(partly)
    )


def _shares(cells: Cells, means: Floats) -> list[Floats]:
    """Of whom is left in a cell, which part is only partly known in each way, one way after another."""
    left = cells.counts.ravel().copy()
    parts = []
    for one in cells.partly:
        among = means[one.places]
        total = among.sum()
        parts.append(
            one.count * (among / total if total > 0 else np.full(len(among), 1 / len(among)))
        )
        left[one.places] += parts[-1]
    shares = []
    for one, part in zip(cells.partly, parts, strict=True):
        there = left[one.places]
        shares.append(np.divide(part, there, out=np.zeros_like(part), where=there > 1e-12))
        left[one.places] = np.maximum(there - part, 0)
    return shares
