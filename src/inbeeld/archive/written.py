"""Writes what was found, part by part, so that a kill at any moment loses or doubles nothing.

A part is written under another name, and renamed when it is whole. Its note, which says what was in
it, comes last: a part without a note is made again and takes the place of the one that stands there.
"""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from inbeeld.archive.checksum import added, written
from inbeeld.archive.nouns import CONVERSATIONS, FINDINGS, Tally
from inbeeld.archive.screened import Shown

BUSY = ".busy"
ASIDE = ".new"
TABLES: Mapping[str, pa.Schema] = {"findings": FINDINGS, "conversations": CONVERSATIONS}


@dataclass(frozen=True, slots=True)
class Note:
    """What one finished part holds."""

    part: int
    tally: Tally
    checksum: int

    def as_dict(self) -> dict[str, Any]:
        return {"part": self.part, **asdict(self.tally), "checksum": written(self.checksum)}


def busy(out: Path) -> Path:
    """The folder of what is only needed while a run goes on."""
    return out / BUSY


def part_file(out: Path, table: str, part: int) -> Path:
    return out / table / f"part-{part:05}.parquet"


def note_file(out: Path, part: int) -> Path:
    return busy(out) / f"note-{part:05}.json"


def write_part(out: Path, part: int, shown: Iterable[Shown], about: Mapping[str, str]) -> Note:
    """Writes one part of both tables, with `about` and its counts in the metadata, and its note."""
    tally, sums = Tally(), 0
    temporary = {table: _aside(part_file(out, table, part)) for table in TABLES}
    writers = {
        table: pq.ParquetWriter(temporary[table], schema, compression="zstd")
        for table, schema in TABLES.items()
    }
    try:
        for one in shown:
            for table, batch in (("findings", one.findings), ("conversations", one.conversations)):
                if batch.num_rows:
                    writers[table].write_batch(batch)
            tally.add(one.tally)
            sums = added((sums, one.checksum))
        counts = json.dumps(asdict(tally), sort_keys=True)
        for writer in writers.values():
            writer.add_key_value_metadata({**about, "inbeeld.counts": counts})
    finally:
        for writer in writers.values():
            writer.close()
    for table, path in temporary.items():
        _settle(path, part_file(out, table, part))
    note = Note(part, tally, sums)
    write_text(note_file(out, part), json.dumps(note.as_dict()))
    return note


def read_note(out: Path, part: int) -> Note | None:
    """The note of a part, None where the part is not finished."""
    try:
        found = json.loads(note_file(out, part).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    number, checksum = found.pop("part"), int(found.pop("checksum"), 16)
    return Note(number, Tally(**found), checksum)


def write_text(path: Path, text: str) -> None:
    """Writes a whole file or none of it."""
    aside = _aside(path)
    aside.write_text(text, encoding="utf-8")
    _settle(aside, path)


def _aside(path: Path) -> Path:
    """A name beside it that no other process uses, on this machine or another."""
    return path.with_name(f".{path.name}.{uuid.uuid4().hex}{ASIDE}")


def _settle(aside: Path, path: Path) -> None:
    with aside.open("rb") as stream:
        os.fsync(stream.fileno())
    aside.replace(path)
