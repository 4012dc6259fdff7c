"""Reads an archive on one machine: messages in buckets first, then bucket by bucket, in processes.

Can be killed at any moment. Started again it goes on: what was in buckets stays there, and what was
found stays found. The text of messages stands in `OUT/.busy` until it was read, and nowhere else.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import shutil
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from multiprocessing import connection, get_context, parent_process
from pathlib import Path

import pyarrow as pa

from inbeeld.archive import manifest as manifests
from inbeeld.archive.faults import ArchiveFault, WillNotGoOn
from inbeeld.archive.manifest import Manifest
from inbeeld.archive.nouns import Job, Progress, quiet
from inbeeld.archive.screened import screened
from inbeeld.archive.source import files, pieces
from inbeeld.archive.spread import bucket_file, bucket_rows, buckets_for, spread
from inbeeld.archive.written import ASIDE, TABLES, Note, busy, read_note, write_part
from inbeeld.knowledge.chat_rules import load_chat_rules
from inbeeld.screen import Screen
from inbeeld.screen.rulebook import rulebook

ROWS_AT_ONCE = 16_384
Clock = Callable[[], dt.datetime]


@dataclass(frozen=True, slots=True)
class Work:
    """What a process needs to know to read a bucket."""

    out: Path
    packs: tuple[Path, ...]
    rules: str
    about: dict[str, str]

    def screen(self) -> Screen:
        """The rules, made ready. Raises `ArchiveFault` when they are not those of the run."""
        rules = load_chat_rules(self.packs)
        if rules.identity != self.rules:
            raise ArchiveFault("The rules changed while an archive was read. Start a new run.")
        return Screen(rules)


def screen_archive(job: Job, *, clock: Clock, tell: Progress = quiet) -> Manifest:
    """Reads an archive and writes what it shows. Raises `ArchiveFault`.

    Starts processes of its own: a script that calls this needs the usual `if __name__ == "__main__"`.
    """
    total = sum(piece.rows for piece in pieces(job.source))
    run = begun(job, "buckets", job.buckets or buckets_for(total, job.processes), clock)
    if run.finished:
        return run
    with alone(job.out):
        folder = busy(job.out)
        if run.spread is None:
            for path in folder.glob("bucket-*"):
                path.unlink()
            done = spread(pieces(job.source), folder, run.parts, tell, total)
            run = replace(run, spread=done)
            manifests.save(run, job.out)
            pa.default_memory_pool().release_unused()
        work = Work(job.out, job.packs, run.rules, run.about())
        _read_buckets(work, run, job.processes, tell)
        return ended(run, job.out, clock)


def begun(job: Job, engine: str, parts: int, clock: Clock) -> Manifest:
    """The run as it stands: a new one, or an earlier one of the same kind. Raises `WillNotGoOn`."""
    if not job.ground.strip():
        raise ArchiveFault("The legal ground is empty. Say on what ground these messages are read.")
    source, out = job.source.resolve(), job.out.resolve()
    if out == source or source in out.parents:
        raise WillNotGoOn(f"{job.out} lies in the archive itself. Name a folder outside it.")
    before = manifests.saved(job.out)
    rules = load_chat_rules(job.packs)
    rulebook(rules)  # a fault in a rule is told here, before anything starts
    now = Manifest(
        ground=job.ground.strip(),
        rules=rules.identity,
        knowledge=manifests.knowledge_identity(),
        engine=engine,
        files=tuple(files(job.source)),
        parts=before.parts if before and job.buckets is None else parts,
        started=clock().isoformat(timespec="seconds"),
    )
    run = manifests.gone_on_with(before, now, job.out) if before else now
    try:
        if not before:
            job.out.mkdir(parents=True, exist_ok=True)
            manifests.save(run, job.out)
        if run.finished:
            _clear(job.out)
            return run
        for table in TABLES:
            (job.out / table).mkdir(exist_ok=True)
        busy(job.out).mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise ArchiveFault(f"{job.out}: cannot be written: {error.strerror}.") from None
    return run


def ended(run: Manifest, out: Path, clock: Clock) -> Manifest:
    """Writes the manifest of a run of which every part is done, and clears what is left behind."""
    notes = [note for part in range(run.parts) if (note := read_note(out, part))]
    if len(notes) != run.parts:
        raise ArchiveFault(f"{run.parts - len(notes)} parts are missing. Start the command again.")
    run = manifests.done_with(run, notes, clock().isoformat(timespec="seconds"))
    manifests.save(run, out)
    _clear(out)
    return run


def _clear(out: Path) -> None:
    """Removes what only a run in progress needs."""
    for folder in (out, *(out / table for table in TABLES)):
        for path in folder.glob(f".*{ASIDE}"):
            path.unlink(missing_ok=True)
    if busy(out).exists():
        shutil.rmtree(busy(out))


@contextlib.contextmanager
def alone(out: Path) -> Iterator[None]:
    """Two runs must not write in the same folder. The lock goes with the process that holds it."""
    try:
        import fcntl  # noqa: PLC0415 (not on every system)
    except ImportError:
        yield
        return
    with (busy(out) / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise WillNotGoOn(f"Another run is writing in {out}. Wait for it.") from None
        yield


def _read_buckets(work: Work, run: Manifest, processes: int, tell: Progress) -> None:
    """Every bucket that has no note yet. With one process no other is started."""
    notes = [read_note(work.out, part) for part in range(run.parts)]
    left = [part for part, note in enumerate(notes) if note is None]
    done = sum(note.tally.messages for note in notes if note)
    total = run.spread or 0
    tell("screening", done, total)
    for note in _one_by_one(work, left) if processes == 1 else _side_by_side(work, left, processes):
        done += note.tally.messages
        tell("screening", done, total)


def _one_by_one(work: Work, parts: list[int]) -> Iterator[Note]:
    screen = work.screen()
    for part in parts:
        yield _read_bucket(work, screen, part)


def _side_by_side(work: Work, parts: list[int], processes: int) -> Iterator[Note]:
    if not parts:
        return
    with ProcessPoolExecutor(
        min(processes, len(parts)), get_context("spawn"), _ready, (work,)
    ) as pool:
        try:
            for future in as_completed([pool.submit(_in_process, part) for part in parts]):
                yield future.result()
        except BrokenProcessPool:
            raise ArchiveFault(
                "A process that was reading stopped, perhaps for want of memory. "
                "The same command goes on where this one stopped."
            ) from None
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _read_bucket(work: Work, screen: Screen, part: int) -> Note:
    rows = bucket_rows(busy(work.out), part, ROWS_AT_ONCE)
    note = write_part(work.out, part, screened(rows, screen), work.about)
    bucket_file(busy(work.out), part).unlink()
    return note


# ---------- in a process of its own

_here: list[tuple[Work, Screen]] = []


def _ready(work: Work) -> None:
    """Makes the rules ready once a process, which stops by itself when its parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process hears it and says what to do
    pa.set_cpu_count(1)
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_leave_with, args=(parent.sentinel,), daemon=True).start()
    _here.append((work, work.screen()))


def _leave_with(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)


def _in_process(part: int) -> Note:
    work, screen = _here[0]
    return _read_bucket(work, screen, part)
