"""Reads labelled chats: one conversation a line, as `tests/screen/chats` and others write it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from inbeeld.cli.shared import InputError
from inbeeld.knowledge import Knowledge
from inbeeld.screen import Said
from inbeeld.screen.evaluation import CONCERN, ORDINARY, Labelled

LEVELS = ("none", "possible", "strong", "acute")


def read(file: Path, knowledge: Knowledge) -> Iterator[Labelled]:
    """Every chat of a file. InputError names the line and what was expected; never the text."""
    facts = {signal.fact: signal.id for signal in knowledge.signals.values()}
    try:
        with file.open(encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield _chat(f"{file.name}, line {number}", line, facts, knowledge)
    except UnicodeDecodeError:
        raise InputError(
            f"{file.name} is not UTF-8 text; expected one JSON object a line."
        ) from None
    except FileNotFoundError:
        raise InputError(f"{file} is not there.") from None
    except IsADirectoryError:
        raise InputError(f"{file} is a folder; expected a file of JSON lines.") from None


def _chat(where: str, line: str, facts: Mapping[str, str], knowledge: Knowledge) -> Labelled:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise InputError(f"{where}: not JSON at column {error.colno}.") from None
    if not isinstance(row, dict):
        raise InputError(f"{where}: expected a JSON object.")
    messages = row.get("messages")
    if not isinstance(messages, list) or not all(isinstance(one, dict) for one in messages):
        raise InputError(f"{where}: expected messages, a list of objects.")
    return Labelled(
        id=str(row.get("id", where)),
        lang=str(row.get("lang", "?")),
        label=_one_of(where, row, "label", (CONCERN, ORDINARY)),
        kind=str(row.get("kind") or row["label"]),
        level=_one_of(where, row, "level", LEVELS),
        instigator=_name(where, row, "instigator"),
        first_concern=_place(where, row),
        expected=frozenset(_signals(row.get("expected"), facts, knowledge)),
        lines=tuple(_said(f"{where}, message {n}", one) for n, one in enumerate(messages)),
    )


def _one_of(where: str, row: Mapping[str, Any], key: str, words: tuple[str, ...]) -> str:
    if row.get(key) not in words:
        raise InputError(f"{where}: {key} must be one of: {', '.join(words)}.")
    return str(row[key])


def _name(where: str, row: Mapping[str, Any], key: str) -> str | None:
    given = row.get(key)
    if given is not None and not isinstance(given, str):
        raise InputError(f"{where}: {key} must be a name or null.")
    return given


def _place(where: str, row: Mapping[str, Any]) -> int | None:
    given = row.get("first_concern")
    if given is not None and (not isinstance(given, int) or isinstance(given, bool) or given < 0):
        raise InputError(f"{where}: first_concern must be a position from 0, or null.")
    return given


def _signals(given: object, facts: Mapping[str, str], knowledge: Knowledge) -> Iterator[str]:
    """The signals that were meant, by number or id; whatever else stands there is not counted."""
    for one in given if isinstance(given, list) else []:
        if one in knowledge.signals:
            yield one
        elif isinstance(one, str) and one in facts:
            yield facts[one]


def _said(where: str, row: Mapping[str, Any]) -> Said:
    text = row.get("text")
    speaker = row.get("speaker", row.get("who"))
    if not isinstance(text, str):
        raise InputError(f"{where}: expected a text.")
    if speaker is not None and not isinstance(speaker, str):
        raise InputError(f"{where}: speaker must be a name or null.")
    return Said(text, speaker, _time(where, row.get("time", row.get("t"))))


def _time(where: str, given: object) -> dt.datetime | None:
    if given is None:
        return None
    try:
        if isinstance(given, str):
            return dt.datetime.fromisoformat(given)
        if isinstance(given, int | float) and not isinstance(given, bool):
            return dt.datetime(2000, 1, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=given)
    except (ValueError, OverflowError):
        pass
    raise InputError(f"{where}: expected a time in ISO 8601, or seconds.")
