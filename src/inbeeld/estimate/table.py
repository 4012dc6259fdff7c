"""What goes in: how many people were on exactly these lists, for every combination of lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from inbeeld.estimate.faults import TableFault

FEWEST, MOST = 2, 16  # lists; above 16 one table of all combinations no longer fits in a cache


@dataclass(frozen=True, eq=False, slots=True)
class Table:
    """Counts of capture histories over t lists.

    `counts` has 2**t whole numbers as floats: place h holds how many people were on just the lists
    whose bits are set in h (bit i is `lists[i]`). Place 0, those on no list, is unknown and holds
    0.
    """

    lists: tuple[str, ...]
    counts: NDArray[np.float64]

    @property
    def listed(self) -> int:
        """How many people are on at least one list."""
        return int(self.counts.sum())

    @property
    def size(self) -> int:
        """How many lists there are."""
        return len(self.lists)


def table(lists: Sequence[str], rows: Iterable[tuple[Sequence[int], int]]) -> Table:
    """A table from rows of (on each list 1 or not 0, count). The same history twice is added up.

    Raises TableFault where a table cannot be made: too few or too many lists, names that are the
    same, a history that is not 0 and 1, a count that is negative, somebody on no list, nobody at
    all.
    """
    names = tuple(lists)
    if not FEWEST <= len(names) <= MOST:
        raise TableFault(f"there are {len(names)} lists; it takes {FEWEST} to {MOST}")
    if len(set(names)) < len(names):
        raise TableFault("two lists have the same name")
    counts = np.zeros(1 << len(names))
    for number, (history, count) in enumerate(rows, start=1):
        if len(history) != len(names) or any(on not in (0, 1) for on in history):
            raise TableFault(f"row {number}: each list must be 1 (on it) or 0 (not on it)")
        if count < 0:
            raise TableFault(f"row {number}: the count is negative")
        place = sum(1 << bit for bit, on in enumerate(history) if on)
        if place == 0 and count:
            raise TableFault(f"row {number}: it counts people on no list, which nobody can know")
        counts[place] += count
    counts[0] = 0
    if not counts.any():
        raise TableFault("nobody is on any list: every count is 0")
    counts.setflags(write=False)
    return Table(names, counts)


def histories(size: int) -> NDArray[np.int64]:
    """All 2**size histories as rows of 0 and 1, in the order of `Table.counts`: (2**size, size)."""
    return (np.arange(1 << size)[:, None] >> np.arange(size)[None, :]) & 1
