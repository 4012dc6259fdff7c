"""Each thing that can go wrong in silence is seen, and nothing else is said to be wrong then."""

from __future__ import annotations

import datetime as dt

import pytest
import tomlkit
from django.test import Client

from inbeeld.desk.ready import FILE
from inbeeld.office import people
from inbeeld.office.doctor import Check, examine
from inbeeld.vault.named import Password
from tests.office.conftest import NOW
from tests.site.reporting import Visitor, emptied, open_for_reports

LATER = dt.timedelta(hours=80)
SETUP = {"operator": "Meldpunt Voorbeeld", "address": "Straat 1", "hours_nl": "op werkdagen",
         "hours_en": "on working days", "dpia_on": "2026-01-02", "dpia_owner": "Iemand",
         "ground": "een grond"}  # fmt: skip
# The help routes that come with it were confirmed by nobody, and a test does not call anyone.
UNCONFIRMED = {Check.ROUTES}


@pytest.fixture(scope="module")
def started(tmp_path_factory):
    """Everything as it should be: two readers, keys elsewhere, one report."""
    from django.conf import settings

    from inbeeld.site import clock, reporting

    patch = pytest.MonkeyPatch()
    emptied()
    keys = tmp_path_factory.mktemp("keys")
    patch.setenv("INBEELD_KEYS", str(keys))
    patch.setattr(clock, "now", lambda: NOW)
    reporting.forget()
    open_for_reports(now=NOW)
    people.add("Twee", Password(b"nog een wachtwoord"), now=NOW)
    people.give("Twee", by="Een", password=Password(b"een lang wachtwoord"), now=NOW)
    visitor = Visitor(Client(headers={"Sec-Fetch-Site": "same-origin"}))
    visitor.send(visitor.tell())
    settings.DATA.chmod(0o700)
    (settings.DATA / FILE).write_text(tomlkit.dumps(SETUP), encoding="utf-8")
    yield settings.DATA, keys
    patch.undo()
    emptied()


@pytest.fixture
def here(started):
    """The same, with what a test changes in the tables undone."""
    from django.db import transaction

    with transaction.atomic():
        yield started
        transaction.set_rollback(True)


def wrong(data, now=NOW):
    return {one.check: one.count for one in examine(data, now=now) if not one.good}


def test_where_all_is_well_only_the_help_routes_wait_for_somebody_who_calls(here):
    found = examine(here[0], now=NOW)
    assert [one.check for one in found] == list(Check)
    assert wrong(here[0]).keys() == UNCONFIRMED


def no_setup(data, keys, patch):
    patch.setattr("inbeeld.office.doctor.read_setup", lambda _: None)


def wrong_term(data, keys, patch):
    patch.setenv("INBEELD_DELETE_HOURS", "soon")


def wrong_mail(data, keys, patch):
    patch.setenv("INBEELD_NEWS_TO", "iemand")


def open_keys(data, keys, patch):
    (keys / "retention").chmod(0o640)


def one_reader(data, keys, patch):
    from inbeeld.store.models import Grant

    Grant.objects.filter(member__name="Twee").delete()


def no_shares(data, keys, patch):
    from inbeeld.store.models import Recovery

    Recovery.objects.all().delete()


def no_room(data, keys, patch):
    patch.setattr("inbeeld.store.health.room.__kwdefaults__", {"floor": 1 << 62})


def newer_row(data, keys, patch):
    from inbeeld.store.models import Receipt

    Receipt.objects.update(given=NOW + dt.timedelta(days=1))


def old_draft(data, keys, patch):
    from inbeeld.store.models import Receipt

    Receipt.objects.all().delete()


def unread(data, keys, patch):
    from inbeeld.store.models import Receipt

    Receipt.objects.update(given=NOW - LATER)


def lost_key(data, keys, patch):
    from inbeeld.store.models import Report
    from inbeeld.vault.retention import RetentionFile

    RetentionFile(keys / "retention").destroy(Report.objects.values_list("id", flat=True))


@pytest.mark.parametrize(
    ("change", "check"),
    [
        (no_setup, Check.SETUP),
        (wrong_term, Check.TERMS),
        (wrong_mail, Check.TERMS),
        (open_keys, Check.KEYS_FOLDER),
        (one_reader, Check.READERS),
        (no_shares, Check.RECOVERY),
        (no_room, Check.DISK),
        (newer_row, Check.CLOCK),
        (unread, Check.UNREAD),
        (lost_key, Check.EVERY_KEY),
    ],
)
def test_each_thing_that_goes_wrong_is_seen_and_nothing_else(here, monkeypatch, change, check):
    data, keys = here
    kept = {one: one.read_bytes() for one in keys.iterdir()}
    try:
        change(data, keys, monkeypatch)
        assert wrong(data).keys() == UNCONFIRMED | {check}
    finally:
        for one, content in kept.items():
            one.write_bytes(content)
            one.chmod(0o600)


def test_a_draft_that_should_be_gone_is_counted(here, monkeypatch):
    old_draft(*here, monkeypatch)
    assert wrong(here[0], NOW + dt.timedelta(minutes=65)).keys() == UNCONFIRMED
    assert wrong(here[0], NOW + LATER)[Check.DRAFTS] == 1


def test_key_files_that_are_gone_broken_or_among_the_data_are_seen(here, monkeypatch, tmp_path):
    data = here[0]
    copy = tmp_path / "copy"
    copy.mkdir(mode=0o700)
    monkeypatch.setenv("INBEELD_KEYS", str(copy))
    gone = {Check.RETENTION, Check.EVERY_KEY, Check.NUMBERS}
    assert wrong(data).keys() == UNCONFIRMED | gone
    assert not list(copy.iterdir())
    (copy / "retention").write_bytes(b"no keys")
    (copy / "retention").chmod(0o600)
    assert {Check.RETENTION, Check.EVERY_KEY} <= wrong(data).keys()
    monkeypatch.delenv("INBEELD_KEYS")
    assert Check.KEYS_APART in wrong(data)


def test_a_data_folder_that_others_may_enter_is_seen(here):
    here[0].chmod(0o755)
    try:
        assert Check.FOLDER in wrong(here[0])
    finally:
        here[0].chmod(0o700)


def test_the_words_and_the_schema_know_every_check():
    import json
    from pathlib import Path

    from inbeeld.knowledge.wording import shipped_words

    schema = Path(__file__).parents[2] / "docs/schemas/doctor.json"
    row = json.loads(schema.read_text(encoding="utf-8"))["$defs"]["found"]["properties"]
    assert row["check"]["enum"] == list(Check)
    for check in Check:
        assert shipped_words()[f"doctor.{check}_do"]
