"""Stepwise selection gives what was published, by either kernel, and refuses what has no answer."""

from __future__ import annotations

import math
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import poisson

from inbeeld.estimate import (
    Caution,
    Kernel,
    MethodFault,
    Status,
    TableFault,
    estimates,
    existence,
    fit,
    stepwise,
    table,
)
from inbeeld.estimate.intervals import bca
from inbeeld.estimate.plain import EMPTY, stepwise_many
from inbeeld.estimate.stepwise import came_in, one_left_out
from inbeeld.estimate.tails import log_tail
from tests.estimate.known import RECORDED, STEPWISE, known, one_less, replicates


@pytest.mark.parametrize(("name", "people"), STEPWISE.items())
def test_what_was_published_comes_out(name, people):
    assert stepwise(known(name)).estimate == pytest.approx(people, rel=1e-8)


def test_the_pairs_come_in_in_the_recorded_order():
    found = stepwise(known("UKdat"))
    assert [":".join(term) for term in found.terms] == RECORDED["model_terms"][7:]
    assert found.diagnostics["deviance"] == pytest.approx(RECORDED["deviance"], rel=1e-8)
    assert found.diagnostics["degrees"] == RECORDED["df_residual"]


@pytest.mark.parametrize("kernel", Kernel)
def test_all_recorded_replicates_are_the_same(kernel):
    counts, recorded = replicates()
    assert len(recorded) == 1000
    np.testing.assert_allclose(estimates(counts, kernel=kernel), recorded, rtol=1e-8)


def test_leaving_one_person_out_gives_the_recorded_estimates():
    less, weights = one_left_out(known("UKdat"))
    counted, recorded = one_less()
    found = sorted(zip(weights, estimates(less), strict=True))
    for (people, one), (expected, other) in zip(
        found, sorted(zip(counted, recorded, strict=True)), strict=True
    ):
        assert people == expected
        assert one == pytest.approx(other, rel=1e-7)


def test_the_interval_of_the_recorded_replicates_is_the_recorded_one():
    weights, left_out = one_less()
    found = bca(RECORDED["popest"], replicates()[1], left_out=left_out, weights=weights)
    assert found is not None
    assert found.bias == pytest.approx(RECORDED["z0"], abs=1e-9)
    assert found.acceleration == pytest.approx(RECORDED["ahat"], abs=1e-9)
    low, high = RECORDED["BCa"]["0.025"], RECORDED["BCa"]["0.975"]
    assert (found.intervals[1].low, found.intervals[1].high) == pytest.approx((low, high))
    assert found.intervals[0].low == pytest.approx(RECORDED["BCa"]["0.1"])
    assert Caution.NOISY_LIMIT in found.cautions  # 0.1 % of 1,000 is one replicate


def test_both_kernels_give_the_same_interval():
    for name in ("Ned", "NewOrl", "Korea"):
        one, other = (stepwise(known(name), replicates=600, seed=3, kernel=by) for by in Kernel)
        assert one.cautions == other.cautions
        for left, right in zip(one.intervals, other.intervals, strict=True):
            assert (left.low, left.high) == pytest.approx((right.low, right.high), rel=1e-9)


def test_without_a_compiler_the_same_comes_out(monkeypatch):
    with_one = stepwise(known("Korea"), replicates=600, seed=3)
    monkeypatch.delitem(sys.modules, "inbeeld.estimate.compiled", raising=False)
    monkeypatch.delattr("inbeeld.estimate.compiled", raising=False)
    monkeypatch.setitem(sys.modules, "numba", None)
    without = stepwise(known("Korea"), replicates=600, seed=3)
    for left, right in zip(with_one.intervals, without.intervals, strict=True):
        assert (left.low, left.high) == pytest.approx((right.low, right.high), rel=1e-9)
    with pytest.raises(MethodFault, match="numba"):
        stepwise(known("Korea"), replicates=600, kernel=Kernel.COMPILED)


def test_the_referee_agrees_with_every_step():
    """What came in has an estimate; what was refused, though unlikely enough, has none."""
    judged = refused = 0
    for name in ("UKdat_5", "NewOrl_5", "Korea", "Artificial_3", "Australia"):
        base = known(name)
        drawn = np.random.default_rng(5).multinomial(
            base.listed, base.counts / base.listed, size=12
        )
        for counts in drawn.astype(float):
            rows = [
                ([h >> b & 1 for b in range(base.size)], int(n)) for h, n in enumerate(counts) if h
            ]
            one = table(base.lists, rows)
            unseen, order, state = stepwise_many(one.counts[None], 0.45)
            pairs = [int(bits) for bits in came_in(one, order[0])]
            for many in range(len(pairs) + 1):
                judged += 1
                assert (existence(one, pairs[:many]).status is not Status.NONE) == (
                    not np.isnan(unseen[0])
                )
            if np.isnan(unseen[0]):
                refused += 1
                continue
            assert fit(one, pairs).unseen == pytest.approx(unseen[0], rel=1e-6)
            assert ((state[0] == EMPTY).sum() > 0) == (fit(one, pairs).status is Status.BOUNDARY)
    assert judged > 150


