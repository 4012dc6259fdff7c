"""From somebody's list to a cleaned list, with every fault counted and every row accounted for.

A cell with a fault stays empty; its row is kept. A row is set aside only where it cannot be counted, and
the report says how many and why.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from inbeeld.monitor.cells import FORMULA, Cells, plain, read_cells
from inbeeld.monitor.dates import Impossible, NoDate, full_years, read_date
from inbeeld.monitor.faults import FileFault
from inbeeld.monitor.htcds import htcds_mapping
from inbeeld.monitor.mapping import Mapping
from inbeeld.monitor.names import keys_of, words
from inbeeld.monitor.records import COVARIATES, Age, Kind, cleaned
from inbeeld.monitor.report import Aside, Notes, Report, Wrong

LONGEST = 1_000  # characters of a cell that is read
OLDEST = 120


@dataclass(frozen=True, slots=True)
class Read:
    table: pa.Table
    report: Report


def read_records(path: Path, mapping: Mapping | None) -> Read:
    """The cleaned list in a file, with plain keys, and the report. Without a mapping: by the HTCDS."""
    form = mapping.form if mapping else Mapping("", {}).form
    cells = read_cells(path, form)
    used = mapping or htcds_mapping(cells.header, name=path.stem)
    if used is None:
        raise FileFault(
            f"{path.name} has no column names of the HTCDS. Make a mapping: `inbeeld monitor mapping`."
        )
    missing = [key for key, column in used.columns.items() if column not in cells.header]
    if missing:
        raise FileFault(
            f"{path.name} has no column for columns.{missing[0]} of the mapping. Look at its header."
        )
    return _read(cells, used, path.name, standard=mapping is None)


def _read(cells: Cells, mapping: Mapping, name: str, *, standard: bool) -> Read:
    notes, aside = Notes(), Counter[Aside]()
    places = {key: cells.header.index(column) for key, column in mapping.columns.items()}
    records: dict[str, int] = {}
    rows: list[dict[str, Any]] = []
    for number, row in cells.rows:
        why = _unfit(row, len(cells.header))
        one = None if why else _Row(mapping, number, notes, name).read(row, places)
        if one and mapping.period and one["period"] and one["period"] not in mapping.period:
            why = Aside.OTHER_PERIOD
        if one is None or why:
            aside[why or Aside.EMPTY] += 1
            continue
        given = one["record"]
        if given in records:
            notes.add(mapping.columns["record"], Wrong.REPEATED, number)
            one["record"] = f"{given} (row {number})"
        records[one["record"]] = number
        rows.append(one)
    if not rows:
        raise FileFault(f"{name}: no row is left to count. {_why_none(len(cells.rows), aside)}")
    _refuse_columns_without_sense(mapping, notes, name)
    columns = {key: [row.get(key) for row in rows] for key in rows[0]}
    report = Report(
        rows=len(cells.rows),
        kept=len(rows),
        aside=dict(aside),
        faults=notes.faults(),
        unused=len(cells.header) - len(places),
        standard=standard,
    )
    return Read(cleaned(columns, name=mapping.name, kind=Kind.PLAIN), report)


def _unfit(row: Sequence[Any], width: int) -> Aside | None:
    if all(plain(cell) is None and cell is not FORMULA for cell in row):
        return Aside.EMPTY
    return Aside.MORE_CELLS if any(plain(cell) is not None for cell in row[width:]) else None


def _why_none(rows: int, aside: Counter[Aside]) -> str:
    if not rows:
        return "Under the header stands nothing."
    return " ".join(f"{count} rows: {why}." for why, count in aside.items())


def _refuse_columns_without_sense(mapping: Mapping, notes: Notes, name: str) -> None:
    """Where not one cell of a column could be read, it is another column than the mapping says."""
    for key, column in mapping.columns.items():
        wrong = sum(count for (where, _), count in notes.counts.items() if where == column)
        if wrong and key not in notes.sensible:
            raise FileFault(
                f"{name}: in the column of columns.{key} not one cell could be read ({wrong} are wrong). "
                "Is it another column?"
            )


@dataclass(frozen=True, slots=True)
class _Row:
    """Reads one row; whatever is wrong goes to the notes."""

    mapping: Mapping
    number: int
    notes: Notes
    file: str

    def read(self, row: Sequence[Any], places: dict[str, int]) -> dict[str, Any]:
        given = {
            key: self.cell(row[place] if place < len(row) else None, key)
            for key, place in places.items()
        }
        registered = self.day(given.get("registered"), "registered")
        birth = self.day(given.get("birth"), "birth")
        if birth and registered and birth > registered:
            self.note("birth", Wrong.BORN_LATER)
            birth = None
        codes = {key: self.code(given.get(key), key) for key in COVARIATES}
        years = self.years(given.get("years"))
        codes["age"] = codes["age"] or _age(birth, registered, years)
        period = self.mapping.period
        only = period.first if period and period.first == period.last else None
        return {
            "record": self.record(given.get("record")),
            "registered": registered,
            "period": registered.year if registered else only,
            **codes,
            **keys_of(
                first=self.name(given.get("first"), "first"),
                last=self.name(given.get("last"), "last"),
                birth=birth,
                sex=codes["sex"],
                municipality=self.name(given.get("municipality"), "municipality"),
            ),
        }

    def record(self, cell: Any) -> str:
        if cell is None:
            return f"row {self.number}"
        self.notes.sensible.add("record")
        return str(cell)

    def note(self, key: str, wrong: Wrong) -> None:
        self.notes.add(self.mapping.columns[key], wrong, self.number)

    def cell(self, cell: Any, key: str) -> Any:
        if cell is FORMULA:
            raise FileFault(
                f"{self.file}, row {self.number}, columns.{key}: a formula. Save it with values only."
            )
        found = plain(cell)
        if isinstance(found, str) and len(found) > LONGEST:
            self.note(key, Wrong.TOO_LONG)
            return None
        return found

    def day(self, cell: Any, key: str) -> dt.date | None:
        if cell is None:
            return None
        try:
            found = read_date(cell)
        except NoDate:
            self.note(key, Wrong.NO_DATE)
        except Impossible:
            self.note(key, Wrong.IMPOSSIBLE_DATE)
        else:
            self.notes.sensible.add(key)
            return found
        return None

    def years(self, cell: Any) -> int | None:
        if cell is None:
            return None
        text = str(cell)
        if text.isascii() and text.isdecimal() and len(text) <= 3 and int(text) <= OLDEST:
            self.notes.sensible.add("years")
            return int(text)
        self.note("years", Wrong.NO_AGE)
        return None

    def code(self, cell: Any, key: str) -> str | None:
        if cell is None:
            return None
        word = str(cell).casefold()
        known = self.mapping.values.get(key, {})
        codes = {str(one).casefold(): str(one) for one in COVARIATES[key]}
        if word not in known and word not in codes:
            self.note(key, Wrong.NOT_IN_MAPPING)
            return None
        self.notes.sensible.add(key)
        return known[word] if word in known else codes[word]

    def name(self, cell: Any, key: str) -> str | None:
        if cell is None:
            return None
        if not words(str(cell)):
            self.note(key, Wrong.NO_LETTERS)
            return None
        self.notes.sensible.add(key)
        return str(cell)


def _age(birth: dt.date | None, registered: dt.date | None, years: int | None) -> Age | None:
    if birth and registered:
        years = full_years(birth, registered)
    if years is None:
        return None
    if years < 18:
        return Age.MINOR
    return Age.YOUNG if years < 23 else Age.ADULT
