"""Puts the messages of an archive in buckets, each conversation whole in one of them.

So a bucket can be read on its own, by any process, in any order. The bucket follows from the name of
the conversation alone, and from nothing that differs per run or machine.

Bucket files hold the text of messages. Only this user can open them; each is removed as soon as it
was read, and all of them at the end.
"""

from __future__ import annotations

import contextlib
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import ipc

from inbeeld.archive.nouns import ROWS, Progress
from inbeeld.archive.source import Piece, read

HELD = 262_144  # rows in memory before they are written
HELD_BYTES = 1 << 27
ROWS_A_BUCKET = 60_000
MOST_BUCKETS = 512  # a process may have about a thousand files open
OPTIONS = ipc.IpcWriteOptions(compression="lz4")


def buckets_for(rows: int, processes: int) -> int:
    """How many buckets an archive of about this many messages is put in."""
    return max(processes, min(MOST_BUCKETS, rows // ROWS_A_BUCKET + 1))


def bucket_of(conversation: str, buckets: int) -> int:
    return zlib.crc32(conversation.encode("utf-8")) % buckets


def bucket_file(folder: Path, bucket: int) -> Path:
    return folder / f"bucket-{bucket:05}.arrow"


def spread(pieces: Iterable[Piece], folder: Path, buckets: int, tell: Progress, total: int) -> int:
    """Writes every message to the file of its bucket in `folder`. Returns how many there were."""
    done = 0
    with contextlib.ExitStack() as stack:
        files = [
            stack.enter_context(
                ipc.new_stream(str(bucket_file(folder, bucket)), ROWS, options=OPTIONS)
            )
            for bucket in range(buckets)
        ]
        for table in _held(batch for piece in pieces for batch in read(piece)):
            for bucket, rows in _parted(table, buckets):
                files[bucket].write_table(rows)
            done += table.num_rows
            tell("spreading", done, max(done, total))
    return done


def _held(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.Table]:
    """Batches put together, so that each bucket gets its rows in fewer and larger parts."""
    held: list[pa.RecordBatch] = []
    rows = size = 0
    for batch in batches:
        held.append(batch)
        rows += batch.num_rows
        size += batch.nbytes
        if rows >= HELD or size >= HELD_BYTES:
            yield pa.Table.from_batches(held)
            held, rows, size = [], 0, 0
    if held:
        yield pa.Table.from_batches(held)


def _parted(table: pa.Table, buckets: int) -> Iterator[tuple[int, pa.Table]]:
    """The rows of each bucket, in the order in which they stood."""
    names = table.column("conversation").combine_chunks().dictionary_encode()
    of_name = pa.array(
        [bucket_of(name, buckets) for name in names.dictionary.to_pylist()], pa.int32()
    )
    bucket = of_name.take(names.indices)
    sorted_rows = table.take(pc.array_sort_indices(bucket))
    start = 0
    for found in sorted(pc.value_counts(bucket).to_pylist(), key=lambda one: one["values"]):
        yield found["values"], sorted_rows.slice(start, found["counts"])
        start += found["counts"]


def bucket_rows(folder: Path, bucket: int, rows_at_once: int) -> Iterator[pa.RecordBatch]:
    """The messages of a bucket by conversation, time and place, in batches of at most that many."""
    with ipc.open_stream(str(bucket_file(folder, bucket))) as stream:
        table = stream.read_all()
    # What has no time comes last, in the order of the archive.
    keys = [(name, "ascending") for name in ("conversation", "time", "order")]
    order = pc.sort_indices(table, sort_keys=keys)
    for start in range(0, len(order), rows_at_once):
        part = table.take(order.slice(start, rows_at_once)).combine_chunks()
        yield from part.to_batches()
