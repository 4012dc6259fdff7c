"""Folds a message to a plain skeleton, and back: where each sign of it stood.

A skeleton holds words in small letters without accents, one space between them and one at each end.
Sentence ends (`.`), questions (`?`), money signs (all as `€`), quotation marks (all as `"`)
and pictures stand as words of their own. So a rule
need not know about capitals, accents, apostrophes or signs that do not show, and a word begins and
ends at a space in every interpreter: no two of them agree on `\\b`.

Each sign folds on its own, whatever stands beside it; then spaces are made one. That is what lets a
browser do the same (`browser/fold.js`) and a matcher fold thousands of messages in one go.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

END = " . "
MONEY = "€$£"
PAID = " € "
QUOTES = '"“”„«»'
QUOTED = ' " '
LONE = {
    "ß": "ss",
    "æ": "ae",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ı": "i",
    "œ": "oe",
    "þ": "th",
    "ð": "d",
}
# Letters with accents and letters drawn otherwise: full width and mathematical ones. What a code
# point of these ranges is made of never changes any more (Unicode's stability policy).
LATIN = ((0xC0, 0x24F), (0x1E00, 0x1EFF), (0xFF01, 0xFF5E), (0x1D400, 0x1D7FF))
UNSEEN = (
    (0xAD, 0xAD),
    (0x300, 0x36F),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x206F),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0x1F3FB, 0x1F3FF),
    (0xE0000, 0xE007F),
)
PICTURES = ((0x2190, 0x2BFF), (0x1F000, 0x1FAFF))
BLANK = ((0x80, 0xBF), (0x2000, 0x205F), (0x3000, 0x303F))
APART = {"…": END, "¿": " ? ", "€": PAID, "£": PAID} | dict.fromkeys(QUOTES, QUOTED)
APOSTROPHES = "'`´’‘ʼ*"
SPACES = re.compile(" {2,}")


def _within(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(low <= code <= high for low, high in ranges)


def _ascii(sign: str) -> str:
    if sign.isalnum() or sign == "@":
        return sign.lower()
    if sign in ".!\n\r":
        return END
    if sign == "?":
        return " ? "
    if sign in MONEY:
        return PAID
    if sign in QUOTES:
        return QUOTED
    return "" if sign in APOSTROPHES else " "


def _latin(sign: str) -> str:
    parts = unicodedata.normalize("NFKD", sign)
    kept = [part for part in parts if not 0x300 <= ord(part) <= 0x36F]
    return "".join(LONE.get(part.lower(), part.lower()) for part in kept)


def fold_sign(code: int) -> str:
    """What one code point becomes in a skeleton; spaces around it are not yet made one."""
    sign = chr(code)
    if code < 0x80:
        return _ascii(sign)
    if sign in APOSTROPHES or _within(code, UNSEEN):
        return ""
    if sign in APART or _within(code, PICTURES):
        return APART.get(sign, f" {sign} ")
    if _within(code, LATIN):
        plain = _latin(sign)
        return plain if plain.isascii() and plain.isalnum() else " "
    return " " if _within(code, BLANK) else sign


class _Table(dict[int, str]):
    """`fold_sign` as a table for `str.translate`, filled as signs come by."""

    def __missing__(self, code: int) -> str:
        self[code] = fold_sign(code)
        return self[code]


TABLE = _Table()


def skeleton(text: str) -> str:
    """The skeleton of one message."""
    return SPACES.sub(" ", f" {text.translate(TABLE)} ")


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A skeleton with, for each sign of it, the code point of the message that it came from."""

    text: str
    origin: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A span of the skeleton as a span of the message, in code points, end exclusive.

        The spaces at both ends of the span are no part of it.
        """
        while start < end and self.text[start] == " ":
            start += 1
        while end > start and self.text[end - 1] == " ":
            end -= 1
        if start == end:
            return (0, 0)
        return self.origin[start], self.origin[end - 1] + 1


def traced(text: str) -> Skeleton:
    """The same skeleton as `skeleton`, with the origin of each sign."""
    signs = [" "]
    origin = [0]
    for place, sign in enumerate(text):
        for part in TABLE[ord(sign)]:
            if part != " " or signs[-1] != " ":
                signs.append(part)
                origin.append(place)
    if signs[-1] != " ":
        signs.append(" ")
        origin.append(max(len(text) - 1, 0))
    return Skeleton("".join(signs), tuple(origin))


# ---------- the second skeleton: what was written around


# A sign three times or more; a digit or @ inside a word; three letters, each on its own.
ROUNDABOUT = re.compile(r"([a-z])\1\1|[a-z][0134579@]+[a-z]| [a-z] (?:\. )?[a-z] (?:\. )?[a-z] ")
LEET = str.maketrans("0134579@", "oieastga")
WORD = re.compile(r"[^ ]+")
HIDDEN = re.compile(r"[a-z][0134579@]+[a-z]")
LETTERS_APART = re.compile(r"(?<= )(?:[a-z] (?:\. )?){2,}[a-z](?= )")
REPEATED = re.compile(r"([a-z])\1{2,}")


def needs_undoing(text: str) -> bool:
    """Whether a skeleton holds letters apart, digits for letters or letters drawn out."""
    return ROUNDABOUT.search(text) is not None


def undone(first: Skeleton) -> Iterator[Skeleton]:
    """The skeletons without letters apart, digits for letters and letters drawn out, none twice.

    A letter that is drawn out may stand for one or for two of it (`fotooo`, `heeeel`), so there may
    be two of them.
    """
    joined = _cut(first, LETTERS_APART, lambda sign, _: sign not in " .")
    text = WORD.sub(_respelt, joined.text)
    plain = Skeleton(text, joined.origin)
    seen = {first.text}
    for most in (1, 2):
        found = _cut(plain, REPEATED, _among_first(most))
        if found.text not in seen:
            seen.add(found.text)
            yield found


def _respelt(word: re.Match[str]) -> str:
    """A word with letters for its digits. Word by word, so that a very long one costs no more."""
    return word[0].translate(LEET) if HIDDEN.search(word[0]) else word[0]


def _among_first(most: int) -> Callable[[str, int], bool]:
    return lambda _, place: place < most


def _cut(given: Skeleton, pattern: re.Pattern[str], keep: Callable[[str, int], bool]) -> Skeleton:
    """A skeleton in which of every match only the signs for which `keep(sign, place)` holds stay."""
    drop = {
        found.start() + place
        for found in pattern.finditer(given.text)
        for place, sign in enumerate(found.group())
        if not keep(sign, place)
    }
    kept = [place for place in range(len(given.text)) if place not in drop]
    return Skeleton(
        "".join(given.text[place] for place in kept),
        tuple(given.origin[place] for place in kept),
    )
