"""Reads the outcome table: which rules an observation meets, and the highest action they give.

Every rule counts distinct signals upwards only, and what is better known or more urgent never counts
for less. That makes the whole monotone: one more observation never lowers the outcome.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from inbeeld.check.advice import Observation
from inbeeld.knowledge.faults import UnknownId
from inbeeld.knowledge.guidance import Rule
from inbeeld.knowledge.model import Knowledge, Signal
from inbeeld.knowledge.words import Circumstance, Kind, Known, Level, Outcome

CERTAINTY = {Known.THOUGHT: 0, Known.TOLD: 1, Known.SEEN: 2}
LOWER = {Level.STRONG: Level.POSSIBLE, Level.POSSIBLE: Level.GENERAL}


@dataclass(frozen=True, slots=True)
class Fact:
    """One distinct signal as best known, with all that makes it urgent.

    `level` is the level at which it counts, None where a general signal is only thought.
    """

    signal: Signal
    known: Known
    circumstances: frozenset[Circumstance]

    @property
    def level(self) -> Level | None:
        if self.known is not Known.THOUGHT or self.signal.level is Level.ACUTE:
            return self.signal.level
        if self.signal.kind is Kind.HARM:
            return Level.POSSIBLE
        return LOWER.get(self.signal.level)

    @property
    def harm(self) -> bool:
        """Whether it counts as a piece of the harm itself: not while it is only thought."""
        return self.signal.kind is Kind.HARM and self.known is not Known.THOUGHT


@dataclass(frozen=True, slots=True)
class Met:
    """A rule that is met, by which facts, and the action it gives here."""

    rule: Rule
    facts: tuple[Fact, ...]
    outcome: Outcome


def distinct(observations: Iterable[Observation], knowledge: Knowledge) -> tuple[Fact, ...]:
    """One fact a signal, as best known, in the order of the catalogue.

    Raises `UnknownId` with the nearest ids for a signal that does not exist.
    """
    best: dict[str, Observation] = {}
    urgent: dict[str, frozenset[Circumstance]] = {}
    for observation in observations:
        label = observation.signal
        if label not in knowledge.signals:
            raise UnknownId("signal", label, knowledge.signals)
        known = best.get(label)
        if known is None or CERTAINTY[observation.known] > CERTAINTY[known.known]:
            best[label] = observation
        urgent[label] = urgent.get(label, frozenset()) | observation.circumstances
    return tuple(
        Fact(signal, best[label].known, urgent[label])
        for label, signal in knowledge.signals.items()
        if label in best
    )


def met_rules(facts: tuple[Fact, ...], rules: Mapping[str, Rule]) -> tuple[Met, ...]:
    """Every rule that these facts meet, highest action first, then in the order of the table."""
    found = [met for rule in rules.values() if (met := READERS[rule.kind](rule, facts))]
    return tuple(sorted(found, key=lambda met: -met.outcome.step))


def highest(met: Iterable[Met]) -> Outcome:
    """The highest action of the rules that are met; talk where none is."""
    return max((one.outcome for one in met), key=lambda outcome: outcome.step, default=Outcome.TALK)


def _count(rule: Rule, facts: tuple[Fact, ...]) -> Met | None:
    base = rule.at_least == 1 and rule.outcome is Outcome.TALK
    counted = tuple(
        fact
        for fact in facts
        if fact.level in rule.levels or (Kind.HARM in rule.kinds and fact.harm) or base
    )
    categories = {fact.signal.category for fact in counted}
    if len(counted) < rule.at_least or len(categories) < rule.categories:
        return None
    return Met(rule, counted, rule.outcome)


def _together(rule: Rule, facts: tuple[Fact, ...]) -> Met | None:
    one = [fact for fact in facts if fact.signal.id in rule.signals]
    other = [fact for fact in facts if fact.signal.id in rule.together_with]
    if not one or not other:
        return None
    sure = all(any(fact.known is not Known.THOUGHT for fact in half) for half in (one, other))
    outcome = rule.outcome if sure else _one_lower(rule.outcome)
    return Met(rule, (*one, *other), outcome)


def _circumstance(rule: Rule, facts: tuple[Fact, ...]) -> Met | None:
    urgent = tuple(
        fact
        for fact in facts
        if fact.signal.id in rule.signals and fact.circumstances & set(rule.circumstances)
    )
    return Met(rule, urgent, rule.outcome) if urgent else None


def _one_lower(outcome: Outcome) -> Outcome:
    return list(Outcome)[max(outcome.step - 1, 0)]


READERS = {"count": _count, "together": _together, "circumstance": _circumstance}
