"""A mail and a feed say that there is something new, at most hourly, and nothing else whatever comes."""

from __future__ import annotations

import datetime as dt
import uuid
from xml.etree import ElementTree

import pytest
from django.core import mail as outbox
from django.test import override_settings

from inbeeld.office import feed, news
from tests.office.conftest import NOW

MAIL = news.read_mail(
    {
        "INBEELD_NEWS_TO": "een@example.org, twee@example.org",
        "INBEELD_MAIL_HOST": "mail.example.org",
        "INBEELD_MAIL_FROM": "inbeeld@example.org",
    }
)
MINUTES = dt.timedelta(minutes=1)


@pytest.fixture
def told(tables, tmp_path):
    """One round; what it sent."""
    with override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend"):

        def round_(now, mail=MAIL):
            outbox.outbox = []
            assert news.tell(tmp_path, mail=mail, now=now)
            return list(outbox.outbox)

        yield round_


def report(at):
    from inbeeld.store.models import Receipt, Report

    row = Report.objects.create(
        id=uuid.uuid4(), draft=uuid.uuid4().bytes, until=at, desk_public=b"", desk_sealed=b"",
        desk_epoch=1, identity_public=b"", identity_sealed=b"", identity_epoch=1,
    )  # fmt: skip
    locator = uuid.uuid4().hex[:12]
    Receipt.objects.create(locator=locator, report=row, salt=b"", wrapped=b"", public=b"", given=at)
    return row


def test_with_nothing_new_nothing_is_sent_and_nothing_written(told, tmp_path):
    assert told(NOW) == []
    assert not list(tmp_path.iterdir())


def test_one_report_is_one_mail_to_each_and_says_only_that(told):
    report(NOW)
    sent = told(NOW + MINUTES)
    assert [one.to for one in sent] == [["een@example.org"], ["twee@example.org"]]
    assert {one.subject for one in sent} == {"Er is iets nieuws"}
    assert {one.body for one in sent} == {"Er is iets nieuws.\nThere is something new.\n"}
    for one in sent:
        assert one.message()["Message-ID"].endswith("@example.org>")  # and no name of a machine
    assert told(NOW + 2 * MINUTES) == []


def test_many_reports_say_the_same_as_one(told):
    for _ in range(5):
        report(NOW)
    several = [one.body for one in told(NOW)]
    assert len(several) == 2
    report(NOW + 90 * MINUTES)
    assert [one.body for one in told(NOW + 90 * MINUTES)] == several
    assert not any(sign.isdigit() for sign in several[0])


def test_what_comes_within_the_hour_waits_for_it_and_is_one_mail(told):
    report(NOW)
    assert told(NOW)
    for minute in (10, 20, 30):
        report(NOW + minute * MINUTES)
        assert told(NOW + minute * MINUTES) == []
    assert len(told(NOW + 60 * MINUTES)) == 2
    assert told(NOW + 200 * MINUTES) == []


def test_a_request_is_news_once_and_carrying_it_out_is_none(told):
    from inbeeld.store.models import Request

    row = report(NOW)
    told(NOW)
    request = Request.objects.create(report=row, sealed=b"")
    assert len(told(NOW + 61 * MINUTES)) == 2
    assert told(NOW + 200 * MINUTES) == []
    request.carried_out = NOW
    request.save()
    assert told(NOW + 300 * MINUTES) == []


def test_a_report_is_news_also_when_its_clock_was_behind(told):
    """Of two reports the later may be stored first, and a clock may be set back."""
    report(NOW)
    told(NOW)
    report(NOW - MINUTES)
    assert len(told(NOW + 60 * MINUTES)) == 2
    report(NOW + 70 * MINUTES)
    assert len(told(NOW - 30 * MINUTES)) == 2


def test_new_words_for_the_same_report_and_erasing_one_are_no_news(told, tmp_path):
    from inbeeld.store.models import Receipt, Report

    row = report(NOW)
    told(NOW)
    Receipt.objects.create(
        locator="another", report=row, salt=b"", wrapped=b"", public=b"", given=NOW + MINUTES
    )
    assert told(NOW + 61 * MINUTES) == []
    Report.objects.all().delete()
    assert told(NOW + 200 * MINUTES) == []
    assert row.id.hex not in (tmp_path / news.FILE).read_text(encoding="utf-8")


def test_without_an_address_the_feed_still_knows_and_no_mail_waits(told, tmp_path):
    report(NOW)
    assert told(NOW, None) == []
    assert news.read(tmp_path).newest == "2026-11-24T10:00:00+00:00"
    assert told(NOW + MINUTES) == []


