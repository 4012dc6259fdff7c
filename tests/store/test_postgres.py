"""PostgreSQL, a real one: what the public role can do is all that the public pages need, and no more."""

from __future__ import annotations

import json
import os

import psycopg
import pytest
from proofs.postgres import DESK, PUBLIC

from inbeeld.store.databases import databases
from inbeeld.store.roles import GRANTS, WrongName, granting, making

GIVEN = {grant.table: grant for grant in GRANTS}
# Whatever else changes: these hold what somebody wrote, or a key to it, or a name.
CLOSED = {
    ("store_answer", "sealed"),
    ("store_request", "sealed"),
    ("store_report", "desk_sealed"),
    ("store_report", "identity_sealed"),
    ("store_grant", "sealed"),
    ("store_group", "recovery"),
    ("store_member", "wrapped"),
    ("store_member", "name"),
    ("store_recovery", "public"),
}


@pytest.fixture(scope="session")
def journey(filled):
    done = filled.as_public("tests.store.journey")
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


@pytest.fixture(scope="session")
def columns(filled) -> list[tuple[str, str]]:
    """Every column of every table there is, those of Django too."""
    with psycopg.connect(filled.server.address(DESK)) as line:
        return line.execute(
            "SELECT table_name, column_name FROM information_schema.columns "
            "WHERE table_schema = 'public' ORDER BY table_name, ordinal_position"
        ).fetchall()


@pytest.fixture
def public(filled):
    with psycopg.connect(filled.server.address(PUBLIC), autocommit=True) as line:
        yield line


def test_a_copy_comes_back_on_a_server_that_knows_other_roles(filled, tmp_path, monkeypatch):
    """By PostgreSQL's own programs; the public role there may do as little as here."""
    from proofs.postgres import _wheel

    monkeypatch.setenv("PATH", f"{_wheel() / 'bin'}:{os.environ['PATH']}")
    copy, there = tmp_path / "copy", tmp_path / "there"
    done = filled.run("inbeeld.cli", "backup", str(copy))
    assert done.returncode == 0, done.stderr
    filled.server.run(
        [
            "CREATE ROLE another LOGIN PASSWORD 'elders'",
            f'CREATE DATABASE again OWNER "{DESK}"',
            # A right that the copy must not ask for: no such role is on the other server.
            f'ALTER ROLE "{PUBLIC}" RENAME TO away',
        ]
    )
    address = filled.server.address(DESK, name="again")
    settings = {"INBEELD_DATABASE": address, "INBEELD_DATA": str(there)}
    try:
        done = filled.run("inbeeld.cli", "restore", str(copy), **settings)
    finally:
        filled.server.run([f'ALTER ROLE away RENAME TO "{PUBLIC}"'])
    assert done.returncode == 0, done.stderr
    assert (there / "reporting.toml").exists()
    theirs = address.replace(f"{DESK}:{filled.server.passwords[DESK]}@", "another:elders@")
    done = filled.run("inbeeld.office", "prepare", **settings, INBEELD_DATABASE_PUBLIC=theirs)
    assert done.returncode == 0, done.stderr
    ask = "SELECT id, desk_sealed FROM store_report ORDER BY id"
    with psycopg.connect(filled.server.address(DESK)) as before, psycopg.connect(address) as after:
        assert after.execute(ask).fetchall() == before.execute(ask).fetchall() != []
    with psycopg.connect(theirs) as line:
        assert line.execute("SELECT id FROM store_report").fetchall()
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            line.execute("SELECT desk_sealed FROM store_report")


def test_somebody_can_do_everything_on_the_public_pages_under_the_public_role(journey):
    assert journey["role"] == PUBLIC
    assert journey["replaced"] == 303
    assert journey["overview"] == 200
    assert journey["again"]
    assert journey["asked"] == [303, 303, 303]
    assert journey["letters"] == 200


def test_words_that_newer_ones_replaced_open_nothing(journey):
    assert journey["worthless"] == "/antwoord/2"


