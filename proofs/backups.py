"""A backup of the database as an operator makes one, and putting it back; and where its files lie."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from proofs.frame import Run

NAME = "inbeeld.sqlite3"


def taken(run: Run) -> Path:
    """A copy of the database as it is now, in a folder of its own. Never with the key file."""
    folder = run.folder / "backup"
    folder.mkdir()
    if run.database == "postgres":
        copy = folder / "dump"
        _postgres(run, "pg_dump", "--format=custom", f"--file={copy}")
        return copy
    copy = folder / NAME
    source, target = sqlite3.connect(run.data / NAME), sqlite3.connect(copy)
    with source, target:
        source.backup(target)
    source.close()
    target.close()
    return copy


def restored(run: Run, copy: Path) -> None:
    """The database becomes what it was. The key file stays as it is."""
    from django.db import connection

    connection.close()
    if run.database == "postgres":
        _postgres(run, "pg_restore", "--clean", "--single-transaction", str(copy))
        return
    for tail in ("-wal", "-shm"):
        (run.data / f"{NAME}{tail}").unlink(missing_ok=True)
    shutil.copy(copy, run.data / NAME)


def raw_files(run: Run) -> Iterator[Path]:
    """Every file of the data folder and of the database server, but for the backup."""
    folders = [run.data]
    if run.database == "postgres":
        place = urlsplit(run.environment["INBEELD_DATABASE"]).netloc.rpartition("@")[2]
        folders.append(Path(unquote(place)) / "pg")
    for folder in folders:
        yield from (path for path in folder.rglob("*") if path.is_file())


def _postgres(run: Run, program: str, *options: str) -> None:
    from proofs.postgres import _wheel

    command = [_wheel() / "bin" / program, "--dbname", run.environment["INBEELD_DATABASE"]]
    subprocess.run([*command, *options], check=True)
