"""Exports of Signal in which each message is a list of fields: sigtop's long form, and what signal-cli
prints.

Forms: https://github.com/tbvdm/sigtop (`fmt_text.go`) and https://github.com/AsamK/signal-cli
(`receive`, as text and with `--output=json`). signal-cli also prints receipts and the like, which are
no messages and are passed over.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from inbeeld.chats.errors import ChatError, chosen, only_one
from inbeeld.chats.material import Material
from inbeeld.chats.message import Kind, Message
from inbeeld.chats.notes import Notes, What
from inbeeld.chats.reading import Reading
from inbeeld.chats.replies import Positions
from inbeeld.chats.times import from_count

FORMAT = "signal"
OWNER = "Me"
_FIELD = re.compile(r"(?P<name>[A-Z][a-z]+): (?P<value>.*)$")
_ENVELOPE = re.compile(r"Envelope from: (?:[“\"](?P<name>[^”\"]*)[”\"] )?(?P<number>\S+)")
_STAMP = re.compile(r"(?:Message timestamp|Timestamp): (?P<count>\d{10,16})\b")


# ---------- sigtop, with a line for each field


def is_sigtop(text: str) -> bool:
    """Whether a text begins as an export of sigtop in its long form."""
    return text.startswith("Conversation: ") and "\nType: " in text


def read_sigtop(material: Material, conversation: str | None) -> Reading:
    """The one conversation of such an export."""
    only_one(conversation)
    return Reading(FORMAT, lambda notes: _sigtop(material, notes))


@dataclass
class Fields:
    """One message of sigtop: its fields, and what follows them."""

    line: int
    given: dict[str, str] = field(default_factory=dict)
    body: list[str] = field(default_factory=list)


def _sigtop(material: Material, notes: Notes) -> Iterator[Message]:
    positions = Positions()
    said = 0
    for block in _sigtop_blocks(material):
        given = block.given
        time = _mail_time(given.get("Sent") or given.get("Received"))
        if time is None:
            notes.add(What.NOT_A_TIME, block.line)
        text, answered = _body(block.body)
        if given.get("Type") not in ("incoming", "outgoing"):
            what = text or given.get("Type", "")
            yield Message(None, time, None, what, Kind.SYSTEM, block.line)
            continue
        sent = _mail_time(answered)
        reply = positions.find(int(sent.timestamp())) if sent else None
        if time:
            positions.add(int(time.timestamp()), said)
        kind = Kind.MEDIA if "Attachment" in given else Kind.SAID
        yield Message(
            said, time, given.get("From"), text, kind, block.line, reply, "Edited" in given
        )
        said += 1


def _sigtop_blocks(material: Material) -> Iterator[Fields]:
    """A message begins after an empty line with `From` and then `Type`, or with `Type` at once."""
    block: Fields | None = None
    in_fields, blank, before = False, False, ""
    for number, line in enumerate(material.lines(), 1):
        begins = line.startswith("Type: ") and (blank or before.startswith("From: "))
        if begins:
            opener = before if before.startswith("From: ") else ""
            if block is not None:
                if opener:
                    block.body.pop()
                yield block
            block, in_fields = Fields(number - bool(opener)), True
            if opener:
                block.given["From"] = opener.removeprefix("From: ")
        found = _FIELD.match(line) if in_fields else None
        if block is not None and found:
            block.given.setdefault(found["name"], found["value"])
        elif block is not None:
            in_fields = False
            block.body.append(line)
        blank = not line or (blank and line.startswith("From: "))
        before = line if line.startswith("From: ") and blank else ""
    if block is not None:
        yield block


def _body(lines: list[str]) -> tuple[str, str | None]:
    """The text of a message, of its newest version where it was edited; and when what it answers was
    sent."""
    if any(line.startswith("| Version: ") for line in lines):
        lines = _newest(lines)
    answered = next((line[8:] for line in lines if line.startswith("> Sent: ")), None)
    if answered is not None or any(line.startswith("> From: ") for line in lines):
        while lines and (not lines[0] or lines[0].startswith(">")):
            lines = lines[1:]
    return "\n".join(lines).strip(), answered


def _newest(lines: list[str]) -> list[str]:
    """The first version stands first and is the newest: its fields, an empty line, its text."""
    inner = [line[2:] if line.startswith("| ") else line[1:] for line in lines if line[:1] == "|"]
    later = [n for n, line in enumerate(inner) if line.startswith("Version: ")][1:]
    first = inner[: later[0]] if later else inner
    return first[first.index("") + 1 :] if "" in first else []


def _mail_time(text: str | None) -> dt.datetime | None:
    try:
        return dt.datetime.strptime(text, "%a, %d %b %Y %H:%M:%S %z") if text else None
    except ValueError:
        return None


# ---------- signal-cli, as text


def is_cli(text: str) -> bool:
    """Whether a text begins as signal-cli prints what it receives."""
    return text.startswith("Envelope from: ")


def read_cli(material: Material, conversation: str | None) -> Reading:
    """Everything that was received, in one conversation."""
    only_one(conversation)
    return Reading(FORMAT, lambda notes: _cli(material, notes))


def _cli(material: Material, notes: Notes) -> Iterator[Message]:
    said = 0
    for start, lines in _envelopes(material):
        message = _envelope(lines, said, start, notes)
        if message is None:
            notes.skip(What.NOT_A_MESSAGE, start)
            continue
        said += 1
        yield message


def _envelopes(material: Material) -> Iterator[tuple[int, list[str]]]:
    start, lines = 1, list[str]()
    for number, line in enumerate(material.lines(), 1):
        if line.startswith("Envelope from: ") and lines:
            yield start, lines
            start, lines = number, []
        lines.append(line)
    yield start, lines


def _envelope(lines: list[str], position: int, line: int, notes: Notes) -> Message | None:
    """The message in an envelope; None for a receipt and the like."""
    stripped = [one.strip() for one in lines]
    body = next((n for n, one in enumerate(stripped) if one.startswith("Body: ")), None)
    attached = any(one.startswith(("Attachments:", "- Attachment", "Sticker:")) for one in stripped)
    if body is None and not attached:
        return None
    text = ""
    if body is not None:
        texts = [stripped[body].removeprefix("Body: ")]
        for one in lines[body + 1 :]:
            if not one or re.match(r"\s*(?:With profile key|[A-Z][\w ]+:(?: |$))", one):
                break
            texts.append(one)
        text = "\n".join(texts)
    stamps = [found["count"] for one in stripped if (found := _STAMP.match(one))]
    time = from_count(int(stamps[-1])) if stamps else None
    if time is None:
        notes.add(What.NOT_A_TIME, line)
    sender = _ENVELOPE.match(lines[0].lstrip("\ufeff"))
    own = any(one.startswith("Received sync sent message") for one in stripped)
    name = OWNER if own else (sender["name"] or sender["number"]) if sender else None
    kind = Kind.MEDIA if attached else Kind.SAID
    return Message(position, time, name, text, kind, line)


# ---------- signal-cli, as JSON


def read_cli_json(material: Material, conversation: str | None) -> Reading:
    """The messages with one person or in one group. Raises `SeveralConversations`."""
    names: dict[str, None] = {}
    for _, item in _items(material):
        if (sent := _sent(item)) is not None:
            names[sent[0]] = None
    if not names:
        raise ChatError("No line of this file is a message. Expected messages of signal-cli.")
    wanted = chosen(list(names), conversation)

    def messages(notes: Notes) -> Iterator[Message]:
        positions, said = Positions(), 0
        for number, item in _items(material):
            sent = _sent(item)
            if sent is None:
                notes.skip(What.NOT_A_MESSAGE, number)
            elif sent[0] == wanted:
                _, speaker, data = sent
                quote = data.get("quote")
                reply = positions.find(quote.get("id")) if isinstance(quote, dict) else None
                positions.add(data.get("timestamp"), said)
                text, stamp = data.get("message"), data.get("timestamp")
                kind = Kind.MEDIA if data.get("attachments") or data.get("sticker") else Kind.SAID
                yield Message(
                    said, from_count(stamp) if isinstance(stamp, int) else None, speaker,
                    text if isinstance(text, str) else "", kind, number, reply,
                )  # fmt: skip
                said += 1

    return Reading(FORMAT, messages)


def _items(material: Material) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(material.lines(), 1):
        if not line.strip("\ufeff \t"):
            continue
        try:
            item = json.loads(line.strip("\ufeff"))
        except (ValueError, RecursionError):
            raise ChatError(
                f"Line {number} is not valid JSON. Expected one envelope of signal-cli a line."
            ) from None
        envelope = item.get("envelope") if isinstance(item, dict) else None
        yield number, envelope if isinstance(envelope, dict) else {}


def _sent(envelope: dict[str, Any]) -> tuple[str, str | None, dict[str, Any]] | None:
    """With whom, by whom, and the message; None for receipts and the like."""
    data = envelope.get("dataMessage")
    sync = envelope.get("syncMessage")
    sender = envelope.get("sourceName") or envelope.get("sourceNumber") or envelope.get("source")
    other = sender
    if not isinstance(data, dict) and isinstance(sync, dict):
        data, sender = sync.get("sentMessage"), OWNER
        other = data.get("destination") if isinstance(data, dict) else None
    if not isinstance(data, dict) or not (data.get("message") or data.get("attachments")):
        return None
    group = data.get("groupInfo")
    if isinstance(group, dict):
        other = group.get("groupName") or group.get("groupId")
    return str(other or ""), str(sender) if sender else None, data
