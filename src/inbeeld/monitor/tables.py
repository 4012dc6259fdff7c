"""A table of capture histories from a file: 0 and 1 per list, the last column how many people."""

from __future__ import annotations

import csv
import gzip
import io
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from inbeeld.estimate import Doubt, Table, TableFault, table
from inbeeld.monitor.faults import FileFault

LARGEST = 64 << 20  # bytes; all combinations of 16 lists stay far below it
MOST_PEOPLE = 10**12


def read_text(path: Path) -> str:
    """What a small file says, plain or as `.gz`. FileFault where it cannot be read, or is too large."""
    try:
        with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except (OSError, EOFError) as error:
        reason = getattr(error, "strerror", None) or "it is no whole .gz file"
        raise FileFault(f"{path.name} cannot be read: {reason}.") from None
    if len(raw) > LARGEST:
        raise FileFault(f"{path.name} is larger than 64 MB: a table of overlaps never is.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FileFault(f"{path.name} is no text in UTF-8. Save it as CSV (UTF-8).") from None


def read_table(path: Path) -> Table:
    """The table in a CSV file with a header. FileFault says which row and what to do."""
    return _read(path, ("count",))[0]


def read_doubt(path: Path, of: Table) -> Doubt:
    """Tables of the same lists with more links and with fewer: doubt.csv of a linkage."""
    more, fewer = _read(path, ("more", "fewer"))
    if sorted(more.lists) != sorted(of.lists):
        raise FileFault(f"{path.name} is of other lists than the table.")
    # Fewer links never make fewer people, so the table of the same linkage lies between the two.
    if not more.listed <= of.listed <= fewer.listed:
        raise FileFault(
            f"{path.name} is of another linkage: the table does not lie between its two."
        )
    return Doubt(more, fewer)


def _read(path: Path, counts: tuple[str, ...]) -> tuple[Table, ...]:
    """As many tables as there are columns of counts, which stand last."""
    rows = [row for row in _csv(read_text(path)) if any(cell.strip() for cell in row)]
    if not rows:
        raise FileFault(f"{path.name} is empty. The first row names the lists, and last the count.")
    header = [name.strip() for name in rows[0]]
    width = len(counts)
    if len(header) < 2 + width:
        raise FileFault(
            f"{path.name} has {len(header)} columns: it takes two lists or more, and last "
            f"{'the count' if width == 1 else ' and '.join(counts)}."
        )
    if width > 1 and tuple(header[-width:]) != counts:
        raise FileFault(f"{path.name}, row 1: the last columns must be {' and '.join(counts)}.")
    if not all(header):
        raise FileFault(f"{path.name}, row 1: a column has no name.")
    read = []
    for number, row in enumerate(rows[1:], start=2):
        if len(row) != len(header):
            raise FileFault(
                f"{path.name}, row {number}: {len(row)} cells, and the header has {len(header)}."
            )
        history = [
            _number(cell, f"{path.name}, row {number}, column {name}", most=1)
            for name, cell in zip(header[:-width], row[:-width], strict=True)
        ]
        people = [
            _number(cell, f"{path.name}, row {number}, column {name}")
            for name, cell in zip(header[-width:], row[-width:], strict=True)
        ]
        read.append((history, people))
    if not read:
        raise FileFault(f"{path.name} has a header and no rows.")
    try:
        return tuple(
            table(header[:-width], [(history, people[place]) for history, people in read])
            for place in range(width)
        )
    except TableFault as fault:
        raise FileFault(f"{path.name}: {fault}.") from None


def read_replicates(path: Path, of: Path) -> NDArray[np.float64]:
    """Tables as rows of counts, whose columns are the rows of the table in `of`: (rows, 2**t).

    No header; plain or `.gz`. FileFault says which row and column.
    """
    places, width = _places(of)
    rows = [row for row in _csv(read_text(path)) if any(cell.strip() for cell in row)]
    counts = np.zeros((len(rows), width))
    for number, row in enumerate(rows, start=1):
        if len(row) != len(places):
            raise FileFault(
                f"{path.name}, row {number}: {len(row)} cells, and {of.name} has {len(places)} rows."
            )
        for column, (place, cell) in enumerate(zip(places, row, strict=True), start=1):
            where = f"{path.name}, row {number}, column {column}"
            counts[number - 1, place] += _number(cell, where)
    return counts


def _places(path: Path) -> tuple[list[int], int]:
    """The place in `Table.counts` of each row of a table, and how many places there are."""
    rows = [row for row in _csv(read_text(path)) if any(cell.strip() for cell in row)]
    places = [
        sum(1 << bit for bit, cell in enumerate(row[:-1]) if int(float(cell))) for row in rows[1:]
    ]
    return places, 1 << (len(rows[0]) - 1)


def _csv(text: str) -> list[list[str]]:
    first = text.partition("\n")[0]
    mark = max(",;\t", key=first.count)
    return list(csv.reader(io.StringIO(text), delimiter=mark))


def _number(cell: str, where: str, most: int = MOST_PEOPLE) -> int:
    text = cell.strip().removesuffix(".0")
    if text.startswith("-") and text[1:].isdecimal():
        raise FileFault(f"{where}: negative. A count is 0 or more.")
    if not (text.isascii() and text.isdecimal() and len(text) <= 13 and int(text) <= most):
        wanted = "0 (not on the list) or 1 (on it)" if most == 1 else "a whole number"
        raise FileFault(f"{where}: must be {wanted}.")
    return int(text)
