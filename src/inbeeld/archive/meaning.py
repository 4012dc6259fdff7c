"""What need not be asked twice: which hits matter at all, and the outcome of a set of observations.

An archive has many conversations and few different sets. The outcome depends on the observations
alone: not on who looks, nor on the moment, which only decide whom to call.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable
from typing import NamedTuple

from inbeeld.check import Observation, Observer, Outcome, advise
from inbeeld.knowledge import shipped
from inbeeld.screen.rulebook import Kind, Rulebook

ANY_MOMENT = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)
SETS_KEPT = 4096

# Without one of these nothing is found: a context or a time only says something beside a finding.
TELLING = frozenset({Kind.RULE, Kind.AGE})


class Meaning(NamedTuple):
    """An outcome, and the ids of the rules of the table that give it (`rules.toml`)."""

    outcome: Outcome
    rules: tuple[str, ...]


def meaning(observations: Iterable[Observation]) -> Meaning:
    """What these observations mean."""
    return _meaning(frozenset(observations))


@functools.lru_cache(maxsize=SETS_KEPT)
def _meaning(observations: frozenset[Observation]) -> Meaning:
    advice = advise(observations, observer=Observer.PUBLIC, knowledge=shipped(), at=ANY_MOMENT)
    rules = {one.rule.id for one in advice.reasons if one.outcome is advice.outcome}
    return Meaning(advice.outcome, tuple(sorted(rules)))


def telling(book: Rulebook) -> tuple[bool, ...]:
    """For each owner of patterns, whether a hit of it can be the start of a finding."""
    return tuple(owner.kind in TELLING for owner in book.owners)
