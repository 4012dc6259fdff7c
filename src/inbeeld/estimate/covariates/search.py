"""Which terms of two a model takes: forward and backward by BIC, and no model that has no estimate.

A score test orders the terms by how much they may help; they are fitted in full, a few at a time, until
some help. Terms with a score far below their price are left out: where a margin is empty, a score is
about half of what the fit will gain. BIC counts log n for each parameter, those at minus infinity too,
with n the people on a list; packages differ in both. AIC takes more terms, and so meets more models
without an estimate; it is here to be compared with.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import scipy.linalg
from numpy.typing import NDArray

from inbeeld.estimate.covariates.cells import Cells
from inbeeld.estimate.covariates.design import Design
from inbeeld.estimate.covariates.fit import Fit, Floats
from inbeeld.estimate.covariates.missing import fit_cells, spread
from inbeeld.estimate.faults import MethodFault
from inbeeld.estimate.result import Caution, Status, Term

FITTED = 4  # candidates that are fitted in full at a time
FAR = 0.5  # of the price of a term: with a score below it, the term is not tried
ROUNDS = 200


class Criterion(StrEnum):
    """What a parameter must be worth."""

    BIC = "bic"
    AIC = "aic"

    def price(self, people: int) -> float:
        """What one parameter costs, on the scale of the deviance."""
        return 2.0 if self is Criterion.AIC else float(np.log(people))


@dataclass(frozen=True, slots=True)
class Refused:
    """A model that was looked at and has no estimate: its terms of two, and why not."""

    terms: tuple[Term, ...]
    reason: Caution


@dataclass(frozen=True, eq=False, slots=True)
class Model:
    """A model with its fit. `degree` is that of the year, 0 without years."""

    terms: tuple[Term, ...]
    degree: int
    value: float  # of the criterion; lower is better
    fit: Fit
    refused: tuple[Refused, ...] = ()


def fitted(
    cells: Cells,
    full: Design,
    terms: tuple[Term, ...],
    *,
    by: Criterion = Criterion.BIC,
    near: Fit | None = None,
) -> Model:
    """This one model, whether or not it has an estimate."""
    found = fit_cells(full.columns[:, full.of(terms)], cells, start=near)
    value = found.deviance + found.parameters * by.price(cells.listed)
    order = [term for term in full.pairs if term in set(terms)]
    return Model(tuple(order), full.degree, float(value), found)


def best(
    cells: Cells,
    designs: Sequence[Design],
    *,
    by: Criterion = Criterion.BIC,
    begin: tuple[Term, ...] = (),
) -> Model:
    """The best model over these designs; its status is NONE where no model at all has an estimate."""
    found: Model | None = None
    refused: list[Refused] = []
    for full in designs:
        model = search(cells, full, by=by, begin=begin)
        refused += [one for one in model.refused if one not in refused]
        if found is None or model.value < found.value:
            found = model
    if found is None:
        raise MethodFault("there is no degree of the year to choose from")
    return Model(found.terms, found.degree, found.value, found.fit, tuple(refused))


def search(
    cells: Cells, full: Design, *, by: Criterion = Criterion.BIC, begin: tuple[Term, ...] = ()
) -> Model:
    """Adds and drops the term that lowers the criterion most, until none does.

    It begins with the main effects and these terms; where that has no estimate, with the main effects.
    """
    refused: dict[tuple[Term, ...], Caution] = {}
    now = fitted(cells, full, begin, by=by)
    if begin and now.fit.status is Status.NONE:
        return search(cells, full, by=by)
    if now.fit.status is Status.NONE:
        reason = now.fit.reason or Caution.DOES_NOT_EXIST
        return Model((), full.degree, now.value, now.fit, (Refused((), reason),))
    for _ in range(ROUNDS):
        after = _next(cells, full, now, refused, by)
        if after is None:
            break
        now = after
    kept = tuple(Refused(terms, reason) for terms, reason in refused.items())
    return Model(now.terms, now.degree, now.value, now.fit, kept)


def failing(cells: Cells, full: Design, model: Model) -> tuple[Refused, ...]:
    """Models near the chosen one that have no estimate: with one term more, and with all of them."""
    near = [
        tuple(one for one in full.pairs if one == term or one in model.terms)
        for term in full.pairs
        if term not in model.terms
    ]
    found = []
    for terms in dict.fromkeys([*near, tuple(full.pairs)]):
        fit = fitted(cells, full, terms, near=model.fit).fit
        if fit.status is Status.NONE:
            found.append(Refused(terms, fit.reason or Caution.DOES_NOT_EXIST))
    return tuple(found)


def _next(
    cells: Cells,
    full: Design,
    now: Model,
    refused: dict[tuple[Term, ...], Caution],
    by: Criterion,
) -> Model | None:
    chosen: Model | None = None
    tried = 0
    for _, terms in sorted(_candidates(cells, full, now, by), key=lambda one: one[0]):
        if terms in refused:
            continue
        model = fitted(cells, full, terms, by=by, near=now.fit)
        if model.fit.status is Status.NONE:
            refused[terms] = model.fit.reason or Caution.DOES_NOT_EXIST
            continue  # a model that is refused takes no place of another
        tried += 1
        if model.value < (now.value if chosen is None else chosen.value) - 1e-6:
            chosen = model
        if chosen is not None and tried >= FITTED:
            break
    return chosen


def _candidates(
    cells: Cells, full: Design, now: Model, by: Criterion
) -> list[tuple[float, tuple[Term, ...]]]:
    """Models one term away that may be better, with about how much they change the criterion."""
    unseen, means = full.unseen, now.fit.means
    counts = spread(cells, means)[unseen:]
    columns = full.columns[unseen:]
    expected = means[unseen:]
    gram = columns.T @ (columns * expected[:, None])
    slope = columns.T @ (counts - expected)
    inside = full.of(now.terms)
    weigh = scipy.linalg.pinvh(gram[np.ix_(inside, inside)])
    found = []
    for term in full.pairs:
        place = np.arange(full.places[term].start, full.places[term].stop)
        price = len(place) * by.price(cells.listed)
        if term in now.terms:
            change = _lost(now.fit, weigh, np.searchsorted(inside, place)) - price
            terms = tuple(one for one in now.terms if one != term)
            near = change < price
        else:
            gain = _gain(gram, slope, weigh, inside, place)
            change, near = price - gain, gain > FAR * price
            terms = tuple(one for one in full.pairs if one == term or one in now.terms)
        if near:
            found.append((float(change), terms))
    return found


def _gain(
    gram: Floats, slope: Floats, weigh: Floats, inside: NDArray[np.int64], place: NDArray[np.int64]
) -> float:
    """The score statistic of the columns at `place` beside those of the model."""
    cross = gram[np.ix_(inside, place)]
    spread_out = gram[np.ix_(place, place)] - cross.T @ weigh @ cross
    return float(slope[place] @ np.linalg.pinv(spread_out, hermitian=True) @ slope[place])


def _lost(fit: Fit, weigh: Floats, place: NDArray[np.int64]) -> float:
    """The Wald statistic of a term; minus infinity at an edge, where nobody knows it: it is tried."""
    if fit.weights is None:
        return -np.inf
    part = fit.weights[place]
    return float(part @ np.linalg.pinv(weigh[np.ix_(place, place)], hermitian=True) @ part)
