"""`inbeeld evaluate pan12`: the figures of the classic benchmark, for who has its files legally.

Sexual Predator Identification at CLEF 2012 (Inches and Crestani): authors by precision, recall, F1 and
the official F0.5; lines by F3. Earliness by F-latency (Sadeque et al. 2018): F1 times one minus the
median penalty, where the penalty is a half at the median length of a conversation that was found.
What it calls victims are adult decoys, in English, from the 2000s: it says little of chats today.
"""

from __future__ import annotations

import argparse
import math
import statistics
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.parsers import expat

from inbeeld.cli.chat_check import chosen
from inbeeld.cli.shared import DONE, InputError, moment, print_json, print_lines, read_common
from inbeeld.knowledge import shipped
from inbeeld.screen import Observer, Said, Screen, Screening

CHUNK = 1 << 16  # bytes
Conversation = tuple[str, list[tuple[str, Said]]]


@dataclass
class Tally:
    """What was found: authors, lines, and after how many messages of how many."""

    authors: set[str] = field(default_factory=set)
    lines: set[tuple[str, str]] = field(default_factory=set)
    first: dict[str, tuple[int, int]] = field(default_factory=dict)
    conversations: int = 0
    messages: int = 0

    def add(self, name: str, lines: list[tuple[str, Said]], shown: Screening) -> None:
        self.conversations += 1
        self.messages += len(lines)
        if shown.instigator is None or shown.first_concern is None:
            return
        self.authors.add(shown.instigator)
        self.lines |= {(name, lines[one.message][0]) for one in shown.findings if one.counts}
        self.first.setdefault(shown.instigator, (shown.first_concern + 1, len(lines)))


def run(options: argparse.Namespace) -> int:
    """Reads the conversations one by one and prints figures only."""
    as_json, _ = read_common(options)
    if not options.xml or not options.truth:
        raise InputError("evaluate pan12 needs --xml FILE and --truth FILE.")
    if options.plot:
        raise InputError("--plot draws labelled chats; it has nothing to draw for pan12.")
    authors = {row[0] for row in _rows(Path(options.truth))}
    lines = {(row[0], row[1]) for row in _rows(Path(options.lines), 2)} if options.lines else None
    tally = _read(Path(options.xml), chosen(options.rules), options)
    found = _figures(tally, authors, lines)
    if as_json:
        print_json(found)
    else:
        print_lines(f"{name.replace('_', ' '):20}{value}" for name, value in found.items())
    return DONE


def _read(file: Path, screen: Screen, options: argparse.Namespace) -> Tally:
    tally, known, at = Tally(), shipped(), moment(options.at)
    for name, lines in conversations(file):
        said = [one for _, one in lines]
        shown = screen.conversation(said, observer=Observer.PARENT, knowledge=known, at=at)
        tally.add(name, lines, shown)
    return tally


def conversations(file: Path) -> Iterator[Conversation]:
    """Each conversation with its lines: number, and what was said. InputError where it cannot be read."""
    reader = _Reader()
    try:
        with file.open("rb") as content:
            while piece := content.read(CHUNK):
                reader.feed(piece)
                yield from reader.taken()
            reader.feed(b"", last=True)
            yield from reader.taken()
    except OSError as error:
        raise InputError(f"{file} cannot be read: {error.strerror}.") from None
    except expat.ExpatError as error:
        where = f"line {error.lineno}, column {error.offset}"
        raise InputError(f"{file.name} is not XML at {where}.") from None


class _Reader:
    """Conversations out of a stream of XML. A document type is refused: it could grow without bound."""

    def __init__(self) -> None:
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._say
        self._ready: list[Conversation] = []
        self._lines: list[tuple[str, Said]] = []
        self._conversation = self._number = ""
        self._parts: dict[str, list[str]] = {}
        self._within: list[str] | None = None

    def feed(self, piece: bytes, last: bool = False) -> None:
        self._parser.Parse(piece, last)

    def taken(self) -> list[Conversation]:
        """The conversations that are complete since the last time."""
        ready, self._ready = self._ready, []
        return ready

    def _refuse(self, *_: object) -> None:
        raise InputError("The XML holds a document type, which is not read.")

    def _start(self, name: str, given: dict[str, str]) -> None:
        if name == "conversation":
            self._conversation, self._lines = given.get("id", ""), []
        elif name == "message":
            self._number, self._parts = given.get("line", ""), {"author": [], "text": []}
        self._within = self._parts.get(name)

    def _say(self, words: str) -> None:
        if self._within is not None:
            self._within.append(words)

    def _end(self, name: str) -> None:
        self._within = None
        if name == "message":
            author = "".join(self._parts["author"]).strip() or None
            self._lines.append((self._number, Said("".join(self._parts["text"]), author)))
        elif name == "conversation":
            self._ready.append((self._conversation, self._lines))


def _rows(file: Path, columns: int = 1) -> Iterator[list[str]]:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise InputError(f"{file} cannot be read as text.") from None
    for number, line in enumerate(lines, start=1):
        row = line.split()
        if row and len(row) < columns:
            raise InputError(f"{file.name}, line {number}: expected {columns} columns.")
        if row:
            yield row


def _figures(tally: Tally, authors: set[str], lines: set[tuple[str, str]] | None) -> dict[str, Any]:
    right = len(tally.authors & authors)
    precision, recall = _part(right, len(tally.authors)), _part(right, len(authors))
    f1 = _f(precision, recall, 1)
    found: dict[str, Any] = {
        "conversations": tally.conversations,
        "messages": tally.messages,
        "authors_named": len(tally.authors),
        "authors_right": right,
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "F1": round(f1, 4),
        "F0.5": round(_f(precision, recall, 0.5), 4),
        "F_latency": round(f1 * _speed(tally, authors), 4),
    }
    if lines is not None:
        hits = len(tally.lines & lines)
        sharp, wide = _part(hits, len(tally.lines)), _part(hits, len(lines))
        found["line_F3"] = round(_f(sharp, wide, 3), 4)
    return found


def _part(hits: int, of: int) -> float:
    return hits / of if of else 0.0


def _f(precision: float, recall: float, beta: float) -> float:
    below = beta * beta * precision + recall
    return (1 + beta * beta) * precision * recall / below if below else 0.0


def _speed(tally: Tally, authors: set[str]) -> float:
    """One minus the median penalty for lateness, over the authors who were rightly named."""
    seen = [tally.first[author] for author in tally.authors & authors]
    if not seen:
        return 0.0
    middle = max(statistics.median(length for _, length in seen), 2)
    steep = math.log(3) / (middle - 1)
    return 1 - statistics.median(2 / (1 + math.exp(-steep * (place - 1))) - 1 for place, _ in seen)
