"""The doubtful pairs, for a person to decide.

Whoever decides looks at the records where the names are: this file says which two records, and per
field whether they agree. It holds no name, no date and no token of one.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path

import numpy as np
import pyarrow as pa

from inbeeld.monitor.faults import FileFault
from inbeeld.monitor.linking import Pairs
from inbeeld.monitor.linking_model import FIELDS
from inbeeld.monitor.tables import read_text

LOW, HIGH = 0.1, 0.9  # between these a pair is doubtful
MISSING = "missing"
PLACE = ("list_a", "record_a", "list_b", "record_b")
HEADER = (*PLACE, *(field.name for field in FIELDS), "chance", "decision")


class Decision(StrEnum):
    """What a person found."""

    SAME = "same"
    DIFFERENT = "different"


def doubtful(pairs: Pairs) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Which pairs a person should look at, the most doubtful first, without those decided already."""
    here = np.flatnonzero((pairs.chance >= LOW) & (pairs.chance < HIGH) & (pairs.said == 0))
    return here[np.argsort(np.abs(pairs.chance[here] - 0.5), kind="stable")]


def write_review(pairs: Pairs, records: pa.Table, path: Path) -> int:
    """Writes the doubtful pairs and returns how many there are."""
    names, ids = records["list"].to_pylist(), records["record"].to_pylist()
    words = {field.name: [*(level.name for level in field.levels), MISSING] for field in FIELDS}
    found = doubtful(pairs)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADER)
        for pair in found:
            one, other = int(pairs.left[pair]), int(pairs.right[pair])
            alike = [words[field.name][pairs.levels[field.name][pair]] for field in FIELDS]
            place = (names[one], ids[one], names[other], ids[other])
            writer.writerow((*place, *alike, f"{pairs.chance[pair]:.2f}", ""))
    return len(found)


def read_decisions(path: Path) -> dict[tuple[str, ...], Decision]:
    """What a person filled in; rows without a decision are left as they are."""
    rows = list(csv.reader(io.StringIO(read_text(path)), delimiter=_mark(path)))
    header = [cell.strip() for cell in rows[0]] if rows else []
    if lacking := [name for name in (*PLACE, "decision") if name not in header]:
        raise FileFault(f"{path.name}, row 1: there is no column {lacking[0]}.")
    at = [header.index(name) for name in PLACE]
    found: dict[tuple[str, ...], Decision] = {}
    for number, row in enumerate(rows[1:], start=2):
        if not any(cell.strip() for cell in row):
            continue
        if len(row) != len(header):
            raise FileFault(
                f"{path.name}, row {number}: {len(row)} cells, and the header has {len(header)}."
            )
        word = row[header.index("decision")].strip().lower()
        if not word:
            continue
        if word not in set(Decision):
            raise FileFault(
                f"{path.name}, row {number}, column decision: must be {' or '.join(Decision)}, or empty."
            )
        place = tuple(row[column].strip() for column in at)
        if found.setdefault(place, Decision(word)) != word:
            raise FileFault(f"{path.name}, row {number}: decided before, and otherwise.")
    return found


def _mark(path: Path) -> str:
    first = read_text(path).partition("\n")[0]
    return max(",;\t", key=first.count)


def decided(
    pairs: Pairs,
    records: pa.Table,
    decisions: dict[tuple[str, ...], Decision],
    *,
    name: str,
    strict: bool = True,
) -> Pairs:
    """The pairs with what a person decided.

    A decision about no pair of these lists is a FileFault, or passed over where lists have changed since.
    """
    names, ids = records["list"].to_pylist(), records["record"].to_pylist()
    places = {record: place for place, record in enumerate(zip(names, ids, strict=True))}
    known = {
        (int(a), int(b)): number
        for number, (a, b) in enumerate(zip(pairs.left, pairs.right, strict=True))
    }
    said = pairs.said.copy()
    for number, (where, decision) in enumerate(decisions.items(), start=1):
        pair = _pair(where, places)
        if pair not in known and not strict:
            continue
        if pair not in known:
            raise FileFault(f"{name}, decision {number}: these lists have no such doubtful pair.")
        said[known[pair]] = 1 if decision is Decision.SAME else -1
    return replace(pairs, said=said)


def _pair(where: Sequence[str], places: dict[tuple[str, str], int]) -> tuple[int, int]:
    one = places.get((where[0], where[1]), -1)
    other = places.get((where[2], where[3]), -1)
    return min(one, other), max(one, other)
