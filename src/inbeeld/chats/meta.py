"""Exports of Instagram and Messenger in JSON, newest message first.

Both write each byte of UTF-8 as a sign of its own ("Ã«" for "ë"), which is repaired string by string,
and only where that gives text. Chats of Messenger with end-to-end encryption come in a second form,
with other names of the fields and without that fault.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from inbeeld.chats.errors import chosen, only_one
from inbeeld.chats.json_stream import Cursor
from inbeeld.chats.material import Material
from inbeeld.chats.message import Kind, Message
from inbeeld.chats.notes import Notes, What
from inbeeld.chats.ordered import Places
from inbeeld.chats.reading import Reading
from inbeeld.chats.times import from_count

MEDIA = ("photos", "videos", "audio_files", "gifs", "sticker", "files", "media")
SYSTEM = ("Subscribe", "Unsubscribe")  # someone joined or left a group
ONLY_MESSENGER = {
    "type", "is_unsent", "is_taken_down", "bumped_message_metadata", "senderName",
    "is_unsent_image_by_messenger_kid_parent",
}  # fmt: skip
LOOKED_AT = 500  # messages that may show of which of the two it is


def repaired(text: str) -> str:
    """Text whose UTF-8 was written byte by byte; any other text as it is."""
    if text.isascii():
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def read(material: Material, conversation: str | None) -> Reading:
    """The chat of a file such as `message_1.json`."""
    material = material.as_utf8().in_memory()
    places, title, name = _look_over(material)
    if title:
        chosen([title], conversation)
    else:
        only_one(conversation)

    def messages(notes: Notes) -> Iterator[Message]:
        position = 0
        for number, data in places.read(material, notes):
            item = json.loads(data, strict=False)
            if not isinstance(item, dict):
                notes.skip(What.NOT_A_MESSAGE, number)
                continue
            message = _message(item, number, position, notes)
            position += message.position is not None
            yield message

    return Reading(name, messages)


def _look_over(material: Material) -> tuple[Places, str, str]:
    """Where the messages stand, the title of the chat, and of which app it is."""
    places, title, links, fields = Places(), "", "", set[str]()
    with Cursor(material) as cursor:
        for key in cursor.fields():
            if key == "messages" and cursor.peek() == "[":
                for number in cursor.items():
                    cursor.peek()
                    start = cursor.place
                    item = cursor.value()
                    time = _count(item) if isinstance(item, dict) else 0
                    places.add(time, start, cursor.place, number)
                    if isinstance(item, dict) and number <= LOOKED_AT:
                        fields |= item.keys()
                        links += _links(item)
                continue
            value = cursor.value()
            if key in ("title", "threadName") and isinstance(value, str):
                title = repaired(value)
        cursor.end()
    if "instagram" in links:
        return places, title, "instagram"
    messenger = "facebook" in links or fields & ONLY_MESSENGER
    return places, title, "messenger" if messenger else "instagram"


def _links(item: dict[str, Any]) -> str:
    """The places of what was sent along, which name the app."""
    shown = {key: item[key] for key in (*MEDIA, "share") if key in item}
    return json.dumps(shown).lower() if shown else ""


def _count(item: dict[str, Any]) -> int:
    value = item.get("timestamp_ms", item.get("timestamp", 0))
    whole = isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**62
    return value if whole else 0


def _message(item: dict[str, Any], number: int, position: int, notes: Notes) -> Message:
    time = from_count(_count(item))
    if time is None:
        notes.add(What.NOT_A_TIME, number)
    given = item.get("content", item.get("text"))
    text = repaired(given) if isinstance(given, str) else ""
    if item.get("type") in SYSTEM:
        return Message(None, time, None, text, Kind.SYSTEM, number)
    sender = item.get("sender_name", item.get("senderName"))
    share = item.get("share")
    if not text and isinstance(share, dict) and isinstance(share.get("link"), str):
        text = share["link"]
    return Message(
        position,
        time,
        repaired(sender) if isinstance(sender, str) and sender else None,
        text,
        Kind.MEDIA if any(item.get(key) for key in MEDIA) else Kind.SAID,
        number,
    )
