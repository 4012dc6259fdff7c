"""From people to figures: the model, its estimate of each group, and an interval for each."""

from __future__ import annotations

import time

import numpy as np

from inbeeld.estimate.covariates.cells import Cells
from inbeeld.estimate.covariates.design import MOST_DEGREE, Design, design
from inbeeld.estimate.covariates.fit import Floats
from inbeeld.estimate.covariates.margins import GroupEstimate, Margin, grained, matrix
from inbeeld.estimate.covariates.missing import spread
from inbeeld.estimate.covariates.replicates import Draw, drawn
from inbeeld.estimate.covariates.search import Criterion, Model, Refused, best, failing
from inbeeld.estimate.faults import MethodFault
from inbeeld.estimate.result import LEVELS, Caution, Interval, Status

FEW, TAIL = 1000, 10  # replicates in all, and beyond a limit, below which a reader is warned
DEGREE = 2


def estimate_groups(
    cells: Cells,
    *,
    replicates: int = 0,
    seed: int = 0,
    draw: Draw = Draw.PARAMETRIC,
    by: Criterion = Criterion.BIC,
    degree: int | None = None,
) -> GroupEstimate:
    """Figures of all groups under the best model, with intervals from replicates that choose anew.

    `degree` of the year is chosen from 1 and 2 where it is None. Intervals are percentiles; a
    replicate without an estimate counts as infinite, and how many there are is among the diagnostics.
    Each replicate adds and drops terms again, beginning with the model of the data, which is several
    times as fast as from the main effects.
    """
    if replicates < 0:
        raise MethodFault("the number of replicates is negative")
    begun = time.perf_counter()
    designs = _designs(cells, degree)
    model = best(cells, designs, by=by)
    if model.fit.status is Status.NONE:
        reason = model.refused[0].reason
        return GroupEstimate(
            Status.NONE, by, (), refused=model.refused, cautions=(reason,),
            seconds=time.perf_counter() - begun,
        )  # fmt: skip
    full = next(one for one in designs if one.degree == model.degree)
    names, held = matrix(cells)
    again = _replicated(cells, designs, model, held, replicates, seed, draw, by)
    failed = int(np.isinf(again[:, 0]).sum())
    listed, unseen = _smallest(cells, model)
    margins = tuple(
        Margin(name, float(row @ listed), float(row @ unseen), _intervals(again[:, place]))
        for place, (name, row) in enumerate(zip(names, held, strict=True))
    )
    return GroupEstimate(
        status=model.fit.status,
        criterion=by,
        margins=margins,
        terms=model.terms,
        degree=model.degree,
        refused=_all(model.refused, failing(cells, full, model)),
        cautions=_cautions(replicates, failed),
        diagnostics={
            "criterion": model.value,
            "parameters": float(model.fit.parameters),
            "replicates": float(replicates),
            "replicates_without_estimate": float(failed),
        },
        seconds=time.perf_counter() - begun,
    )


def _designs(cells: Cells, degree: int | None) -> list[Design]:
    most = min(len(cells.years) - 1, MOST_DEGREE)
    if most < 1:
        return [design(cells, degree=0)]
    wanted = range(1, min(most, DEGREE) + 1) if degree is None else (degree,)
    return [design(cells, degree=one) for one in wanted]


def _smallest(cells: Cells, model: Model) -> tuple[Floats, Floats]:
    """Listed and unseen of the smallest groups, so that sums are exact."""
    width = cells.counts.shape[1]
    listed = spread(cells, model.fit.means).reshape(cells.counts.shape)[1:].sum(axis=0)
    return grained(listed), grained(model.fit.means[:width])


def _replicated(
    cells: Cells, designs: list[Design], model: Model, held: Floats,
    replicates: int, seed: int, draw: Draw, by: Criterion,
) -> Floats:  # fmt: skip
    """The estimate of every group in each replicate (replicates, groups); infinite without one."""
    found = np.full((replicates, len(held)), np.inf)
    for place, dice in enumerate(np.random.default_rng(seed).spawn(replicates)):
        again = drawn(cells, model.fit.means, draw, dice)
        chosen = best(again, designs, by=by, begin=model.terms)
        if chosen.fit.status is not Status.NONE:
            listed, unseen = _smallest(again, chosen)
            found[place] = held @ (listed + unseen)
    return found


def _intervals(values: Floats) -> tuple[Interval, ...]:
    if not len(values):
        return ()
    found = []
    for level in LEVELS:
        low, high = np.quantile(values, [(1 - level) / 2, (1 + level) / 2], method="inverted_cdf")
        found.append(Interval(level, float(low), float(high)))
    return tuple(found)


def _all(one: tuple[Refused, ...], two: tuple[Refused, ...]) -> tuple[Refused, ...]:
    return tuple(dict.fromkeys([*one, *two]))


def _cautions(replicates: int, failed: int) -> tuple[Caution, ...]:
    found = []
    if 0 < replicates < FEW:
        found.append(Caution.FEW_REPLICATES)
    if replicates and replicates * (1 - max(LEVELS)) / 2 < TAIL:
        found.append(Caution.NOISY_LIMIT)
    if failed:
        found.append(Caution.REPLICATES_WITHOUT_ESTIMATE)
    return tuple(found)
