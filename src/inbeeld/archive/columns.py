"""Columns of a Parquet file as the columns that a run works with, whatever kind they are there."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from inbeeld.archive.faults import ArchiveFault, RowFault
from inbeeld.archive.nouns import ROWS
from inbeeld.archive.row import EXPECTED, MOST, SECOND, NoRow, found_names, micros


def found_columns(schema: pa.Schema, name: str) -> dict[str, str]:
    """Which column of a file holds which part. Raises `ArchiveFault` for one missing or odd."""
    try:
        names = found_names(schema.names)
    except NoRow as why:
        raise ArchiveFault(
            f"{name}: {why}. Expected columns: {EXPECTED}; found: {', '.join(schema.names)}."
        ) from None
    for part, column in names.items():
        kind = _plain(schema.field(column).type)
        time = part == "time" and (_is_time(kind) or pa.types.is_floating(kind))
        number = part != "text" and pa.types.is_integer(kind)
        if not (_is_text(kind) or pa.types.is_null(kind) or time or number):
            raise ArchiveFault(
                f"{name}: column {column} holds {kind}. Expected: "
                + ("times, seconds or text." if part == "time" else "text.")
            )
    return names


def _plain(kind: pa.DataType) -> pa.DataType:
    return kind.value_type if pa.types.is_dictionary(kind) else kind


def _is_text(kind: pa.DataType) -> bool:
    return bool(
        pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind)
    )


def _is_time(kind: pa.DataType) -> bool:
    return bool(pa.types.is_timestamp(kind) or pa.types.is_date(kind))


def as_rows(
    batch: pa.RecordBatch, names: dict[str, str], name: str, before: int, place: int
) -> pa.RecordBatch:
    """A batch as `ROWS`. `before`: rows of the file before it; `place`: its place in the archive."""
    conversation = batch.column(names["conversation"]).cast(pa.string())
    _refuse_first(
        pc.or_kleene(pc.is_null(conversation), pc.equal(conversation, "")),
        f"{name}: row {{row}}: conversation is empty. Expected: text or a whole number.",
        before,
    )
    text = batch.column(names["text"]).cast(pa.string()).fill_null("")
    order = pa.array(range(place, place + batch.num_rows), pa.int64())
    return pa.RecordBatch.from_arrays(
        [
            conversation,
            _times(batch.column(names["time"]), name, before),
            order,
            batch.column(names["speaker"]).cast(pa.string()),
            text,
        ],
        schema=ROWS,
    )


def _refuse_first(wrong: pa.BooleanArray, message: str, before: int) -> None:
    row = pc.index(wrong, True).as_py()
    if row >= 0:
        raise RowFault(message.format(row=before + row + 1))


def _times(column: pa.Array, name: str, before: int) -> pa.Int64Array:
    kind = column.type
    if pa.types.is_dictionary(kind):
        column, kind = column.cast(kind.value_type), kind.value_type
    if pa.types.is_null(kind):
        return column.cast(pa.int64())
    if _is_time(kind):
        return column.cast(pa.timestamp("us", getattr(kind, "tz", None)), safe=False).cast(
            pa.int64()
        )
    whole = _all_alike(column) if _is_text(kind) else _seconds(column)
    if whole is not None:
        return whole
    found = []
    for row, given in enumerate(column.to_pylist()):
        try:
            found.append(micros(given))
        except NoRow as why:
            raise RowFault(f"{name}: row {before + row + 1}: {why}.") from None
    return pa.array(found, pa.int64())


def _all_alike(column: pa.Array) -> pa.Int64Array | None:
    """Times that are all written in one way, read at once; None where they are not."""
    for zone in (None, "UTC"):
        try:
            return column.cast(pa.timestamp("us", zone)).cast(pa.int64())
        except pa.ArrowInvalid:
            continue
    return None


def _seconds(column: pa.Array) -> pa.Int64Array | None:
    """Whole seconds, read at once; None where they are not whole, or one is no time at all."""
    if not pa.types.is_integer(column.type):
        return None
    ends = pc.min_max(column).as_py()
    if any(end is not None and abs(end) >= MOST // SECOND for end in ends.values()):
        return None
    return pc.multiply(column.cast(pa.int64()), SECOND)
