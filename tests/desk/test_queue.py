"""Who waits longest comes first, and a promise stands until an answer keeps it."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inbeeld.desk.contents import Entry, EntryKind, Request, RequestKind
from inbeeld.desk.queue import Waiting, in_order, promise, waiting

START = dt.datetime(2026, 11, 24, 10, tzinfo=dt.UTC)
TODAY = START.date()
REPORT = uuid.UUID(int=1)


def at(hours: int) -> dt.datetime:
    return START + dt.timedelta(hours=hours)


def entry(hours: int, kind: EntryKind, on: str = "") -> Entry:
    return Entry(at(hours), kind, "Een", on=on)


def added(hours: int, kind: RequestKind = RequestKind.ADD) -> Request:
    return Request(at(hours), kind, text="Nog iets.")


def stands(requests: tuple = (), entries: tuple = ()) -> Waiting:
    return waiting(
        REPORT, sent=START, requests=requests, entries=entries, erase_at=None, today=TODAY
    )


@pytest.mark.parametrize(
    ("requests", "entries", "since", "unread"),
    [
        ((), (), 0, True),
        ((), (entry(1, EntryKind.READ),), 0, False),
        ((), (entry(1, EntryKind.READ), entry(2, EntryKind.NOTE)), 0, False),
        ((), (entry(1, EntryKind.READ), entry(2, EntryKind.LETTER)), None, False),
        ((), (entry(1, EntryKind.READ), entry(2, EntryKind.QUESTION)), None, False),
        ((added(3),), (entry(1, EntryKind.READ), entry(2, EntryKind.LETTER)), 3, True),
        ((added(3), added(5)), (entry(6, EntryKind.READ), entry(2, EntryKind.LETTER)), 3, False),
        ((added(1),), (entry(2, EntryKind.READ),), 0, False),
        ((added(3, RequestKind.CONSENT),), (entry(2, EntryKind.LETTER),), None, True),
    ],
)
def test_a_report_waits_since_the_oldest_thing_that_nobody_answered(
    requests, entries, since, unread
):
    row = stands(requests, entries)
    assert row.since == (None if since is None else at(since))
    assert row.unread is unread


def test_a_promise_stands_until_an_answer_keeps_it():
    promised = entry(1, EntryKind.PROMISE, on="2026-11-26")
    assert promise([promised]) == dt.date(2026, 11, 26)
    assert promise([promised, entry(2, EntryKind.NOTE)]) == dt.date(2026, 11, 26)
    assert promise([promised, entry(2, EntryKind.LETTER)]) is None
    again = entry(3, EntryKind.PROMISE, on="2026-11-28")
    assert promise([promised, entry(2, EntryKind.LETTER), again]) == dt.date(2026, 11, 28)


def test_a_promise_is_late_the_day_after():
    for day, late in (("2026-11-24", False), ("2026-11-23", True)):
        assert stands((), (entry(1, EntryKind.PROMISE, on=day),)).late is late


MOMENTS = st.none() | st.integers(0, 500).map(at)


@given(st.lists(st.tuples(st.integers(0, 500).map(at), MOMENTS)))
def test_whoever_waits_longest_is_first_and_nobody_is_left_out(moments):
    rows = [
        Waiting(uuid.uuid4(), sent, since, unread=False, promised=None, late=False, erase_at=None)
        for sent, since in moments
    ]
    found = in_order(rows)
    assert {row.report for row in found} == {row.report for row in rows}
    waits = [row.since for row in found if row.since is not None]
    assert waits == sorted(waits)
    assert all(row.since is None for row in found[len(waits) :])
