"""Finds which patterns stand in which messages: rarest literal first, verified by `re`.

Thousands of messages are folded and searched as one text. Only where an anchor stands is a pattern
tried, and only in that message. `reference.py` does the same without any of this, and must agree.
"""

from __future__ import annotations

import functools
import re
import string
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, product
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from inbeeld.screen.anchors import beginnings_of
from inbeeld.screen.fold import END, PAID, QUOTED, Skeleton, needs_undoing, skeleton, traced, undone
from inbeeld.screen.rulebook import Kind, Owner, Rulebook

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
PLAIN: dict[int, str | None] = dict.fromkeys(range(128), " ")
PLAIN |= {ord(sign): sign for sign in LETTERS + string.digits + '@?$"'}
PLAIN |= {ord(sign): "." for sign in ".!\n\r"}
PLAIN |= {ord(sign): None for sign in "'`*"}
PLAIN |= {ord(SEPARATOR): "\n"}


class Hit(NamedTuple):
    """The first place in a message where a pattern of an owner stands.

    `text`: which message; `start`, `end`: in code points of the message, end exclusive, None where
    nobody needs it (a context excuses from wherever it stands); `number`: what `#` stood for.
    """

    text: int
    owner: int
    start: int | None
    end: int | None
    number: int | None = None


class Place(NamedTuple):
    """Where a pattern stands in a skeleton; `skeleton` is None for the first."""

    start: int
    end: int
    number: int | None
    skeleton: Skeleton | None


SOMEWHERE = Place(0, 0, None, None)
Search = Callable[[str, int, int], re.Match[str] | None]


class Reading:
    """One message with its skeletons, each made when first asked for, and once."""

    def __init__(self, text: str, folded: str) -> None:
        self.text = text
        self.folded = folded

    @functools.cached_property
    def traced(self) -> Skeleton:
        """The first skeleton, with where each sign came from."""
        return traced(self.text)

    @functools.cached_property
    def others(self) -> tuple[Skeleton, ...]:
        """The second ones, where anything was written around."""
        return tuple(undone(self.traced)) if needs_undoing(self.folded) else ()


class Matcher:
    """A rulebook with its automaton. Safe to share between threads that only read."""

    def __init__(self, book: Rulebook) -> None:
        self.book = book
        self._spans = tuple(owner.kind is Kind.RULE for owner in book.owners)
        # Compiled when first needed: most chats meet few of them.
        self._searches: list[Search | None] = [None] * len(book.patterns)
        self._beside = tuple(pattern.beside for pattern in book.patterns)
        behind: dict[str, list[int]] = {one: [] for one in ROUNDABOUT}
        sure: dict[str, list[int]] = {}
        self._unless: dict[int, list[int]] = {}
        self._also: dict[int, list[int]] = {}
        numbers = {owner: number for number, owner in enumerate(book.owners)}
        for place, pattern in enumerate(book.patterns):
            owner = book.owners[pattern.owner]
            if owner.kind in (Kind.ALSO, Kind.UNLESS):
                rule = numbers[Owner(Kind.RULE, owner.id)]
                beside = self._also if owner.kind is Kind.ALSO else self._unless
                beside.setdefault(rule, []).append(place)
                continue
            for anchor in pattern.anchors:
                behind.setdefault(anchor, [])
                if pattern.whole:
                    sure.setdefault(anchor, []).append(pattern.owner)
                else:
                    behind[anchor].append(place)
        self._conditional = self._also.keys() | self._unless.keys()
        self._behind = tuple(map(tuple, behind.values()))
        self._sure = tuple(tuple(sure.get(literal, ())) for literal in behind)
        self._around = frozenset(range(len(ROUNDABOUT)))
        self._automaton = AhoCorasick(behind, matchkind=MatchKind.Standard)

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
        behind, sure, spans = self._behind, self._sure, self._spans
        wanted: dict[int, set[int]] = {}  # per line the patterns of which an anchor is there
        around: set[int] = set()
        found: dict[int, dict[int, Place]] = {}
        for literal, start, end in self._automaton.find_matches_as_indexes(
            joined, overlapping=True
        ):
            line = bisect_right(ends, start)
            if literal in self._around:
                around.add(line)
            for owner in sure[literal]:
                best = found.setdefault(line, {})
                if not spans[owner]:
                    best[owner] = SOMEWHERE
                    continue
                before = ends[line - 1] + 1 if line else 0
                keep(best, owner, Place(start - before, end - before, None, None))
            if behind[literal]:
                wanted.setdefault(line, set()).update(behind[literal])
        for line, places in wanted.items():
            start = ends[line - 1] + 1 if line else 0
            for number, match in self._standing(places, joined, start, ends[line]):
                owner = self.book.patterns[number].owner
                keep(found.setdefault(line, {}), owner, placed(match, start, None))
        hits: list[Hit] = []
        for line in sorted(found.keys() | around):
            start = ends[line - 1] + 1 if line else 0
            text = Reading(texts[numbers[line]], joined[start : ends[line]])
            best = found.get(line, {})
            if line in around and text.others:
                self._in_others(text, best)
            if not self._conditional.isdisjoint(best):
                self._with_conditions(text, best)
            hits += [
                _hit(text, numbers[line], owner, best[owner], self._spans[owner])
                for owner in sorted(best)
            ]
        return hits

    def _standing(
        self, places: Iterable[int], joined: str, start: int, end: int
    ) -> Iterator[tuple[int, re.Match[str]]]:
        """Which of these patterns stand in a line, and where."""
        searches, beside = self._searches, self._beside
        beginnings = beginnings_of(joined[start:end])
        for place in places:
            needed = beside[place]
            if needed and needed.isdisjoint(beginnings):
                continue
            search = searches[place] or self._search_for(place)
            match = search(joined, start, end)
            if match is not None:
                yield place, match

    def _search_for(self, place: int) -> Search:
        found: Search = self.book.patterns[place].compiled.search
        self._searches[place] = found
        return found

    def _with_conditions(self, text: Reading, best: dict[int, Place]) -> None:
        """Takes away the rules whose `also` is not there, and notes which `unless` is."""
        for rule in self._also.keys() & best.keys():
            if not self._stands(self._also[rule], text):
                del best[rule]
        for rule in self._unless.keys() & best.keys():
            if self._stands(self._unless[rule], text):
                best[self.book.patterns[self._unless[rule][0]].owner] = SOMEWHERE

    def _in_others(self, text: Reading, best: dict[int, Place]) -> None:
        """What only stands in a second skeleton; the first one goes before it."""
        known = set(best)
        for other in text.others:
            more: dict[int, Place] = {}
            literals: set[int] = set()
            found = self._automaton.find_matches_as_indexes(other.text, overlapping=True)
            for literal, start, end in found:
                literals.add(literal)
                for owner in self._sure[literal]:
                    keep(
                        more,
                        owner,
                        Place(start, end, None, other) if self._spans[owner] else SOMEWHERE,
                    )
            for place in {place for literal in literals for place in self._behind[literal]}:
                search = self._searches[place] or self._search_for(place)
                match = search(other.text, 0, len(other.text))
                if match is not None:
                    keep(more, self.book.patterns[place].owner, placed(match, 0, other))
            for owner, where in more.items():
                if owner not in known:
                    best.setdefault(owner, where)

    def _stands(self, places: Sequence[int], text: Reading) -> bool:
        """Whether any of these patterns stands in a message, in any of its skeletons."""
        searches = [self._searches[place] or self._search_for(place) for place in places]
        return any(
            search(other, 0, len(other)) is not None
            for other in (text.folded, *(one.text for one in text.others))
            for search in searches
        )


