"""A lower bound for all people, from how many are on one list only and how many on two.

Chao (1987, "Estimating the population size for capture-recapture data with unequal catchability",
Biometrics 43). With f1 people on exactly one list and f2 on exactly two, at least f1**2 / (2 f2)
are on none, however much people differ in how easily they are listed. The interval is hers: from
the variance, on the scale of the logarithm of the unseen, so that it never lies below the listed.

Where f2 is 0 it is the bias-corrected form f1 (f1 - 1) / (2 (f2 + 1)); `bias_corrected` among the
diagnostics gives that form for every table. Nothing is drawn at random: replicates do nothing.
"""

from __future__ import annotations

import math
import time

import numpy as np
from scipy.special import ndtri

from inbeeld.estimate.result import LEVELS, Caution, Estimate, Interval, Method, Status
from inbeeld.estimate.stepwise import overlaps
from inbeeld.estimate.table import Table
from inbeeld.estimate.used import nothing, used


def chao(
    table: Table, *, replicates: int = 0, seed: int = 1, levels: tuple[float, ...] = LEVELS
) -> Estimate:
    """At least how many people there are, listed and unlisted."""
    since = time.perf_counter()
    del replicates, seed  # every method is called alike
    table = used(table, method=Method.CHAO)
    cautions = (Caution.LOWER_BOUND, *(overlaps(table) if table.size > 1 else ()))
    lists = np.array([place.bit_count() for place in range(len(table.counts))])
    once, twice = (float(table.counts[lists == number].sum()) for number in (1, 2))
    if table.size < 2 or table.listed == once:
        return nothing(Method.CHAO, table, *cautions, Caution.NO_OVERLAP, since=since)
    corrected = once * (once - 1) / (2 * (twice + 1))
    unseen = once**2 / (2 * twice) if twice else corrected
    variance = _variance(once, twice, table.listed + unseen)
    return Estimate(
        method=Method.CHAO,
        estimate=table.listed + unseen,
        status=Status.EXISTS,
        intervals=on_log_scale(table.listed, unseen, variance, levels),
        cautions=cautions,
        diagnostics={
            "listed": float(table.listed), "unseen": unseen, "on_one_list": once, "on_two_lists": twice,
            "bias_corrected": table.listed + corrected,
        },
        seconds=time.perf_counter() - since,
    )  # fmt: skip


def _variance(once: float, twice: float, people: float) -> float:
    """Of the unseen (Chao 1987; for f2 = 0 as in Chao and Colwell 2017)."""
    if twice:
        ratio = once / twice
        return twice * (ratio**4 / 4 + ratio**3 + ratio**2 / 2)
    return max(once * (once - 1) / 2 + once * (2 * once - 1) ** 2 / 4 - once**4 / (4 * people), 0.0)


def on_log_scale(
    listed: float, unseen: float, variance: float, levels: tuple[float, ...]
) -> tuple[Interval, ...]:
    """Intervals with the unseen as if its logarithm were normal: never below the listed."""
    if unseen <= 0:
        return tuple(Interval(level, listed, listed) for level in levels)
    spread = math.sqrt(math.log1p(variance / unseen**2))
    found = []
    for level in levels:
        factor = math.exp(float(ndtri((1 + level) / 2)) * spread)
        found.append(Interval(level, listed + unseen / factor, listed + unseen * factor))
    return tuple(found)
