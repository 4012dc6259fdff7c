"""The beginning of a message in a WhatsApp export: where a date, a time and their decoration stand.

The app writes the date and time as the telephone shows them, so there are hundreds of shapes:
`27-03-2022 16:21 - `, `[27/03/22, 4:21:32 PM] `, `2022. 3. 27. 오후 4:21 - `, `16:21, 27/3/2022 - `. A
header is therefore found by its structure, and `Shape` says which structure it has. One file has one
shape: a line in another shape was pasted into a message and is no header.
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from inbeeld.chats.locales import clock_key, locales
from inbeeld.chats.named_dates import in_numbers

# Marks of writing direction and of nothing at all, which apps put anywhere in a header.
INVISIBLE = (
    "\u200b\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u00ad"
)
_SPACES = "\u00a0\u2007\u2009\u202f\u3000"
CLEANED = {ord(mark): None for mark in INVISIBLE} | {ord(space): " " for space in _SPACES}
_UNCLEAN = re.compile(f"[{INVISIBLE}{_SPACES}]")
ERAS = ("be", "ah", "ap", "minguo", "roc", "พศ")  # that stand behind a year
LONGEST = 100  # characters of a header, marks and all

_ERA = r"(?:[RHSTMrhstm]|令和|平成|昭和|大正|明治|民國|民国|[A-Za-z]{2,6} )"
_DATE = (
    rf"(?P<era1>{_ERA})?(?P<a>\d{{1,4}})(?P<sep1>\s?[./\-年년]\s?|\s)(?P<b>\d{{1,2}})"
    rf"(?P<sep2>\s?[./\-月월]\s?|\s)(?P<era2>{_ERA})?(?P<c>\d{{1,4}})(?P<era3>\s?[RHSTM]\b)?"
)
_TIME = (
    r"(?P<hour>\d{1,2})(?P<colon>[:.٫]|\s?[hH]\s?|時)(?P<minute>\d{2})"
    r"(?:(?:[:.٫]|\s?min\s?|分)(?P<second>\d{2}))?(?:\s?[s秒](?=[\s\]]))?"
)
_MID = r"(?P<mid>(?:[\s,،、.T日일]|(?<=\d)(?=[^\s\d:./\-]))[^\d\[\]\n]{0,40}?)"
_END = r"(?P<end>[^\d\[\]:\n\-–—][^\d\[\]:\n\-–—]{0,30}?)?"
_GROUPS = (
    "sep1", "sep2", "colon", "mid", "end", "era1", "era2", "era3",
    "a", "b", "c", "hour", "minute", "second",
)  # fmt: skip
_DATE_FIRST = _DATE + _MID + _TIME
_ORDERS = {
    "date": _DATE_FIRST + _END,
    "time": _TIME + _END + _MID + _DATE,
    "named": _DATE_FIRST + _END,
}
_ENDS = {
    "bracket": (r"\[\s?", r"\s?[.,]?\s?\](?:\s?[-–—])?(?:\s|$)"),
    "dash": ("", r"\s?[-–—](?:\s|$)"),
    "colon": ("", r":\s"),
}
# Typed over by hand: nothing but a space before the name, which must then be there.
_BARE = _DATE_FIRST + r"(?P<end>\s?[AaPp]\.?\s?[Mm]\.?)?\s(?=[^\W\d][^:\n]{0,60}:(?:\s|$))"


class Form(NamedTuple):
    """How a header is closed off, and what comes first: the date, the time, or a date with a name."""

    closing: str
    first: str


FORMS = (
    *(Form(closing, first) for closing in _ENDS for first in _ORDERS),
    Form("bare", "date"),
)


@functools.cache
def pattern(form: Form) -> re.Pattern[str]:
    """The expression of one form. Compiled when it is asked for: a file needs few of them."""
    if form.closing == "bare":
        return re.compile(_BARE)
    before, after = _ENDS[form.closing]
    return re.compile(before + _ORDERS[form.first] + after)


class Shape(NamedTuple):
    """What is the same in every header of one file. `link` is a word that is always there, as `kl`
    is."""

    sep1: str
    sep2: str
    colon: str
    seconds: bool
    place: str  # of the word for morning or afternoon: "", "mid" or "end"
    link: str


class Decoration(NamedTuple):
    """What stands around the numbers. The same in nearly every line of a file, so it is kept."""

    shape: Shape
    era: tuple[str, int]  # letters beside the year and which of the three they stand with; ("", -1)
    word: str  # beside the time, as `clock_key` makes it; "" where there is none
    capitals: bool  # that word is written in capitals, as Americans do


class Header(NamedTuple):
    """One header: what is around its numbers, the numbers as written, and what follows it."""

    around: Decoration
    parts: tuple[str, str, str]  # three numbers of the date, in the order of the file
    hour: int
    minute: int
    second: int
    rest: str


def cleaned(text: str) -> str:
    """Without invisible marks, and with every space an ordinary one."""
    return text.translate(CLEANED) if _UNCLEAN.search(text) else text


def may_begin(line: str, form: Form) -> bool:
    """Whether a line could begin with a header at all. Quick, for the many lines that cannot."""
    first = line[:1]
    if first.isdigit() or first == "[" or first in "RHSTM令平昭大明民" or not first.isascii():
        return True
    return form.first == "named" and first.isalpha()


def read_header(line: str, form: Form) -> Header | None:
    """The header that a line begins with, in this form; None where it begins with none."""
    if not line or not may_begin(line, form):
        return None
    start = line[:LONGEST]
    plain = cleaned(start).lstrip()
    if form.first == "named":
        plain = in_numbers(plain) or ""
    found = pattern(form).match(plain)
    if found is None:
        return None
    taken = (
        found.end() if len(plain) == len(start) else _raw_end(line, len(start), plain, found.end())
    )
    *decoration, first, second, third, hour, minute, seconds = found.group(*_GROUPS)
    around = _decoration(*decoration, seconds is not None)
    if form.closing == "colon" and "|" in around.shape.link:
        return None  # 27-03-2022 16:21:32 Anna: the colon is that of a name
    return Header(
        around,
        (first, second, third),
        int(hour),
        int(minute),
        int(seconds) if seconds else 0,
        line[taken:],
    )


def _raw_end(line: str, length: int, plain: str, end: int) -> int:
    """Where the cleaned header ends in the line as it was."""
    kept = len(plain) - end  # signs of the cleaned text behind the header
    place = length
    while kept:
        place -= 1
        kept -= line[place] not in INVISIBLE
    while place > 0 and line[place - 1] in INVISIBLE:  # marks before the text belong to the text
        place -= 1
    return place


@functools.lru_cache(maxsize=1024)
def _decoration(
    sep1: str, sep2: str, colon: str, mid: str, end: str | None,
    era1: str | None, era2: str | None, era3: str | None, seconds: bool,
) -> Decoration:  # fmt: skip
    place, word, link = _words(mid, end or "")
    era = ("", -1)
    for letters, part in ((era1, 0), (era2, 2), (era3, 2)):
        if letters:
            era = (clock_key(letters), part)
    if (place, word) == ("mid", "ap"):  # Finnish has it behind the time; before it, it names an era
        place, word, link = "", "", "ap"
    if not era[0] and link in ERAS:
        era, link = (link, 2), ""
    shape = Shape(_separator(sep1), _separator(sep2), colon.strip().lower(), seconds, place, link)
    return Decoration(shape, era, word, (end or "").isupper())


def _separator(written: str) -> str:
    return written.strip() or " "


def _words(mid: str, end: str) -> tuple[str, str, str]:
    """Where the word for morning or afternoon stands, that word, and the other words, as keys.

    A word behind the time has a bar before it.
    """
    clock = locales().clock
    key = clock_key(end)
    if key in clock:
        return "end", key, clock_key(mid)
    behind = f"|{key}" if key else ""
    words = mid.replace(",", " ").replace("،", " ").replace("日", " ").replace("일", " ").split()
    for start in range(len(words)):
        key = clock_key("".join(words[start:]))
        if key in clock:
            return "mid", key, clock_key("".join(words[:start])) + behind
    return "", "", clock_key("".join(words)) + behind
