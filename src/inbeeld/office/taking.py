"""A report that staff write down for somebody: by telephone, by letter, or for a demonstration.

It is sealed as any other, and its receipt is as good: the words are seen once and stored nowhere.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from inbeeld.desk.contents import SCHEMA, Letter, LetterKind, written
from inbeeld.desk.sending import Given, sealed_answers, sealed_rest
from inbeeld.knowledge.receipt_words import receipt_words
from inbeeld.knowledge.reporting import ReportQuestion
from inbeeld.knowledge.words import Lang
from inbeeld.store import intake, keyfiles
from inbeeld.vault.mailbox import seal_letter
from inbeeld.vault.named import Locator, Words
from inbeeld.vault.receipts import new_receipt, new_words
from inbeeld.vault.retention import RetentionFile
from inbeeld.vault.seal.reports import Side, new_report


@dataclass(frozen=True, slots=True, repr=False)
class Taken:
    """A report that was taken in, with what its reporter comes back with."""

    report: UUID
    locator: Locator
    words: Words


def take_in(
    answers: Mapping[str, Given],
    questions: Mapping[str, ReportQuestion],
    *,
    data: Path,
    lang: Lang,
    at: dt.datetime,
) -> Taken:
    """Seals and stores a whole report. `answers` are by question and field; the rest is skipped."""
    report = uuid.uuid4()
    retention = RetentionFile(keyfiles.retention(data)).add(report)
    made = new_report(report, groups=intake.group_keys(), retention=retention)
    intake.begin(made, name=intake.new_name(), until=at)
    public = {side: made.sides[side].public for side in Side}
    rows = [
        row
        for name, given in answers.items()
        for row in sealed_answers(report, public, questions[name], given, at)
    ]
    rows += sealed_rest(report, public, questions.values(), answers, at)
    words = new_words(receipt_words(lang))
    receipt = new_receipt(words, keyfiles.check_key(data))
    letter = written(Letter(at, LetterKind.RECEIVED))
    sealed = seal_letter(letter, to=receipt.public, report=report, schema=SCHEMA)
    intake.finish(report, rows, receipt, sealed, given=at)
    return Taken(report, receipt.locator, words)
