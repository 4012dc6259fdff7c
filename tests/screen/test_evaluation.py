"""Figures about the chat check: shares with honest bounds, and never a chat."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inbeeld.screen.evaluation import Share


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (5, 10, 0.2366, 0.7634),
        (95, 100, 0.8882, 0.9785),
    ],
)
def test_bounds_are_those_that_wilson_published(hits, of, low, high):
    assert Share(hits, of).bounds == pytest.approx((low, high), abs=0.0001)


@given(st.integers(1, 500).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_bounds_hold_the_share_and_stay_between_none_and_all(counts):
    share = Share(*counts)
    low, high = share.bounds
    assert 0 <= low <= share.hits / share.of <= high <= 1


def test_where_there_is_nothing_to_count_there_are_no_bounds():
    assert Share(0, 0).bounds is None
