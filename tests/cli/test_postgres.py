"""`inbeeld setup postgres`: SQL that an administrator can read, with passwords that nobody chose."""

from __future__ import annotations

import re
import stat

import pytest

from inbeeld.cli.main import main


def test_it_shows_both_roles_and_the_two_settings(capsys):
    assert main(["setup", "postgres"]) == 0
    shown = capsys.readouterr().out
    roles = dict(re.findall(r"CREATE ROLE \"(\w+)\" LOGIN PASSWORD '([\w-]{40,})'", shown))
    assert set(roles) == {"inbeeld_desk", "inbeeld_public"}
    settings = dict(re.findall(r"(INBEELD_\w+)=(\S+)", shown))
    assert roles["inbeeld_desk"] in settings["INBEELD_DATABASE"]
    assert roles["inbeeld_public"] in settings["INBEELD_DATABASE_PUBLIC"]
    assert 'GRANT INSERT ON public.store_answer TO "inbeeld_public"' in shown
    granted = re.findall(r"GRANT SELECT \(([^)]*)\) ON public.store_answer", shown)
    assert granted == ['"report_id", "question"']


def test_the_passwords_are_new_each_time(capsys):
    found = []
    for _ in range(2):
        main(["setup", "postgres"])
        found += re.findall(r"PASSWORD '([^']+)'", capsys.readouterr().out)
    assert len(set(found)) == 4


def test_it_writes_a_file_that_only_its_owner_reads_and_never_over_another(tmp_path, capsys):
    path = tmp_path / "roles.sql"
    command = ["setup", "postgres", "--out", str(path), "--public", "taker"]
    assert main(command) == 0
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    first = path.read_text(encoding="utf-8")
    assert 'CREATE ROLE "taker"' in first
    assert main(command) == 2
    assert path.read_text(encoding="utf-8") == first
    assert "PASSWORD" not in capsys.readouterr().out


@pytest.mark.parametrize("name", ['a"; DROP', "Big", "1st", "inbeeld_desk"])
def test_a_name_that_is_no_plain_name_is_refused(name, capsys):
    assert main(["setup", "postgres", "--public", name]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
