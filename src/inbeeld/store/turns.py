"""One writer after another. Only SQLite needs it, which lets one write at a time.

SQLite has no queue: who finds it busy sleeps and tries again, so that some are let in at once and others
wait for seconds. Here they stand in line: the threads of a process for a lock, processes for a lock on a
file. Who does not stand in line is still kept apart by SQLite itself.
"""

from __future__ import annotations

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection, transaction

_here = threading.Lock()


@contextmanager
def writing() -> Iterator[None]:
    """A transaction, once it is this one's turn."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        with transaction.atomic():
            yield
        return
    line = Path(str(connection.settings_dict["NAME"])).with_suffix(".turn")
    with _here, _alone(line), transaction.atomic():
        yield


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """The lock on a file, which holds nothing."""
    lock = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)
