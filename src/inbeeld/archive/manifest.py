"""`manifest.json`: on what ground an archive was read, by which rules, and what came of it.

It is written before anything else. Whoever starts the same command again goes on where it stopped;
with another ground, other rules or another archive it refuses.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from inbeeld import __version__
from inbeeld.archive.checksum import added, written
from inbeeld.archive.faults import WillNotGoOn
from inbeeld.archive.nouns import Tally
from inbeeld.archive.source import File
from inbeeld.archive.written import ASIDE, BUSY, Note, write_text
from inbeeld.knowledge import data_folder

NAME = "manifest.json"
NOT_SAFE = "Nothing found does not mean that all is well."
DIFFERENT = {
    "ground": "the legal ground differs",
    "rules": "the rules by which chats are read differ",
    "knowledge": "the signals or the table of outcomes differ",
    "version": "the version of InBeeld differs",
    "engine": "it was made by another engine (buckets or spark)",
    "files": "the archive that goes in differs",
    "parts": "the number of buckets differs",
}


@dataclass(frozen=True, slots=True)
class Manifest:
    """A run. `engine`: `buckets` on one machine, or `spark`; `notes`: of the parts that are done."""

    ground: str
    rules: str
    knowledge: str
    engine: str
    files: tuple[File, ...]
    parts: int
    started: str
    version: str = __version__
    finished: str | None = None
    spread: int | None = None  # messages, once they all are in buckets
    notes: tuple[Note, ...] = ()

    @property
    def tally(self) -> Tally:
        total = Tally()
        for note in self.notes:
            total.add(note.tally)
        return total

    @property
    def checksum(self) -> str:
        """Over all findings and conversations, whatever their order, parts and engine."""
        return written(added(note.checksum for note in self.notes))

    def about(self) -> dict[str, str]:
        """What the metadata of each Parquet file say."""
        return {
            "inbeeld.ground": self.ground,
            "inbeeld.rules": self.rules,
            "inbeeld.knowledge": self.knowledge,
            "inbeeld.version": self.version,
            "inbeeld.when": self.started,
            "inbeeld.note": NOT_SAFE,
        }

    def as_dict(self) -> dict[str, Any]:
        """By `docs/schemas/archive.json`."""
        return {
            "ground": self.ground,
            "rules": self.rules,
            "knowledge": self.knowledge,
            "version": self.version,
            "started": self.started,
            "finished": self.finished,
            "engine": self.engine,
            "files": [one.as_dict() for one in self.files],
            "spread": self.spread,
            "parts": self.parts,
            "counts": asdict(self.tally),
            "checksum": self.checksum if self.finished else None,
            "note": NOT_SAFE,
            "notes": [one.as_dict() for one in self.notes],
        }


def knowledge_identity() -> str:
    """A hash over what decides an outcome beside the rules for chats: signals and the table."""
    folder = data_folder()
    digest = hashlib.sha256()
    for path in (*sorted((folder / "signals").glob("*.toml")), folder / "rules.toml"):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def save(manifest: Manifest, out: Path) -> None:
    write_text(out / NAME, json.dumps(manifest.as_dict(), ensure_ascii=False, indent=2) + "\n")


def saved(out: Path) -> Manifest | None:
    """The manifest of an earlier run, None where the folder is empty. Raises `WillNotGoOn`."""
    if not out.exists():
        return None
    if not out.is_dir():
        raise WillNotGoOn(f"{out} is no folder. Name a new one.")
    try:
        found = json.loads((out / NAME).read_text(encoding="utf-8"))
        return _from_dict(found)
    except FileNotFoundError:
        if [path for path in out.iterdir() if path.suffix != ASIDE and path.name != BUSY]:
            raise WillNotGoOn(f"{out} holds other files. Name a new folder.") from None
        return None
    except (ValueError, KeyError, TypeError):
        raise WillNotGoOn(f"{out / NAME} cannot be read. Name a new folder.") from None


def _from_dict(found: Mapping[str, Any]) -> Manifest:
    notes = []
    for given in found["notes"]:
        counts = {key: value for key, value in given.items() if key not in ("part", "checksum")}
        notes.append(Note(given["part"], Tally(**counts), int(given["checksum"], 16)))
    return Manifest(
        ground=found["ground"],
        rules=found["rules"],
        knowledge=found["knowledge"],
        engine=found["engine"],
        files=tuple(File(**one) for one in found["files"]),
        parts=found["parts"],
        started=found["started"],
        version=found["version"],
        finished=found["finished"],
        spread=found["spread"],
        notes=tuple(notes),
    )


def gone_on_with(before: Manifest, now: Manifest, out: Path) -> Manifest:
    """The earlier run, when this one asks for the same. Raises `WillNotGoOn` with what differs."""
    wrong = [
        text for name, text in DIFFERENT.items() if getattr(before, name) != getattr(now, name)
    ]
    if wrong:
        raise WillNotGoOn(
            f"{out} holds an earlier run, and this one is not the same: {'; '.join(wrong)}. "
            "Name a new folder, or ask for the same again."
        )
    return before


def done_with(manifest: Manifest, notes: Iterable[Note], finished: str) -> Manifest:
    ordered = tuple(sorted(notes, key=lambda note: note.part))
    return replace(manifest, notes=ordered, finished=finished)
