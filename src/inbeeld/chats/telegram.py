"""Exports of Telegram Desktop in JSON: `result.json` of one chat, or of everything.

Form: https://core.telegram.org/import-export. `text` is a string, or a list of strings and of objects
with `text`. The time of the device stands beside the same moment in UTC, which gives the zone.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import Counter
from collections.abc import Iterator
from typing import Any

from inbeeld.chats.errors import chosen
from inbeeld.chats.json_stream import Cursor
from inbeeld.chats.material import Material
from inbeeld.chats.message import Kind, Message
from inbeeld.chats.notes import Notes, What
from inbeeld.chats.reading import Reading
from inbeeld.chats.replies import Positions
from inbeeld.chats.times import from_count, moment, with_zone

FORMAT = "telegram"
MEDIA = (
    "photo",
    "file",
    "media_type",
    "contact_information",
    "location_information",
    "live_location",
)


def read(material: Material, conversation: str | None) -> Reading:
    """One chat of the file. Raises `SeveralConversations`."""
    names = _unique(list(_names(material)))
    wanted = names.index(chosen(names, conversation)) if names else 0
    return Reading(FORMAT, lambda notes: _messages(material, wanted, notes))


def _chats(cursor: Cursor) -> Iterator[None]:
    """Stops at each chat of the file, which is an object of its own or an item of `chats.list`."""
    for key in cursor.fields():
        if key in ("chats", "left_chats") and cursor.peek() == "{":
            for inner in cursor.fields():
                if inner == "list" and cursor.peek() == "[":
                    for _ in cursor.items():
                        yield
                else:
                    cursor.value()
        else:
            cursor.value()


def _names(material: Material) -> Iterator[tuple[str, str]]:
    """Name and number of each chat. One chat at the top needs no choice and gives its name too."""
    with Cursor(material) as cursor:
        if _single(material):
            yield _name(cursor)
            return
        for _ in _chats(cursor):
            yield _name(cursor)
        cursor.end()


def _single(material: Material) -> bool:
    with Cursor(material) as cursor:
        for key in cursor.fields():
            if key == "messages":
                return True
            if key in ("chats", "left_chats"):
                return False
            cursor.value()
    return True


def _name(cursor: Cursor) -> tuple[str, str]:
    found: dict[str, Any] = {}
    for key in cursor.fields():
        if key == "messages" and cursor.peek() == "[":
            for _ in cursor.items():
                cursor.value()
        else:
            found[key] = cursor.value()
    number = str(found.get("id", ""))
    return str(found.get("name") or found.get("type") or number), number


def _unique(names: list[tuple[str, str]]) -> list[str]:
    """Two chats may have one name: then their numbers tell them apart."""
    counts = Counter(name for name, _ in names)
    return [name if counts[name] == 1 else f"{name} ({number})" for name, number in names]


def _messages(material: Material, wanted: int, notes: Notes) -> Iterator[Message]:
    with Cursor(material) as cursor:
        if _single(material):
            yield from _of_chat(cursor, notes)
            cursor.end()
            return
        for number, _ in enumerate(_chats(cursor)):
            if number == wanted:
                yield from _of_chat(cursor, notes)
            else:
                _name(cursor)


def _of_chat(cursor: Cursor, notes: Notes) -> Iterator[Message]:
    positions = Positions()
    said = 0
    for key in cursor.fields():
        if key != "messages" or cursor.peek() != "[":
            cursor.value()
            continue
        for number in cursor.items():
            item = cursor.value()
            if not isinstance(item, dict):
                notes.skip(What.NOT_A_MESSAGE, number)
                continue
            message = _message(item, number, notes)
            if message.kind is not Kind.SYSTEM:
                positions.add(item.get("id"), said)
                reply = positions.find(item.get("reply_to_message_id"))
                message = dataclasses.replace(message, position=said, reply_to=reply)
                said += 1
            yield message


def _message(item: dict[str, Any], number: int, notes: Notes) -> Message:
    time = _time(item)
    if time is None:
        notes.add(What.NOT_A_TIME, number)
    text = _text(item.get("text"))
    if item.get("type") == "service":
        return Message(None, time, None, text or str(item.get("action", "")), Kind.SYSTEM, number)
    kind = Kind.MEDIA if any(item.get(name) for name in MEDIA) else Kind.SAID
    if not text and isinstance(item.get("poll"), dict):
        text = str(item["poll"].get("question", ""))
    speaker = item.get("from") or item.get("from_id")
    return Message(
        None, time, str(speaker) if speaker else None, text, kind, number,
        edited=bool(item.get("edited")) and not str(item.get("edited")).startswith("1970"),
    )  # fmt: skip


def _time(item: dict[str, Any]) -> dt.datetime | None:
    local = moment(item.get("date"))
    count = item.get("date_unixtime")
    utc = from_count(int(count)) if isinstance(count, str) and count.isdecimal() else None
    return with_zone(local, utc) if local is not None else utc


def _text(text: Any) -> str:
    if isinstance(text, str):
        return text
    if not isinstance(text, list):
        return ""
    parts = (part.get("text", "") if isinstance(part, dict) else part for part in text)
    return "".join(part for part in parts if isinstance(part, str))
