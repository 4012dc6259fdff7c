"""As in the United Kingdom in 2014: pairs by AIC, and an interval from the profile likelihood.

Silverman (2014, "Modern Slavery: an application of Multiple Systems Estimation", Home Office; Bales,
Hesketh and Silverman 2015, Significance 12). Every list, then the pair of lists that lowers AIC
most, one by one; it stops when that pair is not significant: p above 0.05 by the likelihood ratio
(1 degree of freedom). The interval takes the model as given, so it is narrower than honest: later
work (Chan, Silverman and Vincent 2021) found that it covers the truth far less often than it says.

Where the pair that lowers AIC most shares nobody it stops too: its parameter lies at minus infinity,
and the test of a parameter has no finite size there. The estimate is where the profile likelihood
of all people is highest, as was published (11,408.9 for the United Kingdom); `poisson` among the
diagnostics is the estimate that the other methods give for the same model. Nothing is drawn at
random.
"""

from __future__ import annotations

import time
from itertools import combinations

import numpy as np
from scipy.special import chdtrc

from inbeeld.estimate.hierarchical import as_model, fit_models
from inbeeld.estimate.lots import saturated
from inbeeld.estimate.profile import profile_interval
from inbeeld.estimate.result import LEVELS, Caution, Estimate, Interval, Method
from inbeeld.estimate.stepwise import named, overlaps
from inbeeld.estimate.table import Table
from inbeeld.estimate.used import as_asked, nothing, used

SIGNIFICANT = 0.05


def aic2014(
    table: Table,
    *,
    replicates: int = 0,
    seed: int = 1,
    significant: float = SIGNIFICANT,
    levels: tuple[float, ...] = LEVELS,
) -> Estimate:
    """All people, listed and unlisted."""
    since = time.perf_counter()
    del replicates, seed  # every method is called alike
    asked, table = table, used(table, method=Method.AIC2014)
    cautions = overlaps(table) if table.size > 1 else (Caution.NO_OVERLAP,)
    if Caution.NO_OVERLAP in cautions:
        return nothing(Method.AIC2014, table, Caution.NO_OVERLAP, since=since)
    terms = _came_in(table, significant) if table.size > 2 else []
    fits = fit_models(table, as_model(table.size, terms)[None])
    if not fits.there[0]:
        return nothing(Method.AIC2014, table, *cautions, Caution.DOES_NOT_EXIST, since=since)
    profile = profile_interval(table, terms, levels=levels)
    poisson = table.listed + float(fits.unseen[0])
    found = poisson
    intervals: tuple[Interval, ...] = ()
    if profile is None:
        cautions += (Caution.INTERVAL_FAILED,)
    else:
        found, intervals = profile.peak, profile.intervals
    gap = float(saturated(table.counts) - fits.likelihood[0])
    return Estimate(
        method=Method.AIC2014,
        estimate=found,
        status=fits.status(0),
        intervals=intervals,
        terms=as_asked(asked, [named(table, term) for term in terms]),
        cautions=cautions,
        diagnostics={
            "listed": float(table.listed), "unseen": found - table.listed, "poisson": poisson,
            "deviance": 2 * gap,
            "aic": 2 * float(fits.parameters[0] - fits.likelihood[0]),
        },
        seconds=time.perf_counter() - since,
    )  # fmt: skip


def _came_in(table: Table, significant: float) -> list[int]:
    """Pairs in the order in which they came in. Pairs that leave no estimate are passed over."""
    pairs = [(1 << one) | (1 << other) for one, other in combinations(range(table.size), 2)]
    chosen: list[int] = []
    fits = fit_models(table, as_model(table.size, [])[None])
    here = float(fits.likelihood[0])
    while len(chosen) < len(pairs):
        free = [pair for pair in pairs if pair not in chosen]
        models = np.array([as_model(table.size, [*chosen, pair]) for pair in free])
        fits = fit_models(table, models)
        best = int(fits.likelihood.argmax())  # each has as many parameters: the lowest AIC
        rise = 2 * (float(fits.likelihood[best]) - here)
        if not np.isfinite(rise) or rise <= 2 or float(chdtrc(1, rise)) > significant:
            break
        if fits.boundary[best]:
            break
        chosen.append(free[best])
        here = float(fits.likelihood[best])
    return chosen
