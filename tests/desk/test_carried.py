"""What was ticked comes back from its codes as it was, and anything else is left out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inbeeld.check import Observation
from inbeeld.desk.carried import is_code, observations
from inbeeld.knowledge import load
from inbeeld.knowledge.words import Circumstance, Known

KNOWN = load()
SIGNALS = sorted(KNOWN.signals)


@given(
    st.sampled_from(SIGNALS),
    st.sampled_from(list(Known)),
    st.frozensets(st.sampled_from(list(Circumstance))),
)
def test_an_observation_comes_back_from_its_code(signal, known, circumstances):
    code = "-".join([KNOWN.signals[signal].fact, known, *sorted(circumstances)])
    assert is_code(code, KNOWN)
    assert observations([code], KNOWN) == [Observation(signal, known, circumstances)]


@pytest.mark.parametrize(
    "code", ["", "S999-seen", "S029", "S029-guessed", "S029-seen-soon", "iets"]
)
def test_what_is_no_code_is_left_out(code):
    assert not is_code(code, KNOWN)
    assert observations([code, "S029-seen"], KNOWN) == observations(["S029-seen"], KNOWN)
