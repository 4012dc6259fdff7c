"""The best of all models of six lists is found without fitting each, and none better is missed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inbeeld.estimate import Caution, MethodFault, Table, exact
from inbeeld.estimate.bic import NTOP, _each_anew, bic, rank
from inbeeld.estimate.exact import search
from inbeeld.estimate.hierarchical import as_model, fit_models, hierarchical_models
from inbeeld.estimate.lots import saturated
from inbeeld.estimate.stepwise import resampled
from tests.estimate.known import known


def lists_alone(table):
    return fit_models(table, as_model(table.size, [])[None])


def lowest(fits, table, number):
    return np.sort(fits.bic(np.float64(table.listed)))[:number]


def without(table, order):
    """As many models as are known, whether or not they can win."""
    return search(table, order=order, best=100_000, first=lists_alone(table))


@pytest.mark.parametrize(
    ("name", "order"),
    [
        ("UKdat_5", None), ("UKdat_5", 3), ("UKdat_5", 2), ("UKdat_5", 1), ("Western", None),
        ("Ned_5", None), ("NewOrl_5", None), ("Kosovo", None), ("Australia", None), ("Korea", None),
    ],
)  # fmt: skip
@pytest.mark.parametrize("best", [1, 25])
def test_the_best_are_those_of_all_models_written_out(name, order, best):
    table = known(name)
    every = fit_models(table, hierarchical_models(table.size, order=order))
    found, complete = search(table, order=order, best=best, first=lists_alone(table))
    assert complete
    assert len(found.models) <= len(every.models)
    np.testing.assert_allclose(
        lowest(found, table, best), lowest(every, table, best), rtol=0, atol=1e-6
    )


def test_bounds_leave_most_models_of_a_large_table_unfitted():
    table = known("UKdat_5")
    found, _ = search(table, order=None, best=NTOP, first=lists_alone(table))
    assert len(found.models) < 6_893 / 4


@pytest.mark.parametrize(("name", "order"), [("Western", None), ("Kosovo", None), ("Ned_5", 3)])
def test_where_nothing_is_ruled_out_each_model_is_made_once(name, order):
    table = known(name)
    found, complete = without(table, order)
    every = hierarchical_models(table.size, order=order)
    assert complete
    assert len(found.models) == len(every)
    assert {row.tobytes() for row in found.models} == {row.tobytes() for row in every}


@pytest.mark.parametrize("name", ["UKdat_5", "Western", "Ned_5"])
def test_no_model_fits_better_than_its_bound(name):
    table = known(name)
    models = hierarchical_models(5)
    pairs = models & as_model(5, [one for one in range(32) if one.bit_count() == 2])
    least = exact._lacking(table, exact._numbers(pairs))
    fits = fit_models(table, models)
    deviance = 2 * (saturated(table.counts) - fits.likelihood)
    assert (deviance >= least - 1e-6).all()
    assert (least[fits.there] > deviance[fits.there] - 1e-6).any()  # and some are as good as that


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.one_of(st.just(0), st.integers(0, 3), st.integers(0, 200)), min_size=15, max_size=15
    ).filter(any)
)
def test_nothing_is_missed_on_any_table_of_four_lists(counts):
    table = Table(tuple("ABCD"), np.array([0, *counts], dtype=float))
    every = fit_models(table, hierarchical_models(4))
    found, complete = search(table, order=None, best=5, first=lists_alone(table))
    assert complete
    there = np.isfinite(lowest(every, table, 5))
    np.testing.assert_allclose(
        lowest(found, table, 5)[: there.sum()], lowest(every, table, 5)[there], rtol=0, atol=1e-5
    )


@pytest.mark.parametrize(
    ("name", "order", "people", "score"),
    [
        ("UKdat", None, 12_350, 132.454), ("UKdat", 2, 12_350, 132.454),
        ("Ned", None, 143_603, 170.646), ("Ned", 2, 116_667, 188.912),
    ],
)  # fmt: skip
def test_of_six_lists_it_is_the_best_of_all(name, order, people, score):
    """Scores are from a perfect fit on: deviance + k log n."""
    table = known(name)
    found = bic(table, order=order)
    assert found.estimate == pytest.approx(people, abs=0.6)
    assert found.diagnostics["bic"] + 2 * saturated(table.counts) == pytest.approx(score, abs=0.001)
    assert Caution.DOWNHILL not in found.cautions


def test_a_search_downhill_stops_short_of_the_best_for_the_netherlands():
    table = known("Ned")
    best, ended = rank(table), rank(table, downhill=True)
    assert not best.downhill
    assert ended.downhill
    assert best.bic[best.order[0]] < ended.bic[ended.order[0]] - 20
    assert 7_785_061 / 1_000 > len(best.bic) > len(ended.bic)


def test_no_model_near_the_best_of_six_lists_is_better():
    """Three thousand times one to four terms of one of the ten best, taken at random, in or out."""
    table, rng = known("Ned"), np.random.default_rng(4)
    ranked = rank(table)
    larger = np.array([one for one in range(63) if one.bit_count() > 1])
    near = []
    for _ in range(3_000):
        model = ranked.fits.models[ranked.order[int(rng.integers(NTOP))]].copy()
        model[rng.choice(larger, rng.integers(1, 5), replace=False)] ^= True
        near.append(as_model(6, np.flatnonzero(model).tolist()))
    fits = fit_models(table, np.unique(near, axis=0))
    ten = ranked.bic[list(ranked.order[:NTOP])]
    scores = np.sort(fits.bic(np.float64(table.listed)))[:NTOP]
    assert (scores >= ten - 1e-6).all()


def test_where_too_many_can_win_it_says_that_not_all_were_looked_at(monkeypatch):
    table = known("Ned")
    walked = bic(table, downhill=True)
    monkeypatch.setattr(exact, "BUDGET", 1_000)
    found = bic(table)
    assert Caution.DOWNHILL in found.cautions
    assert found.diagnostics["bic"] <= walked.diagnostics["bic"]
    models = rank(table).fits.models
    assert len(np.unique(models, axis=0)) == len(models)


def test_an_interval_of_six_lists_can_search_all_models_in_each_replicate():
    """With one model to choose from both ways must give the same."""
    table = known("UKdat")
    anew, among = (bic(table, order=1, replicates=4, seed=2, ntop=ntop) for ntop in (None, 10))
    assert "ntop" not in anew.diagnostics
    assert among.diagnostics["ntop"] == 1
    for one, other in zip(anew.intervals, among.intervals, strict=True):
        assert (one.low, one.high) == pytest.approx((other.low, other.high), rel=1e-6)


def test_a_search_of_its_own_finds_the_best_of_a_replicate():
    table = known("UKdat")
    drawn = resampled(table, replicates=1, seed=5)
    found = _each_anew(table, drawn, order=2, downhill=False)
    again = Table(table.lists, drawn[0])
    every = fit_models(again, hierarchical_models(6, order=2))
    best = every.bic(np.float64(again.listed)).argmin()
    np.testing.assert_allclose(found, again.listed + every.unseen[best], rtol=1e-6)


def test_more_lists_than_a_number_has_bits_are_refused():
    with pytest.raises(MethodFault, match="of 6"):
        search(known("NewOrl"), order=None, best=1, first=lists_alone(known("NewOrl")))
