"""One word for a machine that watches: well or not, with no detail and no cookie."""

from __future__ import annotations

import pytest
from django.test import Client

from inbeeld.store import health, keyfiles
from tests.site.conftest import FORM


def test_all_well_is_one_word():
    answer = Client().get("/gezond")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert answer["Content-Type"].startswith("text/plain")
    assert answer["Cache-Control"] == "no-store"
    assert not answer.cookies
    assert Client().head("/gezond").status_code == 200
    assert Client().post("/gezond", "", content_type=FORM).status_code == 405


@pytest.mark.parametrize("broken", ["database", "keys", "disk"])
def test_what_is_not_well_is_told_without_detail(broken, monkeypatch, tmp_path):
    from django.db import connection

    if broken == "database":
        connection.close()
        monkeypatch.setitem(connection.settings_dict, "NAME", tmp_path / "no" / "such.sqlite3")
    elif broken == "keys":
        monkeypatch.setenv("INBEELD_KEYS", str(tmp_path))
        keyfiles.retention(tmp_path).mkdir()
    else:
        monkeypatch.setattr(health.room, "__kwdefaults__", {"floor": 1 << 62})
    try:
        answer = Client().get("/gezond")
    finally:
        if broken == "database":
            connection.close()
    assert answer.status_code == 503
    assert answer.content == b"niet in orde / not well\n"
    assert not answer.cookies


def test_nothing_is_made_to_find_out(tmp_path, monkeypatch):
    monkeypatch.setenv("INBEELD_KEYS", str(tmp_path / "keys"))
    assert health.keys_writable(tmp_path)
    assert not list(tmp_path.iterdir())
