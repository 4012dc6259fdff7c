"""From messages, in order, to what their conversations show: two tables, no text.

Many messages are matched at once, which is what the matcher is fast at; each conversation is then
understood on its own. It may begin in one batch and end in the next.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from inbeeld.archive.checksum import added, row_hash
from inbeeld.archive.meaning import meaning, telling
from inbeeld.archive.nouns import CONVERSATIONS, FINDINGS, Tally
from inbeeld.archive.row import moment
from inbeeld.knowledge import shipped
from inbeeld.screen import Finding, Screen
from inbeeld.screen.conversation import understand
from inbeeld.screen.matcher import Hit
from inbeeld.screen.whose import instigator


@dataclass(frozen=True, slots=True)
class Shown:
    """What some conversations show, what there was of it, and its part of the checksum."""

    findings: pa.RecordBatch
    conversations: pa.RecordBatch
    tally: Tally
    checksum: int


@dataclass(slots=True)
class _Talk:
    """A conversation as its messages come by."""

    name: str
    parts: list[pa.RecordBatch] = field(default_factory=list)
    hits: list[Hit] = field(default_factory=list)
    messages: int = 0
    telling: bool = False

    def take(self, part: pa.RecordBatch, hits: Iterable[Hit], shift: int) -> None:
        self.parts.append(part)
        self.messages += part.num_rows
        self.hits += [hit._replace(text=hit.text + shift) for hit in hits]


@dataclass(frozen=True, slots=True)
class _Stored:
    """One message, whose text and time become Python objects when someone asks."""

    speaker: str | None
    lines: _Lines
    place: int

    @property
    def text(self) -> str:
        return str(self.lines.value("text", self.place))

    @property
    def time(self) -> dt.datetime | None:
        return moment(self.lines.value("time", self.place))


class _Lines(Sequence[_Stored]):
    """The messages of one conversation, which may be very long, as Arrow holds them."""

    def __init__(self, parts: Sequence[pa.RecordBatch]) -> None:
        self._parts = parts
        self._ends = list(accumulate(part.num_rows for part in parts))
        self._speakers = [name for part in parts for name in part.column("speaker").to_pylist()]

    def __len__(self) -> int:
        return len(self._speakers)

    def __getitem__(self, place: Any) -> Any:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        place = range(len(self))[place]
        return _Stored(self._speakers[place], self, place)

    def value(self, column: str, place: int) -> Any:
        part = bisect_right(self._ends, place)
        before = self._ends[part - 1] if part else 0
        return self._parts[part].column(column)[place - before].as_py()


def screened(batches: Iterable[pa.RecordBatch], screen: Screen) -> Iterator[Shown]:
    """What messages show. `batches` hold `ROWS`, by conversation, time and place."""
    tells = telling(screen.book)
    talk: _Talk | None = None
    for batch in batches:
        whole: list[_Talk] = []
        hits = screen.matcher.hits(batch.column("text").to_pylist())
        start = at = 0
        for name, end in _runs(batch):
            if talk is None or talk.name != name:
                whole += [talk] if talk else []
                talk = _Talk(name)
            first = at
            while at < len(hits) and hits[at].text < end:
                talk.telling = talk.telling or tells[hits[at].owner]
                at += 1
            talk.take(batch.slice(start, end - start), hits[first:at], talk.messages - start)
            start = end
        yield _shown(whole, screen)
    if talk:
        yield _shown([talk], screen)


def _runs(batch: pa.RecordBatch) -> Iterator[tuple[str, int]]:
    """The name of each conversation of a batch in turn, and where its messages end."""
    runs = pc.run_end_encode(batch.column("conversation"))
    return zip(runs.values.to_pylist(), runs.run_ends.to_pylist(), strict=True)


def _shown(talks: Iterable[_Talk], screen: Screen) -> Shown:
    findings: list[tuple[Any, ...]] = []
    conversations: list[tuple[Any, ...]] = []
    tally = Tally()
    for talk in talks:
        own, row = _understood(talk, screen)
        findings += own
        conversations.append(row)
        counted = sum(one[FINDINGS.get_field_index("counts")] for one in own)
        tally.add(Tally(talk.messages, 1, len(own), counted, {str(row[3]): 1}))
    return Shown(
        _batch(findings, FINDINGS),
        _batch(conversations, CONVERSATIONS),
        tally,
        added(
            [
                *(row_hash("findings", row) for row in findings),
                *(row_hash("conversations", row) for row in conversations),
            ]
        ),
    )


def _understood(talk: _Talk, screen: Screen) -> tuple[list[tuple[Any, ...]], tuple[Any, ...]]:
    """The rows of one conversation in both tables."""
    if not talk.telling:
        nothing = meaning(())
        return [], (talk.name, talk.messages, 0, nothing.outcome, nothing.rules, (), None, None)
    lines = _Lines(talk.parts)
    findings, observations = understand(screen.book, lines, talk.hits)
    found = meaning(observations)
    row = (
        talk.name,
        talk.messages,
        len(findings),
        found.outcome,
        found.rules,
        tuple(
            {"signal": one.signal, "circumstances": sorted(one.circumstances)}
            for one in observations
        ),
        min((one.message for one in findings if one.counts), default=None),
        instigator(screen.book.leans, lines, findings),
    )
    return [_finding(talk.name, one) for one in findings], row


def _finding(conversation: str, one: Finding) -> tuple[Any, ...]:
    return (
        conversation,
        one.message,
        one.start,
        one.end,
        one.speaker,
        one.sign.signal,
        one.sign.process,
        shipped().signals[one.sign.signal].level,
        one.counts,
        one.rule.id if one.rule else None,
        one.excuse.id if one.excuse else None,
    )


def _batch(rows: Sequence[tuple[Any, ...]], schema: pa.Schema) -> pa.RecordBatch:
    columns = zip(*rows, strict=True) if rows else ((),) * len(schema)
    arrays = [pa.array(column, one.type) for column, one in zip(columns, schema, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)
