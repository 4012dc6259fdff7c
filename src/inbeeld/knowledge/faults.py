"""The errors of this room.

KnowledgeError
├── DataFaults        one or more faults in the data files, all found at once
├── UnknownId         an id that is not there, with the nearest ones
└── CannotWrite       a data file that may not be changed here
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


class KnowledgeError(Exception):
    """Anything about the data that a person can mend. The message says what, where and what to do."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: in which file, at which entry, and why."""

    file: str
    entry: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file}: {self.entry}: {self.reason}"


class DataFaults(KnowledgeError):
    """All faults found in one reading of the data files."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        count = len(self.faults)
        head = "1 fault" if count == 1 else f"{count} faults"
        super().__init__(
            "\n".join([f"{head} in the data files:", *(f"  {fault}" for fault in self.faults)])
        )


class UnknownId(KnowledgeError):
    """An id that does not exist. `nearest` holds at most three that look like it."""

    def __init__(self, what: str, given: str, known: Iterable[str]) -> None:
        self.given = given
        self.nearest = tuple(difflib.get_close_matches(given, list(known), n=3, cutoff=0.4))
        hint = f" Nearest: {', '.join(self.nearest)}." if self.nearest else ""
        super().__init__(f"Unknown {what}: {_printable(given)}.{hint}")


class CannotWrite(KnowledgeError):
    """The data file is read-only for this user, or lies inside an installed package."""


def _printable(given: str) -> str:
    """What someone typed, short and without control characters, fit for a message on a terminal."""
    return "".join(sign if sign.isprintable() else "?" for sign in given)[:60]
