"""Text exports of Signal, which has none of its own: those of sigtop and of signalbackup-tools, and
signal-export.

Forms: https://github.com/tbvdm/sigtop (`fmt_text.go`, `fmt_text_short.go`),
https://github.com/bepaald/signalbackup-tools (`exporttxt.cc`),
https://github.com/carderne/signal-export (`chat.md`). Each begins a message with a line of its own
kind, and further lines belong to it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from inbeeld.chats.errors import only_one
from inbeeld.chats.material import Material
from inbeeld.chats.message import Kind, Message
from inbeeld.chats.notes import Notes, What
from inbeeld.chats.reading import Reading

FORMAT = "signal"
Found = re.Match[str]
_SHORT = re.compile(
    r"(?P<date>\d{4}-\d{2}-\d{2} \d{2}:\d{2}) (?P<name>[^\s:\-–—][^:\n]{0,99}):(?: |$)(?P<text>.*)$"
)
_TOOLS = re.compile(
    r"\[(?P<date>[A-Z][a-z]{2} \d{1,2}, \d{4} \d{2}:\d{2}:\d{2})\] "
    r"(?:(?P<app>\*\*\*) )?(?:<(?P<name>[^>\n]{1,100})>(?: |$))?(?P<text>.*)$"
)
_MARKDOWN = re.compile(
    r"\[(?P<date>\d{4}-\d{2}-\d{2},? \d{2}:\d{2}(?::\d{2})?)\] ?"
    r"(?P<name>[^:\n]{1,100}):(?: |$)(?P<text>.*)$"
)
_DETAILS = re.compile(r"\[(?P<inner>(?:reply to |edited|\d+ attachments?)[^\]\n]*)\](?: |$)")
_APP = re.compile(r"\[[\w-]+ message\]$")
_ATTACHED = re.compile(r"!?\[[^\]\n]*\]\((?:\./)?media[^)\n]*\)")
_SIGNS = re.compile(r"^\[[^\]\n]+\] ?Me:|!\[[^\]\n]*\]\((?:\./)?media", re.MULTILINE)
FORMS = {"%Y-%m-%d %H:%M": _SHORT, "%b %d, %Y %H:%M:%S": _TOOLS, "": _MARKDOWN}


def find_form(text: str) -> str | None:
    """Which of these forms a text has, as its form of a date; None where it has none."""
    first = text.partition("\n")[0]
    for form, pattern in FORMS.items():
        if pattern.match(first):
            return form if form or _SIGNS.search(text) else None
    return None


def read(material: Material, conversation: str | None, form: str) -> Reading:
    """One conversation, whose dates have this form."""
    only_one(conversation)
    return Reading(FORMAT, lambda notes: _messages(material, form, notes))


def _messages(material: Material, form: str, notes: Notes) -> Iterator[Message]:
    made = {_SHORT: _short, _TOOLS: _tools, _MARKDOWN: _markdown}[FORMS[form]]
    said = 0
    for line, found, text in _blocks(material, FORMS[form], notes):
        time = _time(found["date"], form)
        if time is None:
            notes.add(What.NO_SUCH_DATE, line)
        message = made(found, text, said, line, time)
        said += message.position is not None
        yield message


def _blocks(
    material: Material, pattern: re.Pattern[str], notes: Notes
) -> Iterator[tuple[int, Found, str]]:
    """Line, beginning and whole text of each message."""
    start, current, texts = 0, None, list[str]()
    for number, line in enumerate(material.lines(), 1):
        found = pattern.match(line.lstrip("\ufeff"))
        if found:
            if current is not None:
                yield start, current, "\n".join(texts).strip()
            start, current, texts = number, found, [found["text"]]
        elif current is not None:
            texts.append(line)
        elif line.strip("\ufeff "):
            notes.skip(What.BEFORE_FIRST, number)
    if current is not None:
        yield start, current, "\n".join(texts).strip()


def _time(date: str, form: str) -> dt.datetime | None:
    try:
        if not form:
            return dt.datetime.fromisoformat(date.replace(",", ""))
        return dt.datetime.strptime(date, form)  # noqa: DTZ007  # the clock of the device
    except ValueError:
        return None


def _short(found: Found, text: str, position: int, line: int, time: dt.datetime | None) -> Message:
    if _APP.fullmatch(text):
        return Message(None, time, None, text.strip("[]"), Kind.SYSTEM, line)
    details = _DETAILS.match(text)
    inner = details["inner"] if details else ""
    text = text[details.end() :] if details else text
    kind = Kind.MEDIA if "attachment" in inner else Kind.SAID
    edited = "edited" in inner.split(", ")
    return Message(position, time, found["name"], text.strip(), kind, line, edited=edited)


def _tools(found: Found, text: str, position: int, line: int, time: dt.datetime | None) -> Message:
    name = found["name"]
    if found["app"] and name and text.startswith("sent file"):
        return Message(position, time, name, "", Kind.MEDIA, line)
    if found["app"] or name is None:
        return Message(None, time, None, text, Kind.SYSTEM, line)
    return Message(position, time, name, text, Kind.SAID, line)


def _markdown(
    found: Found, text: str, position: int, line: int, time: dt.datetime | None
) -> Message:
    shown = _ATTACHED.sub("", text)
    kind = Kind.MEDIA if shown != text else Kind.SAID
    lines = [one for one in shown.split("\n") if not one.startswith(("> ", "(- "))]
    return Message(position, time, found["name"].strip(), "\n".join(lines).strip(), kind, line)
