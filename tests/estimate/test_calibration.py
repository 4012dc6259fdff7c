"""Methods are tried on populations that are known."""

from __future__ import annotations

import functools

import numpy as np
import pytest

from inbeeld.estimate import Estimate, Interval, Method, MethodFault, Status, estimate, table
from inbeeld.estimate.calibration import calibrate, drawn, world

SMALL = table("ABC", [((1, 0, 0), 300), ((0, 1, 0), 200), ((1, 1, 0), 100), ((0, 0, 1), 150),
                      ((1, 0, 1), 60), ((0, 1, 1), 50), ((1, 1, 1), 20)])  # fmt: skip
how = functools.partial(estimate, method=Method.STEPWISE)


def guess(numbers, *, low=0.9, high=1.1):
    """A method that answers these numbers one after another."""
    left = iter(numbers)

    def answer(table, *, replicates, seed):
        number = next(left)
        if number is None:
            return Estimate(Method.STEPWISE, None, Status.NONE)
        bounds = (Interval(0.8, number * low, number * high), Interval(0.95, 0, 10 * number))
        return Estimate(Method.STEPWISE, number, Status.EXISTS, intervals=bounds)

    return answer


def test_the_world_is_the_fitted_model_with_those_on_no_list():
    found = how(SMALL, replicates=0, seed=1)
    made = world(SMALL)
    assert made.people == round(found.estimate)
    assert made.means[1:].sum() == pytest.approx(SMALL.listed)


def test_a_population_that_is_drawn_forgets_who_is_on_no_list():
    made = world(SMALL)
    again = [drawn(made, dice) for dice in np.random.default_rng(1).spawn(200)]
    assert all(one.counts[0] == 0 for one in again)
    assert np.mean([one.listed for one in again]) == pytest.approx(SMALL.listed, rel=0.01)
    assert len({one.listed for one in again}) > 50


def test_bias_error_and_what_the_intervals_held_are_counted():
    made = world(SMALL)
    truth = made.people
    done = calibrate(made, guess([truth * 1.2, truth, None, truth * 0.95]), runs=4, replicates=9)
    assert done.truth == truth
    assert done.without_estimate == 1
    assert done.bias == pytest.approx(0.05)
    assert done.median_bias == pytest.approx(0)
    assert done.rmse == pytest.approx(np.sqrt((0.2**2 + 0.05**2) / 3))
    assert [(one.level, one.hits, one.of) for one in done.held] == [(0.8, 2, 4), (0.95, 3, 4)]


def test_where_nothing_is_ever_estimated_there_is_no_bias():
    done = calibrate(world(SMALL), guess([None, None]), runs=2, replicates=1)
    assert (done.bias, done.rmse, done.without_estimate) == (None, None, 2)
    assert [one.hits for one in done.held] == [0, 0]


def test_stepwise_is_nearly_right_where_its_model_is_true():
    done = calibrate(world(SMALL), how, runs=12, replicates=100, seed=3)
    assert abs(done.bias) < 0.1
    assert done.rmse < 0.25
    assert done.held[1].hits >= 9
    assert done.held[1].hits >= done.held[0].hits
    assert done == calibrate(world(SMALL), how, runs=12, replicates=100, seed=3)


def test_without_replicates_there_is_no_coverage():
    assert calibrate(world(SMALL), how, runs=2, replicates=0).held == ()


def test_each_run_is_told():
    told = []
    calibrate(world(SMALL), how, runs=3, replicates=0, tell=told.append)
    assert told == [1, 2, 3]


def test_what_cannot_be_tried_is_refused():
    with pytest.raises(MethodFault, match="no estimate exists"):
        world(table("AB", [((1, 0), 5), ((0, 1), 5)]))
    with pytest.raises(MethodFault, match="one run or more"):
        calibrate(world(SMALL), how, runs=0, replicates=0)
