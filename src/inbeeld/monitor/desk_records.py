"""Records of the desk: the CSV that dossiers yield on closing, and that figures are counted from.

A record is a coarse coded line about one registered person in one period. It holds no name, no
date of birth and no number of a report, so it can be counted and never linked. What each column
means stands in docs/monitor/records.md. Our own file has to be right: one wrong cell refuses it.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from inbeeld.monitor.cells import read_cells
from inbeeld.monitor.faults import FileFault
from inbeeld.monitor.mapping import FileForm
from inbeeld.monitor.records import COVARIATES, Kind, cleaned

HEADER = ("record", "period", "registered", *COVARIATES)
RECORD = re.compile(r"[0-9a-f]{16,64}")  # random, made on closing
YEAR = re.compile(r"[12]\d{3}", re.ASCII)
MONTH = re.compile(r"([12]\d{3})-(0[1-9]|1[0-2])", re.ASCII)


def read_desk_records(path: Path, *, name: str = "desk") -> pa.Table:
    """The cleaned list in a CSV of desk records. FileFault says which row and column."""
    cells = read_cells(path, FileForm(mark=","))
    if cells.header != HEADER:
        raise FileFault(f"{path.name}: the header must be {','.join(HEADER)}.")
    rows = [
        dict(zip(HEADER, _checked(row, f"{path.name}, row {number}"), strict=True))
        for number, row in cells.rows
        if row
    ]
    if not rows:
        raise FileFault(f"{path.name} has a header and no rows.")
    if len({row["record"] for row in rows}) < len(rows):
        raise FileFault(f"{path.name}: two rows have the same record.")
    columns: dict[str, Sequence[Any]] = {
        key: [row[key] or None for row in rows] for key in HEADER
    } | {
        "period": [int(row["period"]) for row in rows],
        "registered": [_first_day(row["registered"]) for row in rows],
    }
    return cleaned(columns, name=name, kind=Kind.NONE)


def desk_records_csv(rows: Sequence[Mapping[str, str]]) -> str:
    """The text of such a file, from rows by HEADER; what a row leaves out is not known."""
    text = io.StringIO()
    writer = csv.DictWriter(text, HEADER, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _checked(row: Sequence[str], where: str) -> Iterator[str]:
    if len(row) != len(HEADER):
        raise FileFault(f"{where}: {len(row)} cells, and the header has {len(HEADER)}.")
    for key, cell in zip(HEADER, row, strict=True):
        reason = _reason(key, cell)
        if reason:
            raise FileFault(f"{where}, column {key}: {reason}.")
        yield cell


def _reason(key: str, cell: str) -> str | None:
    if key == "record":
        return None if RECORD.fullmatch(cell) else "must be 16 to 64 digits 0-9 and a-f"
    if key == "period":
        return None if YEAR.fullmatch(cell) else "must be a year"
    if not cell:
        return None
    if key == "registered":
        return None if MONTH.fullmatch(cell) else "must be a month such as 2026-03, or empty"
    codes = [str(code) for code in COVARIATES[key]]
    return None if cell in codes else f"must be empty or one of: {', '.join(codes)}"


def _first_day(month: str) -> dt.date | None:
    return dt.date.fromisoformat(f"{month}-01") if month else None
