"""A member with their keys open, for one request: what they may read of the reports there are."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings

from inbeeld.desk.queue import Waiting, in_order, waiting
from inbeeld.desk.terms import read_terms
from inbeeld.office import carrying, people
from inbeeld.office.opened import (
    GroupKeys,
    OpenReport,
    open_entries,
    open_requests,
    open_whole,
    report_key,
)
from inbeeld.store import keyfiles, models
from inbeeld.vault.errors import KeyDestroyed
from inbeeld.vault.named import RetentionKey
from inbeeld.vault.open.members import MemberPrivate
from inbeeld.vault.open.reports import ReportKey
from inbeeld.vault.retention import RetentionFile
from inbeeld.vault.seal.reports import Side


class NotForYou(Exception):
    """There is no such report, or this reader holds no key to it."""


@dataclass(frozen=True, slots=True, repr=False)
class Reader:
    """Who reads, and the keys of groups that they hold."""

    name: str
    keys: GroupKeys

    @property
    def may_read(self) -> bool:
        return any(side is Side.DESK for side, _ in self.keys)

    def open(self, report: UUID) -> OpenReport:
        """A report. NotForYou where it is not there for this reader."""
        self.key(report)
        return open_whole(report, keys=self.keys, retention=_retention(report))

    def key(self, report: UUID) -> ReportKey:
        """The desk's key of a report. NotForYou where it is not there for this reader."""
        row = models.Report.objects.filter(id=report, receipt__isnull=False).first()
        if row is None:
            raise NotForYou
        key = report_key(row, Side.DESK, keys=self.keys, retention=_retention(report))
        if key is None:
            raise NotForYou
        return key

    def queue(self, *, now: dt.datetime) -> list[Waiting]:
        """Where every report stands, who waits longest first. What was asked is carried out."""
        retention = RetentionFile(keyfiles.retention(settings.DATA)).keys()
        given = _newest_receipts()
        requests, entries = _by_report(models.Request), _by_report(models.Entry)
        rows = []
        for row in models.Report.objects.filter(id__in=retention.keys() & given.keys()):
            key = report_key(row, Side.DESK, keys=self.keys, retention=retention[row.id])
            if key is None:
                continue
            asked = open_requests(row, key, requests[row.id])
            if any(carrying.is_due(*one) for one in asked):
                hours = read_terms().delete_hours
                carrying.carry_out(row.id, key, by=self.name, now=now, hours=hours)
                row.refresh_from_db()
                asked, entries[row.id] = open_requests(row, key), _held(models.Entry, row)
            rows.append(
                waiting(
                    row.id,
                    sent=given[row.id],
                    requests=[one for _, one in asked],
                    entries=open_entries(row, key, entries[row.id]),
                    erase_at=row.erase_at,
                    today=now.date(),
                )
            )
        return in_order(rows)


def _newest_receipts() -> dict[UUID, dt.datetime]:
    """When each report that was sent got the receipt that counts."""
    return dict(models.Receipt.objects.order_by("given").values_list("report_id", "given"))


def _by_report(table: type[models.Request | models.Entry]) -> defaultdict[UUID, list]:
    """All rows of a table by their report: one question to the database for all reports."""
    found = defaultdict(list)
    for one in table.objects.all():
        found[one.report_id].append(one)
    return found


def _held(table: type[models.Request | models.Entry], row: models.Report) -> list:
    return list(table.objects.filter(report=row))


def reader(member: models.Member, private: MemberPrivate) -> Reader:
    """A member as a reader, with what their own key opens."""
    return Reader(member.name, people.group_keys(member, private))


def standing(whole: OpenReport, *, today: dt.date) -> Waiting:
    """Where one report stands."""
    return waiting(
        whole.id,
        sent=whole.sent,
        requests=whole.requests,
        entries=whole.entries,
        erase_at=whole.erase_at,
        today=today,
    )


def _retention(report: UUID) -> RetentionKey:
    try:
        return RetentionFile(keyfiles.retention(settings.DATA)).get(report)
    except KeyDestroyed:
        raise NotForYou from None
