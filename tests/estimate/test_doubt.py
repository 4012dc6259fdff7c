"""An interval holds doubt about links too, and never becomes narrower by it."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inbeeld.estimate import (
    Caution,
    Doubt,
    Estimate,
    Interval,
    Method,
    Status,
    estimate,
    side_by_side,
    span,
    table,
    widened,
)
from inbeeld.estimate.faults import MethodFault

HISTORIES = [(1, 0, 0), (0, 1, 0), (1, 1, 0), (0, 0, 1), (1, 0, 1), (0, 1, 1), (1, 1, 1)]
LISTS = ("a", "b", "c")


def counted(*counts: int):
    return table(LISTS, list(zip(HISTORIES, counts, strict=True)))


SAME = counted(352, 350, 130, 390, 88, 87, 33)
MORE, FEWER = counted(348, 346, 132, 386, 90, 89, 34), counted(358, 356, 127, 396, 85, 84, 32)
OF_TEN = Estimate(
    Method.BIC, 10.0, Status.EXISTS, (Interval(0.8, 9.0, 12.0), Interval(0.95, 8.0, 14.0))
)


def other(number: float | None) -> Estimate:
    return Estimate(Method.BIC, number, Status.EXISTS if number else Status.NONE)


def moved(low: float | None, high: float | None) -> Estimate:
    numbers = iter((low, high))
    return widened(OF_TEN, Doubt(SAME, SAME), lambda _: other(next(numbers)))


def test_distances_add_up_in_squares_on_either_side():
    whole = moved(8.5, 13.0).interval(0.95)
    assert whole.low == pytest.approx(10 - math.hypot(2, 1.5))
    assert whole.high == pytest.approx(10 + math.hypot(4, 3))
    part = moved(8.5, 13.0).interval(0.8)
    share = 1.2815515655 / 1.9599639845
    assert part.low == pytest.approx(10 - math.hypot(1, share * 1.5))


@given(low=st.floats(1, 30), high=st.floats(1, 30))
def test_doubt_never_makes_an_interval_narrower(low, high):
    for before, after in zip(OF_TEN.intervals, moved(low, high).intervals, strict=True):
        assert after.low <= before.low
        assert after.high >= before.high


def test_without_doubt_nothing_changes():
    assert moved(10.0, 10.0).intervals == OF_TEN.intervals


def test_where_the_other_tables_give_nothing_the_interval_stays_and_says_so():
    for low, high in ((None, 12.0), (9.0, None), (math.inf, 12.0)):
        found = moved(low, high)
        assert found.intervals == OF_TEN.intervals
        assert Caution.LINKS_LEFT_OUT in found.cautions

    def fails(_):
        raise MethodFault("not here")

    assert Caution.LINKS_LEFT_OUT in widened(OF_TEN, Doubt(SAME, SAME), fails).cautions


def test_every_method_takes_doubt_and_an_open_limit_stays_open():
    asked = {"replicates": 100, "seed": 1}
    plain = side_by_side(SAME, **asked)
    heard = []
    wider = side_by_side(
        SAME, doubt=Doubt(MORE, FEWER), done=lambda *told: heard.append(told), **asked
    )
    assert heard == [(number, len(Method)) for number in range(1, len(Method) + 1)]
    for before, after in zip(plain, wider, strict=True):
        assert after.estimate == before.estimate
        for one, two in zip(before.intervals, after.intervals, strict=True):
            assert two.low < one.low
            assert two.high > one.high or math.isinf(one.high)
        if after.intervals:
            assert after.diagnostics["links_low"] < after.estimate < after.diagnostics["links_high"]


def test_without_replicates_there_is_nothing_to_widen():
    found = estimate(SAME, doubt=Doubt(MORE, FEWER))
    assert found.intervals == ()
    assert found == estimate(SAME)


def test_all_methods_together_reach_from_the_lowest_to_the_highest_limit_without_lower_bounds():
    wide = Estimate(Method.GRAPHS, 12.0, Status.EXISTS, (Interval(0.95, 9.0, math.inf),))
    bound = Estimate(
        Method.CHAO,
        5.0,
        Status.EXISTS,
        (Interval(0.95, 3.0, 6.0),),
        cautions=(Caution.LOWER_BOUND,),
    )
    assert span((OF_TEN, bound)) == Interval(0.95, 8.0, 14.0)
    assert span((OF_TEN, wide, bound)) == Interval(0.95, 8.0, math.inf)
    assert span((bound, other(3.0))) is None
