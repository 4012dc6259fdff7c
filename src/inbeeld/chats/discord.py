"""Exports of Discord by DiscordChatExporter, in JSON and CSV.

Form: https://github.com/Tyrrrz/DiscordChatExporter, `JsonMessageWriter` and `CsvMessageWriter`. The
name of a speaker is that of the account, which is in both forms and belongs to one person; a nickname
may be shared.
"""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
from collections.abc import Iterator
from typing import Any

from inbeeld.chats.errors import ChatError, only_one
from inbeeld.chats.json_stream import Cursor
from inbeeld.chats.material import Material
from inbeeld.chats.message import Kind, Message
from inbeeld.chats.notes import Notes, What
from inbeeld.chats.reading import Reading
from inbeeld.chats.replies import Positions
from inbeeld.chats.times import moment

JSON, CSV = "discord-json", "discord-csv"
COLUMNS = ["AuthorID", "Author", "Date", "Content"]
BY_PEOPLE = {"Default", "Reply", "ChatInputCommand", "ContextMenuCommand", "20", "23"}
BY_APP = (
    "Joined the server.", "Pinned a message.", "Started a call", "Added ", "Left the group.", "Removed ",
    "Changed the channel name", "Changed the channel icon", "Created a thread",
)  # fmt: skip
OLD_DATE = "%d-%b-%y %I:%M %p"


def read_json(material: Material, conversation: str | None) -> Reading:
    """One channel in JSON."""
    only_one(conversation)
    return Reading(JSON, lambda notes: _json(material, notes))


def _json(material: Material, notes: Notes) -> Iterator[Message]:
    positions = Positions()
    said = 0
    with Cursor(material) as cursor:
        for key in cursor.fields():
            if key != "messages" or cursor.peek() != "[":
                cursor.value()
                continue
            for number in cursor.items():
                item = cursor.value()
                if not isinstance(item, dict):
                    notes.skip(What.NOT_A_MESSAGE, number)
                    continue
                message = _item(item, number, notes)
                if message.kind is not Kind.SYSTEM:
                    positions.add(item.get("id"), said)
                    answered = item.get("reference")
                    found = answered.get("messageId") if isinstance(answered, dict) else None
                    message = dataclasses.replace(
                        message, position=said, reply_to=positions.find(found)
                    )
                    said += 1
                yield message
        cursor.end()


def _item(item: dict[str, Any], number: int, notes: Notes) -> Message:
    time = moment(item.get("timestamp"))
    if time is None:
        notes.add(What.NOT_A_TIME, number)
    content = item.get("content")
    text = content if isinstance(content, str) else ""
    if item.get("type", "Default") not in BY_PEOPLE:
        return Message(None, time, None, text, Kind.SYSTEM, number)
    author = item.get("author")
    name = author.get("name") or author.get("nickname") if isinstance(author, dict) else author
    media = bool(item.get("attachments") or item.get("stickers"))
    return Message(
        None, time, str(name) if name else None, text, Kind.MEDIA if media else Kind.SAID, number,
        edited=bool(item.get("timestampEdited")),
    )  # fmt: skip


def is_csv(text: str) -> bool:
    """Whether a text begins with the columns of DiscordChatExporter."""
    first = text.partition("\n")[0].replace('"', "").strip().split(",")
    return first[: len(COLUMNS)] == COLUMNS


def read_csv(material: Material, conversation: str | None) -> Reading:
    """One channel in CSV."""
    only_one(conversation)
    return Reading(CSV, lambda notes: _csv(material, notes))


def _csv(material: Material, notes: Notes) -> Iterator[Message]:
    rows = csv.reader((f"{line}\n" for line in material.lines()), strict=True)
    said = 0
    try:
        next(rows)
        started = rows.line_num
        for row in rows:
            line, started = started + 1, rows.line_num
            if not row:
                continue
            if len(row) < len(COLUMNS):
                raise ChatError(
                    f"Line {line} has {len(row)} columns; expected {', '.join(COLUMNS)}. "
                    "Export the channel again."
                )
            message = _row(row, line, said, notes)
            said += message.position is not None
            yield message
    except csv.Error:
        raise ChatError(
            f"Line {rows.line_num} is not valid CSV: a quotation may not be closed. "
            "Export the channel again, and take the whole file."
        ) from None


def _row(row: list[str], line: int, position: int, notes: Notes) -> Message:
    author, date, content = row[1:4]
    time = moment(date) or _old(date)
    if time is None:
        notes.add(What.NOT_A_TIME, line)
    attached = len(row) > len(COLUMNS) and bool(row[4])
    if content.startswith(BY_APP) and content.endswith((".", "minutes")) and not attached:
        return Message(None, time, None, content, Kind.SYSTEM, line)
    kind = Kind.MEDIA if attached else Kind.SAID
    return Message(position, time, author or None, content, kind, line)


def _old(date: str) -> dt.datetime | None:
    """A date as older versions write it: 27-Mar-22 04:21 PM."""
    try:
        return dt.datetime.strptime(date, OLD_DATE)  # noqa: DTZ007  # the clock of the device
    except ValueError:
        return None
