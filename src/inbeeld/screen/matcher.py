"""Finds which patterns stand in which messages: rarest literal first, verified by `re`.

Thousands of messages are folded and searched as one text. Only where an anchor stands is a pattern
tried, and only in that message. `reference.py` does the same without any of this, and must agree.
"""

from __future__ import annotations

import string
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from ahocorasick_rs import AhoCorasick, MatchKind

from inbeeld.screen.fold import END, Skeleton, needs_undoing, skeleton, traced, undone
from inbeeld.screen.rulebook import Kind, Pattern, Rulebook

BATCH = 4096
LETTERS = string.ascii_lowercase
# Where one of these stands, something may have been written around: decided in the same search.
ROUNDABOUT = (
    *(sign * 3 for sign in LETTERS),
    *(first + second for first, second in product(LETTERS, "0134579@")),
    *(f" {first} {second}" for first, second in product(LETTERS, LETTERS)),
    *(f" {first} . {second}" for first, second in product(LETTERS, LETTERS)),
)
SEPARATOR = "\x1e"
PLAIN = {code: " " for code in range(128)}
PLAIN |= {ord(sign): sign for sign in LETTERS + string.digits + "@?$"}
PLAIN |= {ord(sign): "." for sign in ".!\n\r"}
PLAIN |= {ord(sign): None for sign in "'`*"}  # type: ignore[misc]
PLAIN |= {ord(SEPARATOR): "\n"}


@dataclass(frozen=True, slots=True)
class Hit:
    """The first place in a message where a pattern of an owner stands.

    `text`: which message; `start`, `end`: in code points of the message, end exclusive, None where
    nobody needs it (a context excuses from wherever it stands); `number`: what `#` stood for.
    """

    text: int
    owner: int
    start: int | None
    end: int | None
    number: int | None = None


class Matcher:
    """A rulebook with its automaton. Safe to share between threads that only read."""

    def __init__(self, book: Rulebook) -> None:
        self.book = book
        literals: dict[str, list[int]] = {one: [] for one in ROUNDABOUT}
        for place, pattern in enumerate(book.patterns):
            for anchor in pattern.anchors:
                literals.setdefault(anchor, []).append(place)
        self._behind = tuple(map(tuple, literals.values()))
        self._automaton = AhoCorasick(literals, matchkind=MatchKind.Standard)
        self._spans = tuple(owner.kind is Kind.RULE for owner in book.owners)

    def hits(self, texts: Sequence[str]) -> list[Hit]:
        """All hits in these messages, by message and then by owner."""
        found: list[Hit] = []
        for first in range(0, len(texts), BATCH):
            found += self._batch(texts, first, min(first + BATCH, len(texts)))
        return found

    def _batch(self, texts: Sequence[str], first: int, last: int) -> list[Hit]:
        plain = [n for n in range(first, last) if texts[n].isascii()]
        found: list[Hit] = []
        if plain:
            joined = _fold_plain(texts[n].replace(SEPARATOR, " ") for n in plain)
            found = self._search(texts, plain, joined)
        if len(plain) < last - first:
            other = sorted({*range(first, last)}.difference(plain))
            joined = "\n".join(skeleton(texts[n]).replace("\n", " ") for n in other)
            found += self._search(texts, other, joined)
            found.sort(key=lambda hit: (hit.text, hit.owner))
        return found

    def _search(self, texts: Sequence[str], numbers: Sequence[int], joined: str) -> list[Hit]:
        """Hits in messages `numbers`, whose skeletons are the lines of `joined`."""
        ends = _line_ends(joined)
        wanted: dict[int, set[int]] = {}
        around: set[int] = set()
        behind = self._behind
        for literal, start, _ in self._automaton.find_matches_as_indexes(joined, overlapping=True):
            line = bisect_right(ends, start)
            if behind[literal]:
                wanted.setdefault(line, set()).update(behind[literal])
            else:
                around.add(line)
        found: list[Hit] = []
        for line in sorted(wanted.keys() | around):
            start = ends[line - 1] + 1 if line else 0
            best = self._in_skeleton(joined, start, ends[line], wanted.get(line, ()))
            if line in around and needs_undoing(joined[start : ends[line]]):
                self._in_others(texts[numbers[line]], best)
            found += self._hits(texts[numbers[line]], numbers[line], best)
        return found

    def _in_skeleton(
        self, text: str, start: int, end: int, places: Iterable[int]
    ) -> dict[int, Place]:
        best: dict[int, Place] = {}
        for place in places:
            keep(best, self.book.patterns[place], text, start, end, None)
        return best

    def _in_others(self, text: str, best: dict[int, Place]) -> None:
        """What only stands in a second skeleton; the first one goes before it."""
        known = set(best)
        for other in undone(traced(text)):
            more: dict[int, Place] = {}
            found = self._automaton.find_matches_as_indexes(other.text, overlapping=True)
            for place in {place for literal, _, _ in found for place in self._behind[literal]}:
                keep(more, self.book.patterns[place], other.text, 0, len(other.text), other)
            for owner, where in more.items():
                if owner not in known:
                    best.setdefault(owner, where)

    def _hits(self, text: str, number: int, best: dict[int, Place]) -> list[Hit]:
        return [
            _hit(text, number, owner, best[owner], self._spans[owner]) for owner in sorted(best)
        ]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a pattern stands in a skeleton; `skeleton` is None for the first."""

    start: int
    end: int
    number: int | None
    skeleton: Skeleton | None


def keep(
    best: dict[int, Place],
    pattern: Pattern,
    text: str,
    start: int,
    end: int,
    skeleton: Skeleton | None,
) -> None:
    """Keeps where a pattern stands when no pattern of its owner stands earlier, or as early and longer."""
    found = pattern.compiled.search(text, start, end)
    if found is None:
        return
    place = Place(
        found.start() - start,
        found.end() - start,
        int(found.group(1)) if found.re.groups and found.group(1) else None,
        skeleton,
    )
    known = best.get(pattern.owner)
    if known is None or (place.start, -place.end) < (known.start, -known.end):
        best[pattern.owner] = place


def _hit(text: str, number: int, owner: int, place: Place, spanned: bool) -> Hit:
    if not spanned:
        return Hit(number, owner, None, None, place.number)
    where = place.skeleton or traced(text)
    start, end = where.span(place.start, place.end)
    return Hit(number, owner, start, end, place.number)


def _fold_plain(texts: Iterator[str]) -> str:
    """The skeletons of ASCII messages as lines, all in a few passes over one text."""
    joined = SEPARATOR.join(texts).lower().translate(PLAIN)
    for sign in ".?$\n":
        joined = joined.replace(sign, END if sign == "." else f" {sign} ")
    joined = f" {joined} "
    while "  " in joined:
        joined = joined.replace("  ", " ")
    return joined


def _line_ends(joined: str) -> list[int]:
    ends = []
    at = joined.find("\n")
    while at >= 0:
        ends.append(at)
        at = joined.find("\n", at + 1)
    ends.append(len(joined))
    return ends


Find = Callable[[Sequence[str]], list[Hit]]
