"""`inbeeld monitor simulate` and `inbeeld monitor link`: from lists to a table, and what is refused."""

from __future__ import annotations

import csv
import json
import os

import pyarrow as pa
import pytest

from inbeeld.monitor.records import Kind, cleaned, read_list, write_list
from tests.cli.commands import elsewhere, refused
from tests.cli.test_schemas import faults

LISTS = ("border-police", "labour-inspectorate", "police")


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """Lists made and linked by the command, in a process and a home of its own."""
    folder = tmp_path_factory.mktemp("world")
    homes = {"HOME": str(folder / "home"), "TMPDIR": str(folder / "tmp")}
    for home in homes.values():
        os.mkdir(home)  # noqa: PTH102
    made = elsewhere(
        "monitor", "simulate", "--rows", "150", "--seed", "3", "--out", "sim", "--format", "json",
        folder=folder, **homes,
    )  # fmt: skip
    assert (made.code, made.err) == (0, "")
    lists = sorted(str(path) for path in (folder / "sim").glob("*.parquet"))
    told = elsewhere(
        "monitor", "link", *lists, "--out", "out", "--truth", "sim/truth.csv", "--format", "json",
        folder=folder, **homes,
    )  # fmt: skip
    assert (told.code, told.err) == (0, "")
    return folder, lists, made.json, told.json


def test_what_is_simulated_is_said_and_written(world):
    folder, lists, made, _ = world
    assert faults(made, "monitor-simulate.json") == []
    truth = json.loads((folder / "sim/truth.json").read_text(encoding="utf-8"))
    assert truth["people"] == made["people"] == sum(truth["histories"]) == 750
    assert [one["records"] for one in made["lists"]] == [
        len(read_list(folder / "sim" / f"{name}.parquet")) for name in truth["lists"]
    ]
    assert len(lists) == 3


def test_a_linkage_is_said_and_written(world):
    folder, _, _, told = world
    assert faults(told, "monitor-link.json") == []
    assert json.loads((folder / "out/quality.json").read_text(encoding="utf-8")) == told
    assert told["truth"]["f1"] > 0.9
    assert {path.name for path in (folder / "out").iterdir()} == {
        "table.csv", "doubt.csv", "covariates.csv", "doubtful.csv", "who.csv", "people.parquet",
        "quality.json", "sensitivity.csv",
    }  # fmt: skip
    for name in ("table.csv", "covariates.csv"):
        with (folder / "out" / name).open(encoding="utf-8") as file:
            assert sum(int(row["count"]) for row in csv.DictReader(file)) == told["people"], name
    assert len(read_list(folder / "out/people.parquet")) == told["people"]


def test_nothing_is_written_elsewhere(world):
    folder, *_ = world
    assert {path.name for path in folder.iterdir()} == {"sim", "out", "home", "tmp"}
    assert list((folder / "home").iterdir()) == []
    assert list((folder / "tmp").iterdir()) == []
    assert (folder / "out").stat().st_mode & 0o077 == 0


def test_the_table_can_be_estimated_from(world, command):
    folder, _, made, _ = world
    (one,) = command.json("monitor", "estimate", str(folder / "out/table.csv"))
    assert one["estimate"] == pytest.approx(made["people"], rel=0.5)


def test_intervals_hold_doubt_about_links_where_it_is_given(world, command):
    folder, *_ = world
    table, doubt = str(folder / "out/table.csv"), str(folder / "out/doubt.csv")
    words = ("monitor", "estimate", table, "--method", "all", "--bootstrap", "100")
    plain, wider = command.json(*words), command.json(*words, "--doubt", doubt)
    assert faults(wider, "monitor-estimate.json") == []
    assert [one["estimate"] for one in wider] == [one["estimate"] for one in plain]
    for before, after in zip(plain, wider, strict=True):
        for one, other in zip(before["intervals"], after["intervals"], strict=True):
            assert other["low"] <= one["low"]
            assert other["high"] is None or other["high"] >= one["high"]
    assert [one["intervals"] for one in wider] != [one["intervals"] for one in plain]
    said = command(*words, "--doubt", doubt, "--lang", "en").out
    assert "All methods together: from " in said
    assert "The limits hold doubt about links too." in said
    assert "doubt about links" not in command(*words, "--lang", "en").out


def test_doubt_of_other_lists_or_columns_is_refused(world, command, tmp_path):
    folder, *_ = world
    table = str(folder / "out/table.csv")
    sheet = tmp_path / "sheet.csv"
    for text, wanted in (
        ("a,b,more,fewer\n1,1,2,3\n", "other lists"),
        ("a,b,count\n1,1,2\n", "it takes two lists or more, and last more and fewer"),
        ("a,b,fewer,more\n1,1,2,3\n", "must be more and fewer"),
        ("a,b,more,fewer\n1,1,2,-3\n", "row 2, column fewer: negative"),
        (f"{','.join(LISTS)},more,fewer\n1,1,0,2,3\n", "of another linkage"),
    ):
        sheet.write_text(text, encoding="utf-8")
        assert wanted in refused(command("monitor", "estimate", table, "--doubt", str(sheet)))


