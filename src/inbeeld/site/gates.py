"""At most so much at once. Who comes when it is full waits; nobody is refused for where they come from.

No address is looked at: many share one, and one person has many. So a gate belongs to a process, or to a
draft.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable

DRAFTS = 2000
PAUSE = 2.0  # seconds


class Full(Exception):
    """So many wait already that another would only wait in vain."""


class Gate:
    """Lets so many a second through, evenly. `waiting` is how many may wait at once, None for any."""

    def __init__(
        self,
        a_second: float,
        *,
        waiting: int | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.gap = 1 / a_second
        self.most = waiting
        self.clock = clock
        self.sleep = sleep
        self.free = 0.0  # when the next may pass
        self.lock = threading.Lock()

    def wait(self) -> None:
        """Returns when it is the caller's turn. Full where too many wait."""
        with self.lock:
            now = self.clock()
            turn = max(now, self.free)
            if self.most is not None and turn - now > self.most * self.gap:
                raise Full
            self.free = turn + self.gap
        if turn > now:
            self.sleep(turn - now)


class Counted:
    """How often each of the last drafts was answered in this process."""

    def __init__(self, most: int, *, sleep: Callable[[float], None] = time.sleep) -> None:
        self.most = most
        self.sleep = sleep
        self.counts: OrderedDict[str, int] = OrderedDict()
        self.lock = threading.Lock()

    def wait(self, name: str) -> None:
        """Lets a draft go on, after a pause where it was answered very often."""
        with self.lock:
            count = self.counts.pop(name, 0) + 1
            self.counts[name] = count
            if len(self.counts) > DRAFTS:
                self.counts.popitem(last=False)
        if count > self.most:
            self.sleep(PAUSE)
