"""What is said about the reading of a list: every fault counted, every row accounted for.

A fault says what is wrong, in which column, how often, and in which rows first. It never says what stood
there: a report may be mailed, and a list may not.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from inbeeld.knowledge.wording import shipped_words
from inbeeld.knowledge.words import Lang

SHOWN = 5  # rows of a fault


class Wrong(StrEnum):
    """What can be wrong in a cell. The cell stays empty. The words for it stand in `knowledge`."""

    NO_DATE = "no-date"
    IMPOSSIBLE_DATE = "impossible-date"
    BORN_LATER = "born-later"
    NOT_IN_MAPPING = "not-in-mapping"
    NO_LETTERS = "no-letters"
    NO_AGE = "no-age"
    TOO_LONG = "too-long"
    REPEATED = "repeated"  # kept, with the row behind it


class Aside(StrEnum):
    """Why a row was set aside."""

    EMPTY = "empty"
    MORE_CELLS = "more-cells"
    OTHER_PERIOD = "other-period"


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


def as_lines(report: Report, lang: Lang) -> list[str]:
    """A report for a terminal."""
    words = shipped_words()

    def say(word: str, **given: object) -> str:
        return words[f"monitor_read.{word}"][lang].format(**given)

    lines = [say("rows", rows=report.rows, kept=report.kept)]
    for why, count in sorted(report.aside.items()):
        lines.append("  " + say("aside", rows=count, why=words[f"monitor_aside.{why}"][lang]))
    for fault in report.faults:
        rows = ", ".join(map(str, fault.rows)) + (", ..." if fault.count > len(fault.rows) else "")
        wrong = words[f"monitor_wrong.{fault.wrong}"][lang]
        lines.append(
            "  " + say("fault", column=fault.column, count=fault.count, wrong=wrong, rows=rows)
        )
    if report.faults:
        lines.append("  " + say("kept_rows"))
    if report.unused:
        lines.append("  " + say("unused", columns=report.unused))
    return lines