@pytest.mark.parametrize("fault", [OSError("een@example.org"), ValueError("een@example.org")])
def test_a_server_that_fails_is_tried_again(told, tmp_path, monkeypatch, fault):
    report(NOW)
    with monkeypatch.context() as patch:
        backend = "django.core.mail.backends.locmem.EmailBackend.send_messages"
        patch.setattr(backend, lambda *_: (_ for _ in ()).throw(fault))
        assert not news.tell(tmp_path, mail=MAIL, now=NOW)
    assert len(told(NOW + MINUTES)) == 2


@pytest.mark.parametrize("held", ["[", "[]", '{"seen": 1}', '{"seen": [], "mailed": "x"}',
                                  '{"seen": [], "newest": 3}'])  # fmt: skip
def test_a_file_that_is_broken_counts_as_none(told, tmp_path, held):
    (tmp_path / news.FILE).write_text(held, encoding="utf-8")
    assert told(NOW) == []
    report(NOW)
    assert len(told(NOW)) == 2


@pytest.mark.parametrize(
    ("more", "named"),
    [
        ({"INBEELD_MAIL_HOST": ""}, "INBEELD_MAIL_HOST"),
        ({"INBEELD_MAIL_TLS": "geheim"}, "INBEELD_MAIL_TLS"),
        ({"INBEELD_MAIL_PORT": "geheim"}, "INBEELD_MAIL_PORT"),
        ({"INBEELD_MAIL_PORT": "0"}, "INBEELD_MAIL_PORT"),
        ({"INBEELD_MAIL_PORT": "65536"}, "INBEELD_MAIL_PORT"),
        ({"INBEELD_NEWS_TO": "geheim"}, "INBEELD_NEWS_TO"),
        ({"INBEELD_NEWS_TO": "Geheim <geheim@example.org>"}, "INBEELD_NEWS_TO"),
        ({"INBEELD_MAIL_FROM": "geheim@example.org\nBcc: een@example.org"}, "INBEELD_MAIL_FROM"),
        ({"INBEELD_MAIL_PASSWORD_FILE": "geheim"}, "INBEELD_MAIL_PASSWORD_FILE"),
    ],
)
def test_a_setting_that_cannot_be_is_named_and_not_quoted(more, named):
    given = {
        "INBEELD_NEWS_TO": "a@example.org",
        "INBEELD_MAIL_HOST": "h",
        "INBEELD_MAIL_FROM": "f@example.org",
    }
    with pytest.raises(news.WrongMail, match=named) as wrong:
        news.read_mail(given | more)
    assert "geheim" not in str(wrong.value)


def test_the_password_may_stand_in_a_file(tmp_path):
    (tmp_path / "p").write_text("geheim\n", encoding="utf-8")
    given = {
        "INBEELD_NEWS_TO": "a@example.org",
        "INBEELD_MAIL_HOST": "h",
        "INBEELD_MAIL_FROM": "f@example.org",
        "INBEELD_MAIL_PASSWORD_FILE": str(tmp_path / "p"),
    }
    found = news.read_mail(given)
    assert found
    assert (found.password, found.port) == ("geheim", 587)
    assert "geheim" not in repr(found)
    assert news.read_mail({}) is None


def test_the_feed_has_one_entry_with_an_hour_and_nothing_else():
    new = news.News(newest="2026-11-24T10:00:00+00:00", seen=("geheim",))
    document = feed.news_feed(new, token="t")
    root = ElementTree.fromstring(document)
    name = f"{{{feed.ATOM}}}"
    (entry,) = root.findall(f"{name}entry")
    assert {one.tag.removeprefix(name): one.text for one in entry} == {
        "title": "Er is iets nieuws",
        "id": entry.findtext(f"{name}id"),
        "updated": "2026-11-24T10:00:00+00:00",
        "summary": "Er is iets nieuws sinds 11 uur. Meer staat hier niet in.",
    }
    assert b"geheim" not in document
    assert feed.news_feed(new, token="t") == document
    assert feed.news_feed(news.News(), token="t").count(b"<entry") == 0


def test_the_address_of_the_feed_is_secret_and_stays(tmp_path, monkeypatch):
    monkeypatch.delenv("INBEELD_KEYS", raising=False)
    token = feed.feed_token(tmp_path)
    assert len(token) == 64
    assert feed.feed_token(tmp_path) == token
    assert feed.opens_feed(token, tmp_path)
    assert not feed.opens_feed(token[:-1] + "é", tmp_path)
    assert feed.feed_token(tmp_path / "other") != token
