"""What died is erased: a draft that was not sent, a report whose reporter wants so, and replaced words.

Erasing is destroying its retention key first, which nothing can bring back, and its rows then. A
crash between the two leaves rows that nobody can open, and the next round takes them.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef

from inbeeld.store.models import Receipt, Report, Request
from inbeeld.vault.retention import RetentionFile

GRACE = dt.timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Tidied:
    """How many drafts, receipts and reports were erased."""

    drafts: int
    receipts: int
    reports: int = 0


def tidy(retention: RetentionFile, *, now: dt.datetime) -> Tidied:
    """Erases every draft that died, every report that is due, and every receipt that was replaced."""
    sent = Exists(Receipt.objects.filter(report=OuterRef("pk")))
    # Who sends in the last second of the hour is let in; so nothing is erased until a while after.
    over = now - GRACE
    dead = list(Report.objects.filter(~sent, until__lt=over).values_list("id", flat=True))
    retention.destroy(dead)
    newer = Exists(Receipt.objects.filter(report=OuterRef("report"), given__gt=OuterRef("given")))
    with transaction.atomic():
        Report.objects.filter(~sent, id__in=dead).delete()
        replaced = Receipt.objects.filter(newer)
        count = replaced.count()
        replaced.delete()
    return Tidied(len(dead), count, _erase_due(retention, now=now))


def _erase_due(retention: RetentionFile, *, now: dt.datetime) -> int:
    """Reports that are due. One with a request that nobody opened waits: it may be a call to stop."""
    unopened = Exists(Request.objects.filter(report=OuterRef("pk"), carried_out__isnull=True))
    due = Report.objects.filter(~unopened, erase_at__lte=now)
    reports = list(due.values_list("id", flat=True))
    retention.destroy(reports)
    with transaction.atomic():
        Report.objects.filter(id__in=reports).delete()
    return len(reports)
