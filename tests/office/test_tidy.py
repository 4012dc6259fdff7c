"""A draft that was not sent dies, with its key; a report and its neighbours stay."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from inbeeld.office.tidy import GRACE, tidy
from inbeeld.vault.errors import KeyDestroyed
from tests.office.conftest import NOW
from tests.site.reporting import Visitor, open_for_reports, opened_report


@pytest.fixture
def retention(tables, monkeypatch):
    from django.conf import settings

    from inbeeld.site import clock
    from inbeeld.store import keyfiles
    from inbeeld.vault.retention import RetentionFile

    monkeypatch.setattr(clock, "now", lambda: NOW)
    open_for_reports(now=NOW)
    return RetentionFile(keyfiles.retention(settings.DATA))


@pytest.fixture
def visitor():
    return Visitor(Client(headers={"Sec-Fetch-Site": "same-origin"}))


HOUR = NOW + dt.timedelta(minutes=60)


def test_a_draft_that_was_not_sent_loses_its_rows_and_its_key(retention, visitor):
    from inbeeld.store.models import Answer, Report

    first = visitor.begin()
    visitor.post(first, danger="no")
    draft = Report.objects.get().id
    assert tidy(retention, now=HOUR + GRACE).drafts == 0
    assert retention.get(draft)
    assert tidy(retention, now=HOUR + 2 * GRACE).drafts == 1
    assert not Report.objects.exists()
    assert not Answer.objects.exists()
    with pytest.raises(KeyDestroyed):
        retention.get(draft)


def test_a_report_that_was_sent_stays_and_opens(retention, visitor):
    visitor.send(visitor.tell())
    visitor.begin()
    assert tidy(retention, now=HOUR + dt.timedelta(days=30)).drafts == 1
    assert opened_report().answers


def test_words_that_newer_ones_replaced_are_erased(retention, visitor, monkeypatch):
    from inbeeld.site import clock
    from inbeeld.store.models import Receipt

    last = visitor.tell()
    visitor.send(last)
    monkeypatch.setattr(clock, "now", lambda: NOW + dt.timedelta(minutes=1))
    new = visitor.send(last)
    assert tidy(retention, now=NOW).receipts == 1
    assert Receipt.objects.count() == 1
    assert visitor.get(visitor.open(new)).status_code == 200


def test_with_nothing_to_erase_nothing_is_written(retention, visitor):
    visitor.send(visitor.tell())
    before = retention.path.stat().st_mtime_ns
    tidy(retention, now=HOUR + 2 * GRACE)
    assert retention.path.stat().st_mtime_ns == before
