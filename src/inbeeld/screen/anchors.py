"""Which words a pattern cannot do without: the rarest of them are looked for first.

A choice of a long literal looks wise and is not: what counts is how seldom a text holds it. A small
list of the words that chats are full of stands in `common.txt`; a word that is not in it is rare.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from inbeeld.screen.syntax import Choice, Item, Word

MOST_LITERALS = 400
RARE = 1.0
BEGINNING = 3  # letters of a word


@functools.cache
def common_words() -> tuple[str, ...]:
    """The words that chats are full of, commonest first."""
    text = Path(__file__).with_name("common.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return tuple(word for line in lines for word in line.split())


@functools.cache
def _common() -> dict[str, float]:
    """How often a word stands in a chat, against a rare one."""
    return {word: RARE + 400.0 / (place + 4) for place, word in enumerate(common_words())}


@functools.cache
def _total(found: tuple[str, ...]) -> float:
    return sum(map(cost, found))


def cost(literal: str) -> float:
    """How often a literal is likely to be met: of several words in a row, as often as the rarest.

    A few letters at the end or the start of any word are met all the time.
    """
    words = literal.split()
    whole = literal.startswith(" ") and literal.endswith(" ")
    part = 0.0 if whole else 1000.0 / 4 ** max(map(len, words))
    return part + min((_common().get(word, RARE) for word in words), default=1000.0) / len(words)


def anchors(items: Sequence[Item]) -> tuple[str, ...]:
    """Literals of which at least one stands in every text that the pattern matches; the rarest set."""
    best: tuple[str, ...] = min(_sets(items), key=lambda found: sum(map(cost, found)), default=())
    return tuple(sorted(set(best)))


def beside(items: Sequence[Item], needed: Sequence[str]) -> frozenset[str]:
    """Beginnings of words of which one stands in every text that the pattern matches, beside an anchor.

    Empty where a pattern has no other word that must be there. Quick to tell, and it spares most of the
    patterns whose anchor is met: ` me ` is everywhere, and `send me` is not.
    """
    anchor = set(needed)
    sets = (found for found in _sets(items) if found and set(found) != anchor)
    for found in sorted(sets, key=lambda one: sum(map(cost, one))):
        beginnings = _beginnings(found)
        if beginnings:
            return beginnings
    return frozenset()


@functools.cache
def _beginnings(literals: tuple[str, ...]) -> frozenset[str]:
    """The beginning of one word of each literal; empty where one has none that is sure."""
    found = [_beginning(literal) for literal in literals]
    return frozenset() if None in found else frozenset(one for one in found if one)


def _beginning(literal: str) -> str | None:
    """That of its longest word. A word that may begin or go on otherwise has none if it is short."""
    words = literal.split()
    if not literal.startswith(" "):
        words = words[1:]
    if words and not literal.endswith(" ") and len(words[-1]) < BEGINNING:
        words = words[:-1]
    return max(words, key=len)[:BEGINNING] if words else None


def is_its_anchors(items: Sequence[Item], needed: Sequence[str]) -> bool:
    """Whether a pattern stands exactly where one of its anchors does: a choice of plain words, or a row.

    No anchor may begin as another does, since then the order of the choice says which of them it is.
    """
    ways = items[0].ways if len(items) == 1 and isinstance(items[0], Choice) else (items,)
    if any(not isinstance(one, Word) or one.head or one.tail for way in ways for one in way):
        return False
    told = sorted(
        {f" {' '.join(one.text for one in way if isinstance(one, Word))} " for way in ways}
    )
    apart = all(not after.startswith(before) for before, after in pairwise(told))
    return apart and told == sorted(set(needed))


def beginnings_of(text: str) -> set[str]:
    """The beginnings of all words of a skeleton."""
    return {word[:BEGINNING] for word in text.split()}


def _sets(items: Sequence[Item]) -> Iterator[tuple[str, ...]]:
    """Every set of literals of which one must be there: rows of plain words, and choices as a whole."""
    row = ""
    for item in items:
        if row and not (isinstance(item, Word) and not item.head):
            yield (row,)
            row = ""
        if isinstance(item, Word):
            # Before every word stands a space, and after it too, unless it may go on.
            start = row or ("" if item.head else " ")
            row = start + item.text + ("" if item.tail else " ")
            if item.tail:
                yield (row,)
                row = ""
        elif isinstance(item, Choice) and not item.optional:
            yield from _of_choice(item)
    if row:
        yield (row,)


@functools.cache
def _of_choice(choice: Choice) -> tuple[tuple[str, ...], ...]:
    """The set of literals of a choice; none where a way has none, or where there are too many."""
    found: list[str] = []
    for way in choice.ways:
        best = anchors(way)
        if not best:
            return ()
        found += best
    return (tuple(found),) if len(found) <= MOST_LITERALS else ()
