"""Small archives of made-up talk: sentences that rules catch, among others that they do not."""

from __future__ import annotations

import datetime as dt
import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from inbeeld.archive.manifest import Manifest
from inbeeld.archive.nouns import Job, Progress, quiet
from inbeeld.archive.run import screen_archive
from inbeeld.knowledge.chat_rules import shipped_chat_rules

GROUND = "artikel 6, eerste lid, onder d"
START = dt.datetime(2026, 11, 2, 19, 0, tzinfo=dt.UTC)
PLAIN = (
    "hoi hoe was school", "goed, jij dan", "ik heb morgen training om vier uur", "neem je de bal mee",
    "did you do the homework", "not yet, after dinner", "mijn moeder haalt ons op 🙂", "oké leuk",
    "ik ben 14", "i'm 37", "haha grapje",
)  # fmt: skip


@dataclass(frozen=True)
class Message:
    conversation: str
    time: dt.datetime
    speaker: str
    text: str

    def as_dict(self) -> dict[str, Any]:
        return {
            "conversation": self.conversation,
            "time": self.time.isoformat(),
            "speaker": self.speaker,
            "text": self.text,
        }


def talk(conversations: int = 60, *, seed: int = 7) -> list[Message]:
    """Conversations through each other, as they come: of one to thirty messages, two of three plain."""
    chance = random.Random(seed)
    caught = [text for rule in shipped_chat_rules().rules.values() for text in rule.caught]
    assert len(caught) > 20
    found = []
    for number in range(conversations):
        for place in range(chance.randint(1, 30)):
            text = chance.choice(PLAIN if chance.random() < 0.67 else caught)
            at = START + dt.timedelta(seconds=61 * place, minutes=number % 7)
            found.append(Message(f"gesprek {number}", at, chance.choice("AB"), text))
    return sorted(found, key=lambda message: message.time)


def write_jsonl(path: Path, messages: Iterable[Message | dict[str, Any]]) -> Path:
    rows = [one if isinstance(one, dict) else one.as_dict() for one in messages]
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path


def write_parquet(path: Path, messages: Sequence[Message], *, group: int = 100) -> Path:
    columns = {
        "text": [one.text for one in messages],
        "time": pa.array([one.time for one in messages], pa.timestamp("ms", "UTC")),
        "speaker": pa.array([one.speaker for one in messages]).dictionary_encode(),
        "conversation": [one.conversation for one in messages],
        "unasked": list(range(len(messages))),
    }
    pq.write_table(pa.table(columns), path, row_group_size=group)
    return path


def clock() -> dt.datetime:
    return dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)


def screened(source: Path, out: Path, tell: Progress = quiet, **options: Any) -> Manifest:
    """Reads an archive in this process, unless more are asked for."""
    job = Job(source, out, **{"ground": GROUND, "processes": 1, **options})
    return screen_archive(job, clock=clock, tell=tell)


def table(out: Path, name: str) -> list[dict[str, Any]]:
    """All rows of a table that was written, in no order."""
    files = sorted((out / name).iterdir())
    return [row for path in files for row in pq.read_table(path).to_pylist()]
