"""Which questions to ask, of whom, in which order; and what the answers observe.

Urgent things come first. Only what this observer can see is asked, and only in the parts of life that
the person named. Codes are short and neutral, because a browser may keep what a form sent.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from inbeeld.check.advice import Observation
from inbeeld.knowledge.guidance import FollowUp, SelfStatement
from inbeeld.knowledge.model import Area, Knowledge, Signal
from inbeeld.knowledge.words import Circumstance, Known, Level, Observer, Text

DANGER = "danger"


class Answer(StrEnum):
    """An answer to a question about a signal, as a neutral code."""

    SEEN = "a"
    TOLD = "b"
    THOUGHT = "c"
    NO = "d"
    UNKNOWN = "e"


class SelfAnswer(StrEnum):
    """An answer of the young person to a statement."""

    YES = "a"
    NO = "d"
    NOT_SURE = "c"
    RATHER_NOT = "e"


class YesNo(StrEnum):
    """An answer to a question that makes something urgent, or that opens the check."""

    YES = "a"
    NO = "d"
    UNKNOWN = "e"


KNOWN_BY = {
    Answer.SEEN: Known.SEEN,
    Answer.TOLD: Known.TOLD,
    Answer.THOUGHT: Known.THOUGHT,
}


@dataclass(frozen=True, slots=True)
class Question:
    """One question on one page. `routes` are shown at once where it is answered with yes."""

    code: str
    text: Text
    answers: type[StrEnum]
    signals: tuple[Signal, ...] = ()
    circumstance: Circumstance | None = None
    after: str = ""
    routes: tuple[str, ...] = ()

    @property
    def urgent(self) -> bool:
        """Whether a yes means: act now."""
        return bool(self.routes)


def areas_for(observer: Observer, knowledge: Knowledge) -> tuple[Area, ...]:
    """The parts of life in which this observer can see something, danger left out."""
    seen = {signal.area for signal in knowledge.signals.values() if observer in signal.observers}
    return tuple(area for area in knowledge.areas.values() if area.id in seen - {DANGER})


def signal_questions(
    knowledge: Knowledge, *, observer: Observer, areas: Collection[str], danger: YesNo
) -> tuple[Question, ...]:
    """The questions for someone who worries about another.

    Without any area (the person does not know) the strong signals of all areas are asked. The acute
    ones come first unless the person said that there is no danger now.
    """
    mine = [signal for signal in knowledge.signals.values() if observer in signal.observers]
    urgent = [one for one in mine if one.level is Level.ACUTE]
    other = [one for one in mine if one.level is not Level.ACUTE]
    if areas:
        other = [one for one in other if one.area in areas]
    else:
        other = [one for one in other if one.level is Level.STRONG]
    asked = [*(urgent if danger is not YesNo.NO else ()), *_by_area(other, knowledge)]
    return tuple(
        question for signal in asked for question in (_ask(signal), *_follow(signal, knowledge))
    )


def self_questions(knowledge: Knowledge) -> tuple[Question, ...]:
    """The fifteen statements for the young person, each followed by what makes it urgent."""
    found: list[Question] = []
    for statement in knowledge.statements.values():
        found.append(_state(statement, knowledge))
        for label in statement.signals:
            found += _follow(knowledge.signals[label], knowledge, after=_code(statement.fact))
    return tuple(found)


def observed(questions: Sequence[Question], answers: Mapping[str, str]) -> tuple[Observation, ...]:
    """The observations in a set of answers, by question code.

    An answer that is missing, no, or not known observes nothing. Raises ValueError for a code that
    is not among the answers of its question, and KeyError for one that belongs to no question.
    """
    by_code = {question.code: question for question in questions}
    for code, given in answers.items():
        by_code[code].answers(given)
    urgent: dict[str, set[Circumstance]] = {}
    for code, given in answers.items():
        question = by_code[code]
        if question.circumstance is not None and given == YesNo.YES:
            urgent.setdefault(question.signals[0].id, set()).add(question.circumstance)
    return tuple(
        Observation(signal.id, known, frozenset(urgent.get(signal.id, ())))
        for question in questions
        if question.circumstance is None and (known := _known(answers.get(question.code)))
        for signal in question.signals
    )


def _known(given: str | None) -> Known | None:
    """Both sets of answers use the same codes for seen, told and thought."""
    return KNOWN_BY.get(Answer(given)) if given else None


def _by_area(signals: Sequence[Signal], knowledge: Knowledge) -> list[Signal]:
    """In the order of the areas, what says most first inside each."""
    order = {label: place for place, label in enumerate(knowledge.areas)}
    weight = list(Level)
    return sorted(signals, key=lambda one: (order[one.area], -weight.index(one.level)))


def _code(fact: str) -> str:
    return fact.lower()


def _ask(signal: Signal) -> Question:
    routes = signal.routes if signal.level is Level.ACUTE else ()
    return Question(_code(signal.fact), signal.question, Answer, (signal,), routes=routes)


def _state(statement: SelfStatement, knowledge: Knowledge) -> Question:
    signals = tuple(knowledge.signals[label] for label in statement.signals)
    routes = [route for one in signals if one.level is Level.ACUTE for route in one.routes]
    code = _code(statement.fact)
    return Question(code, statement.text, SelfAnswer, signals, routes=tuple(dict.fromkeys(routes)))


def _follow(signal: Signal, knowledge: Knowledge, after: str = "") -> list[Question]:
    found = []
    for number, follow_up in enumerate(knowledge.follow_ups.values(), start=1):
        if follow_up.signal == signal.id:
            found.append(_follow_up(number, follow_up, signal, knowledge, after))
    return found


def _follow_up(
    number: int, follow_up: FollowUp, signal: Signal, knowledge: Knowledge, after: str
) -> Question:
    routes = [
        route
        for rule in knowledge.rules.values()
        if signal.id in rule.signals and follow_up.circumstance in rule.circumstances
        for route in rule.first_calls
    ]
    return Question(
        code=f"f{number}",
        text=follow_up.question,
        answers=YesNo,
        signals=(signal,),
        circumstance=follow_up.circumstance,
        after=after or _code(signal.fact),
        routes=tuple(dict.fromkeys(routes)),
    )
