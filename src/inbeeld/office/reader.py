"""A member with their keys open, for one request: what they may read of the reports there are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings

from inbeeld.desk.queue import Waiting, in_order, waiting
from inbeeld.desk.terms import read_terms
from inbeeld.office import carrying, people
from inbeeld.office.opened import GroupKeys, OpenReport, open_whole, report_key
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
        hours = read_terms().delete_hours
        rows = []
        for report in self._reports():
            try:
                carrying.carry_out(report, self.key(report), by=self.name, now=now, hours=hours)
                whole = self.open(report)
            except NotForYou:
                continue
            rows.append(standing(whole, today=now.date()))
        return in_order(rows)

    def _reports(self) -> Iterator[UUID]:
        sent = models.Receipt.objects.values_list("report_id", flat=True).distinct()
        yield from sent


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
