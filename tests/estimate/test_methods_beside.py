"""Graphs, Chao, sample coverage and the method of 2014: known values, and what must not matter."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import gammaln

from inbeeld.estimate import Caution, MethodFault, Status, table
from inbeeld.estimate.aic2014 import aic2014
from inbeeld.estimate.bic import bic
from inbeeld.estimate.chao import chao
from inbeeld.estimate.coverage import covered, sample_coverage
from inbeeld.estimate.graphs import decomposable, graphs
from inbeeld.estimate.profile import profile_interval
from tests.estimate.known import known

METHODS = [bic, graphs, chao, sample_coverage, aic2014]
# An outbreak of hepatitis A among students, three lists (Chao and others 2001, Statistics in
# Medicine 20): 271 people; coverage 51.3 %, one step 508, high coverage 971.
HEPATITIS = {"111": 28, "110": 21, "101": 17, "011": 18, "100": 69, "010": 55, "001": 63}


def made(rows, names="ABC"):
    return table(list(names), [([int(on) for on in history], n) for history, n in rows])


def test_sample_coverage_gives_what_was_published():
    told = covered(made(HEPATITIS.items()).counts[None])
    assert told.coverage[0] == pytest.approx(0.513, abs=0.0005)
    assert told.one_step[0] == pytest.approx(508, abs=0.5)
    assert told.high[0] == pytest.approx(971, abs=0.5)


def test_below_55_percent_coverage_the_answer_is_one_step_and_says_it_is_low():
    found = sample_coverage(made(HEPATITIS.items()), replicates=1000)
    assert found.diagnostics["variant"] == 0
    assert found.estimate == pytest.approx(508, abs=0.5)
    assert Caution.LOWER_BOUND in found.cautions
    # In print 442 to 600, with a standard error of 40. Ours is 48, drawn from all 508 people (43
    # when drawn from the 271 that were listed), so the interval is wider.
    low, high = found.interval().low, found.interval().high
    assert 420 < low < 442
    assert 600 < high < 640


def test_chao_is_its_formula():
    found = chao(made(HEPATITIS.items()))
    assert found.estimate == pytest.approx(271 + 187**2 / (2 * 56))
    assert found.diagnostics["bias_corrected"] == pytest.approx(271 + 187 * 186 / (2 * 57))
    assert Caution.LOWER_BOUND in found.cautions
    assert 271 < found.interval(0.95).low < found.interval(0.8).low < found.estimate


def test_the_method_of_2014_gives_what_was_published():
    found = aic2014(known("UKdat"))
    assert found.estimate == pytest.approx(11_408.9, abs=0.05)
    assert found.interval(0.95).low == pytest.approx(9_982.3, abs=0.05)
    assert found.interval(0.95).high == pytest.approx(13_181.7, abs=0.05)


def test_a_profile_of_two_lists_is_that_of_the_formula():
    """Two lists: given the unseen u, the shares on each list are those of a filled table of four."""
    two = made([("10", 30), ("01", 20), ("11", 10)], "AB")
    found = profile_interval(two, [])

    def height(people):
        one, other = 40 / people, 30 / people
        shares = [(1 - one) * (1 - other), one * (1 - other), (1 - one) * other, one * other]
        counts = [people - 60, 30, 20, 10]
        told = sum(n * math.log(p) for n, p in zip(counts, shares, strict=True))
        return gammaln(people + 1) - gammaln(people - 59) + told

    top = height(found.peak)
    assert top >= max(height(found.peak + step) for step in (-0.1, 0.1)) - 1e-9
    for end in (found.intervals[1].low, found.intervals[1].high):
        assert top - height(end) == pytest.approx(1.920729, abs=1e-4)


@pytest.mark.parametrize(("size", "number"), [(3, 7), (4, 60), (5, 821), (6, 18_153)])
def test_there_are_as_many_decomposable_graphs_as_are_known(size, number):
    """8, 61, 822 and 18,154 chordal graphs (OEIS A058862), less the complete one."""
    assert len(decomposable(size)) == number
    assert len(np.unique(decomposable(size), axis=0)) == number


def test_a_posterior_is_that_of_all_graphs_written_out():
    """All seven graphs written out, over each number of unseen up to 200,000."""
    small = made([("100", 3), ("010", 2), ("001", 2), ("110", 2), ("011", 1), ("111", 1)])
    found = graphs(small)
    unseen = np.arange(0, 200_001.0)
    people = small.listed + unseen

    def drawn(lists):  # Dirichlet-multinomial with 1/2**k for each of its 2**k histories
        on = np.bincount(np.arange(8) & lists, weights=small.counts, minlength=8)
        prior = 0.5 ** lists.bit_count()
        cells = [c for c in range(8) if c & lists == c]
        first = gammaln(prior + on[0] + unseen) - gammaln(prior)
        return first - gammaln(1 + people) + sum(
            gammaln(prior + on[c]) - gammaln(prior) for c in cells[1:]
        )  # fmt: skip

    a, b, c, ab, ac, bc = (drawn(one) for one in (1, 2, 4, 3, 5, 6))
    each = [a + b + c, ab + c, ac + b, bc + a, ab + ac - a, ab + bc - b, ac + bc - c]
    log = np.logaddexp.reduce(each, axis=0) + gammaln(people + 1) - gammaln(unseen + 1)
    chance = np.exp(log - np.log(people) - (log - np.log(people)).max())
    reached = np.cumsum(chance / chance.sum())
    median = small.listed + int(np.searchsorted(reached, 0.5))
    assert found.estimate == pytest.approx(median, abs=1)
    high = small.listed + int(np.searchsorted(reached, 0.975))
    assert found.interval(0.95).high == pytest.approx(high, rel=0.02)


def test_an_interval_of_a_posterior_lies_around_its_median():
    found = graphs(known("UKdat_5"))
    wide, narrow = found.interval(0.95), found.interval(0.8)
    assert wide.low < narrow.low < found.estimate < narrow.high < wide.high


@pytest.mark.parametrize("method", METHODS)
def test_without_any_overlap_there_is_no_estimate(method):
    found = method(made([("100", 9), ("010", 5), ("001", 3)]), replicates=20)
    assert found.status is Status.NONE
    assert found.estimate is None
    assert Caution.NO_OVERLAP in found.cautions


@pytest.mark.parametrize("method", [bic, chao, aic2014])
def test_two_lists_give_an_estimate(method):
    two = made([("10", 30), ("01", 20), ("11", 10)], "AB")
    found = method(two, replicates=50)
    assert found.estimate == pytest.approx(60 + {bic: 60, chao: 125, aic2014: 57}[method], abs=2)


@pytest.mark.parametrize("method", [graphs, sample_coverage])
def test_two_lists_are_too_few(method):
    with pytest.raises(MethodFault, match="takes 3"):
        method(made([("10", 30), ("01", 20), ("11", 10)], "AB"), replicates=0)


@pytest.mark.parametrize("method", METHODS)
def test_nine_lists_are_refused(method):
    nine = made([("1" * 9, 3), ("1" + "0" * 8, 2)], "ABCDEFGHI")
    with pytest.raises(MethodFault, match="9 lists"):
        method(nine, replicates=0)


def test_seven_lists_are_too_many_for_graphs():
    with pytest.raises(MethodFault, match="7 lists"):
        graphs(made([("1" * 7, 3), ("1" + "0" * 6, 2), ("0" * 6 + "1", 2)], "ABCDEFG"))


COUNTS = st.lists(
    st.one_of(st.just(0), st.integers(0, 3), st.integers(0, 200)), min_size=15, max_size=15
).filter(any)


def summary(method, rows, names):
    """What a method says, or that it refuses."""
    try:
        found = method(table(names, rows), replicates=12, seed=3)
    except MethodFault as fault:
        return [type(fault).__name__]
    assert found.estimate is None or (math.isfinite(found.estimate) and found.estimate > 0)
    assert (found.estimate is None) == (found.status is Status.NONE)
    assert not any(math.isnan(value) for value in found.diagnostics.values())
    limits = [end for one in found.intervals for end in (one.low, one.high)]
    assert not any(math.isnan(end) for end in limits)
    terms = {frozenset(term) for term in found.terms}
    return [found.status, found.cautions, terms, found.estimate or 0.0, *limits]


@pytest.mark.parametrize("method", METHODS)
@settings(max_examples=6, deadline=None)
@given(COUNTS, st.permutations(range(4)), st.randoms(use_true_random=False))
def test_order_duplicates_and_unused_histories_change_nothing(method, counts, order, chance):
    rows = [([place >> bit & 1 for bit in range(4)], n) for place, n in enumerate(counts, start=1)]
    names = ["A", "B", "C", "D"]
    first = summary(method, rows, names)
    split = [part for h, n in rows if n for part in ((h, n // 3), (h, n - n // 3))]
    chance.shuffle(split)
    turned = [([h[place] for place in order], n) for h, n in split]
    again = summary(method, turned, [names[place] for place in order])
    assert first[:3] == again[:3]
    assert first[3:] == pytest.approx(again[3:], rel=1e-6)
