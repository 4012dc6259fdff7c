"""What someone may tick about a chat, and what those ticks observe.

The same list serves a person who reads a chat by eye and one who goes over what the chat check saw. Codes
are short and neutral: `s085` for a signal, `c091` with a letter for what makes it urgent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from inbeeld.check.advice import Observation
from inbeeld.knowledge.chat_model import ChatRules, Process
from inbeeld.knowledge.model import Knowledge, Signal
from inbeeld.knowledge.words import Circumstance, Known, Observer, Text

TICKED = "a"
LETTERS = dict(zip("abcde", Circumstance, strict=True))
# What only the reading of a chat can say: a person is not asked it, and can take it back.
ONLY_READ = frozenset({Circumstance.PRESSING})


@dataclass(frozen=True, slots=True)
class Tick:
    """A signal as this observer reads it, and what would make it urgent, by letter."""

    signal: Signal
    text: Text
    urgent: Mapping[str, Circumstance]

    @property
    def code(self) -> str:
        return self.signal.fact.lower()

    @property
    def urgent_code(self) -> str:
        return f"c{self.signal.fact[1:]}"

    @property
    def only_read(self) -> frozenset[str]:
        """The letters of what only the reading of a chat can say."""
        return frozenset(letter for letter, one in self.urgent.items() if one in ONLY_READ)


@dataclass(frozen=True, slots=True)
class TickGroup:
    """What belongs to one process in a conversation."""

    process: Process
    ticks: tuple[Tick, ...]


def tick_list(
    knowledge: Knowledge, rules: ChatRules, *, observer: Observer
) -> tuple[TickGroup, ...]:
    """Every signal that a chat can show, by process, in the order of the rules."""
    groups = (
        TickGroup(
            process,
            tuple(
                _tick(knowledge, knowledge.signals[sign.signal], observer)
                for sign in rules.signs.values()
                if sign.process == process.id
            ),
        )
        for process in rules.processes.values()
    )
    return tuple(group for group in groups if group.ticks)


def ticked(
    groups: Sequence[TickGroup], given: Iterable[tuple[str, str]]
) -> tuple[Observation, ...]:
    """The observations of what was ticked, as pairs of code and value.

    What makes a signal urgent says nothing without the signal. Raises KeyError for a code that stands
    on no list, and ValueError for a value that its code does not have.
    """
    ticks = {tick.code: tick for group in groups for tick in group.ticks}
    by_urgent = {tick.urgent_code: tick for tick in ticks.values() if tick.urgent}
    found: dict[str, None] = {}
    urgent: dict[str, set[Circumstance]] = {}
    for code, value in given:
        if code in by_urgent:
            tick = by_urgent[code]
            if value not in tick.urgent:
                raise ValueError(code)
            urgent.setdefault(tick.signal.id, set()).add(tick.urgent[value])
        elif value == TICKED:
            found[ticks[code].signal.id] = None
        else:
            raise ValueError(code)
    return tuple(
        Observation(label, Known.SEEN, frozenset(urgent.get(label, ()))) for label in found
    )


def _tick(knowledge: Knowledge, signal: Signal, observer: Observer) -> Tick:
    makes_urgent = {
        circumstance
        for rule in knowledge.rules.values()
        if signal.id in rule.signals
        for circumstance in rule.circumstances
    }
    own = signal.text_self if observer is Observer.SELF else None
    urgent = {letter: one for letter, one in LETTERS.items() if one in makes_urgent}
    return Tick(signal, own or signal.text, urgent)
