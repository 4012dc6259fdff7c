"""A copy can be put back, holds no key, and does not bring back what was erased."""

from __future__ import annotations

import stat
import tarfile

import pytest
from django.test import Client

from inbeeld.office import backup, postgres
from inbeeld.office.people import Refused
from tests.office.conftest import NOW
from tests.site.reporting import PASSWORD, Visitor, open_for_reports


@pytest.fixture
def data(tables, monkeypatch):
    from django.conf import settings

    from inbeeld.site import clock

    monkeypatch.setattr(clock, "now", lambda: NOW)
    open_for_reports(now=NOW)
    return settings.DATA


@pytest.fixture
def database():
    from django.conf import settings

    return settings.DATABASES["default"]


@pytest.fixture
def place(tmp_path):
    """A folder for the database and one for the keys, side by side."""
    for name in ("db", "keys"):
        (tmp_path / name).mkdir()
    return tmp_path


def test_what_was_erased_stays_so_after_a_restore_and_its_neighbours_open(data, database, place):
    from django.db import connections

    from inbeeld.office import people
    from inbeeld.office.opened import open_whole
    from inbeeld.store import keyfiles, models
    from inbeeld.vault.errors import KeyDestroyed
    from inbeeld.vault.named import Password
    from inbeeld.vault.retention import RetentionFile

    visitor = Visitor(Client(headers={"Sec-Fetch-Site": "same-origin"}))
    for _ in range(2):
        visitor.send(visitor.tell())
    erased, kept = models.Report.objects.values_list("id", flat=True)
    backup.back_up(data, place / "db/copy", database=database, now=NOW)
    retention = RetentionFile(keyfiles.retention(data))
    retention.destroy([erased])
    models.Report.objects.filter(id=erased).delete()

    fresh = place / "fresh"
    fresh.mkdir()
    there = database | {"NAME": fresh / "inbeeld.sqlite3"}
    assert backup.restore(fresh, place / "db/copy", database=there) == NOW.isoformat()
    assert sorted(one.name for one in fresh.iterdir()) == ["inbeeld.sqlite3", "reporting.toml"]
    before = connections["default"].settings_dict["NAME"]
    connections["default"].close()
    connections["default"].settings_dict["NAME"] = there["NAME"]
    try:
        assert models.Report.objects.count() == 2
        member = models.Member.objects.get(name="Een")
        keys = people.group_keys(member, people.opened(member, Password(PASSWORD.encode())))
        assert open_whole(kept, keys=keys, retention=retention.get(kept)).answers
        with pytest.raises(KeyDestroyed):
            retention.get(erased)
    finally:
        connections["default"].close()
        connections["default"].settings_dict["NAME"] = before


def test_a_copy_of_the_database_holds_no_key_and_is_its_owners_alone(data, database, place):
    from inbeeld.store import keyfiles

    visitor = Visitor(Client(headers={"Sec-Fetch-Site": "same-origin"}))
    visitor.begin()
    backup.back_up(data, place / "db/copy", database=database, now=NOW)
    raw = (place / "db/copy").read_bytes()
    record = keyfiles.retention(data).read_bytes()[-32:]
    assert record not in raw
    assert keyfiles.check_key(data).reveal() not in raw
    with tarfile.open(place / "db/copy") as packed:
        assert packed.getnames() == [backup.STAMP["database"], backup.SQLITE, "reporting.toml"]
    backup.back_up_keys(data, place / "keys/copy", now=NOW)
    assert record in (place / "keys/copy").read_bytes()
    for one in place.rglob("copy"):
        assert stat.S_IMODE(one.stat().st_mode) == 0o600
    assert sorted(one.name for one in place.rglob("*")) == ["copy", "copy", "db", "keys"]


