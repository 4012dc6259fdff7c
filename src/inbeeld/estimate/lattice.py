"""Sums over subsets and supersets of histories: what log-linear models over lists are made of.

A term is the set of its lists, as bits. The linear predictor of a history is the sum of the
parameters of the terms within it; a margin is the sum of the counts of the histories around a term.
Both take t * 2**t additions for all histories at once (the zeta transform; Yates 1937).
"""

from __future__ import annotations

from itertools import combinations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def terms(size: int) -> NDArray[np.int64]:
    """Bits of the constant, the lists, and then every pair of lists: 1 + t + t(t - 1)/2 of them."""
    alone = [1 << one for one in range(size)]
    pairs = [(1 << one) | (1 << other) for one, other in combinations(range(size), 2)]
    return np.array([0, *alone, *pairs], dtype=np.int64)


def within(values: Floats) -> Floats:
    """Per history the sum over all histories within it. Shape (..., 2**t), summed in place."""
    _sum(values, below=True)
    return values


def around(values: Floats) -> Floats:
    """Per history the sum over all histories around it, itself too. Shape (..., 2**t), in place."""
    _sum(values, below=False)
    return values


def _sum(values: Floats, *, below: bool) -> None:
    every, step = values.shape[-1], 1
    rows = values.reshape(-1, every)
    while step < every:
        halves = rows.reshape(len(rows), every // (2 * step), 2, step)
        if below:
            halves[:, :, 1] += halves[:, :, 0]
        else:
            halves[:, :, 0] += halves[:, :, 1]
        step *= 2
