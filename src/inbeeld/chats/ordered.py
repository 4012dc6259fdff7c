"""Messages that stand in a file in another order than that of time.

Only the time and the place of each message are kept, in arrays of eight bytes; the messages themselves
are read again from their places, in order.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence

from inbeeld.chats.material import Material
from inbeeld.chats.notes import Notes, What


class Places:
    """Where each message stands in the file, and when it was sent."""

    def __init__(self) -> None:
        self._times = array("q")
        self._starts = array("q")
        self._sizes = array("I")
        self._items = array("I")

    def add(self, time: int, start: int, end: int, item: int) -> None:
        """`time` in any unit, `start` and `end` in bytes, `item` the number of the message in the
        file."""
        self._times.append(time)
        self._starts.append(start)
        self._sizes.append(end - start)
        self._items.append(item)

    def read(self, material: Material, notes: Notes) -> Iterator[tuple[int, bytes]]:
        """Number and bytes of each message, the earliest first. A file may begin with the newest."""
        count = len(self._times)
        order: Sequence[int] = range(count)
        if count and self._times[0] > self._times[-1]:
            order = range(count - 1, -1, -1)
        if any(self._times[order[n]] > self._times[order[n + 1]] for n in range(count - 1)):
            order = array("I", sorted(order, key=self._times.__getitem__))
            notes.once(What.UNORDERED)
        with material.open() as stream:
            for place in order:
                stream.seek(self._starts[place])
                yield self._items[place], stream.read(self._sizes[place])
