"""Terms of a model as columns: lists, covariates, a year, and every two of them together.

The year is an orthogonal polynomial, so that a trend takes one or two parameters and not one a year. Of
terms of three or more there are none: with covariates their cells are nearly empty.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from inbeeld.estimate.covariates.cells import Cells
from inbeeld.estimate.faults import MethodFault
from inbeeld.estimate.result import Term
from inbeeld.estimate.table import histories

YEAR = "year"  # the name of the year in a term
MOST_DEGREE = 3
LARGEST = 40_000_000  # numbers in all columns together: 320 MB
Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False, slots=True)
class Design:
    """All columns that a model may take. Rows are cells, those on no list first: `unseen` of them."""

    columns: Floats
    places: dict[Term, slice]
    unseen: int
    degree: int

    @property
    def pairs(self) -> list[Term]:
        """Every term of two."""
        return [term for term in self.places if len(term) == 2]

    def of(self, pairs: Iterable[Term]) -> NDArray[np.int64]:
        """Which columns a model has: all main effects, and these pairs in the order of the design."""
        wanted = set(pairs)
        if wanted - self.places.keys():
            strange = sorted(" × ".join(term) for term in wanted - self.places.keys())
            raise MethodFault(f"there is no such term: {', '.join(strange)}")
        taken = [place for term, place in self.places.items() if len(term) < 2 or term in wanted]
        return np.concatenate([np.arange(place.start, place.stop) for place in taken])


def design(cells: Cells, *, degree: int) -> Design:
    """The columns for these cells. `degree` of the year is 1 to 3 and below the number of years."""
    most = min(MOST_DEGREE, max(len(cells.years) - 1, 0))
    if cells.years and not min(1, most) <= degree <= most:
        raise MethodFault(f"the degree of the year must be from {min(1, most)} to {most}")
    blocks = _blocks(cells, degree)
    pairs = list(itertools.combinations(blocks, 2))
    width = 1 + sum(block.shape[1] for block in blocks.values())
    width += sum(blocks[one].shape[1] * blocks[two].shape[1] for one, two in pairs)
    if width * cells.counts.size > LARGEST:
        raise MethodFault("there are too many groups and levels: take fewer covariates")
    parts: list[tuple[Term, Floats]] = [((), np.ones((cells.counts.size, 1)))]
    parts += [((name,), block) for name, block in blocks.items()]
    parts += [((one, two), _product(blocks[one], blocks[two])) for one, two in pairs]
    places, start = {}, 0
    for term, block in parts:
        places[term] = slice(start, start + block.shape[1])
        start += block.shape[1]
    columns = np.concatenate([block for _, block in parts], axis=1)
    return Design(columns, places, cells.counts.shape[1], degree)


def _product(one: Floats, two: Floats) -> Floats:
    return np.asarray((one[:, :, None] * two[:, None, :]).reshape(len(one), -1))


def _blocks(cells: Cells, degree: int) -> dict[str, Floats]:
    rows, groups = cells.counts.shape
    on = np.repeat(histories(len(cells.lists)), groups, axis=0).astype(float)
    blocks = {name: on[:, [bit]] for bit, name in enumerate(cells.lists)}
    sides = np.indices(cells.shape).reshape(len(cells.shape), groups)
    for one, side in zip(cells.covariates, sides, strict=False):
        levels = np.eye(len(one.levels))[side][:, 1:]
        blocks[one.name] = np.tile(levels, (rows, 1))
    if len(cells.years) > 1:
        blocks[YEAR] = np.tile(polynomial(cells.years, degree)[sides[-1]], (rows, 1))
    return blocks


def polynomial(years: tuple[int, ...], degree: int) -> Floats:
    """Orthogonal polynomials of the years: (years, degree), each column of mean 0 and mean square 1."""
    at = np.array(years, dtype=float)
    at = (at - at.mean()) / max(float(np.ptp(at)), 1.0)
    basis, upper = np.linalg.qr(np.vander(at, degree + 1, increasing=True))
    return np.asarray((basis * np.sign(np.diag(upper)))[:, 1:] * np.sqrt(len(years)))
