"""How many people a year, exactly. These counts stay inside: only `disclosure.py` makes them public.

The input is a cleaned list (`records.py`), or linked persons with the same columns: one row a person and
year. What is missing is counted as unknown, in a row of its own. A value outside its closed set is a
fault: nothing is dropped.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from inbeeld.monitor.breakdowns import (
    CLIQUES,
    GROUPS,
    SEXUAL_SECTORS,
    UNKNOWN,
    VALUES,
    Breakdown,
    Clique,
    Column,
    Key,
    TableName,
)
from inbeeld.monitor.faults import FileFault

EARLIEST, LATEST = 1990, 2100
YEAR = ("period", "year")


@dataclass(frozen=True, slots=True)
class Counts:
    """Exact counts per year and group of columns; a key that is absent counts nobody."""

    years: tuple[int, ...]
    cells: Mapping[tuple[int, Clique], Mapping[Key, int]]

    def of(self, year: int, clique: Clique) -> Mapping[Key, int]:
        return self.cells.get((year, clique), {})

    def total(self, year: int) -> int:
        return sum(self.of(year, CLIQUES[0]).values())


def keys(clique: Clique) -> list[Key]:
    """Every combination of values that could occur, in reading order."""
    return list(product(*(VALUES[column] for column in clique)))


def rows(breakdown: Breakdown) -> list[Key]:
    """The rows of a table in reading order, unknown last."""
    if breakdown.name is TableName.GROUP:
        return [(group,) for group in GROUPS]
    if breakdown.name is TableName.SECTOR:
        return [(one,) for one in (*SEXUAL_SECTORS[:-1], "other", UNKNOWN)]
    found = (breakdown.row(key) for key in keys(breakdown.clique))
    return list(dict.fromkeys(row for row in found if row is not None))


def exact(counts: Counts, breakdown: Breakdown, year: int) -> dict[Key, int]:
    """One table of one year, exactly: every row, also where it counts nobody."""
    found = dict.fromkeys(rows(breakdown), 0)
    for key, count in counts.of(year, breakdown.clique).items():
        row = breakdown.row(key)
        if row is not None:
            found[row] += count
    return found


def count_years(people: Any) -> Counts:
    """The counts of an Arrow table with one row a person and year. FileFault says what is wrong.

    The year stands in `period` or `year`; a column of `breakdowns.Column` that is absent is unknown.
    """
    import pyarrow as pa  # noqa: PLC0415 (who only reads releases needs no Arrow)

    year = next((name for name in YEAR if name in people.column_names), None)
    if year is None:
        raise FileFault("The list has no column period: the year of each row.")
    if not people.num_rows:
        raise FileFault("The list has a header and no rows.")
    columns = {"year": _years(people.column(year))}
    columns |= {column.value: _codes(people, column) for column in Column}
    clean = pa.table(columns)
    cells: dict[tuple[int, Clique], dict[Key, int]] = {}
    for clique in CLIQUES:
        names = [column.value for column in clique]
        counted = clean.group_by(["year", *names]).aggregate([([], "count_all")])
        for row in counted.to_pylist():
            key = tuple(row[name] for name in names)
            cells.setdefault((row["year"], clique), {})[key] = row["count_all"]
    return Counts(tuple(sorted({year for year, _ in cells})), cells)


def _years(given: Any) -> Any:
    import pyarrow as pa  # noqa: PLC0415

    found = []
    for number, value in enumerate(given.to_pylist(), start=2):
        text = str(value).strip().removesuffix(".0")
        if not (text.isascii() and text.isdecimal() and EARLIEST <= int(text) <= LATEST):
            raise FileFault(f"Row {number}, column period: must be a year such as 2024.")
        found.append(int(text))
    return pa.array(found, pa.int32())


def _codes(people: Any, column: Column) -> Any:
    """A column as codes, with unknown where nothing stands."""
    import pyarrow as pa  # noqa: PLC0415

    if column.value not in people.column_names:
        return pa.array([UNKNOWN] * people.num_rows, pa.string())
    allowed = frozenset(VALUES[column])
    found = []
    for number, value in enumerate(people.column(column.value).to_pylist(), start=2):
        text = ("" if value is None else str(value).strip()) or UNKNOWN
        if text not in allowed:
            names = ", ".join(VALUES[column])
            raise FileFault(f"Row {number}, column {column}: must be empty or one of {names}.")
        found.append(text)
    return pa.array(found, pa.string())
