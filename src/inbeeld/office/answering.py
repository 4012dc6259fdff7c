"""What staff write: to the reporter, for each other, and the day by which they promise an answer."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.db import transaction

from inbeeld.desk.contents import Entry, EntryKind, Letter, LetterKind
from inbeeld.office.opened import write_entry, write_letter
from inbeeld.vault.open.reports import ReportKey

SENT = {EntryKind.LETTER: LetterKind.LETTER, EntryKind.QUESTION: LetterKind.QUESTION}


def write(
    report: UUID,
    key: ReportKey,
    *,
    kind: EntryKind,
    text: str,
    on: str,
    by: str,
    now: dt.datetime,
) -> None:
    """Keeps it beside the report, and in the mailbox where it is for the reporter.

    Nothing is kept where nothing was written. ValueError for a day that is none, or for a kind that
    nobody writes.
    """
    if kind is EntryKind.PROMISE:
        day = dt.date.fromisoformat(on).isoformat()
        write_entry(report, key, Entry(now, kind, by, on=day))
    elif kind is EntryKind.NOTE or kind in SENT:
        if not text:
            return
        with transaction.atomic():
            write_entry(report, key, Entry(now, kind, by, text=text))
            if kind in SENT:
                write_letter(report, Letter(now, SENT[kind], text=text))
    else:
        raise ValueError("Nobody writes this by hand.")
