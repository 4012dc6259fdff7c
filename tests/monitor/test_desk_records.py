"""The CSV of desk records is read strictly: it is our own."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from inbeeld.monitor.desk_records import HEADER, desk_records_csv, read_desk_records
from inbeeld.monitor.faults import FileFault
from inbeeld.monitor.records import COVARIATES, KEYS, Kind, kind_of, name_of

ROW = {
    "record": "0123456789abcdef", "period": "2026", "registered": "2026-03", "sex": "female",
    "age": "minor", "form": "sexual", "route": "domestic", "nationality": "dutch",
    "region": "NL-UT", "sector": "hotel", "reporter": "youth-care",
    "file_type": "registration-shelter", "shelter": "yes",
}  # fmt: skip


def written(folder: Path, *rows: dict[str, str]) -> Path:
    path = folder / "records.csv"
    path.write_text(desk_records_csv(rows), encoding="utf-8")
    return path


def test_records_become_a_list_that_can_be_counted_and_not_linked(tmp_path):
    bare = {"record": "f" * 32, "period": "2025"}
    table = read_desk_records(written(tmp_path, ROW, bare))
    assert (kind_of(table), name_of(table)) == (Kind.NONE, "desk")
    assert table["registered"].to_pylist() == [dt.date(2026, 3, 1), None]
    assert table["period"].to_pylist() == [2026, 2025]
    assert table["region"].to_pylist() == ["NL-UT", None]
    assert all(table[key].null_count == 2 for key in KEYS)


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        ("record", "report-12", "16 to 64 digits"),
        ("record", "", "16 to 64 digits"),
        ("period", "", "must be a year"),
        ("registered", "2026-03-02", "must be a month"),
        ("registered", "2026-13", "must be a month"),
        ("sex", "F", "female, male, other"),
        ("region", "Utrecht", "NL-UT"),
    ],
)
def test_one_wrong_cell_refuses_the_file_and_says_where(tmp_path, column, cell, reason):
    with pytest.raises(FileFault, match=rf"row 3, column {column}: .*{reason}") as refused:
        read_desk_records(written(tmp_path, ROW, ROW | {"record": "a" * 16, column: cell}))
    assert not cell or f": {cell}" not in str(refused.value)


def test_another_header_no_rows_and_a_record_twice_are_refused(tmp_path):
    path = tmp_path / "records.csv"
    path.write_text("record,period\n1,2026\n", encoding="utf-8")
    with pytest.raises(FileFault, match="the header must be record,period"):
        read_desk_records(path)
    with pytest.raises(FileFault, match="no rows"):
        read_desk_records(written(tmp_path))
    with pytest.raises(FileFault, match="same record"):
        read_desk_records(written(tmp_path, ROW, ROW))
    path.write_text(desk_records_csv([ROW]).rstrip() + ",more\n", encoding="utf-8")
    with pytest.raises(FileFault, match="14 cells"):
        read_desk_records(path)


def test_the_document_names_every_column_and_every_code():
    text = (Path(__file__).parents[2] / "docs/monitor/records.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", text, re.MULTILINE))
    assert tuple(rows) == HEADER
    for name, codes in COVARIATES.items():
        assert re.findall(r"`([\w-]+)`", rows[name]) == [str(code) for code in codes]
