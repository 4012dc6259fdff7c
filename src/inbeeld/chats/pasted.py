"""Text that someone pasted or typed over: with or without names, with or without times.

Names are only taken for names where the text bears it out: one name comes back, or nearly every line
has one. Otherwise each line is a message of someone unknown.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from inbeeld.chats.headers import INVISIBLE, cleaned
from inbeeld.chats.material import Material
from inbeeld.chats.message import Kind, Message
from inbeeld.chats.notes import Notes, What
from inbeeld.chats.reading import Reading

FORMAT = "pasted"
WORDS_OF_A_NAME = 4
SHARE = 0.5  # of the lines must look as if they have a name, where no name comes back
NAMES = 1000
_WHEN = re.compile(
    r"[\[(]?\s?(?:(?P<date>\d{1,4}[./-]\d{1,2}(?:[./-](?P<year>\d{2,4}))?)[,\s]+)?"
    r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[AaPp]\.?\s?[Mm]\.?)?\s?[\])]?\s*[-–—]?\s+(?=\S)"
)
_NAME = re.compile(
    r"(?P<name>[^\W\d_][^:\n]{0,39}?|\+?[\d][\d ()\-]{5,20})\s?"
    r"(?:[\[(]\d{1,2}[:.]\d{2}(?:[:.]\d{2})?[\])]\s?)?(?::(?:\s+|$)|：\s*)(?P<text>.*)$",
    re.DOTALL,
)


def read(material: Material) -> Reading:
    """The text as it was pasted."""
    named = _has_names(material)
    return Reading(FORMAT, lambda notes: _messages(material, named, notes))


def _name(line: str) -> re.Match[str] | None:
    found = _NAME.match(line)
    if found is None or len(found["name"].split()) > WORDS_OF_A_NAME:
        return None
    return found


def _without_time(line: str) -> tuple[str, What | None]:
    """A line without the time before it, and the remark that such a time needs."""
    plain = cleaned(line).strip()
    found = _WHEN.match(plain)
    if found is None:
        return plain, None
    dated = What.NOT_A_TIME if found["year"] else What.NO_YEAR
    return plain[found.end() :], dated if found["date"] else What.NO_DATE


def _has_names(material: Material) -> bool:
    names: Counter[str] = Counter()
    lines = first = 0
    for line in material.lines():
        rest, _ = _without_time(line)
        if not rest:
            continue
        lines += 1
        found = _name(rest)
        if found and (found["name"] in names or len(names) < NAMES):
            names[found["name"]] += 1
            first = first or lines
    if not names or first > 1:
        return False
    return max(names.values()) > 1 or sum(names.values()) >= lines * SHARE


def _messages(material: Material, named: bool, notes: Notes) -> Iterator[Message]:
    if not named:
        notes.once(What.NO_NAMES)
    position = 0
    speaker: str | None = None
    start, texts = 0, list[str]()
    for number, line in enumerate(material.lines(), 1):
        rest, remark = _without_time(line)
        if not rest:
            if texts and named:
                texts.append("")
            continue
        if remark:
            notes.once(remark, number)
        found = _name(rest) if named else None
        if texts and (found or not named):
            yield _message(position, speaker, texts, start)
            position += 1
            texts = []
        if found:
            speaker, rest = found["name"].strip(), found["text"]
        if not texts:
            start = number
        texts.append(rest)
    if texts:
        yield _message(position, speaker, texts, start)


def _message(position: int, speaker: str | None, texts: list[str], line: int) -> Message:
    text = "\n".join(texts).strip(INVISIBLE + " \n")
    return Message(position, None, speaker, text, Kind.SAID, line)
