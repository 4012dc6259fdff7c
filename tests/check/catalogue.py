"""What the tests of this room draw from: the whole catalogue, fixed moments, and random visits."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from inbeeld.check import Advice, Circumstance, Home, Known, Observation, Observer, advise
from inbeeld.knowledge import Country, Level, Signal, load

KNOWN = load()
BY_FACT = {signal.fact: signal for signal in KNOWN.signals.values()}
LEVELS = {
    level: [one.id for one in KNOWN.signals.values() if one.level is level] for level in Level
}
EVENING = dt.datetime(2026, 11, 23, 19, 0, tzinfo=dt.UTC)  # Monday, 20.00 in the Netherlands
NIGHT = dt.datetime(2026, 11, 23, 23, 30, tzinfo=dt.UTC)

# Every example is drawn anew in each run; what once failed is kept by Hypothesis and tried first.
# How fast a machine draws them is no promise of ours.
PROMISE = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])


@dataclass(frozen=True)
class Visit:
    """What one visitor comes with, and when."""

    observations: tuple[Observation, ...]
    observer: Observer = Observer.TEACHER
    home: Home = Home.UNKNOWN
    country: Country = Country.NL
    at: dt.datetime = EVENING

    def advice(self, *observations: Observation, **other: Any) -> Advice:
        """The advice for this visit, with more observations or other answers where given."""
        given = other.pop("given", self.observations)
        answers = {"observer": self.observer, "home": self.home, "country": self.country}
        return advise((*given, *observations), knowledge=KNOWN, at=self.at, **(answers | other))


def signal(fact: str) -> Signal:
    """A signal by its number in the fact list."""
    return BY_FACT[fact]


def observation(fact: str, known: Known = Known.SEEN, *when: Circumstance) -> Observation:
    """An observation of a signal by its number."""
    return Observation(BY_FACT[fact].id, known, frozenset(when))


EVERY = st.sampled_from(list(KNOWN.signals))


def observations(ids: st.SearchStrategy[str] = EVERY) -> st.SearchStrategy[Observation]:
    """Any observation, of the signals given or of all 120."""
    return st.builds(
        Observation,
        ids,
        st.sampled_from(list(Known)),
        st.frozensets(st.sampled_from(list(Circumstance)), max_size=2),
    )


def _up_to(*levels: Level) -> st.SearchStrategy[list[Observation]]:
    ids = [label for level in levels for label in LEVELS[level]]
    return st.lists(observations(st.sampled_from(ids)), max_size=8)


def lists() -> st.SearchStrategy[list[Observation]]:
    """Lists of observations that reach every outcome: some hold the lower levels only."""
    return st.one_of(
        _up_to(Level.GENERAL),
        _up_to(Level.GENERAL, Level.POSSIBLE),
        _up_to(Level.GENERAL, Level.POSSIBLE, Level.STRONG),
        _up_to(*Level),
    )


def moments() -> st.SearchStrategy[dt.datetime]:
    """Any moment of two years, in any time zone."""
    return st.datetimes(
        dt.datetime(2026, 1, 1),  # noqa: DTZ001 (Hypothesis adds the zone)
        dt.datetime(2027, 12, 31),  # noqa: DTZ001
        timezones=st.timezones(),
    )


def visits() -> st.SearchStrategy[Visit]:
    """Any visit: every list, observer, answer about home, country and moment."""
    return st.builds(
        Visit,
        lists().map(tuple),
        st.sampled_from(list(Observer)),
        st.sampled_from(list(Home)),
        st.sampled_from(list(Country)),
        moments(),
    )
