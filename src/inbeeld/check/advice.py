"""The nouns of advice: what comes in, and what goes out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from inbeeld.check.routes import RouteNow
from inbeeld.knowledge.guidance import OutcomeWords, Rule, Saying, Step
from inbeeld.knowledge.model import ResultForm, Signal
from inbeeld.knowledge.words import Circumstance, Known, Observer, Outcome, Text


class Home(StrEnum):
    """Whether someone at home may be part of it. Asked early; unknown is treated with care."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Observation:
    """This signal, known in this way, then, there, with this evidence.

    `signal` is an id such as `asks-for-secrecy`. What is free text stays out of `repr`, so that it
    cannot end up in a log.
    """

    signal: str
    known: Known = Known.SEEN
    circumstances: frozenset[Circumstance] = frozenset()
    when: str = field(default="", repr=False)
    where: str = field(default="", repr=False)
    evidence: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why: an observation, the rule that it meets, and what that rule asks for.

    `text` is the signal as this observer speaks of it: the statement, where a young person ticked it.
    """

    signal: Signal
    text: Text
    known: Known
    circumstances: frozenset[Circumstance]
    rule: Rule
    because: Text
    outcome: Outcome

    @property
    def sources(self) -> tuple[str, ...]:
        """Where the signal and the rule were read, without doubles."""
        return tuple(dict.fromkeys((*self.signal.sources, *self.rule.sources)))


@dataclass(frozen=True, slots=True)
class FormPointer:
    """A form it may point to, with the observations behind it."""

    form: ResultForm
    signals: tuple[Signal, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """Something noticed about the input that changes nothing, such as a signal of other observers."""

    signal: str
    text: Text


@dataclass(frozen=True, slots=True)
class Record:
    """What a professional writes down: facts, what was told, what is thought; date and by whom."""

    on: dt.date
    by: Observer
    seen: tuple[Observation, ...]
    told: tuple[Observation, ...]
    thought: tuple[Observation, ...]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A question that weighs, with what was noticed. `by_hand`: the professional fills it in."""

    question: Text
    noticed: tuple[Text, ...]
    by_hand: bool


@dataclass(frozen=True, slots=True)
class WeighedStep:
    """A step of the meldcode for this case."""

    number: int
    name: Text
    text: Text
    questions: tuple[Weighed, ...]


@dataclass(frozen=True, slots=True)
class Meldcode:
    """The five steps of the meldcode for this case, with the record."""

    steps: tuple[WeighedStep, ...]
    record: Record


@dataclass(frozen=True, slots=True)
class Advice:
    """What to do, and why. It is about what the reader can do, never a verdict about a person."""

    outcome: Outcome
    words: OutcomeWords
    observer: Observer
    reasons: tuple[Reason, ...]
    forms: tuple[FormPointer, ...]
    unknown: tuple[Text, ...]
    otherwise: tuple[Signal, ...]
    do: tuple[Step, ...]
    dont: tuple[Step, ...]
    say: Saying | None
    first_calls: tuple[RouteNow, ...]
    routes: tuple[RouteNow, ...]
    home: Home
    meldcode: Meldcode | None
    notes: tuple[Note, ...]
    at: dt.datetime

    @property
    def told(self) -> tuple[Reason, ...]:
        """The reasons as a reader wants them: what was ticked once stands there once."""
        first: dict[Text, Reason] = {}
        for reason in self.reasons:
            first.setdefault(reason.text, reason)
        return tuple(first.values())
