"""The cells of a list, whatever kind of file it is: a header, and rows as they stand there.

What kind it is, is seen in its first bytes and never in its name: a file that was called .csv and is
Excel is read as Excel. Nothing is repaired in silence; what cannot be read is a FileFault with the row.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import math
import warnings
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from inbeeld.monitor.faults import FileFault
from inbeeld.monitor.mapping import ENCODINGS, FileForm

LARGEST = 1 << 30  # bytes, also of what an Excel file holds once it is unpacked
MARKS = ",;\t"

Row = tuple[int, Sequence[Any]]  # the number of the row in the file, and its cells


@dataclass(frozen=True, slots=True)
class Cells:
    """What stands in a list."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]


def read_cells(path: Path, form: FileForm) -> Cells:
    """The header and the rows of a file. FileFault where it cannot be read as a list."""
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise FileFault(f"{path.name} is no file.")
        with path.open("rb") as file:
            first = file.read(8)
    except OSError as error:
        raise FileFault(f"{path.name} cannot be read: {error.strerror}.") from None
    if size == 0:
        raise FileFault(f"{path.name} is empty.")
    if size > LARGEST:
        raise FileFault(f"{path.name} is larger than 1 GB: split it by year.")
    return _headed(list(_rows(path, form, first)), path.name, form.header)


def _rows(path: Path, form: FileForm, first: bytes) -> Iterator[Row]:
    if first.startswith(b"PK\x03\x04"):
        return _excel(path, form)
    if first.startswith(b"PAR1"):
        return _parquet(path)
    if first.startswith((b"$FL2", b"$FL3")):
        return _spss(path)
    if first.startswith(b"\xd0\xcf\x11\xe0"):
        raise FileFault(
            f"{path.name} is Excel of before 2007, or has a password. Save it as .xlsx."
        )
    return _csv(path, form)


def _headed(rows: list[Row], name: str, header: int) -> Cells:
    start = next((at for at, (number, _) in enumerate(rows) if number >= header), None)
    if start is None:
        raise FileFault(f"{name} has no row {header}, where its header should be.")
    named = ["" if cell is None else str(cell).strip() for cell in rows[start][1]]
    while named and not named[-1]:
        named.pop()
    if not named:
        raise FileFault(
            f"{name}, row {header}: the header is empty. Say with file.header where it is."
        )
    if "" in named:
        place = named.index("") + 1
        raise FileFault(
            f"{name}, row {header}, column {place}: no name. Merged cells? Give each column its own."
        )
    twice = {column for column in named if named.count(column) > 1}
    if twice:
        place = named.index(min(twice)) + 1
        raise FileFault(
            f"{name}, row {header}: column {place} and another have the same name. Give each its own."
        )
    return Cells(tuple(named), tuple(rows[start + 1 :]))


def _csv(path: Path, form: FileForm) -> Iterator[Row]:
    try:
        text = path.read_bytes().decode(ENCODINGS[form.encoding])
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise FileFault(
            f"{path.name}, row {line}: no text in {form.encoding}. Say so in the mapping: file.encoding."
        ) from None
    if "\0" in text:
        raise FileFault(
            f"{path.name} is no text: CSV, Excel (.xlsx), Parquet and SPSS (.sav) are read."
        )
    shown = "".join(text.split("\n", form.header)[form.header - 1 : form.header])
    mark = form.mark or max(MARKS, key=shown.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    number = 0
    try:
        for cells in reader:
            number += 1
            yield number, cells
    except csv.Error:
        raise FileFault(
            f"{path.name}, row {number + 1}: a cell is too long, or its quotes do not match."
        ) from None


def _excel(path: Path, form: FileForm) -> Iterator[Row]:
    import openpyxl  # noqa: PLC0415 (only where a list is Excel)

    broken = FileFault(f"{path.name} is no whole Excel file (.xlsx).")
    try:
        with zipfile.ZipFile(path) as parts:
            if sum(part.file_size for part in parts.infolist()) > LARGEST:
                raise FileFault(f"{path.name} unpacks to more than 1 GB: split it by year.")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of lists to choose from, colours and the like
            book = openpyxl.load_workbook(path, read_only=True, data_only=False, keep_links=False)
    except FileFault:
        raise
    except Exception:  # each broken file breaks the reader in another way
        raise broken from None
    sheets = book.sheetnames
    if form.sheet is None and len(sheets) > 1:
        raise FileFault(
            f"{path.name} has {len(sheets)} sheets. Say in the mapping which: file.sheet."
        )
    if form.sheet is not None and form.sheet not in sheets:
        raise FileFault(f"{path.name} has no sheet with the name of file.sheet in the mapping.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            sheet = book[form.sheet or sheets[0]]
            sheet.reset_dimensions()  # some programs write a size that is too small
            found = [
                (number, tuple(_formula(cell) for cell in row))
                for number, row in enumerate(sheet.iter_rows(), start=1)
            ]
    except Exception:
        raise broken from None
    finally:
        book.close()
    return iter(found)


class Formula:
    """A cell with a formula, or the error of one: what it says depends on who opens the file."""

    def __str__(self) -> str:
        return ""


FORMULA = Formula()


def _formula(cell: Any) -> Any:
    return FORMULA if getattr(cell, "data_type", "") in ("f", "e") else cell.value


def _parquet(path: Path) -> Iterator[Row]:
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    try:
        table = pq.ParquetFile(path).read()
        columns = [column.to_pylist() for column in table.columns]
    except (pa.ArrowException, OSError, ValueError):
        raise FileFault(f"{path.name} is no whole Parquet file.") from None
    yield 1, table.column_names
    yield from _under(columns)


def _spss(path: Path) -> Iterator[Row]:
    import pyreadstat  # noqa: PLC0415

    try:
        columns, about = pyreadstat.read_sav(str(path), output_format="dict")
    except Exception:  # the reader has one class of error, and Python's own
        raise FileFault(f"{path.name} is no whole SPSS file (.sav).") from None
    yield 1, about.column_names
    said = about.variable_value_labels  # what a number stands for, where SPSS knows it
    yield from _under(
        [
            [_label(cell, said.get(name, {})) for cell in columns[name]]
            for name in about.column_names
        ]
    )


def _label(cell: Any, labels: Mapping[Any, str]) -> Any:
    return labels.get(cell, cell) if labels else cell


def _under(columns: list[list[Any]]) -> Iterator[Row]:
    """Rows of columns, counted from 2 as under a header."""
    yield from enumerate(zip(*columns, strict=True), start=2)


def plain(cell: Any) -> Any:
    """A cell as text or a day; None where nothing stands. A whole number has no `.0`."""
    if cell is None or isinstance(cell, dt.date):
        return cell
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        if math.isnan(cell):  # how SPSS and Parquet write that nothing stands there
            return None
        cell = int(cell) if cell.is_integer() else cell
    text = str(cell).strip()
    return text or None
