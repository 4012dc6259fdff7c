"""Text exports of iMessage by imessage-exporter.

Form: https://github.com/ReagentX/imessage-exporter, `exporters/txt.rs`. A message is a line with the
time, a line with the sender and its text. Answers stand twice: indented under the message that they
answer, and again in their own place, which is the one that counts.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from inbeeld.chats.errors import only_one
from inbeeld.chats.material import Material
from inbeeld.chats.message import Kind, Message
from inbeeld.chats.notes import Notes, What
from inbeeld.chats.reading import Reading

FORMAT = "imessage"
ANSWER = "This message responded to an earlier message."
REACTIONS = ("Tapbacks:", "Reactions:")
ANSWERS_KEPT = 50_000
_DATE = r"[A-Z][a-z]{2} \d{1,2}, \d{4} {1,2}\d{1,2}:\d{2}:\d{2} [AP]M"
_TIME = re.compile(rf"(?P<indent> *)(?P<date>{_DATE})(?P<rest>.*)$")
_READ = re.compile(r"(?: \((?:Read|Delivered)[^()]*\))?\s*$")
_EDITED = re.compile(r"Edited .{1,80}? later: (?P<text>.*)$", re.DOTALL)
_FILE = re.compile(r"(?:[~/.]|[A-Za-z]:\\|attachments/)[^\n]*\.\w{2,5}$|^Attachment missing!$")
BEGINNING = re.compile(rf"{_DATE}(?: \(Read[^\n]*\))?\n\S")


@dataclass
class Block:
    """The lines of one message, without what was indented under it."""

    line: int
    date: str
    rest: str
    lines: list[str] = field(default_factory=list)
    answers: list[tuple[str, str]] = field(default_factory=list)


def is_export(text: str) -> bool:
    """Whether a text begins as such an export does."""
    return bool(BEGINNING.match(text))


def read(material: Material, conversation: str | None) -> Reading:
    """One conversation."""
    only_one(conversation)
    return Reading(FORMAT, lambda notes: _messages(material, notes))


def _messages(material: Material, notes: Notes) -> Iterator[Message]:
    answered: dict[tuple[str, str], int] = {}
    said = 0
    for block in _blocks(material, notes):
        message = _message(block, said, answered, notes)
        if message.position is not None:
            said += 1
            if len(answered) < ANSWERS_KEPT:
                answered |= dict.fromkeys(block.answers, message.position)
        yield message


def _blocks(material: Material, notes: Notes) -> Iterator[Block]:
    block: Block | None = None
    blank, indented = True, ""
    for number, line in enumerate(material.lines(), 1):
        found = _TIME.match(line)
        if found and not found["indent"] and blank:
            if block is not None:
                yield block
            block, indented = Block(number, found["date"], found["rest"]), ""
        elif block is None:
            if line.strip("\ufeff "):
                notes.skip(What.BEFORE_FIRST, number)
        elif found and found["indent"]:
            indented = found["date"]
        elif line.startswith("    ") and indented:
            if len(block.answers) < ANSWERS_KEPT and indented != "-":
                block.answers.append((indented, line.strip()))
            indented = "-"
        else:
            block.lines.append(line)
        blank = not line.strip()
    if block is not None:
        yield block


def _message(
    block: Block, position: int, answered: dict[tuple[str, str], int], notes: Notes
) -> Message:
    time = _time(block.date)
    if time is None:
        notes.add(What.NO_SUCH_DATE, block.line)
    if not _READ.fullmatch(block.rest):
        return Message(None, time, None, block.rest.strip(), Kind.SYSTEM, block.line)
    speaker, *lines = block.lines or [""]
    reply = None
    if ANSWER in lines:
        lines = [line for line in lines if line != ANSWER]
        reply = answered.get((block.date, speaker))
    text = _without_reactions(lines)
    edited = _EDITED.search(text)
    if edited:
        text = edited["text"]
    media = bool(text) and all(_FILE.match(line) for line in text.split("\n"))
    return Message(
        position, time, speaker or None, "" if media else text,
        Kind.MEDIA if media else Kind.SAID, block.line, reply, bool(edited),
    )  # fmt: skip


def _without_reactions(lines: list[str]) -> str:
    kept: list[str] = []
    skipping = False
    for line in lines:
        skipping = line in REACTIONS or (skipping and bool(line.strip()))
        if not skipping:
            kept.append(line)
    return "\n".join(kept).strip()


def _time(date: str) -> dt.datetime | None:
    try:
        return dt.datetime.strptime(  # noqa: DTZ007  # the clock of the device
            " ".join(date.split()), "%b %d, %Y %I:%M:%S %p"
        )
    except ValueError:
        return None
