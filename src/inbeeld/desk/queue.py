"""Which report comes first: who waits longest for an answer. Nothing here ranks a person or a story."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from inbeeld.desk.contents import Entry, EntryKind, Request, RequestKind

ANSWERS = (EntryKind.LETTER, EntryKind.QUESTION)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Where a report stands. `since` is the oldest thing told that nobody answered, None if answered."""

    report: UUID
    sent: dt.datetime
    since: dt.datetime | None
    unread: bool
    promised: dt.date | None
    late: bool
    erase_at: dt.datetime | None


def waiting(
    report: UUID,
    *,
    sent: dt.datetime,
    requests: Iterable[Request],
    entries: Sequence[Entry],
    erase_at: dt.datetime | None,
    today: dt.date,
) -> Waiting:
    """Where a report stands, from what its reporter told and what staff did."""
    told = [sent, *(one.at for one in requests if one.kind is RequestKind.ADD)]
    answered = max((one.at for one in entries if one.kind in ANSWERS), default=None)
    read = max((one.at for one in entries if one.kind is EntryKind.READ), default=None)
    open_since = [at for at in told if answered is None or at > answered]
    promised = promise(entries)
    return Waiting(
        report=report,
        sent=sent,
        since=min(open_since, default=None),
        unread=read is None or max(told) > read,
        promised=promised,
        late=promised is not None and promised < today,
        erase_at=erase_at,
    )


def promise(entries: Iterable[Entry]) -> dt.date | None:
    """The day that was promised and is not kept yet: an answer after the promise keeps it."""
    held: dt.date | None = None
    for one in sorted(entries, key=lambda entry: entry.at):
        if one.kind is EntryKind.PROMISE:
            held = dt.date.fromisoformat(one.on) if one.on else None
        elif one.kind in ANSWERS:
            held = None
    return held


def in_order(rows: Iterable[Waiting]) -> list[Waiting]:
    """Those who wait, the longest first; then those who were answered, the newest first."""
    found = list(rows)
    open_ones = sorted((row for row in found if row.since), key=lambda row: row.since or row.sent)
    done = sorted((row for row in found if not row.since), key=lambda row: row.sent, reverse=True)
    return [*open_ones, *done]
