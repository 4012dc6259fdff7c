"""A copy of the database and of what was set up, and never of the keys in the same one.

Destroying a report's key ends it only where no copy of that key stays. So the copy of the database holds
no key file, the copy of the key files lies elsewhere, and each says what it is in its first bytes, so
that one is not laid beside the other by mistake.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import sqlite3
import tarfile
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from inbeeld import __version__
from inbeeld.desk.ready import FILE
from inbeeld.office import postgres
from inbeeld.office.people import Refused
from inbeeld.store import keyfiles

STAMP = {"database": "inbeeld-database.json", "keys": "inbeeld-keys.json"}  # the first file in it
SQLITE, DUMP = "inbeeld.sqlite3", "inbeeld.dump"
PRIVATE = 0o600
LEFT_OUT = frozenset({".lock", ".new"})  # beside the key files, and no keys


def back_up(data: Path, target: Path, *, database: Mapping[str, Any], now: dt.datetime) -> None:
    """The database and the set-up into one new file. Refused where keys are in it or beside it."""
    keys = keyfiles.folder(data).resolve()
    target = _new(target)
    if target.is_relative_to(keys):
        raise Refused(
            "This is the folder of the keys. A copy of the database never lies beside them."
        )
    _far_from("keys", target, "Here lies a copy of the keys. Lay this copy in another place.")
    _packed(target, "database", _parts(data, keys, target, database), now)


def back_up_keys(data: Path, target: Path, *, now: dt.datetime) -> None:
    """The key files alone into one new file, elsewhere. Refused in or near the data, or its copy."""
    keys = keyfiles.folder(data).resolve()
    target = _new(target)
    if target.is_relative_to(keys) or target.is_relative_to(data.resolve()):
        raise Refused(
            "A copy of the keys lies outside of the data folder and of the keys themselves."
        )
    _far_from(
        "database", target, "Here lies a copy of the database. Lay the keys in another place."
    )
    found = [one for one in sorted(keys.glob("*")) if one.suffix not in LEFT_OUT and one.is_file()]
    if not found:
        raise Refused("There are no keys here yet.")
    _packed(target, "keys", ((one.name, one) for one in found), now)


def restore(data: Path, source: Path, *, database: Mapping[str, Any]) -> str:
    """Puts a copy back where nothing is, and says which day it is of. The copy says what it is."""
    kind = _kind(source)
    if kind is None:
        raise Refused("This is no copy that `inbeeld backup` made.")
    keys = keyfiles.folder(data)
    held = [one for one in data.glob("*") if one.resolve() != keys.resolve()]
    if kind == "database" and held:
        raise Refused("This data folder holds something. Name an empty one in INBEELD_DATA.")
    if kind == "keys" and any(keys.glob("*")):
        raise Refused("The folder of the keys holds something. Nothing of it was changed.")
    try:
        with tarfile.open(source) as packed:
            made = str(json.loads(_content(packed, STAMP[kind]))["made"])
            if kind == "keys":
                _unpacked(packed, keys)
            else:
                _restored(packed, data, database)
    except (tarfile.TarError, KeyError, ValueError, EOFError):
        raise Refused("This copy is damaged. Take another one.") from None
    return made


def _parts(
    data: Path, keys: Path, target: Path, database: Mapping[str, Any]
) -> Iterator[tuple[str, Path]]:
    """What goes in, by name: a short list, so that nothing is taken along that nobody thought of."""
    copy = target.with_name(f"{target.name}.part")
    try:
        if postgres.is_one(database):
            postgres.dump(database, copy)
            yield DUMP, copy
        else:
            _sqlite_copy(Path(database["NAME"]), copy)
            yield SQLITE, copy
    finally:
        copy.unlink(missing_ok=True)
    setup = data / FILE
    if setup.resolve().is_relative_to(keys):
        raise Refused("The folder of the keys holds the set-up too. Keep them apart: INBEELD_KEYS.")
    if setup.is_file():
        yield FILE, setup


def _sqlite_copy(source: Path, copy: Path) -> None:
    """By the database's own way of copying: right, also while reports come in."""
    if not source.is_file():
        raise Refused("There is no database here yet.")
    os.close(os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE))
    with closing(sqlite3.connect(source)) as held, closing(sqlite3.connect(copy)) as fresh:
        held.backup(fresh)
        fresh.execute("PRAGMA journal_mode=DELETE")  # one file, with no log beside it


