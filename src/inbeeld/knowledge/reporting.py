"""What a reporter is asked: `report.toml`, one question at a time, each answer to its own side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from inbeeld.knowledge.faults import DataFaults
from inbeeld.knowledge.loader import data_folder
from inbeeld.knowledge.reading import Reader
from inbeeld.knowledge.words import Text

FILE = "report.toml"


class FieldKind(StrEnum):
    """How a field is filled in."""

    CHOICE = "choice"
    TICKS = "ticks"
    TEXT = "text"
    LINE = "line"


class FieldSide(StrEnum):
    """Who opens it: the desk reads the story, and fewer people who it comes from."""

    DESK = "desk"
    IDENTITY = "identity"


@dataclass(frozen=True, slots=True)
class FieldChoice:
    """One answer to choose. `route` is the help that the next page opens with."""

    id: str
    text: Text
    route: str = ""


@dataclass(frozen=True, slots=True)
class ReportField:
    """A part of a question with an answer of its own. `most` is in characters."""

    id: str
    kind: FieldKind
    label: Text
    side: FieldSide = FieldSide.DESK
    hint: Text | None = None
    most: int = 0
    choice: tuple[FieldChoice, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportQuestion:
    """One page of a report. Only the first may not be skipped."""

    id: str
    text: Text
    field: tuple[ReportField, ...]
    hint: Text | None = None

    @property
    def sides(self) -> tuple[FieldSide, ...]:
        """Each side that an answer to it goes to."""
        return tuple(side for side in FieldSide if any(one.side is side for one in self.field))


@dataclass(frozen=True, slots=True)
class ReadyText:
    """An answer that staff may start from."""

    id: str
    name: Text
    text: Text


@dataclass(frozen=True, slots=True)
class Urgent:
    """Words in a report that need help at once, by language, and the help that the next page shows."""

    id: str
    route: str
    nl: tuple[str, ...]
    en: tuple[str, ...]
    caught: tuple[str, ...]
    passed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reporting:
    """All questions in their order, by id, the answers that stand ready, and what is urgent."""

    questions: Mapping[str, ReportQuestion]
    ready: Mapping[str, ReadyText]
    urgent: Mapping[str, Urgent]


def load_reporting(routes: Mapping[str, object], folder: Path | None = None) -> Reporting:
    """All questions. Raises `DataFaults` with every fault; `routes` are the ids that may be named."""
    reader = Reader(folder or data_folder())
    table = reader.table(FILE)
    found = Reporting(
        questions=reader.entries(FILE, table, "question", ReportQuestion),
        ready=reader.entries(FILE, table, "ready", ReadyText),
        urgent=reader.entries(FILE, table, "urgent", Urgent),
    )
    reader.only(FILE, "question", "ready", "urgent")
    for urgent in found.urgent.values():
        if urgent.route not in routes:
            reason = f"route {urgent.route} does not exist"
            reader.fault(FILE, f"urgent {urgent.id}", reason)
    for question in found.questions.values():
        for one in question.field:
            _check(reader, f"question {question.id}", one, routes)
    if reader.faults:
        raise DataFaults(reader.faults)
    return found


def _check(reader: Reader, entry: str, one: ReportField, routes: Mapping[str, object]) -> None:
    chosen = one.kind in (FieldKind.CHOICE, FieldKind.TICKS)
    if chosen and not one.choice:
        reader.fault(FILE, entry, f"field {one.id} is a {one.kind} and misses choice")
    if not chosen and one.most <= 0:
        reader.fault(FILE, entry, f"field {one.id} is a {one.kind} and misses most")
    for choice in one.choice:
        if choice.route and choice.route not in routes:
            reader.fault(FILE, entry, f"field {one.id} names {choice.route}, which does not exist")
