"""What goes in and what comes out, as Arrow sees it, and what a run is asked to do.

No column holds the text of a message. No table is grouped by person: who most of it comes from is
only said per conversation.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from inbeeld.check import Outcome

# A message on its way: `time` in microseconds, `order` its place in the archive.
ROWS = pa.schema(
    [
        pa.field("conversation", pa.string(), nullable=False),
        pa.field("time", pa.int64()),
        pa.field("order", pa.int64(), nullable=False),
        pa.field("speaker", pa.string()),
        pa.field("text", pa.string(), nullable=False),
    ]
)
FINDINGS = pa.schema(
    [
        pa.field("conversation", pa.string(), nullable=False),
        pa.field("message", pa.int64(), nullable=False),
        pa.field("start", pa.int32()),
        pa.field("end", pa.int32()),
        pa.field("speaker", pa.string()),
        pa.field("signal", pa.string(), nullable=False),
        pa.field("process", pa.string(), nullable=False),
        pa.field("level", pa.string(), nullable=False),
        pa.field("counts", pa.bool_(), nullable=False),
        pa.field("rule", pa.string()),
        pa.field("excuse", pa.string()),
    ]
)
OBSERVATION = pa.struct(
    [
        pa.field("signal", pa.string(), nullable=False),
        pa.field("circumstances", pa.list_(pa.string()), nullable=False),
    ]
)
CONVERSATIONS = pa.schema(
    [
        pa.field("conversation", pa.string(), nullable=False),
        pa.field("messages", pa.int64(), nullable=False),
        pa.field("findings", pa.int64(), nullable=False),
        pa.field("outcome", pa.string(), nullable=False),
        pa.field("outcome_rules", pa.list_(pa.string()), nullable=False),
        pa.field("observations", pa.list_(OBSERVATION), nullable=False),
        pa.field("first_concern", pa.int64()),
        pa.field("mostly_from", pa.string()),
    ]
)

Progress = Callable[[str, int, int], None]
"""Told what is going on (`spreading` or `screening`), how many messages are done, and of how many."""


def quiet(stage: str, done: int, total: int) -> None:
    """No progress is shown."""


@dataclass(frozen=True, slots=True)
class Job:
    """An archive to read. `packs`: folders with more rules; `buckets`: None leaves it to us."""

    source: Path
    out: Path
    ground: str
    packs: tuple[Path, ...] = ()
    processes: int = 2
    buckets: int | None = None


@dataclass(slots=True)
class Tally:
    """Counts over some conversations. `counted`: findings that became an observation."""

    messages: int = 0
    conversations: int = 0
    findings: int = 0
    counted: int = 0
    outcomes: dict[str, int] = field(default_factory=lambda: dict[str, int].fromkeys(Outcome, 0))

    def add(self, other: Tally) -> None:
        self.messages += other.messages
        self.conversations += other.conversations
        self.findings += other.findings
        self.counted += other.counted
        for outcome, count in other.outcomes.items():
            self.outcomes[outcome] = self.outcomes.get(outcome, 0) + count
