"""Which format a file has, read from its content. The name of a file says nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from inbeeld.chats import (
    archive,
    discord,
    imessage,
    jsonl,
    meta,
    pasted,
    signal_fields,
    signal_text,
    sms,
    telegram,
    whatsapp,
)
from inbeeld.chats.errors import ChatError, only_one
from inbeeld.chats.json_stream import Cursor
from inbeeld.chats.material import Material
from inbeeld.chats.reading import Reading

KNOWN = (
    "Expected an export of WhatsApp, Telegram, Instagram, Messenger, Discord, Signal, iMessage or SMS, "
    "our own JSONL, or pasted text"
)
BINARY = {
    b"SQLite format 3": "a database",
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"\x1f\x8b": "packed with gzip",
    b"7z\xbc\xaf": "packed with 7-Zip",
    b"Rar!": "packed with RAR",
}
_JSON_LIST = re.compile(r"\[\s*[\[{\]\"]")
Reader = Callable[[Material, str | None], Reading]
TEXTS: tuple[tuple[Callable[[str], bool], Reader], ...] = (
    (discord.is_csv, discord.read_csv),
    (imessage.is_export, imessage.read),
    (signal_fields.is_sigtop, signal_fields.read_sigtop),
    (signal_fields.is_cli, signal_fields.read_cli),
)


def recognise(material: Material, conversation: str | None) -> Reading:
    """How to read this material. Raises `ChatError`."""
    if material.head(4).startswith(archive.START):
        material, conversation = archive.inside(material, conversation, is_export)
    text = _text(material)
    if text.startswith("<"):
        if re.search(r"<(?:smses|calls)\b", text):
            return sms.read(material, conversation)
        raise ChatError(_markup(text))
    if text.startswith("{") or _JSON_LIST.match(text):
        return _json(material, text)(material, conversation)
    reader = _of_text(text)
    if reader is not None:
        return reader(material, conversation)
    only_one(conversation)
    return pasted.read(material)


def is_export(material: Material) -> bool:
    """Whether this is surely an export, and not just any text."""
    try:
        text = _text(material)
    except ChatError:
        return False
    return text.startswith(("{", "<")) or _of_text(text) is not None


def _of_text(text: str) -> Reader | None:
    """How to read an export that is text; None where it is just any text."""
    for fits, reader in TEXTS:
        if fits(text):
            return reader
    signal = signal_text.find_form(text)
    if signal is not None:
        return lambda material, name: signal_text.read(material, name, signal)
    form = whatsapp.find_form(text)
    if form is not None:
        return lambda material, name: whatsapp.read(material, name, form)
    return None


def _text(material: Material) -> str:
    """The beginning, without what is invisible before it. Raises `ChatError` where it is no text."""
    head = material.head()
    for start, what in BINARY.items():
        if head.startswith(start):
            raise ChatError(f"This file is {what}, not a chat. {KNOWN}.")
    if material.encoding.startswith("utf-8") and b"\0" in head:
        raise ChatError(f"This file is not text. {KNOWN}, saved as UTF-8.")
    text = material.head_text().lstrip("\ufeff\u200e\u200f \t\r\n")
    if not text:
        raise ChatError(f"The file is empty. {KNOWN}.")
    return text


def _markup(text: str) -> str:
    if re.match(r"(?is)<!doctype html|<html", text):
        return (
            "This file is a web page. Telegram, Instagram and Messenger also export JSON: "
            "export the chat again and choose JSON."
        )
    return f"This XML is not known here. {KNOWN}."


def _json(material: Material, text: str) -> Reader:
    line, newline, _ = text.partition("\n")
    try:
        first = json.loads(line)
    except (ValueError, RecursionError):
        first = None
    if isinstance(first, dict) and "messages" not in first and "chats" not in first:
        return signal_fields.read_cli_json if "envelope" in first else jsonl.read
    if isinstance(first, dict) and newline and text.partition("\n")[2].lstrip().startswith("{"):
        raise ChatError(
            "Each line of this file is a whole conversation. Expected one message a line, or one chat."
        )
    keys, item = _sketch(material)
    if "sender_name" in item or "senderName" in item:
        return meta.read
    if "author" in item or {"guild", "channel"} <= keys:
        return discord.read_json
    if "chats" in keys or "date" in item or ("messages" in keys and {"type", "id"} <= keys):
        return telegram.read
    if "participants" in keys:
        return meta.read
    raise ChatError(f"This JSON is not a chat that is known here. {KNOWN}.")


def _sketch(material: Material) -> tuple[set[str], dict[str, Any]]:
    """The fields of a JSON object as far as its first message, and that message."""
    keys: set[str] = set()
    with Cursor(material) as cursor:
        if cursor.peek() != "{":
            raise ChatError(f"This JSON is a list, not a chat. {KNOWN}.")
        for key in cursor.fields():
            keys.add(key)
            if key == "chats":
                return keys, {}
            if key == "messages" and cursor.peek() == "[":
                for _ in cursor.items():
                    item = cursor.value()
                    return keys, item if isinstance(item, dict) else {}
            else:
                cursor.value()
        cursor.end()
    return keys, {}
