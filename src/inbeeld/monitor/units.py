"""People with covariates from a file: a row a person, 0 or 1 per list, what is known of them, a year.

A cell that is empty, or says NA, is not known: a list may not ask for it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from inbeeld.estimate import TableFault
from inbeeld.estimate.covariates import Cells, Unit, cells
from inbeeld.monitor.faults import FileFault
from inbeeld.monitor.tables import read_text

UNKNOWN = frozenset({"", "NA", "nan"})
YEARS = range(10_000)
MOST = 10**9


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of the file hold what. `count` is how many people a row stands for."""

    lists: tuple[str, ...]
    covariates: tuple[str, ...] = ()
    year: str | None = None
    count: str | None = None

    @property
    def all(self) -> tuple[str, ...]:
        """Every column that is read."""
        return (*self.lists, *self.covariates, *(one for one in (self.year, self.count) if one))


def read_units(path: Path, columns: Columns) -> Cells:
    """Cells from a CSV file with a header, plain or `.gz`. FileFault says which row and what to do."""
    text = read_text(path)
    mark = max(",;\t", key=text.partition("\n")[0].count)
    try:
        read = list(csv.reader(io.StringIO(text), delimiter=mark))
    except csv.Error:
        raise FileFault(f"{path.name} is no CSV file that can be read.") from None
    rows = [row for row in read if any(map(str.strip, row))]
    if not rows:
        raise FileFault(f"{path.name} is empty. The first row names the columns.")
    header = [name.strip() for name in rows[0]]
    if len(set(columns.all)) < len(columns.all):
        raise FileFault("The same column is asked for twice.")
    for name in columns.all:
        if header.count(name) != 1:
            raise FileFault(
                f"{path.name}: it takes one column {name}; there are {header.count(name)}."
            )
    units = []
    for number, row in enumerate(rows[1:], start=2):
        if len(row) != len(header):
            raise FileFault(
                f"{path.name}, row {number}: {len(row)} cells, and the header has {len(header)}."
            )
        cell = {name: value.strip() for name, value in zip(header, row, strict=True)}
        units.append(_unit(cell, columns, f"{path.name}, row {number}"))
    try:
        return cells(columns.lists, columns.covariates, units)
    except TableFault as fault:
        raise FileFault(f"{path.name}: {_from_two(str(fault))}.") from None


def _unit(cell: dict[str, str], columns: Columns, where: str) -> Unit:
    lists: Sequence[str] = columns.lists
    for name in lists:
        if cell[name] not in ("0", "1"):
            raise FileFault(f"{where}, column {name}: must be 0 (not on the list) or 1 (on it).")
    year = None
    if columns.year:
        year = _number(cell[columns.year], f"{where}, column {columns.year}", "a year", YEARS.stop)
    count = 1
    if columns.count:
        count = _number(
            cell[columns.count], f"{where}, column {columns.count}", "a whole number", MOST
        )
    values = tuple(None if cell[name] in UNKNOWN else cell[name] for name in columns.covariates)
    return Unit(tuple(int(cell[name]) for name in lists), values, year, count)


def _number(text: str, where: str, wanted: str, most: int) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 11 and int(text) <= most):
        raise FileFault(f"{where}: must be {wanted}.")
    return int(text)


def _from_two(told: str) -> str:
    """The room below counts people from 1; in the file the header is row 1."""
    first, mark, rest = told.partition(":")
    if mark and first.startswith("row "):
        return f"row {int(first.removeprefix('row ')) + 1}:{rest}"
    return told
