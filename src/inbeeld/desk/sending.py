"""A report sealed as it is when somebody sends one: every question of every side, skipped ones too."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from uuid import UUID

from inbeeld.desk.contents import SCHEMA, Answer, written
from inbeeld.knowledge.reporting import ReportQuestion
from inbeeld.vault.keys import PublicKey
from inbeeld.vault.named import SealedContent
from inbeeld.vault.seal.reports import Side, seal_answer

# What somebody ticked in a check, carried along as codes if they want it. Not a question of its own.
CARRIED = "carried"
Given = Mapping[str, tuple[str, ...]]
Row = tuple[str, Side, SealedContent]


def sealed_answer(
    report: UUID, public: Mapping[Side, PublicKey], *, question: str, side: Side, answer: Answer
) -> Row:
    """One answer to one side, bound to its question."""
    sealed = seal_answer(
        written(answer),
        to=public[side],
        report=report,
        field=f"{question}/{side}",
        schema=SCHEMA,
    )
    return question, side, sealed


def sealed_answers(
    report: UUID,
    public: Mapping[Side, PublicKey],
    question: ReportQuestion,
    given: Given,
    at: dt.datetime,
) -> list[Row]:
    """The answer to a question for each side that it has."""
    rows = []
    for kind in question.sides:
        mine = {
            one.id: given[one.id] for one in question.field if one.side is kind and one.id in given
        }
        side = Side(kind.value)
        rows.append(
            sealed_answer(report, public, question=question.id, side=side, answer=Answer(at, mine))
        )
    return rows


def sealed_rest(
    report: UUID,
    public: Mapping[Side, PublicKey],
    questions: Iterable[ReportQuestion],
    answered: Iterable[str],
    at: dt.datetime,
) -> list[Row]:
    """What was skipped, sealed as skipped: from outside every report that was sent looks the same."""
    done = set(answered)
    rows = [
        row
        for question in questions
        if question.id not in done
        for row in sealed_answers(report, public, question, {}, at)
    ]
    if CARRIED not in done:
        rows.append(
            sealed_answer(report, public, question=CARRIED, side=Side.DESK, answer=Answer(at))
        )
    return rows
