"""What a reporter asked is carried out here, by a process that can open it, once a member looks.

A choice of who may get a report is kept to at once: the newest stands. Erasing waits, because someone
may be forced to ask for it; the moment is then written beside the report, so that it needs no key.
A call to stop that nobody opened yet holds the erasing up (`tidy.py`).
"""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.db import transaction

from inbeeld.desk.contents import Entry, EntryKind, Letter, LetterKind, Request, RequestKind
from inbeeld.office.opened import open_requests, write_entry, write_letter
from inbeeld.store import models
from inbeeld.vault.open.reports import ReportKey


def carry_out(report: UUID, key: ReportKey, *, by: str, now: dt.datetime, hours: int) -> int:
    """Carries out all that was asked and is not done; how many. `hours` is how long erasing waits.

    What was added is done when somebody reads it: `read`.
    """
    row = models.Report.objects.get(id=report)
    count = 0
    for held, asked in open_requests(row, key):
        if not is_due(held, asked):
            continue
        with transaction.atomic():
            if asked.kind is RequestKind.DELETE:
                row.erase_at = asked.at + dt.timedelta(hours=hours)
                row.save(update_fields=["erase_at"])
            elif asked.kind is RequestKind.KEEP:
                row.erase_at = None
                row.save(update_fields=["erase_at"])
            _done(report, key, held, asked, by=by, now=now)
        count += 1
    return count


def is_due(held: models.Request, asked: Request) -> bool:
    """Whether a request waits to be carried out by who sees it."""
    return held.carried_out is None and asked.kind is not RequestKind.ADD


def read(report: UUID, key: ReportKey, *, by: str, now: dt.datetime) -> None:
    """A member has opened it: noted beside the report, and told to the reporter the first time."""
    row = models.Report.objects.get(id=report)
    first = not models.Entry.objects.filter(report=row).exists()
    added = [
        (held, asked)
        for held, asked in open_requests(row, key)
        if held.carried_out is None and asked.kind is RequestKind.ADD
    ]
    with transaction.atomic():
        write_entry(report, key, Entry(now, EntryKind.READ, by))
        if first:
            write_letter(report, Letter(now, LetterKind.READ))
        for held, asked in added:
            _done(report, key, held, asked, by=by, now=now)


def consented(requests: tuple[Request, ...], first: tuple[str, ...]) -> tuple[str, ...]:
    """Who may get it: the newest choice, or what the report itself said."""
    chosen = [one.partners for one in requests if one.kind is RequestKind.CONSENT]
    return chosen[-1] if chosen else first


def _done(
    report: UUID,
    key: ReportKey,
    held: models.Request,
    asked: Request,
    *,
    by: str,
    now: dt.datetime,
) -> None:
    held.carried_out = now
    held.save(update_fields=["carried_out"])
    write_entry(report, key, Entry(now, EntryKind.DONE, by, about=asked.kind))
    write_letter(report, Letter(now, LetterKind.DONE, about=asked.kind, partners=asked.partners))
