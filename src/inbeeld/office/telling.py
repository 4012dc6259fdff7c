"""A report put in the order of its questions, with the words of what was chosen, ready to show.

What the reporter ticked in a check says what it says there: the same advice, from the same place.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from inbeeld.check import Advice, Observer, advise
from inbeeld.desk.carried import observations
from inbeeld.desk.contents import Entry, Request, RequestKind
from inbeeld.desk.sending import CARRIED
from inbeeld.knowledge.model import Knowledge
from inbeeld.knowledge.reporting import FieldSide, ReportField, Reporting
from inbeeld.knowledge.words import Text
from inbeeld.office.carrying import consented
from inbeeld.office.opened import OpenReport
from inbeeld.vault.seal.reports import Side


@dataclass(frozen=True, slots=True, repr=False)
class Told:
    """What was told, as staff read it. `identity` is None for who has no key to it."""

    story: tuple[tuple[Text, tuple[Said, ...]], ...]
    identity: tuple[tuple[Text, tuple[Said, ...]], ...] | None
    skipped: tuple[Text, ...]
    added: tuple[Request, ...]
    consent: tuple[Text, ...]
    entries: tuple[Entry, ...]
    advice: Advice | None


@dataclass(frozen=True, slots=True, repr=False)
class Said:
    """An answer: the label of its field, the words of what was chosen, or what was written."""

    label: Text
    chosen: tuple[Text, ...] = ()
    text: str = ""


def told(whole: OpenReport, reporting: Reporting, known: Knowledge, *, at: dt.datetime) -> Told:
    """All that a report says."""
    by_side = {
        side: {
            question.id: _said(whole, question.id, question.field, side) for question in
            reporting.questions.values()
        }
        for side in Side
    }  # fmt: skip
    answered = {name for said in by_side.values() for name, what in said.items() if what}
    holds_identity = any(side is Side.IDENTITY for _, side in whole.answers)
    (consent,) = reporting.questions["consent"].field
    names = {one.id: one.text for one in consent.choice}
    first = _given(whole, "consent", consent.id)
    return Told(
        story=_shown(by_side[Side.DESK], reporting),
        identity=_shown(by_side[Side.IDENTITY], reporting) if holds_identity else None,
        skipped=tuple(
            question.text
            for question in reporting.questions.values()
            if question.id not in answered
        ),
        added=tuple(one for one in whole.requests if one.kind is RequestKind.ADD),
        consent=tuple(names[one] for one in consented(whole.requests, first) if one in names),
        entries=tuple(reversed(whole.entries)),
        advice=_advice(whole, known, at=at),
    )


def _shown(
    said: dict[str, tuple[Said, ...]], reporting: Reporting
) -> tuple[tuple[Text, tuple[Said, ...]], ...]:
    return tuple(
        (question.text, said[question.id])
        for question in reporting.questions.values()
        if said[question.id]
    )


def _said(
    whole: OpenReport, question: str, fields: Iterable[ReportField], side: Side
) -> tuple[Said, ...]:
    answer = whole.answers.get((question, side))
    given = answer.given if answer else {}
    found = []
    for one in fields:
        if one.side is not FieldSide(side.value) or one.id not in given:
            continue
        names = {choice.id: choice.text for choice in one.choice}
        chosen = tuple(names[value] for value in given[one.id] if value in names)
        found.append(Said(one.label, chosen, "" if names else "\n".join(given[one.id])))
    return tuple(found)


def _given(whole: OpenReport, question: str, field: str) -> tuple[str, ...]:
    answer = whole.answers.get((question, Side.DESK))
    return tuple(answer.given.get(field, ())) if answer else ()


def _advice(whole: OpenReport, known: Knowledge, *, at: dt.datetime) -> Advice | None:
    """What `check` says of what was ticked, or None where nothing was carried along."""
    seen = observations(_given(whole, CARRIED, CARRIED), known)
    if not seen:
        return None
    who = _given(whole, "who", "who")
    observer = Observer(who[0]) if who and who[0] in tuple(Observer) else Observer.PUBLIC
    return advise(seen, observer=observer, knowledge=known, at=at)
