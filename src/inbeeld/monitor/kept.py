"""What of a release stays inside: the exact counts of every version, for whoever makes the next one.

The attacker of a later version must know all earlier ones. So each release keeps, in a folder beside the
public one, the exact counts, the rule, and what was shown. That folder is personal data in small numbers:
it is readable for its owner only, and no page serves it.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from inbeeld.monitor.breakdowns import CLIQUES, Clique, Column, TableName
from inbeeld.monitor.disclosure import Cell, Profile, Version
from inbeeld.monitor.faults import FileFault
from inbeeld.monitor.yearly import Counts

PUBLIC, INSIDE = "public", "inside"
EXACT, RELEASE, MANIFEST = "exact.json", "release.json", "manifest.json"


@dataclass(frozen=True, slots=True)
class Earlier:
    """The release before: its name, all versions up to it, and the numbers it published."""

    name: str
    versions: tuple[Version, ...]
    numbers: Mapping[str, int | None]
    overlap: bool


def write_kept(folder: Path, versions: Sequence[Version], *, name: str, overlap: bool) -> None:
    """All versions so far, exactly, for the owner's eyes only."""
    folder.mkdir(mode=0o700)
    kept = {"release": name, "overlap": overlap, "versions": [_version(one) for one in versions]}
    path = folder / EXACT
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(kept, file)


def read_earlier(folder: Path) -> Earlier:
    """The release in a folder. FileFault where it is none, or was changed since."""
    try:
        kept = json.loads((folder / INSIDE / EXACT).read_text(encoding="utf-8"))
        versions = tuple(_read_version(one) for one in kept["versions"])
        public = json.loads((folder / PUBLIC / RELEASE).read_text(encoding="utf-8"))
        numbers = {
            f"{table['table']} {one['year'] or 0} {'/'.join(row['row'])}": one["count"]
            for table in public["tables"]
            for row in table["rows"]
            for one in row["numbers"]
        }
        earlier = Earlier(str(kept["release"]), versions, numbers, bool(kept["overlap"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise FileFault(
            f"{folder.name} holds no release with its inside part: give the folder of --out of before."
        ) from None
    if not versions or public.get("version") != versions[-1].number:
        raise FileFault(f"{folder.name}: the public and the inside part are not of one version.")
    return earlier


def _version(one: Version) -> dict[str, Any]:
    cells = [
        [year, list(clique), [[*key, count] for key, count in sorted(found.items())]]
        for (year, clique), found in sorted(one.counts.cells.items())
    ]
    return {
        "version": one.number,
        "years": list(one.counts.years),
        "profile": dataclasses.asdict(one.profile),
        "cells": cells,
        "shown": [[cell.table, cell.year, *cell.row] for cell in sorted(one.shown)],
    }


def _read_version(given: Any) -> Version:
    cells: dict[tuple[int, Clique], dict[tuple[str, ...], int]] = {}
    for year, names, rows in given["cells"]:
        clique = tuple(Column(name) for name in names)
        if clique not in CLIQUES:
            raise ValueError
        cells[int(year), clique] = {tuple(row[:-1]): int(row[-1]) for row in rows}
    shown = frozenset(
        Cell(TableName(one[0]), int(one[1]), tuple(one[2:])) for one in given["shown"]
    )
    counts = Counts(tuple(map(int, given["years"])), cells)
    return Version(int(given["version"]), counts, Profile(**given["profile"]), shown)


def write_manifest(folder: Path, *, name: str, version: int, date: str) -> None:
    """Names every public file with its SHA-256: what is not named, or differs, is not served."""
    files = [
        {
            "path": path.relative_to(folder).as_posix(),
            "bytes": path.stat().st_size,
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        }
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    ]
    manifest = {"release": name, "version": version, "date": date, "files": files}
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
