"""Lists by covariates by year: an estimate exists or is refused, and figures add up."""

from __future__ import annotations

import csv
import gzip
import itertools
import math
from pathlib import Path

import numpy as np
import pytest

from inbeeld.estimate import Caution, MethodFault, Status, TableFault, fit, table
from inbeeld.estimate.covariates import Criterion, Draw, Unit, cells, estimate_groups
from inbeeld.estimate.covariates.design import design, polynomial
from inbeeld.estimate.covariates.fit import newton
from inbeeld.estimate.covariates.search import fitted

DEMO = Path(__file__).parent / "tables" / "covariates_demo_units.csv.gz"
LISTS, SIDES = ["R1", "R2", "R3", "R4"], ["X1", "X2", "X3", "X4"]


def people():
    with gzip.open(DEMO, "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            history = tuple(int(row[name]) for name in LISTS)
            yield Unit(history, tuple(row[name] for name in SIDES), int(row["Y"]))


@pytest.fixture(scope="module")
def demo():
    return cells(LISTS, SIDES, people())


@pytest.fixture(scope="module")
def found(demo):
    return estimate_groups(demo, replicates=2, seed=1, degree=2)


def simulated(dice, *, size=4000, hide=False):
    """People of two kinds that lists reach differently; the second list does not ask for the kind."""
    kinds = dice.random(size) < 0.4
    chances = np.where(kinds[:, None], [0.15, 0.5, 0.2], [0.5, 0.15, 0.4])
    on = dice.random((size, 3)) < chances
    for history, kind in zip(on.astype(int).tolist(), kinds, strict=True):
        if any(history):
            known = not hide or history[0] or history[2]
            yield Unit(tuple(history), ("girl" if kind else "boy",) if known else (None,))


def test_no_model_without_an_estimate_wins_on_the_demonstration_data(found):
    assert found.status is not Status.NONE
    assert all(margin.estimate < 10**6 for margin in found.margins)
    assert all(bound.high < 10**6 for margin in found.margins for bound in margin.intervals)


def test_the_models_that_fail_are_named(found, demo):
    assert found.refused
    full = design(demo, degree=found.degree)
    for one in found.refused:
        assert one.terms
        assert one.reason in (Caution.DOES_NOT_EXIST, Caution.NOT_IDENTIFIED)
        assert fitted(demo, full, one.terms).fit.status is Status.NONE


def test_the_model_with_every_term_of_two_has_no_estimate_there(demo):
    full = design(demo, degree=2)
    assert fitted(demo, full, tuple(full.pairs)).fit.reason is Caution.DOES_NOT_EXIST


def test_a_fit_gives_back_the_margins_of_its_terms(found, demo):
    full = design(demo, degree=found.degree)
    model = fitted(demo, full, found.terms)
    columns = full.columns[full.unseen :, full.of(found.terms)]
    counts = demo.counts.ravel()[full.unseen :]
    assert np.abs(columns.T @ (model.fit.means[full.unseen :] - counts)).max() < 1e-5


def test_at_an_edge_a_fit_is_the_limit_of_fits_with_hardly_anybody_added(found, demo):
    full = design(demo, degree=found.degree)
    columns = full.columns[:, full.of(found.terms)]
    assert found.status is Status.BOUNDARY
    near = newton(columns[full.unseen :], demo.counts.ravel()[full.unseen :] + 1e-8)
    unseen = np.exp(columns[: full.unseen] @ near).sum()
    assert found.total.unseen == pytest.approx(unseen, rel=1e-5)


def test_no_single_term_more_or_less_is_better(found, demo):
    full = design(demo, degree=found.degree)
    best = fitted(demo, full, found.terms)
    assert best.value == pytest.approx(found.diagnostics["criterion"], abs=1e-5)
    for term in found.terms:
        fewer = tuple(one for one in found.terms if one != term)
        assert fitted(demo, full, fewer, near=best.fit).value > best.value - 1e-5


def test_groups_and_years_add_up_to_the_last_digit(found, demo):
    total = found.total
    assert total.listed == demo.listed == 1043
    for name in [*SIDES, "year"]:
        levels = [one for one in found.margins if [side for side, _ in one.group] == [name]]
        assert len(levels) >= 2
        assert sum(one.listed for one in levels) == total.listed
        assert sum(one.unseen for one in levels) == total.unseen
        assert sum(one.estimate for one in levels) == total.estimate
    girls = [found.of(X1="1", year=str(year)) for year in (1, 2, 3, 4)]
    assert sum(one.estimate for one in girls) == found.of(X1="1").estimate


def test_each_group_has_an_interval_at_80_and_95_percent(found):
    for margin in found.margins:
        assert [one.level for one in margin.intervals] == [0.8, 0.95]
        inner, outer = margin.intervals
        assert outer.low <= inner.low <= inner.high <= outer.high


def test_the_same_seed_gives_the_same_and_another_seed_does_not():
    units = list(simulated(np.random.default_rng(3), size=1500))
    one, two, other = (
        estimate_groups(cells("abc", ["kind"], units), replicates=5, seed=seed)
        for seed in (1, 1, 2)
    )
    assert one.margins == two.margins
    assert one.margins != other.margins
    assert Caution.FEW_REPLICATES in one.cautions


@pytest.mark.parametrize("draw", Draw)
def test_intervals_hold_the_truth_about_as_often_as_they_say(draw):
    held = 0
    for run in range(16):
        made = cells("abc", ["kind"], simulated(np.random.default_rng(100 + run), size=1500))
        bounds = estimate_groups(made, replicates=60, seed=run, draw=draw).total.intervals[1]
        held += bounds.low < 1500 < bounds.high
    assert 13 <= held <= 16


def test_groups_that_lists_reach_differently_bend_an_estimate_without_covariates():
    units = list(simulated(np.random.default_rng(6), size=20_000))
    apart = estimate_groups(cells("abc", ["kind"], units)).total.estimate
    together = estimate_groups(cells("abc", [], [Unit(one.history) for one in units]))
    alone = fitted(cells("abc", [], [Unit(one.history) for one in units]), design(
        cells("abc", [], [Unit(one.history) for one in units]), degree=0), ())  # fmt: skip
    assert apart == pytest.approx(20_000, rel=0.05)
    assert together.status is not Status.NONE
    missed = alone.fit.means[0] + len(units) - 20_000
    assert abs(missed) > 2 * abs(apart - 20_000)


def test_without_covariates_it_is_the_fit_of_a_table_of_lists(demo):
    rows = [(one.history, 1) for one in people()]
    plain = cells(LISTS, [], [Unit(one.history) for one in people()])
    full = design(plain, degree=0)
    models = [((), ()), ((("R1", "R2"),), (0b11,)), ((("R1", "R2"), ("R2", "R4")), (0b11, 0b1010))]
    for terms, bits in models:
        unseen = fit(table(LISTS, rows), bits).unseen
        assert fitted(plain, full, terms).fit.means[0] == pytest.approx(unseen)


def test_years_are_orthogonal_polynomials():
    basis = polynomial((2015, 2016, 2017, 2019), 3)
    assert np.allclose(basis.T @ basis, 4 * np.eye(3))
    assert np.allclose(basis.sum(axis=0), 0)
    assert (np.diff(basis[:, 0]) > 0).all()


@pytest.mark.parametrize("degree", [-1, 0, 4])
def test_a_degree_of_the_year_that_cannot_be_is_refused(demo, degree):
    with pytest.raises(MethodFault, match="degree"):
        estimate_groups(demo, degree=degree)


def test_nothing_missing_gives_the_same_through_em_as_without_it():
    units = list(simulated(np.random.default_rng(7), size=1500))
    made = cells("abc", ["kind"], units)
    one, rest = next(iter(enumerate(made.counts.ravel()[2:], start=2)))
    assert rest > 0
    from inbeeld.estimate.covariates import Cells, Partly

    counts = made.counts.copy()
    counts.ravel()[one] = 0  # the same people, told as people who can be in one cell only
    through = Cells(
        made.lists, made.covariates, made.years, counts, (Partly(np.array([one]), rest),)
    )
    assert through.listed == made.listed
    whole, em = estimate_groups(made), estimate_groups(through)
    assert em.terms == whole.terms
    for left, right in zip(em.margins, whole.margins, strict=True):
        assert left.estimate == pytest.approx(right.estimate, rel=1e-5)


def test_em_finds_the_truth_where_a_list_does_not_ask_for_a_covariate():
    hidden = cells("abc", ["kind"], simulated(np.random.default_rng(8), size=20_000, hide=True))
    assert hidden.partly
    found = estimate_groups(hidden)
    assert found.total.estimate == pytest.approx(20_000, rel=0.06)
    assert found.of(kind="girl").estimate == pytest.approx(8_000, rel=0.12)
    known = [
        one for one in simulated(np.random.default_rng(8), size=20_000, hide=True) if one.values[0]
    ]
    left_out = estimate_groups(cells("abc", ["kind"], known)).total.estimate
    assert abs(left_out - 20_000) > abs(found.total.estimate - 20_000)


def test_what_is_never_known_beside_a_list_does_not_tell_their_term():
    units = simulated(np.random.default_rng(9), size=4000)
    made = cells("abc", ["kind"], [
        Unit(one.history, one.values if one.history[0] else (None,)) for one in units
    ])  # fmt: skip
    full = design(made, degree=0)
    assert fitted(made, full, (("b", "kind"), ("c", "kind"))).fit.status is Status.EXISTS
    assert fitted(made, full, (("a", "kind"),)).fit.reason is Caution.NOT_IDENTIFIED


def test_replicates_of_partly_known_people_can_be_drawn_both_ways():
    made = cells("abc", ["kind"], simulated(np.random.default_rng(10), size=1000, hide=True))
    for draw in Draw:
        found = estimate_groups(made, replicates=3, seed=1, draw=draw)
        assert len(found.total.intervals) == 2


def test_aic_takes_as_many_terms_or_more():
    made = cells("abc", ["kind"], simulated(np.random.default_rng(11), size=1500))
    bic, aic = (estimate_groups(made, by=by) for by in (Criterion.BIC, Criterion.AIC))
    assert len(aic.terms) >= len(bic.terms)


def test_two_lists_that_share_nobody_have_no_estimate():
    rows = [Unit(one, ("x" if count % 2 else "y",), None, count) for one, count in
            [((1, 0), 5), ((1, 0), 6), ((0, 1), 7), ((0, 1), 8)]]  # fmt: skip
    found = estimate_groups(cells("ab", ["kind"], rows))
    assert found.status is Status.NONE
    assert found.total is None
    assert found.refused[0].reason is Caution.DOES_NOT_EXIST


def test_the_order_of_people_and_merged_people_change_nothing():
    units = list(simulated(np.random.default_rng(12), size=800))
    counted = dict.fromkeys(units, 0)
    for one in units:
        counted[one] += 1
    merged = [Unit(one.history, one.values, None, count) for one, count in counted.items()]
    first = estimate_groups(cells("abc", ["kind"], units))
    for other in (units[::-1], merged):
        assert estimate_groups(cells("abc", ["kind"], other)).margins == first.margins


def test_the_order_of_lists_and_covariates_changes_nothing():
    units = [
        Unit(one.history, (*one.values, "odd" if place % 3 else "even"))
        for place, one in enumerate(simulated(np.random.default_rng(14), size=1500))
    ]
    turned = [Unit(one.history[::-1], one.values[::-1]) for one in units]
    first = estimate_groups(cells("abc", ["kind", "other"], units))
    second = estimate_groups(cells("cba", ["other", "kind"], turned))
    assert {frozenset(term) for term in first.terms} == {frozenset(term) for term in second.terms}
    assert second.total.estimate == pytest.approx(first.total.estimate, rel=1e-5)


def test_every_smallest_group_is_a_figure_too():
    made = cells("abc", ["kind"], simulated(np.random.default_rng(13), size=800))
    found = estimate_groups(made)
    assert [one.group for one in found.margins] == [(), (("kind", "boy"),), (("kind", "girl"),)]
    with pytest.raises(MethodFault, match="no figure"):
        found.of(kind="other")
    assert math.isfinite(found.total.estimate)


@pytest.mark.parametrize(
    ("lists", "sides", "units", "told"),
    [
        ("a", ["x"], [Unit((1,), ("1",))], "1 lists"),
        ("ab", ["a"], [Unit((1, 0), ("1",))], "same name"),
        ("ab", ["x"], [], "nobody"),
        ("ab", ["x"], [Unit((1, 0), ("1",))], "fewer than two levels"),
        ("ab", ["x"], [Unit((1, 2), ("1",))], "row 1: each list"),
        ("ab", ["x"], [Unit((1, 0), ())], "row 1: 0 covariates"),
        ("ab", ["x"], [Unit((0, 0), ("1",))], "row 1: somebody on no list"),
        ("ab", ["x"], [Unit((1, 0), ("1",), None, -1)], "row 1: the count is negative"),
        ("ab", [], [Unit((1, 0), (), 2024), Unit((0, 1), (), None)], "year of some people"),
        (
            "abcdefgh", ["x", "y"],
            [Unit((1,) * 8, (str(n), str(n))) for n in range(40)],
            "cells; it takes at most",
        ),
    ],
)  # fmt: skip
def test_people_that_do_not_fit_together_are_refused(lists, sides, units, told):
    with pytest.raises(TableFault, match=told):
        cells(lists, sides, units)


def test_a_term_that_is_not_there_is_refused(demo):
    with pytest.raises(MethodFault, match="no such term"):
        design(demo, degree=1).of([("R1", "Z")])


def test_every_pair_is_a_term(demo):
    names = [*LISTS, *SIDES, "year"]
    assert design(demo, degree=1).pairs == list(itertools.combinations(names, 2))