@pytest.mark.parametrize("folder", ["keys", "keys/deeper", "."])
def test_the_copies_never_lie_beside_each_other(data, database, place, folder):
    (place / folder).mkdir(exist_ok=True)
    from inbeeld.store import keyfiles

    keyfiles.check_key(data)
    backup.back_up_keys(data, place / "keys/copy", now=NOW)
    with pytest.raises(Refused, match="copy of the keys"):
        backup.back_up(data, place / folder / "one", database=database, now=NOW)
    (place / "keys/copy").unlink()
    backup.back_up(data, place / "keys/copy", database=database, now=NOW)
    with pytest.raises(Refused, match="copy of the database"):
        backup.back_up_keys(data, place / folder / "two", now=NOW)


def test_a_copy_is_refused_among_the_data_or_the_keys_and_over_another_file(data, database, place):
    from inbeeld.store import keyfiles

    keyfiles.check_key(data)
    with pytest.raises(Refused, match="folder of the keys"):
        backup.back_up(data, keyfiles.folder(data) / "copy", database=database, now=NOW)
    with pytest.raises(Refused, match="outside"):
        backup.back_up_keys(data, data / "copy", now=NOW)
    with pytest.raises(Refused, match="no such folder"):
        backup.back_up(data, place / "nowhere/copy", database=database, now=NOW)
    (place / "db/copy").write_bytes(b"mine")
    with pytest.raises(Refused, match="never replaces"):
        backup.back_up(data, place / "db/copy", database=database, now=NOW)
    assert (place / "db/copy").read_bytes() == b"mine"


def test_keys_swept_in_with_the_set_up_are_refused(data, database, place, monkeypatch):
    monkeypatch.setenv("INBEELD_KEYS", str(data))
    with pytest.raises(Refused, match="INBEELD_KEYS"):
        backup.back_up(data, place / "db/copy", database=database, now=NOW)
    assert not list((place / "db").iterdir())


def test_a_restore_wants_an_empty_folder_and_a_whole_copy(data, database, place):
    backup.back_up(data, place / "db/copy", database=database, now=NOW)
    with pytest.raises(Refused, match="holds something"):
        backup.restore(data, place / "db/copy", database=database)
    fresh = place / "fresh"
    fresh.mkdir()
    there = database | {"NAME": fresh / "inbeeld.sqlite3"}
    whole = (place / "db/copy").read_bytes()
    for broken, said in ((b"text", "no copy"), (whole[:9000], "damaged"), (whole[:600], "damaged")):
        (place / "broken").write_bytes(broken)
        with pytest.raises(Refused, match=said):
            backup.restore(fresh, place / "broken", database=there)
        assert not list(fresh.iterdir())


def test_keys_come_back_where_none_are(data, place, monkeypatch):
    from inbeeld.store import keyfiles

    key = keyfiles.check_key(data)
    backup.back_up_keys(data, place / "keys/copy", now=NOW)
    with pytest.raises(Refused, match="holds something"):
        backup.restore(data, place / "keys/copy", database={})
    monkeypatch.setenv("INBEELD_KEYS", str(place / "back"))
    backup.restore(data, place / "keys/copy", database={})
    assert keyfiles.check_key(data) == key


def test_without_the_tools_of_postgresql_it_says_so_in_one_sentence(data, place, monkeypatch):
    monkeypatch.setenv("PATH", str(place))
    server = {"ENGINE": "django.db.backends.postgresql", "NAME": "a", "PASSWORD": "geheim"}
    with pytest.raises(Refused, match="pg_dump") as refused:
        backup.back_up(data, place / "db/copy", database=server, now=NOW)
    assert "geheim" not in str(refused.value)
    assert not list((place / "db").iterdir())


def test_postgresqls_tools_get_the_password_in_their_environment_alone(place, monkeypatch):
    tool = place / "pg_dump"
    tool.write_text(f'#!/bin/sh\necho "$@" > {place}/words\necho "$PGPASSWORD" > {place}/told\n')
    tool.chmod(0o700)
    monkeypatch.setenv("PATH", f"{place}:/usr/bin:/bin")
    server = {"ENGINE": "django.db.backends.postgresql", "NAME": "a", "PASSWORD": "geheim"}
    postgres.dump(server, place / "out")
    assert "geheim" in (place / "told").read_text()
    assert "geheim" not in (place / "words").read_text()
