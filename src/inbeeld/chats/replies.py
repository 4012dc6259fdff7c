"""From the number that an app gives a message to its position, for replies.

The numbers of an app go up with time, so they stand in one array of eight bytes each and are found by
halving. The few that do not go up stand apart.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from typing import Any

LARGEST = 2**63
APART = 100_000


class Positions:
    """The position of every message so far, by the number that the app gave it."""

    def __init__(self) -> None:
        self._numbers = array("q")
        self._positions = array("q")
        self._apart: dict[int, int] = {}

    def add(self, number: Any, position: int) -> None:
        """A number that is none is left out: nothing can refer to it."""
        known = _number(number)
        if known is None:
            return
        if not self._numbers or known > self._numbers[-1]:
            self._numbers.append(known)
            self._positions.append(position)
        elif len(self._apart) < APART:
            self._apart[known] = position

    def find(self, number: Any) -> int | None:
        """The position; None where the message is not in the file, or is no message."""
        known = _number(number)
        if known is None:
            return None
        place = bisect_left(self._numbers, known)
        if place < len(self._numbers) and self._numbers[place] == known:
            return self._positions[place]
        return self._apart.get(known)


def _number(value: Any) -> int | None:
    try:
        number = int(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return number if -LARGEST <= number < LARGEST else None
