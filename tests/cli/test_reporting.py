"""Setting up reporting from a terminal: who reads, with which key, and what is still lacking."""

from __future__ import annotations

import io

import pytest

from inbeeld.desk.ready import FILE
from tests.cli.commands import Command, refused

WHOLE = (
    "--operator", "Meldpunt Voorbeeld", "--address", "Voorbeeldstraat 1", "--hours-nl", "op werkdagen",
    "--hours-en", "on working days", "--dpia-on", "2026-01-02", "--dpia-owner", "Een functionaris",
    "--ground", "een grond",
)  # fmt: skip
PASSWORD = "een lang wachtwoord"


@pytest.fixture
def own(tmp_path, monkeypatch, capsys):
    """The command with a data folder of its own, and a password on standard input."""
    monkeypatch.setenv("INBEELD_DATA", str(tmp_path))
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "inbeeld.office.settings")

    def run(*words, password=PASSWORD):
        monkeypatch.setattr("sys.stdin", io.StringIO(password + "\n"))
        return Command(capsys)(*words)

    return run


def test_at_first_nothing_is_set_up(own):
    ran = own("setup", "reporting")
    assert ran.code == 1
    assert "inbeeld setup reporting --help" in ran.out


def test_what_is_given_is_kept_and_what_lacks_is_told_in_both_languages(own, tmp_path):
    ran = own("setup", "reporting", *WHOLE[:4])
    assert ran.code == 1
    for asked in ("--hours-nl", "--dpia-on", "--ground", "staff add", "knowledge audit"):
        assert asked in ran.out
    assert "--operator" not in ran.out
    ran = own("setup", "reporting", *WHOLE[4:], "--lang", "en")
    assert ran.out.startswith("No reports are taken in yet.")
    assert "--ground" not in ran.out
    assert 'operator = "Meldpunt Voorbeeld"' in (tmp_path / FILE).read_text(encoding="utf-8")


def test_two_members_with_keys_are_enough_readers(own):
    own("setup", "reporting", *WHOLE)
    first = own("staff", "add", "Anna")
    assert first.code == 0
    assert PASSWORD not in first.out
    assert sum(line.lstrip().startswith(("1.", "2.", "3.")) for line in first.out.splitlines()) == 3
    assert own("staff", "add", "Bert", password="nog een wachtwoord").code == 0
    assert "staff add" in own("setup", "reporting").out
    assert "2 keys" in own("staff", "give", "Bert", "--by", "Anna").out
    assert "staff add" not in own("setup", "reporting").out


@pytest.mark.parametrize(
    ("words", "password", "said"),
    [
        (("staff", "add", "Bert"), "kort", "14 signs"),
        (("staff", "add", "Anna"), PASSWORD, "Choose another"),
        (("staff", "give", "Niemand", "--by", "Anna"), PASSWORD, "no member"),
        (("staff", "give", "Anna", "--by", "Anna"), PASSWORD, "second person"),
        (("staff",), PASSWORD, "--help"),
        (("setup", "everything"), PASSWORD, "--help"),
    ],
)
def test_what_cannot_be_says_why_and_never_quotes_a_password(own, words, password, said):
    own("staff", "add", "Anna")
    told = refused(own(*words, password=password))
    assert said in told
    assert password not in told


def test_a_demonstration_is_filled_once_and_stays_one(own, tmp_path):
    ran = own("demo")
    assert ran.code == 0
    assert "niemand leest dit" in ran.out
    assert len([line for line in ran.out.splitlines() if line.count("-") == 3]) == 3
    assert "empty" in refused(own("demo"))
    assert "demonstration" in refused(own("setup", "reporting", "--ground", "een grond"))


def test_a_demonstration_is_refused_where_anyone_has_a_key(own):
    own("staff", "add", "Anna")
    assert "empty" in refused(own("demo"))
