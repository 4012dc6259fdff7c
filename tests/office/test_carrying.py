"""What a reporter asks is carried out when a member looks, and never too early."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from tests.office.conftest import NOW
from tests.site.reporting import PASSWORD, Receipt, Visitor, open_for_reports

HOURS = 72


@pytest.fixture
def desk(tables, monkeypatch):
    """A reader, a visitor with an open mailbox, and what may die."""
    from inbeeld.site import clock

    monkeypatch.setattr(clock, "now", lambda: NOW)
    open_for_reports(now=NOW)
    visitor = Visitor(Client(headers={"Sec-Fetch-Site": "same-origin"}))
    receipt = Receipt.of(visitor.post(visitor.tell()))
    return visitor, visitor.open(receipt), member_reader()


def member_reader():
    from inbeeld.office import people
    from inbeeld.office.reader import reader
    from inbeeld.store.models import Member
    from inbeeld.vault.named import Password

    member = Member.objects.get(name="Een")
    return reader(member, people.opened(member, Password(PASSWORD.encode())))


def erased(now: dt.datetime) -> int:
    from django.conf import settings

    from inbeeld.office.tidy import tidy
    from inbeeld.store import keyfiles
    from inbeeld.vault.retention import RetentionFile

    return tidy(RetentionFile(keyfiles.retention(settings.DATA)), now=now).reports


def asks(visitor, box, monkeypatch, at: dt.datetime, **what) -> None:
    from inbeeld.site import clock

    monkeypatch.setattr(clock, "now", lambda: at)
    assert visitor.post(box, **what).status_code == 303


def test_erasing_waits_for_its_hours_and_then_everything_is_gone(desk, monkeypatch):
    from inbeeld.store.models import Answer, Letter, Receipt, Report

    visitor, box, reader = desk
    asks(visitor, box, monkeypatch, NOW, k="delete")
    due = NOW + dt.timedelta(hours=HOURS)
    (row,) = reader.queue(now=NOW)
    assert row.erase_at == due
    assert "wissen" in visitor.get(box).content.decode()
    assert erased(due - dt.timedelta(seconds=1)) == 0
    assert erased(due) == 1
    for table in (Report, Answer, Receipt, Letter):
        assert not table.objects.exists(), table
    assert member_reader().queue(now=due) == []


def test_a_call_to_stop_holds_the_erasing_up_also_before_anybody_read_it(desk, monkeypatch):
    visitor, box, reader = desk
    asks(visitor, box, monkeypatch, NOW, k="delete")
    reader.queue(now=NOW)
    later = NOW + dt.timedelta(minutes=10)
    asks(visitor, box, monkeypatch, later, k="keep")
    assert erased(NOW + dt.timedelta(days=9)) == 0
    (row,) = reader.queue(now=NOW + dt.timedelta(days=9))
    assert row.erase_at is None
    assert erased(NOW + dt.timedelta(days=90)) == 0


def test_the_newest_choice_of_who_may_get_it_stands(desk, monkeypatch, known):
    from inbeeld.knowledge.reporting import load_reporting
    from inbeeld.office.telling import told

    visitor, box, reader = desk
    (row,) = reader.queue(now=NOW)

    def chosen():
        whole = reader.open(row.report)
        return [one.en for one in told(whole, load_reporting(known.routes), known, at=NOW).consent]

    assert len(chosen()) == 2
    asks(visitor, box, monkeypatch, NOW, k="consent", p=["veilig-thuis"])
    assert len(chosen()) == 1
    asks(visitor, box, monkeypatch, NOW + dt.timedelta(minutes=1), k="consent")
    assert chosen() == []


def test_reading_is_told_once_to_the_reporter_and_each_time_to_colleagues(desk, monkeypatch):
    from inbeeld.desk.contents import EntryKind
    from inbeeld.office import carrying

    visitor, box, reader = desk
    (row,) = reader.queue(now=NOW)
    assert row.unread
    carrying.read(row.report, reader.key(row.report), by="Een", now=NOW)
    (row,) = reader.queue(now=NOW)
    assert not row.unread
    assert visitor.get(box).content.decode().count("Iemand heeft je bericht gelezen") == 1
    later = NOW + dt.timedelta(minutes=5)
    asks(visitor, box, monkeypatch, later, k="add", t="Nog iets.")
    assert reader.queue(now=later)[0].unread
    carrying.read(row.report, reader.key(row.report), by="Een", now=later)
    page = visitor.get(box).content.decode()
    assert page.count("Iemand heeft je bericht gelezen") == 1
    assert "Wij hebben gelezen wat je stuurde" in page
    kinds = [one.kind for one in reader.open(row.report).entries]
    assert kinds == [EntryKind.READ, EntryKind.READ, EntryKind.DONE]


def test_a_member_without_the_keys_of_a_group_reads_nothing(desk):
    from inbeeld.office.reader import NotForYou, Reader

    _, _, reader = desk
    (row,) = reader.queue(now=NOW)
    outsider = Reader("Nieuw", {})
    assert outsider.queue(now=NOW) == []
    with pytest.raises(NotForYou):
        outsider.open(row.report)


@pytest.mark.parametrize("kind", ["read", "done"])
def test_nobody_writes_by_hand_what_the_desk_notes_itself(desk, kind):
    from inbeeld.desk.contents import EntryKind
    from inbeeld.office.answering import write

    _, _, reader = desk
    (row,) = reader.queue(now=NOW)
    with pytest.raises(ValueError, match="by hand"):
        write(row.report, reader.key(row.report), kind=EntryKind(kind), text="x", on="", by="Een",
              now=NOW)  # fmt: skip


def test_a_promised_day_that_is_none_is_refused(desk):
    from inbeeld.desk.contents import EntryKind
    from inbeeld.office.answering import write

    _, _, reader = desk
    (row,) = reader.queue(now=NOW)
    with pytest.raises(ValueError, match="isoformat"):
        write(row.report, reader.key(row.report), kind=EntryKind.PROMISE, text="", on="morgen",
              by="Een", now=NOW)  # fmt: skip
