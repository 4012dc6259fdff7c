"""The referee: whether a model has an estimate on this table, by a linear programme and a rank.

Fienberg and Rinaldo (2012): the maximum likelihood estimate of a log-linear model exists just where
some table without an empty cell has the same margins. The programme looks for the table whose
smallest cell is largest. For the extended estimate (Chan, Silverman and Vincent 2021) an overlap
that is empty gets minus infinity first, and its cells leave. What is left must tell every
parameter: the rank.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

from inbeeld.estimate.lattice import around
from inbeeld.estimate.result import Caution, Status
from inbeeld.estimate.table import Table

ABOVE_ZERO = 1e-9


@dataclass(frozen=True, slots=True)
class Existence:
    """Whether there is an estimate, which terms lie at minus infinity (as bits), and why there is
    none."""

    status: Status
    empty: tuple[int, ...]
    why: Caution | None = None


def existence(table: Table, terms: Sequence[int]) -> Existence:
    """Judges the model with these terms (bits of lists; the constant is always in)."""
    margins = around(table.counts.copy())
    empty = tuple(one for one in terms if margins[one] == 0)
    finite = [0, *(one for one in terms if margins[one] > 0)]
    cells = np.arange(1, len(table.counts))
    for one in empty:
        cells = cells[(cells & one) != one]
    design = (cells[:, None] & np.array(finite)[None, :]) == np.array(finite)[None, :]
    counts = table.counts[cells]
    if not _reachable(design.astype(float), counts):
        return Existence(Status.NONE, empty, Caution.DOES_NOT_EXIST)
    if np.linalg.matrix_rank(design.astype(float)) < len(finite):
        return Existence(Status.NONE, empty, Caution.NOT_IDENTIFIED)
    return Existence(Status.BOUNDARY if empty else Status.EXISTS, empty)


def _reachable(design: NDArray[np.float64], counts: NDArray[np.float64]) -> bool:
    """Whether a table of positive cells has the margins of this one."""
    cells = len(counts)
    objective = np.zeros(cells + 1)
    objective[-1] = -1.0  # the smallest cell, as large as can be
    shares = counts / counts.sum()
    done = linprog(
        objective,
        A_eq=np.column_stack([design.T, design.sum(axis=0)]),  # each cell is the smallest and more
        b_eq=design.T @ shares,
        bounds=[(0, None)] * cells + [(0, 1)],
        method="highs",
    )
    return bool(done.status == 0 and -done.fun > ABOVE_ZERO)
