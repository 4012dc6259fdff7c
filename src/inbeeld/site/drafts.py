"""A report while it is written: begun, answered and sent, each step sealed before it is stored.

The public process seals to a public key that stands beside the draft. It can add an answer and replace
one by a newer; it can show none.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable

from django.http import QueryDict

from inbeeld.desk.contents import SCHEMA, Answer, Letter, LetterKind, written
from inbeeld.desk.sending import CARRIED, Given, sealed_answer, sealed_answers, sealed_rest
from inbeeld.knowledge.receipt_words import receipt_words
from inbeeld.knowledge.reporting import FieldKind, ReportQuestion
from inbeeld.knowledge.words import Lang
from inbeeld.site import reporting
from inbeeld.store import intake
from inbeeld.store.nouns import Draft, StoreFailed
from inbeeld.vault.mailbox import seal_letter
from inbeeld.vault.named import Locator, Words
from inbeeld.vault.receipts import new_receipt, new_words
from inbeeld.vault.seal.reports import Side, new_report


class WrongAnswer(ValueError):
    """A code that belongs to no question."""


def begin(now: dt.datetime) -> str:
    """A new draft; its name. StoreFailed where it cannot be kept."""
    groups = intake.group_keys()
    if set(groups) != set(Side):
        raise StoreFailed("There is no key to seal to.")
    reporting.drafts_gate().wait()
    report, name = uuid.uuid4(), intake.new_name()
    try:
        key = reporting.retention().add(report)
    except OSError:
        raise StoreFailed("The key file did not take it.") from None
    until = now + dt.timedelta(minutes=reporting.terms().draft_minutes)
    intake.begin(new_report(report, groups=groups, retention=key), name=name, until=until)
    return name


def living(name: str, now: dt.datetime) -> Draft | None:
    """The draft of that name while something can be done with it, or None."""
    found = intake.find(name)
    if found is None:
        return None
    if found.sent is not None:
        again = dt.timedelta(minutes=reporting.terms().again_minutes)
        return found if now <= found.sent + again else None
    return found if now <= found.until else None


def given(question: ReportQuestion, sent: QueryDict) -> Given:
    """What was answered, by field, without what was left empty. WrongAnswer for a code of no field."""
    found: dict[str, tuple[str, ...]] = {}
    for one in question.field:
        values = [value for value in sent.getlist(one.id) if value.strip()]
        if one.kind in (FieldKind.TEXT, FieldKind.LINE):
            values = [value.replace("\r\n", "\n")[: one.most] for value in values[:1]]
        elif not set(values) <= {choice.id for choice in one.choice}:
            raise WrongAnswer
        if values:
            found[one.id] = tuple(values)
    return found


def answer(draft: Draft, question: ReportQuestion, what: Given, now: dt.datetime) -> None:
    """Seals the answer to each side that the question has, and stores it."""
    intake.add(draft.report, sealed_answers(draft.report, draft.public, question, what, now))


def carry(draft: Draft, codes: Iterable[str], now: dt.datetime) -> None:
    """Takes along what was ticked in a check."""
    what = Answer(now, {CARRIED: tuple(codes)})
    row = sealed_answer(draft.report, draft.public, question=CARRIED, side=Side.DESK, answer=what)
    intake.add(draft.report, [row])


def send(
    draft: Draft, questions: Iterable[ReportQuestion], lang: Lang, now: dt.datetime
) -> tuple[Locator, Words]:
    """Makes the draft a report. When this returns the whole of it is on the disk.

    Sent again, it gives new words, and the old ones are worth nothing.
    """
    words = new_words(receipt_words(lang))
    with reporting.giving:
        receipt = new_receipt(words, reporting.check_key())
    rows = (
        sealed_rest(draft.report, draft.public, questions, draft.answered, now)
        if draft.sent is None
        else []
    )
    letter = seal_letter(
        written(Letter(now, LetterKind.RECEIVED)),
        to=receipt.public,
        report=draft.report,
        schema=SCHEMA,
    )
    intake.finish(draft.report, rows, receipt, letter, given=now)
    return receipt.locator, words
