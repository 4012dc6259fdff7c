"""What goes in: the files of an archive, cut into pieces that can be read one by one.

A piece is a row group of a Parquet file or a whole JSONL file. Every message gets a place in the
archive (`order`), by file name and then by row, so that it does not matter who reads which piece.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from inbeeld.archive.columns import as_rows, found_columns
from inbeeld.archive.faults import ArchiveFault, RowFault
from inbeeld.archive.nouns import ROWS
from inbeeld.archive.row import EXPECTED, LONGEST, NoRow, Row, read_row

PARQUET = b"PAR1"
ENDINGS = (".parquet", ".jsonl", ".ndjson")
BATCH = 65_536  # rows
PIECE_BITS = 40  # a piece holds at most 2**40 rows
SAMPLE = 65_536  # bytes of a JSONL file by which its rows are estimated


@dataclass(frozen=True, slots=True)
class File:
    """One file of an archive; `digest` is over what it holds, not over its name."""

    name: str
    size: int
    digest: str

    def as_dict(self) -> dict[str, str | int]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of one file. `group`: which row group, None for JSONL; `first`: rows before it."""

    number: int
    path: str
    name: str
    group: int | None
    first: int
    rows: int  # an estimate where the file does not say


def paths(source: Path) -> list[Path]:
    """The files of an archive, in order of their names. Raises `ArchiveFault`."""
    if source.is_file():
        return [source]
    if not source.is_dir():
        raise ArchiveFault(f"{source}: there is no such file or folder.")
    found = [
        path
        for path in sorted(source.rglob("*"))
        if path.suffix.lower() in ENDINGS and path.is_file() and not _hidden(path, source)
    ]
    if not found:
        raise ArchiveFault(f"{source}: no file in this folder ends in {', '.join(ENDINGS)}.")
    return found


def _hidden(path: Path, source: Path) -> bool:
    return any(part.startswith((".", "_")) for part in path.relative_to(source).parts)


def files(source: Path) -> list[File]:
    """The same with their sizes and what they hold as one digest each."""
    found = []
    for path in paths(source):
        with _opened(path) as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        found.append(File(_name(path, source), path.stat().st_size, digest))
    return found


def pieces(source: Path) -> list[Piece]:
    """Every piece of an archive, in order. Raises `ArchiveFault` for a file that cannot be read."""
    found: list[Piece] = []
    for path in paths(source):
        name = _name(path, source)
        with _opened(path) as stream:
            is_parquet = stream.read(len(PARQUET)) == PARQUET
            stream.seek(0)
            sample = b"" if is_parquet else stream.read(SAMPLE)
        if is_parquet:
            found += _row_groups(path, name, len(found))
        else:
            if path.suffix.lower() == ".parquet":
                raise ArchiveFault(f"{name}: this is no Parquet file, though its name says so.")
            rows = path.stat().st_size * sample.count(b"\n") // max(len(sample), 1)
            found.append(Piece(len(found), str(path.absolute()), name, None, 0, rows + 1))
    return found


def _name(path: Path, source: Path) -> str:
    return path.name if path == source else path.relative_to(source).as_posix()


def _opened(path: Path):  # type: ignore[no-untyped-def]  # a binary stream, as `open` says itself
    try:
        return path.open("rb")
    except OSError as error:
        raise ArchiveFault(f"{path}: cannot be opened: {error.strerror}.") from None


def _row_groups(path: Path, name: str, number: int) -> Iterator[Piece]:
    try:
        with pq.ParquetFile(path) as file:
            found_columns(file.schema_arrow, name)
            sizes = [file.metadata.row_group(n).num_rows for n in range(file.num_row_groups)]
    except (pa.ArrowException, OSError) as error:
        raise ArchiveFault(f"{name}: this Parquet file cannot be read: {_first(error)}") from None
    first = 0
    for group, rows in enumerate(sizes):
        yield Piece(number + group, str(path.absolute()), name, group, first, rows)
        first += rows


def _first(error: Exception) -> str:
    return str(error).partition("\n")[0]


def read(piece: Piece) -> Iterator[pa.RecordBatch]:
    """The messages of a piece as batches of `ROWS`. Raises `RowFault` for the first that is wrong."""
    batches = _read_lines(piece) if piece.group is None else _read_group(piece, piece.group)
    return (batch for batch in batches if batch.num_rows)


def _read_group(piece: Piece, group: int) -> Iterator[pa.RecordBatch]:
    done = 0
    try:
        with pq.ParquetFile(piece.path, pre_buffer=False) as file:
            names = found_columns(file.schema_arrow, piece.name)
            for batch in file.iter_batches(
                BATCH, row_groups=[group], columns=list(names.values()), use_threads=False
            ):
                yield as_rows(batch, names, piece.name, piece.first + done, _place(piece, done))
                done += batch.num_rows
    except (pa.ArrowException, OSError) as error:
        raise ArchiveFault(
            f"{piece.name}: row {piece.first + done + 1} or one soon after it cannot be read: "
            f"{_first(error)}"
        ) from None


def _place(piece: Piece, done: int) -> int:
    return (piece.number << PIECE_BITS) + done


def _read_lines(piece: Piece) -> Iterator[pa.RecordBatch]:
    rows: list[Row] = []
    done = number = 0
    with _opened(Path(piece.path)) as stream:
        while line := stream.readline(LONGEST + 1):
            number += 1
            line = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
            try:
                if len(line) > LONGEST:
                    raise NoRow(f"this line is longer than {LONGEST} bytes")
                if line.strip():
                    rows.append(read_row(line))
            except NoRow as why:
                raise RowFault(
                    f"{piece.name}: row {number}: {why}. Expected on each line: an object with "
                    f"{EXPECTED}."
                ) from None
            if len(rows) == BATCH:
                yield _batch(rows, _place(piece, done))
                done += len(rows)
                rows.clear()
    yield _batch(rows, _place(piece, done))


def _batch(rows: list[Row], place: int) -> pa.RecordBatch:
    conversations, times, speakers, texts = zip(*rows, strict=True) if rows else ((),) * 4
    order = range(place, place + len(rows))
    return pa.RecordBatch.from_arrays(
        [
            pa.array(column, field.type)
            for column, field in zip(
                (conversations, times, order, speakers, texts), ROWS, strict=True
            )
        ],
        schema=ROWS,
    )