def _packed(target: Path, kind: str, parts: Iterator[tuple[str, Path]], now: dt.datetime) -> None:
    """Whole under its own name, or not there."""
    fresh = target.with_name(f"{target.name}.new")
    stamp = {"made": now.isoformat(timespec="seconds"), "version": __version__, "holds": kind}
    try:
        with os.fdopen(os.open(fresh, os.O_RDWR | os.O_CREAT | os.O_TRUNC, PRIVATE), "w+b") as file:
            with tarfile.open(fileobj=file, mode="w") as packed:
                text = json.dumps(stamp).encode()
                packed.addfile(_entry(STAMP[kind], len(text)), io.BytesIO(text))
                for name, path in parts:
                    with path.open("rb") as one:
                        packed.addfile(_entry(name, path.stat().st_size), one)
            file.flush()
            os.fsync(file.fileno())
        fresh.rename(target)
    finally:
        fresh.unlink(missing_ok=True)


def _entry(name: str, size: int) -> tarfile.TarInfo:
    """No owner and no group of this machine: the name and the length are enough."""
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, PRIVATE
    return entry


def _new(target: Path) -> Path:
    target = target.resolve()
    if target.exists():
        raise Refused("There is a file of that name. A copy never replaces another one.")
    if not target.parent.is_dir():
        raise Refused("There is no such folder to put the copy in.")
    return target


def _far_from(kind: str, target: Path, why: str) -> None:
    """Refused where such a copy lies in the folder, in the one around it, or in one inside it."""
    for folder in (target.parent, target.parent.parent, *target.parent.glob("*/")):
        try:
            near = any(_kind(one) == kind for one in folder.iterdir())
        except OSError:  # a folder that we may not look into
            continue
        if near:
            raise Refused(why)


def _kind(path: Path) -> str | None:
    """Which copy a file is, by the name at its beginning, or None."""
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            first = file.read(100).rstrip(b"\0")
    except OSError:
        return None
    return next((kind for kind, name in STAMP.items() if first == name.encode()), None)


def _restored(packed: tarfile.TarFile, data: Path, database: Mapping[str, Any]) -> None:
    """The database, and the set-up after it: where the first fails, nothing is left behind."""
    names = packed.getnames()
    if postgres.is_one(database):
        if DUMP not in names:
            raise Refused("This is a copy of SQLite, and INBEELD_DATABASE names PostgreSQL.")
        copy = data / DUMP
        _written(copy, _content(packed, DUMP))
        try:
            postgres.load(database, copy)
        finally:
            copy.unlink()
    elif SQLITE not in names:
        raise Refused("This is a copy of PostgreSQL. Name the database in INBEELD_DATABASE.")
    else:
        _sqlite_back(packed, Path(database["NAME"]))
    if FILE in names:
        _written(data / FILE, _content(packed, FILE))


def _sqlite_back(packed: tarfile.TarFile, path: Path) -> None:
    _written(path, _content(packed, SQLITE))
    with closing(sqlite3.connect(path)) as held:
        try:
            whole = held.execute("PRAGMA quick_check").fetchone() == ("ok",)
        except sqlite3.DatabaseError:
            whole = False
    if not whole:
        path.unlink()
        raise ValueError


def _unpacked(packed: tarfile.TarFile, keys: Path) -> None:
    keys.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name in packed.getnames():
        if name != STAMP["keys"]:
            _written(keys / Path(name).name, _content(packed, name))


def _content(packed: tarfile.TarFile, name: str) -> bytes:
    found = packed.extractfile(name)
    if found is None:
        raise ValueError
    return found.read()


def _written(path: Path, content: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
