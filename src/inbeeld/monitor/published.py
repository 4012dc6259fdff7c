"""The releases that a site shows: what a manifest names and whose hash is right, and nothing else.

A site reads `releases/NAME/public` in its data folder. The inside part is never looked at. A file that
is not named in its manifest, was changed, or is a link to elsewhere does not exist here.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PLACE, PUBLIC, MANIFEST = "releases", "public", "manifest.json"
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}")
FILE = re.compile(r"(?:charts/)?[a-z]+(?:\.(?:nl|en))?\.[a-z]+", re.ASCII)
SVG = "image/svg+xml"
KINDS = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".svg": SVG,
}
LARGEST = 32 << 20
MOST_FILES = 200


@dataclass(frozen=True, slots=True)
class Published:
    """One release on a site: its folder's name, what it says of itself, and its files with their hash."""

    folder: str
    name: str
    version: int
    date: dt.date
    files: Mapping[str, str]


def published(data: Path) -> list[Published]:
    """All releases of a data folder, the newest first. What is no release is passed over."""
    place = data / PLACE
    try:
        folders = [one.name for one in place.iterdir() if NAME.fullmatch(one.name)]
    except OSError:
        return []
    found = (read(data, folder) for folder in folders)
    there = [one for one in found if one is not None]
    return sorted(there, key=lambda one: (one.date, one.version, one.folder), reverse=True)


def read(data: Path, folder: str) -> Published | None:
    """The release in a folder, by its manifest; None where there is none."""
    if not NAME.fullmatch(folder):
        return None
    try:
        raw = _bytes(data / PLACE / folder / PUBLIC, MANIFEST)
        told = json.loads(raw or b"")
        files = {str(one["path"]): str(one["sha256"]) for one in told["files"][:MOST_FILES]}
        name, version = str(told["release"])[:60], int(told["version"])
        date = dt.date.fromisoformat(told["date"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return Published(folder, name, version, date, files)


def file(data: Path, release: Published, path: str) -> tuple[bytes, str] | None:
    """A file and its kind, where the manifest names it and the hash is right; else None."""
    digest, kind = release.files.get(path), KINDS.get(Path(path).suffix)
    if digest is None or kind is None or not FILE.fullmatch(path):
        return None
    raw = _bytes(data / PLACE / release.folder / PUBLIC, path)
    if raw is None or hashlib.sha256(raw).hexdigest() != digest:
        return None
    return raw, kind


def _bytes(folder: Path, path: str) -> bytes | None:
    """The content of a file that truly lies in the folder; None where it does not, or is too large."""
    try:
        whole = (folder / path).resolve(strict=True)
        if not whole.is_relative_to(folder.resolve(strict=True)) or not whole.is_file():
            return None
        with whole.open("rb") as opened:
            raw = opened.read(LARGEST + 1)
    except OSError:
        return None
    return raw if len(raw) <= LARGEST else None
