"""The retention keys, one per report, in a file outside the database.

What is deleted from a database stays in its pages, its log and its backups. So each report also needs a
key of 32 bytes that stands only here: destroying it is writing this file again without it. A record is
the report's id (16 bytes) and its key. Taking in only ever adds a record; a half-written one at the end,
left by a crash, belongs to no report and is cut off.
"""

from __future__ import annotations

import fcntl
import os
import secrets
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from io import BufferedWriter
from pathlib import Path
from uuid import UUID

from inbeeld.vault.errors import KeyDestroyed, UnknownForm
from inbeeld.vault.named import RetentionKey
from inbeeld.vault.sealing import KEY

FIRST = b"inbeeld retention 1\n".ljust(48, b"\0")
ID = 16
RECORD = ID + KEY


class RetentionFile:
    """The key file at `path`, which is made where it is missing. Safe among processes of one machine."""

    def __init__(self, path: Path, *, durable: bool = True) -> None:
        self.path = path
        self.durable = durable  # only a proof that shows what fsync is for says no

    def add(self, report: UUID) -> RetentionKey:
        """A new key for a report, on the disk before this returns."""
        key = secrets.token_bytes(KEY)
        with self._alone(), self.path.open("r+b") as file:
            self._ours(file.read(len(FIRST)))
            file.seek(0, os.SEEK_END)
            file.seek(len(FIRST) + (file.tell() - len(FIRST)) // RECORD * RECORD)
            file.truncate()
            file.write(report.bytes + key)
            file.flush()
            self._sync(file.fileno())
        return RetentionKey(key)

    def get(self, report: UUID) -> RetentionKey:
        """The key of a report. KeyDestroyed where there is none."""
        with self._alone():
            for found, key in self._records():
                if found == report.bytes:
                    return RetentionKey(key)
        raise KeyDestroyed("The key of this report was destroyed. Nobody can read it any more.")

    def keys(self) -> dict[UUID, RetentionKey]:
        """Every key, for who looks at every report: the file is read once."""
        with self._alone():
            return {UUID(bytes=found): RetentionKey(key) for found, key in self._records()}

    def reports(self) -> set[UUID]:
        """The reports that have a key."""
        with self._alone():
            return {UUID(bytes=found) for found, _ in self._records()}

    def destroy(self, reports: Collection[UUID]) -> int:
        """Writes the file again without these, and says how many it held. What they kept is gone."""
        gone = {report.bytes for report in reports}
        with self._alone():
            records = list(self._records())
            left = [record for record in records if record[0] not in gone]
            if len(left) == len(records):
                return 0
            fresh = self.path.with_suffix(".new")
            with _private(fresh) as file:
                file.write(FIRST + b"".join(found + key for found, key in left))
                file.flush()
                self._sync(file.fileno())
            fresh.replace(self.path)
            self._sync_folder()
        return len(records) - len(left)

    def _records(self) -> Iterator[tuple[bytes, bytes]]:
        held = self.path.read_bytes()
        self._ours(held[: len(FIRST)])
        for start in range(len(FIRST), len(held) - RECORD + 1, RECORD):
            yield held[start : start + ID], held[start + ID : start + RECORD]

    def _ours(self, first: bytes) -> None:
        if first != FIRST:
            raise UnknownForm(f"{self.path} is not a file of retention keys of this version.")

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One process at a time, by a lock beside the file, which itself is replaced."""
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _private(self.path.with_suffix(".lock")) as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not self.path.exists():
                fresh = self.path.with_suffix(".new")
                with _private(fresh) as file:
                    file.write(FIRST)
                    file.flush()
                    self._sync(file.fileno())
                fresh.replace(self.path)
                self._sync_folder()
            yield

    def _sync(self, descriptor: int) -> None:
        if self.durable:
            os.fsync(descriptor)

    def _sync_folder(self) -> None:
        folder = os.open(self.path.parent, os.O_RDONLY)
        try:
            self._sync(folder)
        finally:
            os.close(folder)


def _private(path: Path) -> BufferedWriter:
    """Opens for writing, readable by its owner alone."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")
