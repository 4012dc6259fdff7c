"""Our own form: one message a line, `{"time": ..., "speaker": ..., "text": ..., "conversation": ...}`.

`t` may stand for `time`, and `who` for `speaker`. A time is ISO 8601, or seconds or milliseconds since
1970.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from inbeeld.chats.errors import ChatError, chosen
from inbeeld.chats.material import Material
from inbeeld.chats.message import Kind, Message
from inbeeld.chats.notes import Notes, What
from inbeeld.chats.reading import Reading
from inbeeld.chats.times import moment

FORMAT = "jsonl"
NAMES = 100_000
EXPECTED = (
    'Expected one message a line, as {"time": "2022-03-27T16:21", "speaker": "Jo", "text": "hi"}'
)


def read(material: Material, conversation: str | None) -> Reading:
    """One conversation of the file. Raises `SeveralConversations`."""
    names: dict[str, None] = {}
    for _, item in _items(material):
        if len(names) < NAMES:
            names[_conversation(item)] = None
    if not names or (list(names) == [""] and conversation is None):
        return Reading(FORMAT, lambda notes: _messages(material, "", notes))
    wanted = chosen(list(names), conversation)
    return Reading(FORMAT, lambda notes: _messages(material, wanted, notes))


def _conversation(item: dict[str, Any]) -> str:
    name = item.get("conversation")
    return "" if name is None else str(name)


def _items(material: Material) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(material.lines(), 1):
        if not line.strip(" \t\r\ufeff"):
            continue
        try:
            item = json.loads(line.strip("\ufeff"))
        except (ValueError, RecursionError):
            raise ChatError(f"Line {number} is not valid JSON. {EXPECTED}.") from None
        if not isinstance(item, dict) or not isinstance(item.get("text"), str):
            raise ChatError(f"Line {number} has no text. {EXPECTED}.")
        yield number, item


def _messages(material: Material, wanted: str, notes: Notes) -> Iterator[Message]:
    position = 0
    for number, item in _items(material):
        if _conversation(item) != wanted:
            continue
        given = item.get("time", item.get("t"))
        time = moment(given)
        if time is None and given is not None:
            notes.add(What.NOT_A_TIME, number)
        speaker = item.get("speaker", item.get("who"))
        yield Message(
            position,
            time,
            None if speaker is None else str(speaker),
            item["text"],
            Kind.SAID,
            number,
        )
        position += 1
