"""One setting chooses the database; what is wrong with it is told once and not repeated."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from inbeeld.store.databases import PUBLIC, SETTING, WrongDatabase, databases

DESK_ADDRESS = "postgresql://desk:se%40cret@db.example:5433/inbeeld"
PUBLIC_ADDRESS = "postgresql://public:other@db.example/inbeeld"


def chosen(tmp_path, *, public=False, **given):
    return databases(tmp_path, public=public, environment=given)["default"]


def test_without_a_setting_it_is_sqlite_in_the_data_folder(tmp_path):
    for given in ({}, {SETTING: "", PUBLIC: ""}):
        found = chosen(tmp_path, public=True, **given)
        assert found["ENGINE"].endswith("sqlite3")
        assert found["NAME"] == tmp_path / "inbeeld.sqlite3"


def test_an_address_is_taken_apart(tmp_path):
    found = chosen(tmp_path, **{SETTING: DESK_ADDRESS})
    assert found["ENGINE"].endswith("postgresql")
    parts = [found[key] for key in ("USER", "PASSWORD", "HOST", "PORT", "NAME")]
    assert parts == ["desk", "se@cret", "db.example", "5433", "inbeeld"]
    assert "synchronous_commit=on" in found["OPTIONS"]["options"]


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("postgresql://a:b@%2Frun%2FPostgres/c", "/run/Postgres"),
        ("postgresql://a:b@/c?host=/run/Postgres", "/run/Postgres"),
        ("postgresql://a:b@/c", ""),
        ("postgresql://a@[::1]:5432/c", "::1"),
        ("postgres://a:b@Host/c?sslmode=verify-full", "Host"),
    ],
)
def test_a_host_may_be_a_folder_with_a_socket(tmp_path, address, host):
    assert chosen(tmp_path, **{SETTING: address})["HOST"] == host


def test_the_public_process_takes_its_own_role_where_it_has_one(tmp_path):
    both = {SETTING: DESK_ADDRESS, PUBLIC: PUBLIC_ADDRESS}
    assert chosen(tmp_path, public=True, **both)["USER"] == "public"
    assert chosen(tmp_path, **both)["USER"] == "desk"
    assert chosen(tmp_path, public=True, **{SETTING: DESK_ADDRESS})["USER"] == "desk"


WRONG = [
    "inbeeld",
    "mysql://a:secret@b/c",
    "postgresql://a:secret@b",
    "postgresql://a:secret@b/",
    "postgresql://a:secret@b/c/d",
    "postgresql://:secret@b/c",
    "postgresql://a:secret@b:port/c",
    "postgresql://a:secret@b:99999/c",
    "postgresql://a:secret@b/c?options=-c%20fsync=off",
    "postgresql://a:secret@b/c#d",
    "postgresql://a:secret@[b/c",
]


@pytest.mark.parametrize("address", WRONG)
def test_a_wrong_address_is_refused_and_not_repeated(tmp_path, address):
    with pytest.raises(WrongDatabase) as fault:
        chosen(tmp_path, **{SETTING: address})
    assert SETTING in str(fault.value)
    assert "secret" not in str(fault.value)


def start(*module: str, folder, **settings: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if name[:7] != "INBEELD"}
    clean.pop("DJANGO_SETTINGS_MODULE", None)
    return subprocess.run(
        [sys.executable, *module], env=clean | {"INBEELD_DATA": str(folder)} | settings,
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    "module", ["inbeeld.site", "inbeeld.office readers", "inbeeld.office work"]
)
def test_a_process_that_gets_a_wrong_address_says_so_and_ends_with_2(tmp_path, module):
    wrong = "postgresql://a:secret@b:port/c"
    done = start("-m", *module.split(), folder=tmp_path, INBEELD_DATABASE=wrong)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert SETTING in done.stderr
    assert "secret" not in done.stderr


def test_a_database_that_is_not_there_is_told_in_one_sentence(tmp_path):
    address = f"postgresql://a:secret@/c?host={tmp_path}"
    done = start("-m", "inbeeld.office", "readers", folder=tmp_path, INBEELD_DATABASE=address)
    assert done.returncode == 2
    assert (
        done.stderr == "The database cannot be used: it does not answer, or it does not know us.\n"
    )


def test_without_the_driver_it_says_what_to_install(tmp_path):
    program = (
        "import runpy, sys; sys.modules['psycopg'] = None; sys.argv = ['office', 'readers']; "
        "runpy.run_module('inbeeld.office', run_name='__main__')"
    )
    done = start("-c", program, folder=tmp_path, INBEELD_DATABASE=DESK_ADDRESS)
    assert done.returncode == 2
    assert "pip install 'inbeeld[postgres]'" in done.stderr
    assert len(done.stderr.splitlines()) == 1