def test_what_came_in_under_the_public_role_is_whole(filled, journey):
    number = journey["receipt"][0].replace("-", "")
    with psycopg.connect(filled.server.address(DESK)) as line:
        (report,) = line.execute(
            "SELECT report_id FROM store_receipt WHERE locator = %s", (number,)
        ).fetchone()
        counted = {
            table: line.execute(
                f"SELECT count(*) FROM {table} WHERE report_id = %s", (report,)
            ).fetchone()[0]
            for table in ("store_answer", "store_receipt", "store_request")
        }
        letters = line.execute(
            "SELECT count(*) FROM store_letter WHERE receipt_id = %s", (number,)
        ).fetchone()[0]
    assert counted["store_receipt"] == 2
    assert counted["store_request"] == 3
    assert counted["store_answer"] > 12
    assert letters == 4  # received, and three times asked


def test_every_column_that_is_not_granted_is_refused(columns, public):
    closed = [
        (table, column)
        for table, column in columns
        if table not in GIVEN or column not in GIVEN[table].read
    ]
    assert set(closed) >= CLOSED
    for table, column in closed:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            public.execute(f'SELECT "{column}" FROM {table} LIMIT 1')


def test_every_column_that_is_granted_is_there(columns, public):
    for grant in GRANTS:
        for column in grant.read:
            assert (grant.table, column) in columns
            public.execute(f'SELECT "{column}" FROM {grant.table} LIMIT 1')


def test_nothing_can_be_changed_or_erased(columns, public):
    tables = sorted({table for table, _ in columns})
    assert len(tables) > 8
    for table, column in columns:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            public.execute(f'UPDATE {table} SET "{column}" = NULL')
    for table in tables:
        for statement in (f"DELETE FROM {table}", f"TRUNCATE {table}", f"DROP TABLE {table}"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                public.execute(statement)


def test_rows_go_only_into_the_tables_of_reports(columns, public):
    for table in sorted({table for table, _ in columns}):
        granted = table in GIVEN and GIVEN[table].add
        # A row without values is never right; which fault comes first says whether it was allowed.
        fault = psycopg.errors.NotNullViolation if granted else psycopg.errors.InsufficientPrivilege
        with pytest.raises(fault):
            public.execute(f"INSERT INTO {table} DEFAULT VALUES")


def test_the_public_role_makes_no_tables(public):
    for statement in ("CREATE TABLE mine (a int)", "CREATE ROLE other", "CREATE SCHEMA other"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            public.execute(statement)


def test_a_right_that_somebody_gave_is_taken_away_when_tables_are_made_again(filled):
    def may() -> bool:
        with psycopg.connect(filled.server.address(PUBLIC)) as line:
            (found,) = line.execute(
                "SELECT has_column_privilege('store_answer', 'sealed', 'SELECT')"
            ).fetchone()
            return found

    with psycopg.connect(filled.server.address(DESK)) as line:
        line.execute(f"GRANT SELECT ON store_answer TO {PUBLIC}")
    assert may()
    assert filled.run("inbeeld.office", "readers").returncode == 0
    assert not may()


def test_a_commit_waits_for_the_disk_whatever_the_server_says(filled):
    chosen = databases(filled.folder, environment=filled.server.environment)["default"]
    address = filled.server.address(DESK)
    with psycopg.connect(filled.server.address("postgres"), autocommit=True) as line:
        line.execute("ALTER DATABASE inbeeld SET synchronous_commit = off")
        try:
            found = [
                psycopg.connect(address, options=options)
                for options in ("", chosen["OPTIONS"]["options"])
            ]
        finally:
            line.execute("ALTER DATABASE inbeeld RESET synchronous_commit")
    shown = []
    for one in found:
        with one:
            shown += one.execute("SHOW synchronous_commit").fetchone()
    assert shown == ["off", "on"]


def test_names_that_are_no_names_are_refused():
    for name in ('a"b', "A", "", "1a", "a" * 64, "public"):
        with pytest.raises(WrongName):
            list(making(database="a", desk="public", desk_password="", public=name,
                        public_password=""))  # fmt: skip


def test_a_name_in_an_address_cannot_end_the_statement():
    assert all('"a""; DROP"' in line for line in granting('a"; DROP') if "FROM PUBLIC" not in line)
