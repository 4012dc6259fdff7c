"""Every method by its name, and all of them side by side: never one number."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from inbeeld.estimate.aic2014 import aic2014
from inbeeld.estimate.bic import bic
from inbeeld.estimate.chao import chao
from inbeeld.estimate.coverage import sample_coverage
from inbeeld.estimate.doubt import Doubt, widened
from inbeeld.estimate.faults import MethodFault
from inbeeld.estimate.graphs import graphs
from inbeeld.estimate.result import Caution, Estimate, Method, Status
from inbeeld.estimate.stepwise import THRESHOLD, stepwise
from inbeeld.estimate.table import Table

OTHERS: Mapping[Method, Callable[..., Estimate]] = {
    Method.BIC: bic,
    Method.GRAPHS: graphs,
    Method.CHAO: chao,
    Method.COVERAGE: sample_coverage,
    Method.AIC2014: aic2014,
}
MOST_LISTS = 8  # beyond this there are too many models for any method but stepwise
WIDE = 1.5  # a ratio between methods that a reader must see


def estimate(
    table: Table,
    *,
    method: Method = Method.STEPWISE,
    threshold: float = THRESHOLD,
    replicates: int = 0,
    seed: int = 1,
    doubt: Doubt | None = None,
) -> Estimate:
    """All people, listed and unlisted, by one method. MethodFault where it cannot be used here.

    Without replicates no method gives an interval, also where it needs none for it: who asks for
    no interval gets the same shape from every method. `doubt` is about the links that a table was
    made by; an interval holds it too.
    """

    def by(given: Table, drawn: int) -> Estimate:
        return _estimate(given, method, threshold=threshold, replicates=drawn, seed=seed)

    found = by(table, replicates)
    return widened(found, doubt, lambda other: by(other, 0)) if doubt else found


def _estimate(
    table: Table, method: Method, *, threshold: float, replicates: int, seed: int
) -> Estimate:
    if method is Method.STEPWISE:
        return stepwise(table, threshold=threshold, replicates=replicates, seed=seed)
    if table.size > MOST_LISTS:
        raise MethodFault(
            f"there are {table.size} lists; beyond {MOST_LISTS} only the method stepwise can be used"
        )
    found = OTHERS[method](table, replicates=replicates, seed=seed)
    return found if replicates else replace(found, intervals=())


def side_by_side(
    table: Table,
    *,
    methods: Sequence[Method] = tuple(Method),
    threshold: float = THRESHOLD,
    replicates: int = 0,
    seed: int = 1,
    doubt: Doubt | None = None,
    done: Callable[[int, int], None] = lambda _number, _of: None,
) -> tuple[Estimate, ...]:
    """Every method that can be used on this table. Where they lie far apart, each says so.

    `done` hears after each method how many are done, and of how many.
    """
    only = table.size > MOST_LISTS
    found: list[Estimate] = []
    asked = [Method.STEPWISE] if only else list(methods)
    for number, method in enumerate(asked, start=1):
        try:
            one = estimate(
                table,
                method=method,
                threshold=threshold,
                replicates=replicates,
                seed=seed,
                doubt=doubt,
            )
        except MethodFault:
            one = Estimate(method, None, Status.NONE, cautions=(Caution.NOT_FOR_THIS_TABLE,))
        found.append(_with(one, Caution.STEPWISE_ONLY) if only else one)
        done(number, len(asked))
    apart = _apart(found)
    return tuple(
        _with(one, Caution.SPREAD) if apart and one.estimate is not None else one for one in found
    )


def _with(one: Estimate, caution: Caution) -> Estimate:
    return replace(one, cautions=(*one.cautions, caution))


def _apart(found: Sequence[Estimate]) -> bool:
    """Whether estimates of all people (no lower bounds) differ by more than 1.5 times."""
    numbers = [
        one.estimate
        for one in found
        if one.estimate is not None
        and math.isfinite(one.estimate)
        and Caution.LOWER_BOUND not in one.cautions
    ]
    return len(numbers) > 1 and max(numbers) > WIDE * min(numbers)
