"""The meldcode for one case: the five steps, the questions that weigh, and what was noticed under each.

It weighs nothing itself. It puts what the professional saw, was told and thinks under the question to
which it belongs, as a record to print or to copy into their own system.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from inbeeld.check.advice import Home, Meldcode, Observation, Record, Weighed, WeighedStep
from inbeeld.check.outcome import Fact
from inbeeld.knowledge.guidance import WeighQuestion
from inbeeld.knowledge.model import Knowledge
from inbeeld.knowledge.words import Known, Observer, Text


@dataclass(frozen=True, slots=True)
class Case:
    """What is known of a case, as the questions ask for it."""

    facts: Sequence[Fact]
    unknown: Sequence[Text]


def meldcode(
    given: Sequence[Observation],
    case: Case,
    *,
    observer: Observer,
    knowledge: Knowledge,
    on: dt.date,
    home: Home,
) -> Meldcode | None:
    """The filled meldcode for a professional, None for anyone else.

    Unless it is sure that nobody at home is involved, each step has its careful text.
    """
    if not knowledge.observers[observer].professional:
        return None
    # What was ticked twice in the same way is one line of the record.
    lines = tuple(dict.fromkeys(given))
    kept = {known: tuple(one for one in lines if one.known is known) for known in Known}
    careful = home is not Home.NO
    steps = tuple(
        WeighedStep(
            number=step.number,
            name=step.name,
            text=step.text_home if careful and step.text_home else step.text,
            questions=tuple(_weigh(question, case) for question in step.questions),
        )
        for step in knowledge.meldcode.values()
    )
    record = Record(
        on=on,
        by=observer,
        seen=kept[Known.SEEN],
        told=kept[Known.TOLD],
        thought=kept[Known.THOUGHT],
    )
    return Meldcode(steps, record)


def _weigh(question: WeighQuestion, case: Case) -> Weighed:
    found = [
        fact.signal.text
        for fact in case.facts
        if fact.known in question.known or fact.signal.id in question.signals
    ]
    if question.otherwise:
        found += [fact.signal.otherwise for fact in case.facts]
    if question.unknown:
        found += case.unknown
    filled = bool(question.known or question.signals or question.otherwise or question.unknown)
    return Weighed(question.text, tuple(dict.fromkeys(found)), by_hand=not filled)