def test_a_model_without_an_estimate_is_refused_and_says_why():
    small = known("Artificial_3")
    for pairs in ([0b011, 0b101, 0b110], [0b011, 0b101]):
        found = fit(small, pairs)
        assert found.status is Status.NONE
        assert found.why in (Caution.DOES_NOT_EXIST, Caution.NOT_IDENTIFIED)
        assert math.isnan(found.unseen)
    assert fit(small, []).unseen == pytest.approx(443.0939303, rel=1e-8)


def test_lists_that_share_nobody_have_no_estimate():
    apart = table("AB", [((1, 0), 30), ((0, 1), 20)])
    found = stepwise(apart, replicates=50)
    assert found.estimate is None
    assert found.status is Status.NONE
    assert {Caution.NO_OVERLAP, Caution.DOES_NOT_EXIST} <= set(found.cautions)
    assert np.isnan(estimates(np.zeros((3, 4)))).all()  # nobody at all


def test_two_lists_give_the_estimate_of_lincoln_and_petersen():
    both = table("AB", [((1, 0), 30), ((0, 1), 20), ((1, 1), 10)])
    assert stepwise(both).estimate == pytest.approx(40 * 30 / 10)


@pytest.mark.parametrize(
    ("seen", "mean"),
    [(0, 12.5), (3, 90.0), (80, 21.0), (5, 5.0), (0, 0.3), (1, 1.4), (400, 320.0)],
)
def test_a_tail_is_that_of_the_poisson_distribution(seen, mean):
    least, most = poisson.logcdf(seen, mean), poisson.logsf(seen - 1, mean)
    assert log_tail(np.array([seen]), np.array([mean]))[0] == pytest.approx(
        min(least, most), rel=1e-10
    )


def test_a_tail_keeps_its_digits_where_a_distribution_function_has_none():
    far = log_tail(np.array([2.0, 1.0]), np.array([900.0, 900.0]))
    assert far[0] == pytest.approx(-900 + math.log(1 + 900 + 900**2 / 2), rel=1e-12)
    assert far[1] < far[0] < -880


@pytest.mark.parametrize("threshold", [0, 0.5, -1, 1.2, float("nan")])
def test_a_threshold_that_is_none_is_refused(threshold):
    with pytest.raises(MethodFault, match="threshold"):
        stepwise(known("Korea"), threshold=threshold)


@pytest.mark.parametrize(
    ("lists", "rows", "says"),
    [
        ("A", [((1,), 3)], "1 lists"),
        ("AA", [((1, 0), 3)], "the same name"),
        ("AB", [((1, 2), 3)], "row 1"),
        ("AB", [((1,), 3)], "row 1"),
        ("AB", [((1, 0), 3), ((0, 1), -1)], "row 2: the count is negative"),
        ("AB", [((0, 0), 3)], "on no list"),
        ("AB", [((1, 0), 0)], "nobody"),
        (map(str, range(17)), [], "17 lists"),
    ],
)  # fmt: skip
def test_rows_that_make_no_table_say_what_is_wrong(lists, rows, says):
    with pytest.raises(TableFault, match=says):
        table(tuple(lists), rows)


# ---------- properties

COUNTS = st.lists(st.integers(0, 40), min_size=15, max_size=15).filter(lambda some: sum(some) > 0)


def as_rows(counts):
    return [([h >> b & 1 for b in range(4)], n) for h, n in enumerate(counts, start=1)]


def people(one):
    return stepwise(one).estimate


@settings(max_examples=40, deadline=None)
@given(COUNTS, st.permutations(range(4)), st.randoms(use_true_random=False))
def test_the_order_of_lists_and_rows_changes_nothing(counts, order, chance):
    rows = as_rows(counts)
    turned = [([history[one] for one in order], count) for history, count in rows]
    chance.shuffle(turned)
    before, after = table("ABCD", rows), table(["ABCD"[one] for one in order], turned)
    assert people(after) == (None if people(before) is None else pytest.approx(people(before)))


@settings(max_examples=30, deadline=None)
@given(COUNTS)
def test_rows_that_are_merged_and_histories_that_nobody_has_change_nothing(counts):
    rows = as_rows(counts)
    split = [part for h, n in rows for part in ((h, n // 3), (h, n - n // 3))]
    used = [(h, n) for h, n in rows if n]
    first = people(table("ABCD", rows))
    assert people(table("ABCD", split)) == first
    assert people(table("ABCD", used)) == first


@settings(max_examples=15, deadline=None)
@given(COUNTS, st.permutations(range(4)))
def test_the_order_of_lists_changes_no_interval(counts, order):
    rows = as_rows(counts)
    turned = [([history[one] for one in order], count) for history, count in rows]
    one = stepwise(table("ABCD", rows), replicates=60, seed=2)
    other = stepwise(table(["ABCD"[place] for place in order], turned), replicates=60, seed=2)
    assert [i.level for i in one.intervals] == [i.level for i in other.intervals]
    for left, right in zip(one.intervals, other.intervals, strict=True):
        assert (left.low, left.high) == pytest.approx((right.low, right.high), rel=1e-6)


@settings(max_examples=25, deadline=None)
@given(st.lists(COUNTS, min_size=1, max_size=8))
def test_both_kernels_agree_on_any_table(many):
    counts = np.array([[0, *one] for one in many], float)
    plain, compiled = (estimates(counts, kernel=by) for by in (Kernel.PLAIN, Kernel.COMPILED))
    np.testing.assert_allclose(plain, compiled, rtol=1e-6)
