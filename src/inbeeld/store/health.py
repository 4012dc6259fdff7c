"""Whether taking in can work at this moment: a database that answers, keys that can be written, room."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from django.db import connection

from inbeeld.store import keyfiles
from inbeeld.store.nouns import StoreFailed, stored

FLOOR = 256 * 1024 * 1024  # bytes free; below it a report may not fit beside its log

WORDS = {True: "ok\n", False: "niet in orde / not well\n"}  # for a machine that watches; no detail


def well(data: Path) -> bool:
    """All of it. Why not is for `inbeeld doctor`."""
    return room(data) and keys_writable(data) and answers()


def answers() -> bool:
    """Whether the database does what it is asked."""
    try:
        with stored(), connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return cursor.fetchone() == (1,)
    except StoreFailed:
        return False


def keys_writable(data: Path) -> bool:
    """Whether a retention key can be added. Nothing is written to find out."""
    path = keyfiles.retention(data)
    if path.exists():
        return path.is_file() and os.access(path, os.R_OK | os.W_OK)
    here = path.parent
    while not here.exists():
        here = here.parent
    return here.is_dir() and os.access(here, os.W_OK | os.X_OK)


def room(data: Path, *, floor: int = FLOOR) -> bool:
    """Whether the disk of the data folder has room."""
    try:
        return shutil.disk_usage(data).free >= floor
    except OSError:
        return False
