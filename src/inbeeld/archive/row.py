"""One message as a line of JSON: what an archive in JSONL and a stream both hold.

    {"conversation": "c1", "time": "2026-11-23T19:00:00+01:00", "speaker": "A", "text": "hoi"}

`t` may stand for `time` and `who` for `speaker`. A time is ISO 8601, or a number of seconds; without
a zone it is read as it stands. `time`, `speaker` and `text` may be null, but must be there.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection
from typing import Any, NamedTuple

EXPECTED = "conversation, time (or t), speaker (or who), text"
ALIASES = {"time": "t", "speaker": "who"}
LONGEST = 1 << 20  # bytes of one line; no message is that long
EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
MICROSECOND = dt.timedelta(microseconds=1)
SECOND = 1_000_000  # microseconds
MOST = 2**62  # microseconds; a number beyond this is no time


class Row(NamedTuple):
    """One message. `time`: microseconds, None where it is not known."""

    conversation: str
    time: int | None
    speaker: str | None
    text: str


class NoRow(ValueError):
    """A line that is no message; `str` of it says why."""


def read_row(line: bytes) -> Row:
    """The message that a line of JSON holds. Raises `NoRow`."""
    try:
        given = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise NoRow(f"byte {error.start + 1} is not UTF-8") from None
    except (ValueError, RecursionError) as error:
        where = f" at character {error.pos + 1}" if isinstance(error, json.JSONDecodeError) else ""
        raise NoRow(f"this is not JSON{where}") from None
    if not isinstance(given, dict):
        raise NoRow("this is no object")
    names = found_names(given)
    return Row(
        named(given[names["conversation"]]),
        micros(given[names["time"]]),
        speaker(given[names["speaker"]]),
        said(given[names["text"]]),
    )


def found_names(given: Collection[str]) -> dict[str, str]:
    """Under which name each part stands. Raises `NoRow` that names the first one missing."""
    names = {}
    for part in ("conversation", "time", "speaker", "text"):
        name = part if part in given else ALIASES.get(part, part)
        if name not in given:
            raise NoRow(f"{part} is missing")
        names[part] = name
    return names


def named(given: Any) -> str:
    """The name of a conversation: text that is not empty, or a whole number."""
    if type(given) is int:
        return str(given)
    if not isinstance(given, str) or not given:
        raise NoRow(f"conversation is {_shown(given)}, and must be text or a whole number")
    return printable(given)


def speaker(given: Any) -> str | None:
    if given is None:
        return None
    if type(given) is int:
        return str(given)
    if not isinstance(given, str):
        raise NoRow(f"speaker is {_shown(given)}, and must be text or null")
    return printable(given)


def said(given: Any) -> str:
    """The text of a message; one without text, such as a picture, is an empty one."""
    if given is None:
        return ""
    if not isinstance(given, str):
        raise NoRow(f"text is {_shown(given)}, and must be text or null")
    return printable(given)


def micros(given: Any) -> int | None:
    """A time in microseconds: after 1970, or after the start that its seconds count from."""
    if given is None:
        return None
    if isinstance(given, str):
        try:
            at = dt.datetime.fromisoformat(given)
        except ValueError:
            raise NoRow(f"time is {_shown(given)}, and must be such as 2026-11-23T19:00") from None
        return ((at if at.tzinfo else at.replace(tzinfo=dt.UTC)) - EPOCH) // MICROSECOND
    if type(given) in (int, float) and abs(given) < MOST // SECOND:  # so neither NaN nor infinite
        seconds: float = given
        return round(seconds * SECOND)
    raise NoRow(f"time is {_shown(given)}, and must be ISO 8601, a number of seconds, or null")


def moment(time: int | None) -> dt.datetime | None:
    """The same as a moment, None where the calendar does not reach that far."""
    try:
        return None if time is None else EPOCH + time * MICROSECOND
    except OverflowError:
        return None


def printable(text: str) -> str:
    """Half a sign, which no file can hold, becomes a sign that says so; positions stay the same."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= sign <= "\udfff" else sign for sign in text)
    return text


def _shown(given: Any) -> str:
    """What kind of thing it is, and never what it says: a message may tell of a person."""
    kinds = {str: "a text", bool: "true or false", dict: "an object", list: "a list"}
    if given is None:
        return "null"
    if given == "":
        return "empty"
    return kinds.get(type(given), "a number")
