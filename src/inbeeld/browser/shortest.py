"""Writes a pattern as short as it gets for the line, so that it finds the same.

Single words of a choice come first and in the order of the alphabet: alike then stand together, in one
choice as in the next, and pack smaller. Each takes one word of a text whatever its turn is, so their
order says nothing. Where a longer way may begin with the same word, its turn does, and a word stays
behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from inbeeld.screen.syntax import Choice, Gap, Item, Lists, Number, Word, parse

_AT_BRACKETS = re.compile(r" ?([()\[\]{}]) ?")


class Shortest:
    """Writes patterns that name these lists."""

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        self.lists = Lists(words)
        self._names: Mapping[Choice, str] = {self.lists.choice(name, ()): name for name in words}
        self._written: dict[str, str] = {}
        self.named: set[str] = set()  # lists that what was written so far names

    def pattern(self, written: str) -> str:
        """One pattern, as short as it gets."""
        if written not in self._written:  # each comes again in the next language
            short = _AT_BRACKETS.sub(r"\1", self._row(parse(written, self.lists)))
            self._written[written] = short
        return self._written[written]

    def entries(self, name: str) -> list[str]:
        """The patterns of a named list; what was said of a choice holds for them too."""
        ways = in_order(self.lists.choice(name, ()).ways)
        return [_AT_BRACKETS.sub(r"\1", self._row(way)) for way in ways]

    def _row(self, items: Iterable[Item]) -> str:
        return " ".join(map(self._item, items))

    def _item(self, item: Item) -> str:
        match item:
            case Word():
                return "*" * item.head + item.text + "*" * item.tail
            case Gap():
                return f"..{item.most}"
            case Number():
                return "#"
            case Choice():
                if name := self._names.get(item):
                    self.named.add(name)
                    return f"{{{name}}}"
                ways = "|".join(map(self._row, in_order(item.ways)))
                return f"[{ways}]" if item.optional else f"({ways})"


Way = tuple[Item, ...]


def in_order(ways: Sequence[Way]) -> list[Way]:
    """The ways of a choice: first the single words that may go first, by the alphabet."""
    first: list[tuple[Word, Way]] = []
    rest: list[Way] = []
    begun: list[Word] = []  # what the ways in `rest` may begin with
    shut = False  # one of them may begin with anything
    for way in ways:
        word = way[0]
        if len(way) == 1 and isinstance(word, Word):
            if not shut and not any(may_be_one(word, other) for other in begun):
                first.append((word, way))
            else:
                # Behind it, what is the same word in either case has no turn to keep.
                rest.append(way)
            continue
        rest.append(way)
        words = beginnings(way)
        shut = shut or words is None
        begun += words or ()
    first.sort(key=lambda one: (one[0].text, one[0].head, one[0].tail))
    return [way for _, way in first] + rest


def beginnings(way: Sequence[Item]) -> list[Word] | None:
    """The words with which a way may begin; None where that may be any word."""
    found: list[Word] = []
    for item in way:
        if isinstance(item, Word):
            return [*found, item]
        if not isinstance(item, Choice):
            return None
        for inner in item.ways:
            words = beginnings(inner)
            if words is None:
                return None
            found += words
        if not item.optional:
            return found
    return None  # every item of it may be missing


def may_be_one(one: Word, other: Word) -> bool:
    """Whether a word of a text may be both. Where that is not plain, it may."""
    if one.head or other.head:
        return True
    if one.tail and other.tail:
        return one.text.startswith(other.text) or other.text.startswith(one.text)
    if one.tail:
        return other.text.startswith(one.text)
    return one.text.startswith(other.text) if other.tail else one.text == other.text
