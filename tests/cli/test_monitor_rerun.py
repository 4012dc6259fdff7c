"""A run record holds what it takes to get the same numbers again, and nothing about anybody."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from inbeeld.cli.main import build
from inbeeld.monitor.mapping import TEMPLATE
from tests.cli.commands import Command
from tests.cli.test_monitor_lists import LIST
from tests.cli.test_schemas import faults

TABLE = "A,B,C,count\n1,0,0,30\n0,1,0,20\n0,0,1,25\n1,1,0,10\n1,0,1,8\n0,1,1,9\n1,1,1,3\n"


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("overlap-of-lotte.csv").write_text(TABLE, encoding="utf-8")
    return tmp_path


def recorded(command: Command, *words: str) -> dict[str, object]:
    command.json("monitor", *words, "--record", "run.json")
    record = json.loads(Path("run.json").read_text(encoding="utf-8"))
    assert faults(record, "monitor-run.json") == []
    return record


def estimated(command: Command) -> dict[str, object]:
    return recorded(
        command, "estimate", "overlap-of-lotte.csv", "--threshold", "0.05", "--seed", "7"
    )


def test_a_record_names_versions_options_and_inputs_and_no_file(command: Command, folder):
    record = estimated(command)
    assert record["verb"] == "estimate"
    assert record["options"]["table"] == {"input": 0}
    assert record["options"]["seed"] == "7"
    assert {"numpy", "scipy", "numba", "splink", "duckdb"} <= record["packages"].keys()
    assert record["numbers"]["[0].estimate"] > 105
    assert not any("seconds" in name for name in record["numbers"])
    text = Path("run.json").read_text(encoding="utf-8")
    assert "lotte" not in text
    assert str(folder) not in text


def test_a_run_is_done_again_with_inputs_found_by_what_is_in_them(
    command: Command, folder, tmp_path
):
    then = command.json("monitor", "estimate", "overlap-of-lotte.csv", "--threshold", "0.05")
    estimated(command)
    elsewhere = tmp_path / "moved"
    elsewhere.mkdir()
    shutil.move("overlap-of-lotte.csv", elsewhere / "other name")
    again = command.json("monitor", "rerun", "run.json", "--inputs", str(elsewhere))
    assert again[0]["estimate"] == then[0]["estimate"]
    assert again[0]["terms"] == then[0]["terms"]


def test_a_number_that_differs_is_named_and_ends_with_1(command: Command, folder):
    record = estimated(command)
    record["numbers"]["[0].estimate"] += 1
    record["packages"]["scipy"] = "0.1"
    Path("run.json").write_text(json.dumps(record), encoding="utf-8")
    ran = command("monitor", "rerun", "run.json")
    assert ran.code == 1
    assert "1 numbers are not the same as then:\n  [0].estimate: then" in ran.out
    assert "Of another version than then: scipy." in ran.out


def test_an_input_that_was_changed_is_not_taken(command: Command, folder):
    estimated(command)
    Path("overlap-of-lotte.csv").write_text(TABLE.replace("30", "31"), encoding="utf-8")
    ran = command("monitor", "rerun", "run.json")
    assert ran.code == 2
    assert "1 of 1 inputs are not in the folder, or were changed" in ran.err


def test_a_list_that_was_made_into_tokens_can_be_done_again_until_the_key_is_destroyed(
    command: Command, folder
):
    Path("list.csv").write_text(LIST, encoding="utf-8")
    Path("mapping.toml").write_text(TEMPLATE, encoding="utf-8")
    assert command("monitor", "key", "new", "--period", "2026", "--out", "key").code == 0
    record = recorded(command, "pseudonymise", "list.csv", "--mapping", "mapping.toml",
                      "--key-file", "key", "--out", "out.parquet")  # fmt: skip
    assert record["options"]["out"] == {"output": ".parquet"}
    assert len(record["inputs"]) == 3
    before = Path("out.parquet").read_bytes()
    assert command("monitor", "rerun", "run.json").code == 0
    assert Path("out.parquet").read_bytes() == before
    command("monitor", "key", "destroy", "key")
    assert command("monitor", "rerun", "run.json").code == 2


@pytest.mark.parametrize(
    "change",
    [
        {"verb": "key"},
        {"verb": "rerun"},
        {"verb": "nothing"},
        {"format": "other"},
        {"inputs": ["../x"]},
        {"options": {"table": {"input": 4}}},
        {"options": {"table": {"input": 0}, "hidden": "1"}},
        {"options": {"table": {"output": "/../../x"}}},
        {"options": {"table": {"input": 0}, "threshold": "--help"}},
        {"options": {}},
        {"numbers": {"a": "1"}},
    ],
)
def test_a_record_that_somebody_changed_is_refused_and_runs_nothing(
    command: Command, folder, change
):
    record = estimated(command) | change
    Path("run.json").write_text(json.dumps(record), encoding="utf-8")
    ran = command("monitor", "rerun", "run.json")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("content", ["", "{", "[]", "[" * 100_000, '{"format": "inbeeld run 1"}'])
def test_what_is_no_record_is_refused(command: Command, folder, content):
    Path("run.json").write_text(content, encoding="utf-8")
    assert command("monitor", "rerun", "run.json").code == 2
    assert command("monitor", "rerun", "nowhere.json").code == 2


def test_every_verb_that_draws_with_a_seed_can_be_recorded():
    verbs = build().parse_args(["monitor", "rerun", "r"]).verbs.choices
    options = {verb: set(parser.format_help().split()) for verb, parser in verbs.items()}
    drawing = {verb for verb, words in options.items() if "--seed" in words}
    assert {"estimate", "covariates"} <= drawing
    for verb in drawing:
        assert "--record" in options[verb], f"{verb}: see cli/monitor_records.py"


def test_an_estimate_by_group_is_done_again_too(command: Command, folder):
    rows = ["A,B,sex"] + ["1,0,v"] * 9 + ["0,1,v"] * 8 + ["1,1,v"] * 5 + ["1,0,m"] * 7
    rows += ["0,1,m"] * 6 + ["1,1,m"] * 4
    Path("people.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    record = recorded(command, "covariates", "people.csv", "--lists", "A,B", "--covariates", "sex",
                      "--bootstrap", "50", "--seed", "3")  # fmt: skip
    assert record["numbers"]["listed"] == 39
    assert command("monitor", "rerun", "run.json").code == 0


def test_a_release_and_the_version_after_it_are_made_again_with_the_same_numbers(
    command: Command, folder
):
    rows = [
        f"{number:016x},{2024 + number % 2},{2024 + number % 2}-03,female,minor,sexual,domestic,dutch,"
        f"NL-UT,home,police,registration,no"
        for number in range(60)
    ]
    header = (
        "record,period,registered,sex,age,form,route,nationality,region,sector,reporter,file_type,"
        "shelter"
    )
    Path("desk.csv").write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    Path("table.csv").write_text("A,B,n\n1,0,30\n0,1,20\n1,1,10\n", encoding="utf-8")
    estimates = command("monitor", "estimate", "table.csv", "--format", "json")
    Path("estimates.json").write_text(estimates.out, encoding="utf-8")
    first = ("monitor", "release", "desk.csv", "--out", "one", "--estimates", "2025=estimates.json")
    assert command(*first, "--record", "one.json").code == 0
    second = ("monitor", "release", "desk.csv", "--out", "two", "--earlier", "one")
    assert command(*second, "--record", "two.json").code == 0
    for record in ("one.json", "two.json"):
        ran = command("monitor", "rerun", record)
        assert (ran.code, ran.err) == (0, "")
    Path("table.csv").unlink()
    shutil.rmtree("one")
    assert command("monitor", "rerun", "two.json").code == 2


@pytest.mark.parametrize("verb", ["coverage", "sensitivity"])
def test_what_is_tried_by_chance_is_tried_again_alike(command: Command, folder, verb):
    Path("table.csv").write_text(
        "A,B,C,n\n1,0,0,30\n0,1,0,20\n0,0,1,25\n1,1,0,10\n0,1,1,6\n", "utf-8"
    )
    more = ("--runs", "3", "--bootstrap", "20") if verb == "coverage" else ("--draws", "2")
    assert command("monitor", verb, "table.csv", *more, "--record", "run.json").code == 0
    ran = command("monitor", "rerun", "run.json")
    assert (ran.code, ran.err) == (0, "")
