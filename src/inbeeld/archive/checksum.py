"""One number over a set of rows, whatever their order and whoever wrote them.

Each row is written out in one way, hashed, and the hashes are added up. Unlike with an exclusive or,
a row that stands there twice changes the sum.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any

BYTES = 16
SIZE = 1 << (8 * BYTES)


def row_hash(table: str, row: Sequence[Any]) -> int:
    """The part of one row of a table, given as the values of its columns in order."""
    text = json.dumps([table, *row], ensure_ascii=True, separators=(",", ":"))
    return int.from_bytes(hashlib.blake2b(text.encode("ascii"), digest_size=BYTES).digest())


def added(parts: Iterable[int]) -> int:
    return sum(parts) % SIZE


def written(number: int) -> str:
    """A checksum as it is printed and kept."""
    return f"{number:0{2 * BYTES}x}"
