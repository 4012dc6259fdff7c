"""What is inside an envelope: an answer, a request, a letter, an entry. JSON with a schema of its own.

The number of the schema stands in the envelope. Each reader reads every earlier schema: what somebody
wrote in the first version is read by the last.
"""

from __future__ import annotations

import datetime as dt
import enum
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from inbeeld.vault.named import Plain

SCHEMA = 1


class UnknownSchema(ValueError):
    """Written by a newer version of InBeeld."""


class RequestKind(enum.StrEnum):
    """What a reporter asks of the desk."""

    ADD = "add"  # something to add to the story, or an answer to a question
    CONSENT = "consent"  # the whole list of who may get it, from now on
    DELETE = "delete"  # delete the report, after the time to think
    KEEP = "keep"  # call the deletion off


class LetterKind(enum.StrEnum):
    """What lies in a reporter's mailbox."""

    RECEIVED = "received"
    READ = "read"
    LETTER = "letter"
    QUESTION = "question"
    HANDED_OVER = "handed-over"
    ASKED = "asked"  # by the reporter; `about` says what
    DONE = "done"  # by the desk; `about` says what


class EntryKind(enum.StrEnum):
    """What staff did with a report, or wrote beside it."""

    READ = "read"
    LETTER = "letter"
    QUESTION = "question"
    NOTE = "note"  # for colleagues; the reporter never sees it
    PROMISE = "promise"  # the day by which the reporter gets an answer
    DONE = "done"  # a request carried out


@dataclass(frozen=True, slots=True, repr=False)
class Answer:
    """The answers to one question that go to one side, by field. Empty where it was skipped."""

    at: dt.datetime
    given: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, repr=False)
class Request:
    """Something asked by a reporter."""

    at: dt.datetime
    kind: RequestKind
    text: str = ""
    partners: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Letter:
    """Something that a reporter finds behind their receipt."""

    at: dt.datetime
    kind: LetterKind
    text: str = ""
    about: str = ""
    partners: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Entry:
    """What a member did or wrote, as colleagues see it. `on` is a promised day, ISO; `about` a kind."""

    at: dt.datetime
    kind: EntryKind
    by: str
    text: str = ""
    on: str = ""
    about: str = ""


Content = Answer | Request | Letter | Entry


def written(content: Content) -> Plain:
    """The content as bytes, for `SCHEMA`."""
    row: dict[str, Any] = {"at": content.at.isoformat()}
    if isinstance(content, Answer):
        row["given"] = {name: list(values) for name, values in content.given.items()}
    elif isinstance(content, Entry):
        row |= {"kind": content.kind.value, "by": content.by, "text": content.text}
        row |= {"on": content.on, "about": content.about}
    else:
        row |= {"kind": content.kind.value, "text": content.text}
        row["partners"] = list(content.partners)
    if isinstance(content, Letter):
        row["about"] = content.about
    return Plain(json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode())


def read_answer(content: bytes, schema: int) -> Answer:
    row = _row(content, schema)
    given = {name: tuple(values) for name, values in row["given"].items()}
    return Answer(at=_at(row), given=given)


def read_request(content: bytes, schema: int) -> Request:
    row = _row(content, schema)
    return Request(
        at=_at(row),
        kind=RequestKind(row["kind"]),
        text=row["text"],
        partners=tuple(row["partners"]),
    )


def read_letter(content: bytes, schema: int) -> Letter:
    row = _row(content, schema)
    return Letter(
        at=_at(row),
        kind=LetterKind(row["kind"]),
        text=row["text"],
        about=row["about"],
        partners=tuple(row["partners"]),
    )


def read_entry(content: bytes, schema: int) -> Entry:
    row = _row(content, schema)
    return Entry(
        at=_at(row),
        kind=EntryKind(row["kind"]),
        by=row["by"],
        text=row["text"],
        on=row["on"],
        about=row["about"],
    )


def _row(content: bytes, schema: int) -> dict[str, Any]:
    """The row in the form of `SCHEMA`: where there is a second, a first is brought up to it here."""
    if schema != SCHEMA:
        raise UnknownSchema(f"This was written in schema {schema}. This version reads {SCHEMA}.")
    found: dict[str, Any] = json.loads(content)
    return found


def _at(row: Mapping[str, Any]) -> dt.datetime:
    return dt.datetime.fromisoformat(row["at"])
