"""A report as its readers see it: opened with a group's key and the report's retention key."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from inbeeld.desk.contents import (
    SCHEMA,
    Answer,
    Entry,
    Letter,
    Request,
    read_answer,
    read_entry,
    read_request,
    written,
)
from inbeeld.store import models
from inbeeld.vault.keys import PublicKey
from inbeeld.vault.mailbox import seal_letter
from inbeeld.vault.named import RetentionKey, SealedContent, SealedKey, SealedNote
from inbeeld.vault.open.groups import GroupPrivate
from inbeeld.vault.open.reports import (
    ReportKey,
    open_answer,
    open_note,
    open_report,
    open_request,
    seal_note,
)
from inbeeld.vault.seal.reports import Side

GroupKeys = Mapping[tuple[Side, int], GroupPrivate]
ENTRY = "entry"  # the part of a report that its entries are bound to


@dataclass(frozen=True, slots=True, repr=False)
class OpenReport:
    """What a report says, as far as the reader's keys go. All in order of time."""

    id: UUID
    sent: dt.datetime
    answers: Mapping[tuple[str, Side], Answer]
    requests: tuple[Request, ...]
    entries: tuple[Entry, ...] = ()
    erase_at: dt.datetime | None = None


def open_whole(report: UUID, *, keys: GroupKeys, retention: RetentionKey) -> OpenReport:
    """Every answer that these keys open; the newest of each question counts. CannotOpen without any."""
    row = models.Report.objects.get(id=report)
    answers: dict[tuple[str, Side], Answer] = {}
    for side in Side:
        key = report_key(row, side, keys=keys, retention=retention)
        if key is None:
            continue
        for one in models.Answer.objects.filter(report=row, side=side.value):
            opened = open_answer(
                SealedContent(bytes(one.sealed)), key, report=report, field=f"{one.question}/{side}"
            )
            answer = read_answer(opened.content, opened.schema)
            held = answers.get((one.question, side))
            if held is None or held.at <= answer.at:
                answers[one.question, side] = answer
    desk = report_key(row, Side.DESK, keys=keys, retention=retention)
    return OpenReport(
        id=report,
        sent=newest_receipt(row).given,
        answers=answers,
        requests=tuple(asked for _, asked in open_requests(row, desk)),
        entries=open_entries(row, desk),
        erase_at=row.erase_at,
    )


def report_key(
    row: models.Report, side: Side, *, keys: GroupKeys, retention: RetentionKey
) -> ReportKey | None:
    """The key of one side of a report, or None where the reader holds no key of that group's epoch."""
    desk = side is Side.DESK
    epoch = row.desk_epoch if desk else row.identity_epoch
    group = keys.get((side, epoch))
    if group is None:
        return None
    sealed = row.desk_sealed if desk else row.identity_sealed
    return open_report(
        SealedKey(bytes(sealed)),
        report=row.id,
        side=side,
        epoch=epoch,
        group=group,
        retention=retention,
    )


def newest_receipt(row: models.Report) -> models.Receipt:
    """The receipt that counts."""
    return models.Receipt.objects.filter(report=row).latest("given")


def write_letter(report: UUID, letter: Letter) -> None:
    """A letter into the mailbox of a report's newest receipt."""
    receipt = newest_receipt(models.Report.objects.get(id=report))
    sealed = seal_letter(
        written(letter), to=PublicKey(bytes(receipt.public)), report=report, schema=SCHEMA
    )
    models.Letter.objects.create(receipt=receipt, sealed=sealed)


def write_entry(report: UUID, key: ReportKey, entry: Entry) -> None:
    """An entry beside a report, sealed to whoever can open the report."""
    sealed = seal_note(written(entry), key, report=report, part=ENTRY, schema=SCHEMA)
    models.Entry.objects.create(id=uuid.uuid4(), report_id=report, sealed=sealed)


def open_requests(
    row: models.Report, key: ReportKey | None, held: Iterable[models.Request] | None = None
) -> list[tuple[models.Request, Request]]:
    """What the reporter asked, the oldest first, each with its row. Nothing without the desk's key.

    `held` are its rows, where somebody fetched those of many reports at once.
    """
    if key is None:
        return []
    found = []
    for one in models.Request.objects.filter(report=row) if held is None else held:
        opened = open_request(SealedContent(bytes(one.sealed)), key, report=row.id)
        found.append((one, read_request(opened.content, opened.schema)))
    return sorted(found, key=lambda one: one[1].at)


def open_entries(
    row: models.Report, key: ReportKey | None, held: Iterable[models.Entry] | None = None
) -> tuple[Entry, ...]:
    """What staff did and wrote, the oldest first. Nothing without the desk's key. `held` as above."""
    if key is None:
        return ()
    found = []
    for one in models.Entry.objects.filter(report=row) if held is None else held:
        opened = open_note(SealedNote(bytes(one.sealed)), key, report=row.id, part=ENTRY)
        found.append(read_entry(opened.content, opened.schema))
    return tuple(sorted(found, key=lambda one: one.at))