def test_decisions_are_read_back_into_a_new_folder(world, command, tmp_path):
    folder, lists, *_ = world
    sheet = tmp_path / "sheet.csv"
    text = (folder / "out/doubtful.csv").read_text(encoding="utf-8").splitlines()
    sheet.write_text("\n".join([text[0], text[1] + "different", *text[2:]]), encoding="utf-8")
    ran = command(
        "monitor", "link", *lists, "--out", str(tmp_path / "out"), "--reviewed", str(sheet)
    )
    assert ran.code == 0
    assert "besliste een mens" in ran.out
    assert "of 1 pairs" not in ran.out
    told = json.loads((tmp_path / "out/quality.json").read_text(encoding="utf-8"))
    assert told["reviewed"] == 1
    assert told["doubtful"] == len(text) - 2


def test_a_run_record_gives_the_same_numbers_again(world, command, tmp_path):
    folder, lists, *_ = world
    record = tmp_path / "run.json"
    words = ("monitor", "link", *lists, "--out", str(tmp_path / "out"), "--record", str(record))
    assert command(*words).code == 0
    ran = command("monitor", "rerun", str(record), "--inputs", str(folder / "sim"))
    assert (ran.code, ran.err) == (0, "")


def test_a_folder_that_holds_something_is_left_alone(world, command):
    folder, lists, *_ = world
    before = (folder / "out/doubtful.csv").read_bytes()
    said = refused(command("monitor", "link", *lists, "--out", str(folder / "out")))
    assert "Name a new folder" in said
    assert (folder / "out/doubtful.csv").read_bytes() == before


def broken(folder, name: str):
    path = folder / f"{name}.parquet"
    if name == "empty":
        write_list(cleaned({"record": []}, name=name, kind=Kind.PLAIN), path)
    elif name == "counted":
        write_list(cleaned({"record": ["1"]}, name=name, kind=Kind.NONE), path)
    elif name == "other-key":
        tokens = {"record": ["1"], "key_last": ["0f"]}
        write_list(cleaned(tokens, name=name, kind=Kind.TOKENS, key_id="x"), path)
    elif name == "other-table":
        pa.parquet.write_table(pa.table({"a": [1]}), path)
    elif name == "text":
        path.write_text("record,list\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("empty", "empty is empty"),
        ("counted", "counted holds no tokens"),
        ("other-key", "make tokens of all"),
        ("other-table", "no list that InBeeld wrote"),
        ("text", "no whole Parquet file"),
        ("absent", "cannot be read"),
    ],
)
def test_a_list_that_cannot_be_linked_is_refused(world, command, tmp_path, name, said):
    _, lists, *_ = world
    bad = broken(tmp_path, name)
    message = refused(command("monitor", "link", lists[0], str(bad), "--out", str(tmp_path / "o")))
    assert said in message


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["link", "a.parquet", "--out", "o"], "takes 2 to 16 lists"),
        (["link", "a", "b", "--out", "o", "--threshold", "1.5"], "--threshold"),
        (["link", "a", "b", "--out", "o", "--threshold", "nan"], "--threshold"),
        (["link", "a", "b", "--out", "o", "--reviewed", "absent.csv"], "cannot be read"),
        (["simulate", "--out", "o", "--lists", "1"], "--lists must be"),
        (["simulate", "--out", "o", "--rows", "x"], "--rows must be"),
        (["simulate", "--out", "o", "--captured", "0"], "--captured must be"),
        (["simulate", "--out", "o", "--dependence", "9"], "--dependence must be"),
        (["simulate", "--out", "o", "--years", "0"], "--years must be"),
    ],
)
def test_wrong_input_is_refused_plainly(command, tmp_path, monkeypatch, words, said):
    monkeypatch.chdir(tmp_path)
    assert said in refused(command("monitor", *words))
    assert list(tmp_path.iterdir()) == []


def test_the_same_list_twice_is_refused(world, command, tmp_path):
    _, lists, *_ = world
    out = str(tmp_path / "o")
    assert "same name" in refused(command("monitor", "link", lists[0], lists[0], "--out", out))


def test_the_truth_of_other_lists_is_refused(world, command, tmp_path):
    _, lists, *_ = world
    truth = tmp_path / "truth.csv"
    truth.write_text("list,record,person\npolice,1,1\n", encoding="utf-8")
    out = str(tmp_path / "o")
    said = refused(command("monitor", "link", *lists, "--out", out, "--truth", str(truth)))
    assert "lacks a record" in said
