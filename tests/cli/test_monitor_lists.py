"""From somebody's list to tokens on a terminal: key, mapping, reading, pseudonymise."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from inbeeld.cli.monitor_mapping import questions
from inbeeld.monitor.cells import Cells
from inbeeld.monitor.mapping import TEMPLATE, FileForm, mapping_of
from inbeeld.monitor.records import Kind, kind_of, read_list
from tests.cli.commands import Command
from tests.cli.test_schemas import faults

LIST = """\
Dossiernummer;Datum registratie;Voornamen;Achternaam;Geboortedatum;Gemeente;Geslacht;Vorm;Notitie
A1;2-3-2026;Xanthippe;van der Berg;05-04-2009;Utrecht;V;seksueel;belt terug
A2;3-3-2026;Jan;Dijkstra;31-02-2001;Zwolle;M;arbeid;
"""


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("list.csv").write_text(LIST, encoding="utf-8")
    Path("mapping.toml").write_text(TEMPLATE, encoding="utf-8")
    return tmp_path


def new_key(command: Command, period: str = "2026", out: str = "key") -> None:
    ran = command("monitor", "key", "new", "--period", period, "--out", out)
    assert (ran.code, ran.err) == (0, "")


def pseudonymise(command: Command, *more: str):
    return command("monitor", "pseudonymise", "list.csv", "--mapping", "mapping.toml",
                   "--key-file", "key", "--out", "out.parquet", *more)  # fmt: skip


def test_a_list_is_read_and_every_row_and_fault_is_told_without_content(command: Command, folder):
    found = command.json("monitor", "read", "list.csv", "--mapping", "mapping.toml")
    assert faults(found, "monitor-list.json") == []
    assert (found["rows"], found["kept"], found["unused_columns"]) == (2, 2, 1)
    wrong = {
        "column": "Geboortedatum",
        "wrong": "impossible-date",
        "count": 1,
        "rows": [3],
    }
    assert found["faults"] == [wrong]
    words = ("monitor", "read", "list.csv", "--mapping", "mapping.toml")
    assert "1 keer een datum die niet bestaat (regel 3)" in command(*words).out
    ran = command(*words, "--lang", "en")
    assert "Geboortedatum: 1 x a date that no calendar has (row 3)" in ran.out
    assert not {"Xanthippe", "Dijkstra", "2001", "belt"} & set(ran.out.replace(":", " ").split())


def test_tokens_are_made_with_the_key_and_are_said_to_be_personal_data(command: Command, folder):
    new_key(command)
    ran = pseudonymise(command)
    assert (ran.code, ran.err) == (0, "")
    assert "Dit zijn nog steeds persoonsgegevens." in ran.out
    table = read_list(Path("out.parquet"))
    assert (kind_of(table), table.num_rows) == (Kind.TOKENS, 2)
    # In the cells, not in the bytes of the file: two letters stand in random bytes now and then.
    written = repr(table.to_pylist()).lower()
    assert not any(word in written for word in ("xanthippe", "berg", "'a1'", "belt"))
    raw = Path("out.parquet").read_bytes().lower()
    assert not any(word in raw for word in (b"xanthippe", b"dijkstra", b"van der berg", b"zwolle"))
    again = pseudonymise(command)
    assert again.code == 2
    assert "is there already" in again.err


def test_a_key_of_another_period_makes_no_tokens(command: Command, folder):
    new_key(command, "2025")
    ran = pseudonymise(command)
    assert ran.code == 2
    assert "the key is of another period than rows of the list" in ran.err
    assert not Path("out.parquet").exists()


def test_a_key_is_made_for_its_owner_and_destroyed_with_what_cannot_be_promised(
    command: Command, folder
):
    new_key(command)
    assert stat.S_IMODE(Path("key").stat().st_mode) == 0o600
    ran = command("monitor", "key", "destroy", "key")
    assert (ran.code, Path("key").exists()) == (0, False)
    assert "backups" in ran.out
    assert "flash memory" in ran.out
    for words in (("destroy", "list.csv"), ("destroy", "nowhere"),
                  ("new", "--period", "soon", "--out", "k"),
                  ("new", "--period", "2026", "--out", "list.csv")):  # fmt: skip
        ran = command("monitor", "key", *words)
        assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert Path("list.csv").read_text(encoding="utf-8") == LIST


def test_codes_alone_are_written_to_be_counted(command: Command, folder):
    ran = command(
        "monitor", "read", "list.csv", "--mapping", "mapping.toml", "--counts", "c.parquet"
    )
    assert ran.code == 0
    table = read_list(Path("c.parquet"))
    assert kind_of(table) is Kind.NONE
    assert table["key_first"].null_count == table.num_rows == 2
    assert table["record"].to_pylist() == ["1", "2"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (("list = ", "lst = "), "mapping.toml, lst: not a key here"),
        (('"Vorm"', '"Soort"'), "no column for columns.form of the mapping"),
        (('period = "2026"', 'period = "soon"'), "mapping.toml, period: must be a year or two"),
        (("[columns]", "[columns"), "mapping.toml is no TOML"),
    ],
)
def test_a_mapping_that_is_wrong_is_refused_with_key_and_reason(
    command: Command, folder, change, reason
):
    Path("mapping.toml").write_text(TEMPLATE.replace(*change), encoding="utf-8")
    ran = command("monitor", "read", "list.csv", "--mapping", "mapping.toml")
    assert (ran.code, ran.out) == (2, "")
    assert reason in ran.err


def test_the_template_is_a_mapping_and_is_what_is_printed(command: Command):
    ran = command("monitor", "mapping", "--template")
    assert ran.code == 0
    assert mapping_of(ran.out, "template") == mapping_of(TEMPLATE, "template")


def test_without_a_terminal_nothing_is_asked(command: Command, folder):
    ran = command("monitor", "mapping", "list.csv", "--out", "m.toml")
    assert (ran.code, Path("m.toml").exists()) == (2, False)
    assert "this is no terminal" in ran.err
    assert command("monitor", "mapping").code == 2


def test_questions_propose_and_end_in_a_mapping_that_reads_the_list(
    command: Command, folder, monkeypatch
):
    asked: list[str] = []
    answers = {"short name": "police", "year": "2026", "Notitie": "-"}

    def ask(question: str) -> str:
        asked.append(question)
        return next((said for part, said in answers.items() if part in question), "")

    monkeypatch.setattr("builtins.input", ask)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    ran = command("monitor", "mapping", "list.csv", "--out", "own.toml")
    assert (ran.code, ran.err) == (0, "")
    assert "  Achternaam [last]: " in asked
    assert "  V [female]: " in asked
    assert not any(name in "".join(asked) + ran.out for name in ("Xanthippe", "Berg", "2009"))
    one = command.json("monitor", "read", "list.csv", "--mapping", "own.toml")
    other = command.json("monitor", "read", "list.csv", "--mapping", "mapping.toml")
    assert one == other


def test_an_answer_that_is_none_of_them_is_asked_again_and_words_are_quoted():
    cells = Cells(("Sekse\x1b", 'Soort "x"'), ((2, ["v", "a"]), (3, ["iets", "b"])))
    given = iter(["p", "soon", "", "geslacht", "sex", "form", "maybe", "", "other", "sexual", "-"])
    text = questions(cells, FileForm(), ask=lambda _: next(given))
    found = mapping_of(text, "m")
    assert found.columns == {"sex": "Sekse\x1b", "form": 'Soort "x"'}
    assert found.values == {"sex": {"v": "female", "iets": "other"}, "form": {"a": "sexual"}}
