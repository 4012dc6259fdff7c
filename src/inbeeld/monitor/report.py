"""What is said about the reading of a list: every fault counted, every row accounted for.

A fault says what is wrong, in which column, how often, and in which rows first. It never says what stood
there: a report may be mailed, and a list may not.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

SHOWN = 5  # rows of a fault


class Wrong(StrEnum):
    """What can be wrong in a cell. The cell stays empty."""

    NO_DATE = "no date"
    IMPOSSIBLE_DATE = "a date that no calendar has"
    BORN_LATER = "born after the registration"
    NOT_IN_MAPPING = "a word that the mapping does not know"
    NO_LETTERS = "no letters a to z in it"
    NO_AGE = "no age in whole years"
    TOO_LONG = "longer than 1,000 characters"
    REPEATED = "a number of a record that stands in more rows"  # kept, with the row behind it


class Aside(StrEnum):
    """Why a row was set aside."""

    EMPTY = "empty"
    MORE_CELLS = "more cells than the header"
    OTHER_PERIOD = "registered outside the period"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a column, how often, and in which rows first. Never what stood there."""

    column: str
    wrong: Wrong
    count: int
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """Every row of a list accounted for: `rows` is kept and aside together."""

    rows: int
    kept: int
    aside: dict[Aside, int]
    faults: tuple[Fault, ...]
    unused: int  # columns of the file that the mapping does not name; nothing of them is read
    standard: bool  # read by the names of the HTCDS, without a mapping


@dataclass(slots=True)
class Notes:
    """Faults while they are found."""

    sensible: set[str] = field(default_factory=set)  # columns of which a cell could be read
    found: dict[tuple[str, Wrong], list[int]] = field(default_factory=dict)
    counts: Counter[tuple[str, Wrong]] = field(default_factory=Counter)

    def add(self, column: str, wrong: Wrong, row: int) -> None:
        self.counts[column, wrong] += 1
        rows = self.found.setdefault((column, wrong), [])
        if len(rows) < SHOWN:
            rows.append(row)

    def faults(self) -> tuple[Fault, ...]:
        return tuple(
            Fault(column, wrong, self.counts[column, wrong], tuple(rows))
            for (column, wrong), rows in sorted(self.found.items())
        )


def as_dict(report: Report) -> dict[str, Any]:
    """A report as JSON, by docs/schemas/monitor-list.json."""
    return {
        "rows": report.rows,
        "kept": report.kept,
        "aside": [{"why": str(why), "rows": count} for why, count in sorted(report.aside.items())],
        "faults": [
            {
                "column": fault.column,
                "wrong": str(fault.wrong),
                "count": fault.count,
                "rows": list(fault.rows),
            }
            for fault in report.faults
        ],
        "unused_columns": report.unused,
        "standard": report.standard,
    }


def as_lines(report: Report) -> list[str]:
    """A report for a terminal."""
    lines = [f"{report.rows} rows read, {report.kept} kept."]
    lines += [f"  set aside: {count} ({why})" for why, count in sorted(report.aside.items())]
    for fault in report.faults:
        rows = ", ".join(map(str, fault.rows))
        more = ", ..." if fault.count > len(fault.rows) else ""
        lines.append(f"  {fault.column}: {fault.count} x {fault.wrong} (row {rows}{more})")
    if report.faults:
        lines.append("  A cell with a fault counts as not known; its row is kept.")
    if report.unused:
        lines.append(f"  {report.unused} columns are not in the mapping: nothing of them was read.")
    return lines
