"""`inbeeld monitor release` as typed: what it answers, and what it says of wrong input."""

from __future__ import annotations

import pytest

from inbeeld.monitor.breakdowns import Column
from inbeeld.monitor.desk_records import desk_records_csv
from tests.cli.test_schemas import faults
from tests.monitor.people import people


@pytest.fixture
def records(tmp_path):
    """Records of the desk, as a file."""
    rows = []
    for number, row in enumerate(people({2024: 120}).to_pylist()):
        codes = {column.value: row[column.value] or "" for column in Column}
        rows.append({"record": f"{number:016x}", "period": "2024", "registered": ""} | codes)
    path = tmp_path / "records.csv"
    path.write_text(desk_records_csv(rows), encoding="utf-8")
    return path


def test_records_of_the_desk_become_a_release(command, records, tmp_path):
    out = tmp_path / "out"
    ran = command("monitor", "release", str(records), "--out", str(out), "--date", "2025-10-17")
    assert (ran.code, ran.err) == (0, "")
    assert "kan 0 verborgen getallen uitrekenen" in ran.out
    assert (out / "public/nl.html").exists()


def test_the_answer_as_json_is_what_the_schema_says(command, records, tmp_path):
    out = tmp_path / "out"
    ran = command(
        "monitor", "release", str(records), "--out", str(out), "--profile", "strict",
        "--format", "json",
    )  # fmt: skip
    assert ran.code == 0
    assert faults(ran.json, "release.json") == []
    assert ran.json["profile"]["name"] == "strict"


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--profile", "loose"], "--profile must be one of"),
        (["--name", "Two words"], "--name must be"),
        (["--date", "soon"], "--date must be a date"),
        (["--estimates", "x=e.json"], "--estimates must be"),
        (["--estimates", "gone.json"], "cannot be read"),
        (["--population", "gone.csv"], "cannot be read"),
        (["--breaks", "gone.toml"], "cannot be read"),
        (["--replicates", "gone.txt"], "cannot be read"),
        (["--overlap", "gone.csv"], "cannot be read"),
        (["--earlier", "gone"], "holds no release"),
    ],
)
def test_wrong_input_ends_with_2_and_one_sentence(command, records, tmp_path, options, says):
    ran = command("monitor", "release", str(records), "--out", str(tmp_path / "out"), *options)
    assert ran.code == 2
    assert says in ran.err
    assert ran.err.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_a_list_that_is_not_there_is_wrong_input(command, tmp_path):
    ran = command("monitor", "release", "gone.parquet", "--out", str(tmp_path / "out"))
    assert ran.code == 2
    assert ran.err.count("\n") == 1
