"""A backup of the database as an operator makes one, and putting it back."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

from proofs.frame import Run


def taken(run: Run) -> Path:
    """A copy of the database as it is now, in a folder of its own. Never with the key file."""
    folder = run.folder / "backup"
    folder.mkdir()
    copy = folder / "inbeeld.sqlite3"
    source, target = sqlite3.connect(run.data / copy.name), sqlite3.connect(copy)
    with source, target:
        source.backup(target)
    source.close()
    target.close()
    return copy


def restored(run: Run, copy: Path) -> None:
    """The database becomes what it was. The key file stays as it is."""
    from django.db import connection

    connection.close()
    for tail in ("-wal", "-shm"):
        (run.data / f"{copy.name}{tail}").unlink(missing_ok=True)
    shutil.copy(copy, run.data / copy.name)
