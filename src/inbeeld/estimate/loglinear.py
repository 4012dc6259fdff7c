"""One log-linear model on one table, by extended maximum likelihood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import xlogy

from inbeeld.estimate.existence import existence
from inbeeld.estimate.lattice import around
from inbeeld.estimate.plain import Newton
from inbeeld.estimate.result import Caution, Status
from inbeeld.estimate.table import Table

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Fit:
    """A model as it was fitted.

    `means` are expected counts per history (2**t; place 0 is the expected number on no list);
    `deviance` and `degrees` are over the histories that no empty overlap took out. Without an
    estimate all is nan.
    """

    status: Status
    unseen: float
    means: Floats
    deviance: float
    degrees: int
    empty: tuple[int, ...]
    why: Caution | None = None


def fit(table: Table, terms: Sequence[int]) -> Fit:
    """Fits every list and these terms (bits of two lists or more), once the referee allows it."""
    lists = [1 << one for one in range(table.size)]
    every = [*lists, *(term for term in terms if term.bit_count() > 1)]
    judged = existence(table, every)
    if judged.status is Status.NONE:
        return _nothing(table, judged.empty, judged.why)
    bits = np.array([0, *(one for one in every if one not in judged.empty)])
    histories = np.arange(len(table.counts))
    keep = np.ones(len(histories), bool)
    for one in judged.empty:
        keep[(histories & one) == one] = False
    newton = Newton(
        own=np.ones((1, len(bits)), bool),
        bits=bits[None],
        keep=keep[None],
        wanted=around(table.counts.copy())[None],
        parameters=_start(table, bits),
    )
    if not newton.run()[0]:
        return _nothing(table, judged.empty, Caution.DOES_NOT_EXIST)
    inside = (histories[:, None] & bits[None, :]) == bits[None, :]
    means = np.exp(inside @ newton.parameters[0]) * keep
    told = keep & (histories > 0)
    seen, expected = table.counts[told], means[told]
    gap = xlogy(seen, seen / expected) - seen + expected
    return Fit(
        status=judged.status,
        unseen=float(means[0]),
        means=means,
        deviance=float(2 * gap.sum()),
        degrees=int(told.sum()) - len(bits),
        empty=judged.empty,
    )


def _nothing(table: Table, empty: tuple[int, ...], why: Caution | None) -> Fit:
    nowhere = np.full(len(table.counts), np.nan)
    return Fit(Status.NONE, np.nan, nowhere, np.nan, 0, empty, why)


def _start(table: Table, bits: NDArray[np.int64]) -> Floats:
    listed = table.counts.sum()
    share = {0: 0.0}
    start = np.zeros((1, len(bits)))
    start[0, 0] = np.log(listed)
    for place, one in enumerate(bits):
        if int(one).bit_count() == 1:
            on = (np.arange(len(table.counts)) & one) > 0
            share[int(one)] = float(np.clip(table.counts[on].sum() / listed, 1e-9, 0.9))
            start[0, place] = np.log(share[int(one)] / (1 - share[int(one)]))
            start[0, 0] += np.log1p(-share[int(one)])
    return start
