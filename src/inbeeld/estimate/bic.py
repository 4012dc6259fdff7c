"""The best of all hierarchical models by BIC, and an interval in which the best is chosen anew.

BIC is -2 log-likelihood + k log n: n is how many people are listed, k how many parameters the model
has, also those at minus infinity (packages differ in both). Models without a finite estimate take
no part and are counted. To order t - 1: up to five lists each model is fitted; of six lists (more
than seven million models) those that can be among the best (`exact.py`). Beyond six lists, or where
asked, a search downhill: from the main effects, take the neighbour (one term more or less, still
hierarchical) with the lowest BIC until none is lower. Silverman, Chan and Vincent (2024,
"Bootstrapping multiple systems estimates to account for model selection", Statistics and Computing).

In each replicate the best is chosen anew among the `ntop` best of the ranking of the table itself
(as they propose). With `ntop=None` each replicate has a search of its own: among all models up to
six lists (of six that takes minutes or more), or downhill where the table itself was searched so.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np

from inbeeld.estimate.exact import search
from inbeeld.estimate.faults import MethodFault
from inbeeld.estimate.hierarchical import (
    Fits,
    as_model,
    fit_models,
    fit_rows,
    hierarchical_models,
    joined,
    terms_of,
)
from inbeeld.estimate.intervals import bca
from inbeeld.estimate.lots import Flags, Floats
from inbeeld.estimate.result import Caution, Estimate, Interval, Method, Status
from inbeeld.estimate.stepwise import FEW, named, one_left_out, overlaps, resampled
from inbeeld.estimate.table import Table
from inbeeld.estimate.used import as_asked, nothing, used

NTOP = 10  # of 1,000 replicates of five lists, about 70 % find their best of all among these
BOUNDS_FROM, DOWNHILL_FROM = 6, 7  # lists: fit only what can win, only downhill
ROWS = 20_000  # at once


@dataclass(frozen=True, slots=True)
class Ranked:
    """Models that were fitted, from the lowest BIC up; those without an estimate are left out.

    Unless `downhill`, its first are the best of all: up to five lists from first to last, of six
    lists as many as were asked for.
    """

    fits: Fits
    bic: Floats
    order: tuple[int, ...]
    downhill: bool  # whether a better model may exist that was not looked at


def bic(
    table: Table,
    *,
    replicates: int = 0,
    seed: int = 1,
    order: int | None = None,
    ntop: int | None = NTOP,
    downhill: bool | None = None,
) -> Estimate:
    """All people by the model with the lowest BIC; `downhill` is chosen by the number of lists."""
    since = time.perf_counter()
    if ntop is not None and ntop < 1:
        raise MethodFault("the ranking must keep at least one model")
    asked, table = table, used(table, method=Method.BIC)
    cautions = overlaps(table) if table.size > 1 else (Caution.NO_OVERLAP,)
    if Caution.NO_OVERLAP in cautions:
        return nothing(Method.BIC, table, Caution.NO_OVERLAP, since=since)
    if table.size == 2 and downhill is None:
        downhill = False
    ranked = rank(table, order=order, downhill=downhill, best=ntop or 1)
    if ranked.downhill:
        cautions += (Caution.DOWNHILL,)
    if not ranked.order:
        return nothing(Method.BIC, table, *cautions, Caution.DOES_NOT_EXIST, since=since)
    best = ranked.order[0]
    found = table.listed + float(ranked.fits.unseen[best])
    diagnostics = {
        "listed": float(table.listed), "unseen": float(ranked.fits.unseen[best]),
        "bic": float(ranked.bic[best]), "parameters": float(ranked.fits.parameters[best]),
        "models": float(len(ranked.bic)), "models_without_estimate": float((~ranked.fits.there).sum()),
        "replicates": float(replicates),
    }  # fmt: skip
    intervals: tuple[Interval, ...] = ()
    if replicates:
        intervals, more, told = _interval(
            table, found, ranked, replicates=replicates, seed=seed, ntop=ntop, order=order
        )
        cautions, diagnostics = cautions + more, diagnostics | told
    terms = as_asked(asked, [named(table, one) for one in terms_of(ranked.fits.models[best])])
    return Estimate(
        method=Method.BIC,
        estimate=found,
        status=ranked.fits.status(best),
        intervals=intervals,
        terms=tuple(sorted(terms, key=lambda term: (len(term), [*map(asked.lists.index, term)]))),
        cautions=cautions,
        diagnostics=diagnostics,
        seconds=time.perf_counter() - since,
    )


def rank(
    table: Table, *, order: int | None = None, downhill: bool | None = None, best: int = NTOP
) -> Ranked:
    """Models from the lowest BIC up; of a search downhill, those it looked at.

    Of six lists at least the `best` of all models are among them. Where more can win than can be
    fitted in seconds (few people, many overlaps), the search goes on downhill from the best it saw.
    """
    if downhill is None:
        downhill = table.size >= DOWNHILL_FROM
    if downhill:
        fits = fit_models(table, _downhill(table, order=order))
    elif table.size == BOUNDS_FROM:
        fits, downhill = _with_bounds(table, order=order, best=best)
    else:
        fits = fit_models(table, hierarchical_models(table.size, order=order))
    score = fits.bic(np.float64(table.listed))
    # of equals the one with fewer parameters, then the one that says there are fewer unseen
    places = np.lexsort((np.nan_to_num(fits.unseen), fits.parameters, np.round(score, 6)))
    return Ranked(fits, score, tuple(int(one) for one in places if fits.there[one]), downhill)


def _with_bounds(table: Table, *, order: int | None, best: int) -> tuple[Fits, bool]:
    """Models with the `best` of all among them, and whether that ended as a search downhill."""
    first = fit_models(table, _downhill(table, order=order))
    fits, complete = search(table, order=order, best=best, first=first)
    if complete:
        return fits, False
    start = fits.models[fits.bic(np.float64(table.listed)).argmin()]
    more = fit_models(table, _downhill(table, order=order, start=start))
    seen = {model.tobytes() for model in fits.models}
    fresh = np.array([model.tobytes() not in seen for model in more.models])
    return joined(fits, fit_models(table, more.models[fresh])) if fresh.any() else fits, True


def neighbours(model: Flags, *, order: int) -> Flags:
    """Models with one term more or one less that are hierarchical too: (models, 2**t)."""
    size = len(model).bit_length() - 1
    rows = []
    for term in range(len(model)):
        level = term.bit_count()
        if not 2 <= level <= min(order, size - 1):
            continue
        bits = [1 << bit for bit in range(size)]
        if model[term]:
            free = not any(model[term | bit] for bit in bits if not term & bit)
        else:
            free = all(model[term ^ bit] for bit in bits if term & bit)
        if free:
            row = model.copy()
            row[term] = not row[term]
            rows.append(row)
    return np.array(rows, dtype=bool).reshape(-1, len(model))


def _downhill(table: Table, *, order: int | None, start: Flags | None = None) -> Flags:
    """Every model that a search downhill looks at; the one it ends at is the best of them.

    It starts from the main effects where nothing else is said.
    """
    highest = table.size - 1 if order is None else order
    here = as_model(table.size, []) if start is None else start
    level = fit_models(table, here[None]).bic(np.float64(table.listed))[0]
    looked = [here[None]]
    while True:
        around = neighbours(here, order=highest)
        if not len(around):
            break
        looked.append(around)
        scores = fit_models(table, around).bic(np.float64(table.listed))
        best = int(scores.argmin())
        if not scores[best] < level - 1e-9:
            break
        here, level = around[best], scores[best]
    return np.unique(np.concatenate(looked), axis=0)


def _interval(
    table: Table,
    found: float,
    ranked: Ranked,
    *,
    replicates: int,
    seed: int,
    ntop: int | None,
    order: int | None,
) -> tuple[tuple[Interval, ...], tuple[Caution, ...], dict[str, float]]:
    """Intervals with selection repeated in each replicate, cautions, and what they rest on."""
    drawn = resampled(table, replicates=replicates, seed=seed)
    left_out, weights = one_left_out(table)
    if ntop is None and (ranked.downhill or table.size >= BOUNDS_FROM):
        again, without = (
            _each_anew(table, many, order=order, downhill=ranked.downhill)
            for many in (drawn, left_out)
        )
    else:
        models = ranked.fits.models[list(ranked.order[:ntop])]
        again, without = (_best_of(models, many) for many in (drawn, left_out))
    told = {"replicates_without_estimate": float(np.isnan(again).sum())}
    if ntop is not None:
        told["ntop"] = float(min(ntop, len(ranked.order)))
    cautions = (Caution.FEW_REPLICATES,) if replicates < FEW else ()
    corrected = bca(found, again, left_out=without, weights=weights)
    if corrected is None:
        return (), (*cautions, Caution.INTERVAL_FAILED), told
    told |= {"bias": corrected.bias, "acceleration": corrected.acceleration}
    return corrected.intervals, cautions + corrected.cautions, told


def _best_of(models: Flags, many: Floats) -> Floats:
    """All people per table (rows of 2**t) by the best of these models; nan where none has any."""
    found = np.full(len(many), np.nan)
    at_once = max(1, ROWS // len(models))
    for first in range(0, len(many), at_once):
        some = many[first : first + at_once]
        listed = np.repeat(some.sum(axis=1), len(models))
        fits = fit_rows(np.repeat(some, len(models), axis=0), np.tile(models, (len(some), 1)))
        scores = fits.bic(listed).reshape(len(some), -1)
        best = scores.argmin(axis=1)
        unseen = fits.unseen.reshape(len(some), -1)[np.arange(len(some)), best]
        found[first : first + at_once] = some.sum(axis=1) + unseen
    return found


def _each_anew(table: Table, many: Floats, *, order: int | None, downhill: bool) -> Floats:
    """All people per table by a search of its own; nan where no model has an estimate."""
    found = np.full(len(many), np.nan)
    for row, counts in enumerate(many):
        again = rank(Table(table.lists, counts), order=order, downhill=downhill, best=1)
        if again.order and again.fits.status(again.order[0]) is not Status.NONE:
            found[row] = counts.sum() + again.fits.unseen[again.order[0]]
    return found
