"""What a line of a WhatsApp export is: whose it is, and whether a person or the app wrote it.

On Android a line of the app has no name. On iOS it has one, of the group or of the other person, and
the text begins with U+200E, as do the placeholders for pictures and sound.
"""

from __future__ import annotations

import functools
import re

from inbeeld.chats.headers import INVISIBLE, cleaned
from inbeeld.chats.locales import NOTICED, locales
from inbeeld.chats.message import Kind

LONGEST_NAME = 100
MARK = "\u200e"
_COLON = re.compile(rf"[{INVISIBLE}]*:(?=[\s{INVISIBLE}]|$)")
_STRIP = INVISIBLE + " \t\r\n\u00a0\u202f"
_PAIRS = (("“", "”"), ("„", "“”"), ("«", "»"), ("「", "」"), ("『", "』"))
_FILE = r"[^<>\n:/\\]*\.\w{2,5}"
_ATTACHED = re.compile(rf"[{INVISIBLE}]*<(?P<word>[^<>:：\n]{{1,40}})[:：]\s?{_FILE}>")
_NAMED = re.compile(r"(?P<file>[^\n]{1,200}\.\w{2,5}) ?[(（](?P<word>[^()（）\n]{2,40})[)）]$")
_APP_FILE = re.compile(r"(?:IMG|VID|AUD|PTT|STK|DOC|GIF)-\d{8}-WA\d{4,}")
_PLACEHOLDER = re.compile(r"[<‹]\s?(?P<inner>[^<>‹›:@\d/\n]{4,60})\s?[>›]")
_MARKED_END = re.compile(rf"\s*{MARK}[<‹](?P<inner>[^<>‹›:：\n]{{4,60}})[>›]$")
_SIGNS = re.compile(f"[<>‹›)）{INVISIBLE}]")
_END = ".。।۔ "


def split_name(rest: str) -> tuple[str | None, str]:
    """The speaker and the text behind a header; None for a line of the app itself.

    `rest` as in the file. The name is cleaned of marks; the text is not.
    """
    found = _COLON.search(rest, 0, LONGEST_NAME * 2)
    if found is None:
        return None, rest
    name = _name(rest[: found.start()])
    if name is None:
        return None, rest
    text = rest[found.end() :]
    return name, text[1:] if text[:1] == " " else text


@functools.lru_cache(maxsize=4096)
def _name(written: str) -> str | None:
    """What stands before a colon as a name; None where it is a piece of a sentence of the app."""
    name = "".join(sign for sign in written if sign not in INVISIBLE).strip(_STRIP)
    if not name or len(name) > LONGEST_NAME or _half_quoted(name):
        return None
    return None if may_be_notice(name) and locales().notice.match(name.casefold()) else name


def _half_quoted(name: str) -> bool:
    """A colon inside a quotation is none behind a name: `Anna created group "School: 3B"`."""
    if name.count('"') % 2:
        return True
    return any(
        name.count(start) > sum(name.count(end) for end in ends if end != start)
        for start, ends in _PAIRS
    )


def marked(text: str) -> bool:
    """Whether the app marked the text as its own."""
    return MARK in text[:3] and text.lstrip(_STRIP.replace(MARK, "")).startswith(MARK)


def from_app(speaker: str, text: str) -> bool:
    """Whether the app wrote a line that has a name before it, judged by the line alone."""
    words = locales()
    plain = cleaned(text).strip(_STRIP).casefold()
    if may_be_notice(plain) and words.notice.match(plain):
        return True
    if not marked(text) or sent_by_person(text):
        return False
    name = speaker.removeprefix("~").strip(_STRIP)
    return bool(words.event.search(plain)) or (len(name) > 2 and name.casefold() in plain)


def sent_by_person(text: str) -> bool:
    """Whether marked text stands for what a person sent: a file, something deleted, a place, a poll."""
    plain = cleaned(text).strip(_STRIP).casefold()
    if locales().deleted.match(plain) or "://" in plain or "\n" in text.strip():
        return True
    return media(text) is not None


def media(text: str) -> str | None:
    """The caption where the text holds the place of an image, sound or file; None where it does not."""
    words = locales()
    first, _, others = text.partition("\n")
    head = cleaned(first).strip(_STRIP)
    inner = head.strip("<‹>› ").rstrip(_END).casefold()
    if inner in words.omitted:
        return others.strip(_STRIP)
    if "<" in head or "‹" in head:
        found = _ATTACHED.search(text)
        if found and (MARK in found[0] or found["word"].strip().casefold() in words.attached):
            return (text[: found.start()] + text[found.end() :]).strip(_STRIP)
        found = _PLACEHOLDER.fullmatch(head)
        if found and (" " in found["inner"].strip() or not found["inner"].isascii()):
            return others.strip(_STRIP)
    if head.endswith((")", "）")):
        found = _NAMED.match(head)
        if found and (_APP_FILE.match(head) or found["word"].strip().casefold() in words.attached):
            return others.strip(_STRIP)
    if MARK in first:  # a document: its name and pages, and then the placeholder
        tail = cleaned(first.rpartition(MARK)[2]).strip("<>‹› ").rstrip(_END).casefold()
        if tail in words.omitted:
            return others.strip(_STRIP)
    return None


def meaning(text: str) -> tuple[Kind, str, bool]:
    """Kind, text and whether it was edited, of what a person sent. Placeholders and marks are
    removed."""
    if not _SIGNS.search(text) and text.rstrip(_END).casefold() not in locales().omitted:
        return Kind.SAID, text.strip() if text[:1].isspace() else text, False
    text, edited = _unedited(text)
    caption = media(text)
    if caption is not None:
        return Kind.MEDIA, caption, edited
    return Kind.SAID, text.strip(_STRIP) if edited else text.lstrip(_STRIP), edited


def _unedited(text: str) -> tuple[str, bool]:
    """The text without the words that say it was changed, and whether they stood there."""
    if not text.endswith((">", "›")):
        return text, False
    found = _MARKED_END.search(text)
    if found and text[: found.start()].strip(_STRIP):
        if found["inner"].rstrip(_END).casefold() in locales().omitted:
            return text, False
        return text[: found.start()], True
    if locales().edited.search(cleaned(text).casefold()):
        return text[: max(text.rfind("<"), text.rfind("‹"))], True
    return text, False


def may_be_notice(text: str) -> bool:
    """Whether text could begin as a notice of the app does. Quick, for the many that cannot."""
    return text[:NOTICED].casefold() in locales().noticed
