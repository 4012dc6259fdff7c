"""Reads an archive on a cluster with Apache Spark, to the same tables with the same checksum.

Arrow in, Arrow out (`mapInArrow`): the pieces of the archive are read where Spark sends them, their
rows are brought together by conversation and sorted, and each partition writes its own part. Every
machine must see the archive and the output folder under the same name, and have InBeeld installed.
"""

from __future__ import annotations

import contextlib
import dataclasses
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import pyarrow as pa

from inbeeld.archive.faults import ArchiveFault
from inbeeld.archive.manifest import Manifest
from inbeeld.archive.nouns import Job
from inbeeld.archive.run import ROWS_AT_ONCE, Clock, Work, alone, begun, ended
from inbeeld.archive.screened import screened
from inbeeld.archive.source import Piece, pieces, read
from inbeeld.archive.spread import buckets_for
from inbeeld.archive.written import read_note, write_part

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

Batches = Iterator[pa.RecordBatch]
ROWS = "conversation string, time long, order long, speaker string, text string"
PIECES = "number int, path string, name string, group int, first long, rows long"
DONE = "part int, messages long"
CONNECT = "sc://"  # a Spark that runs elsewhere needs no Java here
SETTINGS = {
    "spark.log.level": "ERROR",
    "spark.ui.enabled": "false",
    "spark.sql.execution.arrow.maxRecordsPerBatch": str(ROWS_AT_ONCE),
}


def screen_archive_on_spark(
    job: Job, master: str, *, clock: Clock, settings: Mapping[str, str] | None = None
) -> Manifest:
    """Reads an archive on the Spark of `master`, such as `local[2]`. Raises `ArchiveFault`."""
    given = pieces(job.source)
    parts = job.buckets or buckets_for(sum(piece.rows for piece in given), job.processes)
    run = begun(job, "spark", parts, clock)
    if run.finished:
        return run
    work = Work(job.out.absolute(), job.packs, run.rules, run.about())
    with alone(job.out), _session(master, settings or {}) as spark, _plainly(master):
        _read_all(spark, given, work, run.parts).foreach(_forget)
    return ended(run, job.out, clock)


def _read_all(spark: SparkSession, given: Iterable[Piece], work: Work, parts: int) -> DataFrame:
    from pyspark.sql import functions as sql  # noqa: PLC0415 (only who asks for Spark has it)

    pieces_given = spark.createDataFrame([dataclasses.astuple(one) for one in given], PIECES)
    return (
        pieces_given.repartition(parts, "number")
        .mapInArrow(_rows, ROWS)
        .repartition(parts, "conversation")
        .sortWithinPartitions(sql.asc("conversation"), sql.asc_nulls_last("time"), sql.asc("order"))
        .mapInArrow(_writes(work), DONE)
    )


def _forget(row: object) -> None:
    """What counts stands in the notes already."""


def _rows(batches: Batches) -> Batches:
    """The messages of the pieces that are named."""
    for batch in batches:
        for one in batch.to_pylist():
            yield from read(Piece(**one))


def _writes(work: Work) -> Callable[[Batches], Batches]:
    """What each partition does: read its conversations and write its own part."""

    def write(batches: Batches) -> Batches:
        from pyspark import TaskContext  # noqa: PLC0415

        context = TaskContext.get()
        part = context.partitionId() if context else 0
        note = read_note(work.out, part)
        if note is None:
            note = write_part(work.out, part, screened(batches, work.screen()), work.about)
        yield pa.RecordBatch.from_pydict(
            {"part": [part], "messages": [note.tally.messages]},
            schema=pa.schema([("part", pa.int32()), ("messages", pa.int64())]),
        )

    return write


@contextlib.contextmanager
def _session(master: str, settings: Mapping[str, str]) -> Iterator[SparkSession]:
    """A Spark to work with. Its workers run the Python of this process, unless told otherwise."""
    try:
        from pyspark.errors import PySparkRuntimeError  # noqa: PLC0415
        from pyspark.sql import SparkSession  # noqa: PLC0415
    except ImportError:
        raise ArchiveFault(
            "Spark is not installed here. Install it with: pip install 'inbeeld[spark]'"
        ) from None
    if not (master.startswith(CONNECT) or shutil.which("java") or os.environ.get("JAVA_HOME")):
        raise ArchiveFault(
            "Spark needs Java 17 or newer, and there is none here. Install it first."
        )
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("inbeeld archive screen")
    builder = builder.remote(master) if master.startswith(CONNECT) else builder.master(master)
    progress = {"spark.ui.showConsoleProgress": str(sys.stderr.isatty()).lower()}
    for key, value in (SETTINGS | progress | dict(settings)).items():
        builder = builder.config(key, value)
    try:
        spark = builder.getOrCreate()
    except (PySparkRuntimeError, OSError) as error:
        raise ArchiveFault(f"Spark cannot start on {master}: {_short(error)}") from None
    try:
        yield spark
    finally:
        spark.stop()


@contextlib.contextmanager
def _plainly(master: str) -> Iterator[None]:
    """What went wrong far away, as one plain message."""
    from py4j.protocol import Py4JError  # noqa: PLC0415
    from pyspark.errors import PySparkException  # noqa: PLC0415

    try:
        yield
    except (PySparkException, Py4JError) as error:
        ours = re.search(r"(?:RowFault|ArchiveFault|WillNotGoOn): ([^\n]+)", str(error))
        message = ours[1] if ours else f"Spark on {master} could not go on: {_short(error)}"
        raise ArchiveFault(message) from None


def _short(error: Exception) -> str:
    return next((line.strip() for line in str(error).splitlines() if line.strip()), "no reason")
