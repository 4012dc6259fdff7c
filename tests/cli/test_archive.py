"""`inbeeld archive screen` on a terminal: exit codes, words, and how little it loads."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest

from inbeeld.check import Outcome
from inbeeld.cli import archive
from inbeeld.knowledge import Lang
from tests.archive import archives
from tests.cli.commands import Command, elsewhere, refused
from tests.cli.test_schemas import SCHEMAS, faults


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    talk = archives.talk(12)
    return archives.write_jsonl(tmp_path_factory.mktemp("archive") / "in.jsonl", talk)


def test_it_says_what_came_of_it_and_that_nothing_found_is_not_safe(
    command: Command, tmp_path, source
):
    words = ("archive", "screen", str(source), str(tmp_path / "out"), "--ground", "art. 6",
             "--processes", "1")  # fmt: skip
    ran = command(*words, "--lang", "en")
    assert (ran.code, ran.err) == (0, "")
    assert re.match(
        r"We read \d+ messages in 12 conversations. Something stood out \d+ times.", ran.out
    )
    assert "Nothing found does not mean that all is well." in ran.out
    assert "Legal ground: art. 6" in ran.out
    again = command.json(*words)
    assert f"Checksum: {again['checksum']}" in ran.out
    assert "Controlegetal" in command(*words).out
    assert json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8")) == again
    assert faults(again, "archive.json") == []


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ((), "--ground"),
        (("--ground", " "), "--ground is empty"),
        (("--ground", "g", "--processes", "0"), "--processes must be a whole number from 1 to 64"),
        (("--ground", "g", "--buckets", "-1"), "--buckets"),
        (("--ground", "g", "--buckets", "٣"), "--buckets must be a whole number"),
        (("--ground", "g", "--rules", "nowhere"), "nowhere"),
        (("--ground", "g", "--format", "xml"), "--format must be text or json"),
    ],
)
def test_wrong_options_are_answered_plainly(command: Command, tmp_path, source, words, why):
    assert why in refused(command("archive", "screen", str(source), str(tmp_path / "out"), *words))
    assert not (tmp_path / "out").exists()


def test_a_wrong_row_is_answered_with_its_file_and_number(command: Command, tmp_path):
    source = archives.write_jsonl(tmp_path / "in.jsonl", [{"conversation": "c"}])
    ran = command("archive", "screen", str(source), str(tmp_path / "out"), "--ground", "g")
    assert "in.jsonl: row 1: time is missing. Expected on each line" in refused(ran)


def test_without_spark_it_says_how_to_get_it(command: Command, tmp_path, source, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    monkeypatch.setitem(sys.modules, "pyspark.errors", None)
    words = ("archive", "screen", str(source), str(tmp_path / "out"), "--ground", "g")
    assert "pip install 'inbeeld[spark]'" in refused(command(*words, "--spark", "local[1]"))


def test_a_bar_with_the_time_left_shows_on_a_terminal_only(monkeypatch, capsys):
    archive.progress(Lang.NL)("spreading", 1, 2)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    tell = archive.progress(Lang.NL)
    for stage in ("spreading", "screening"):
        for done in (0, 500, 1000):
            tell(stage, done, 1000)
    shown = capsys.readouterr().err
    assert "Verdelen" in shown
    assert "Lezen" in shown
    assert "100%" in shown


def test_other_commands_load_neither_arrow_nor_the_bar(tmp_path):
    code = (
        "import sys; from inbeeld.cli.main import main; main(['check', '--observer', 'parent']);"
        "print([name for name in ('pyarrow', 'tqdm', 'pyspark') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("[]\n")
    assert elsewhere("archive", "screen", "--help", folder=tmp_path).code == 0


def test_the_schema_knows_every_action_and_nothing_about_a_person():
    schema = SCHEMAS["archive.json"]
    assert list(schema["$defs"]["outcomes"]["properties"]) == list(Outcome)
    assert "speaker" not in json.dumps(schema)
