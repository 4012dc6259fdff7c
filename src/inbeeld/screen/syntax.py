"""The small language in which rules say what to look for, and what it becomes.

    stuur [me|mij] [even] (een|die|nog een) {image}     words, optional ones, choices, a named list
    zeg ..3 tegen niemand                                at most three words between
    foto*                                                a word that begins so
    *foto                                                a word that ends so
    ik ben #                                             a number of at most four digits

A pattern becomes a regular expression over a skeleton (`fold.py`). There is nothing to repeat without
bound, nothing to look around at and nothing to refer back to, so every interpreter reads it alike and
no text can make it slow. `browser/syntax.js` does the same.

Grammar, where words are separated by spaces:
    pattern = item { " " item }
    item    = word | word* | *word | # | ..N | {name} | "(" pattern { "|" pattern } ")" | "[" … "]"
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

LONGEST_GAP = 6
LONGEST_TAIL = 12
TOKEN = re.compile(r"\(|\)|\[|\]|\||\{[a-z-]+\}|\.\.\d*|#|[^\s()\[\]|{}]+")
WORD = re.compile(r"\*?[^\s*#{}()\[\]|\\^$+]+\*?")
GAP = "(?:[^ .?]+ )"
NUMBER = "([0-9]{1,4}) "
NO_GROUP = "(?:"


class SyntaxFault(ValueError):
    """A pattern that cannot be read; `str` of it says why."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word; `head` or `tail` when more letters may stand before or after it."""

    text: str
    head: bool = False
    tail: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    most: int


@dataclass(frozen=True, slots=True)
class Number:
    pass


@dataclass(frozen=True, eq=False)
class Choice:
    """One of some sequences; `optional` when none of them will do too.

    A named list is one and the same choice wherever it is named, so what is worked out for it is kept.
    """

    ways: tuple[tuple[Item, ...], ...]
    optional: bool = False

    @functools.cached_property
    def regex(self) -> str:
        inner = "|".join("".join(map(_regex, way)) for way in self.ways)
        return f"{NO_GROUP}{inner})" + ("?" if self.optional else "")


Item = Word | Gap | Number | Choice


class Lists:
    """The named lists of words, each read once."""

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        self._words = words
        self._read: dict[str, Choice] = {}

    def choice(self, name: str, inside: tuple[str, ...]) -> Choice:
        """A list as a choice; `inside` names the lists that are being read around it."""
        if name not in self._words:
            raise SyntaxFault(f"names a list that is not there: {name}")
        if name in inside:
            raise SyntaxFault(f"names a list that holds itself: {name}")
        if name not in self._read:
            ways = (_all(one, self, (*inside, name)) for one in self._words[name])
            self._read[name] = Choice(tuple(ways))
        return self._read[name]


def parse(pattern: str, lists: Lists) -> tuple[Item, ...]:
    """The items of a pattern. Raises SyntaxFault."""
    items = _all(pattern, lists, ())
    if not any(isinstance(item, Word | Number) or _required(item) for item in items):
        raise SyntaxFault("has nothing that must be there")
    if isinstance(items[0], Gap) or isinstance(items[-1], Gap):
        raise SyntaxFault("begins or ends with a gap")
    return items


def _all(pattern: str, lists: Lists, inside: tuple[str, ...]) -> tuple[Item, ...]:
    tokens = TOKEN.findall(pattern)
    if "".join(tokens) != "".join(pattern.split()):
        raise SyntaxFault("holds a sign that has no meaning here")
    items, rest = _sequence(tokens, 0, lists, inside)
    if rest != len(tokens):
        raise SyntaxFault(f"has a {tokens[rest]} too many")
    return items


def _required(item: Item) -> bool:
    return isinstance(item, Choice) and not item.optional


def _sequence(
    tokens: list[str], at: int, lists: Lists, inside: tuple[str, ...]
) -> tuple[tuple[Item, ...], int]:
    items: list[Item] = []
    while at < len(tokens) and tokens[at] not in ")]|":
        part = tokens[at]
        item: Item
        if part in "([":
            item, at = _choice(tokens, at, lists, inside)
        else:
            item, at = _single(part, lists, inside), at + 1
        items.append(item)
    if not items:
        raise SyntaxFault("has an empty part")
    return tuple(items), at


def _choice(
    tokens: list[str], at: int, lists: Lists, inside: tuple[str, ...]
) -> tuple[Choice, int]:
    shut = {"(": ")", "[": "]"}[tokens[at]]
    optional = tokens[at] == "["
    ways = []
    while at < len(tokens) and tokens[at] != shut:
        way, at = _sequence(tokens, at + 1, lists, inside)
        ways.append(way)
        if at < len(tokens) and tokens[at] in ")]" and tokens[at] != shut:
            raise SyntaxFault(f"closes with {tokens[at]} what {shut} should close")
    if at >= len(tokens):
        raise SyntaxFault(f"misses a {shut}")
    return Choice(tuple(ways), optional), at + 1


def _single(part: str, lists: Lists, inside: tuple[str, ...]) -> Item:
    if part == "#":
        return Number()
    if part.startswith(".."):
        most = int(part[2:] or 0)
        if not 1 <= most <= LONGEST_GAP:
            raise SyntaxFault(f"has a gap of {most}; it may be 1 to {LONGEST_GAP}")
        return Gap(most)
    if part.startswith("{"):
        return lists.choice(part[1:-1], inside)
    if not WORD.fullmatch(part):
        raise SyntaxFault(f"holds something that is not a word: {part}")
    return Word(part.strip("*"), head=part.startswith("*"), tail=part.endswith("*"))


def regex(items: Sequence[Item]) -> str:
    """The regular expression of a pattern, over a skeleton. It begins and ends at a space."""
    return " " + "".join(map(_regex, items))


def _regex(item: Item) -> str:
    more = f"[^ ]{{0,{LONGEST_TAIL}}}"
    match item:
        case Word():
            # A sentence end and a question are words too, and mean more in a regular expression.
            text = re.sub(r"[.?]", r"[\g<0>]", item.text)
            return (more if item.head else "") + text + (more if item.tail else "") + " "
        case Gap():
            return f"{GAP}{{0,{item.most}}}"
        case Number():
            return NUMBER
        case Choice():
            return item.regex
