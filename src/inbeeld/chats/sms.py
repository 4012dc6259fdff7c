"""Backups of "SMS Backup & Restore": XML with `sms` and `mms`, all contacts in one file.

Form: https://synctech.com.au/sms-backup-restore/fields-in-xml-backup-files/. Text messages stand first
and picture messages after them, so they are put in order of time. The app writes signs beyond U+FFFF as
two references that XML forbids, and these are mended before the parser sees them, byte for byte as
long.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from inbeeld.chats.errors import ChatError, chosen
from inbeeld.chats.material import Material
from inbeeld.chats.message import Kind, Message
from inbeeld.chats.notes import Notes, What
from inbeeld.chats.ordered import Places
from inbeeld.chats.reading import Reading
from inbeeld.chats.times import from_count

FORMAT = "sms"
OWNER = "Me"  # the file does not name whose telephone it is
RECEIVED, DRAFT = "1", "3"
SENDER = "137"  # the kind of address that sent a picture message
UNKNOWN = ("", "null", "(Unknown)")
CHUNK = 65_536
_REFERENCE = rb"&#(?:x0*[0-9A-Fa-f]{1,6}|0*[0-9]{1,7});"
_REFERENCES = re.compile(rb"(?:" + _REFERENCE + rb")+")
_ONE = re.compile(_REFERENCE)
_UNFINISHED = re.compile(rb"(?:" + _REFERENCE + rb")*(?:&[#x0-9A-Fa-f]{0,12})?$")
Handler = Callable[[str, dict[str, str], int], None]


def read(material: Material, conversation: str | None) -> Reading:
    """The messages with one contact. Raises `SeveralConversations`."""
    material = material.as_utf8().in_memory()
    names = list(_look_over(material))
    if not names:
        raise ChatError("This backup holds no messages. Make the backup again, with messages.")
    wanted = chosen(names, conversation)
    places = Places()
    _look_over(material, wanted, places)

    def messages(notes: Notes) -> Iterator[Message]:
        position = 0
        for number, data in places.read(material, notes):
            message = _message(_record(data), number, position, notes)
            if message is None:
                notes.skip(What.NOT_A_MESSAGE, number)
                continue
            position += 1
            yield message

    return Reading(FORMAT, messages)


def mended(data: bytes) -> bytes:
    """References to signs that XML forbids become allowed ones of the same length.

    Two halves of one sign become that sign; half a sign U+FFFD; a control sign a tab.
    """
    return _REFERENCES.sub(lambda run: _mended_run(run[0]), data)


def _mended_run(run: bytes) -> bytes:
    parts, mended = _ONE.findall(run), []
    while parts:
        part = parts.pop(0)
        code = _code(part)
        if 0xD800 <= code < 0xDC00 and parts and 0xDC00 <= (low := _code(parts[0])) < 0xE000:
            size = len(part) + len(parts.pop(0))
            sign = 0x10000 + (code - 0xD800) * 0x400 + (low - 0xDC00)
            mended.append(b"&#x%s;" % (b"%X" % sign).rjust(size - 4, b"0"))
        elif 0xD800 <= code < 0xE000 or code > 0x10FFFF or code in (0xFFFE, 0xFFFF):
            mended.append(b"&#%s;" % b"65533".rjust(len(part) - 3, b"0")
                          if len(part) >= 8 else b"?" * len(part))  # fmt: skip
        elif code < 32 and code not in (9, 10, 13):
            mended.append(b"&#%s;" % b"9".rjust(len(part) - 3, b"0"))
        else:
            mended.append(part)
    return b"".join(mended)


def _code(reference: bytes) -> int:
    digits = reference[2:-1]
    return int(digits[1:], 16) if digits[:1] == b"x" else int(digits)


def _parse(chunks: Iterator[bytes], on_start: Handler, on_end: Handler) -> None:
    """Feeds a parser that knows no document type. Raises `ChatError` with the line."""
    parser = expat.ParserCreate("UTF-8")
    parser.buffer_text = True

    def refuse(*_: Any) -> None:
        raise ChatError("This XML has a document type, which no backup has. It is not read.")

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = lambda name, given: on_start(name, given, parser.CurrentByteIndex)
    parser.EndElementHandler = lambda name: on_end(name, {}, parser.CurrentByteIndex)
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise ChatError(
            f"Line {error.lineno} is not as expected: {expat.ErrorString(error.code)}. "
            "Make the backup again, and take the whole file."
        ) from None


def _chunks(material: Material) -> Iterator[bytes]:
    """The file, mended. References at the end of a piece wait for the next: half a sign may follow."""
    with material.open() as stream:
        held = b""
        while data := stream.read(CHUNK):
            data = held + data
            found = _UNFINISHED.search(data, max(0, data.rfind(b'"')))
            cut = found.start() if found else len(data)
            held = data[cut:]
            yield mended(data[:cut])
        yield mended(held)


def _look_over(
    material: Material, wanted: str | None = None, places: Places | None = None
) -> dict[str, None]:
    """The contacts in the file, and into `places` where the messages with one of them stand."""
    names: dict[str, None] = {}
    depth, number = 0, 0
    begun: tuple[int, int] | None = None  # when it was sent and where it begins

    def close(end: int) -> None:
        nonlocal begun
        if begun is not None and places is not None:
            places.add(*begun, end, number)
        begun = None

    def on_start(name: str, given: dict[str, str], place: int) -> None:
        nonlocal depth, number, begun
        if depth == 0 and name != "smses":
            raise ChatError(
                f"This XML holds {name}, not messages. Expected a backup of text messages (smses)."
            )
        if depth == 1 and name in ("sms", "mms"):
            close(place)
            number += 1
            contact = _contact(given)
            names[contact] = None
            if contact == wanted:
                begun = (_milliseconds(given), place)
        depth += 1

    def on_end(_: str, __: dict[str, str], place: int) -> None:
        nonlocal depth
        depth -= 1
        if depth == 0:
            close(place)

    _parse(_chunks(material), on_start, on_end)
    return names


def _contact(given: dict[str, str]) -> str:
    name = given.get("contact_name", "")
    return name if name not in UNKNOWN else given.get("address", "")


def _milliseconds(given: dict[str, str]) -> int:
    date = given.get("date", "")
    return int(date) if date.isdecimal() and len(date) < 18 else 0


@dataclass
class Record:
    """One `sms` or `mms` with what stands inside it."""

    name: str = ""
    given: dict[str, str] = field(default_factory=dict)
    sender: str = ""
    texts: list[str] = field(default_factory=list)
    media: bool = False

    def start(self, name: str, given: dict[str, str], _: int) -> None:
        if name in ("sms", "mms"):
            self.name, self.given = name, given
        elif name == "part":
            kind = given.get("ct", "")
            if kind == "text/plain":
                self.texts.append(given.get("text", ""))
            elif kind != "application/smil":
                self.media = True
        elif name == "addr" and given.get("type") == SENDER:
            self.sender = given.get("address", "")


def _record(data: bytes) -> Record:
    record = Record()
    _parse(iter((b"<smses>", mended(data), b"</smses>")), record.start, lambda *_: None)
    return record


def _message(record: Record, number: int, position: int, notes: Notes) -> Message | None:
    """The message; None for a draft, which nobody sent."""
    given = record.given
    box = given.get("type" if record.name == "sms" else "msg_box", RECEIVED)
    if box == DRAFT:
        return None
    time = from_count(_milliseconds(given))
    if time is None:
        notes.add(What.NOT_A_TIME, number)
    speaker = OWNER
    if box == RECEIVED:
        group = "~" in given.get("address", "")
        speaker = record.sender if group and record.sender else _contact(given)
    texts = record.texts if record.name == "mms" else [given.get("body", "")]
    text = "\n".join(one for one in texts if one and one != "null")
    kind = Kind.MEDIA if record.media else Kind.SAID
    return Message(position, time, speaker or None, text, kind, number)