def placed(match: re.Match[str], offset: int, skeleton: Skeleton | None) -> Place:
    """Where a match stands in its skeleton, and the number in it."""
    start, end = match.span()
    number = match.group(match.lastindex) if match.lastindex else None
    return Place(start - offset, end - offset, int(number) if number else None, skeleton)


def keep(best: dict[int, Place], owner: int, place: Place) -> None:
    """Keeps a place when no pattern of its owner stands earlier, or as early and longer."""
    known = best.get(owner)
    if known is None or (place.start, -place.end) < (known.start, -known.end):
        best[owner] = place


def make_hit(text: str, number: int, owner: int, place: Place, spanned: bool) -> Hit:
    """A hit with the span in the message where `spanned` asks for it."""
    return _hit(Reading(text, ""), number, owner, place, spanned)


def _hit(text: Reading, number: int, owner: int, place: Place, spanned: bool) -> Hit:
    if not spanned:
        return Hit(number, owner, None, None, place.number)
    start, end = place.start, place.end - 2
    # A pattern begins and ends at a space. Where nothing in the message was changed up to there but
    # capitals, no sign moved: the space before the skeleton makes up for the one before the pattern.
    if place.skeleton or text.text[:end].lower() != text.folded[1 : end + 1]:
        where = place.skeleton or text.traced
        start, end = where.span(place.start, place.end)
    return Hit(number, owner, start, end, place.number)


def _fold_plain(texts: Iterator[str]) -> str:
    """The skeletons of ASCII messages as lines, all in a few passes over one text."""
    joined = SEPARATOR.join(texts).lower().translate(PLAIN)
    for sign, apart in ((".", END), ("?", " ? "), ("$", PAID), ('"', QUOTED), ("\n", " \n ")):
        joined = joined.replace(sign, apart)
    joined = f" {joined} "
    while "  " in joined:
        joined = joined.replace("  ", " ")
    return joined


def _line_ends(joined: str) -> list[int]:
    """Where each line ends: one sign stands between two."""
    ends = accumulate(len(line) + 1 for line in joined.split("\n"))
    return [end - 1 for end in ends]
