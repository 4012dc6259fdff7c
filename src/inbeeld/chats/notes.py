"""Everything a reader of the chat must know, collected while the file is read.

A broken file may give a remark on each of its lines, so only the first of each kind are kept and the
rest are counted.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

KEPT = 20


class What(StrEnum):
    """Each remark there is, as a plain sentence."""

    DAY_MONTH = "Day and month could be exchanged in this file. They were read as day, then month."
    MONTH_DAY = "Day and month could be exchanged in this file. They were read as month, then day."
    YEAR_FIRST = (
        "It is not certain where the year stands in a date. It was read as year, month, day."
    )
    NO_SUCH_DATE = "This date or time does not exist. The message is kept without a time."
    BUDDHIST = "The years are of the Buddhist calendar. They were converted."
    JAPANESE = "The years are of the Japanese calendar. They were converted."
    MINGUO = "The years are of the Minguo calendar. They were converted."
    PERSIAN = "The dates are of the Persian calendar. They were converted."
    HIJRI = "The dates are of the Islamic calendar. They were converted and may be a day off."
    OTHER_CALENDAR = "The year is of a calendar that is not known here. The message has no time."
    CLOCK = "The word beside the time is not known, so morning and afternoon may be exchanged."
    BEFORE_FIRST = "This line stands before the first message and belongs to none. It was left out."
    OTHER_SHAPE = "This line looks like a message of another export. It was kept as text."
    TOO_LONG = "This message is longer than any app allows. The rest of it was left out."
    NO_NAMES = "No names were found. Each line was read as one message of someone unknown."
    NO_DATE = "A time without a date was found. These messages are kept without a time."
    NO_YEAR = "A date without a year was found. These messages are kept without a time."
    NOT_A_TIME = "The time could not be read. The message is kept without a time."
    NOT_A_MESSAGE = "This item is not a message. It was left out."
    MANY_SPEAKERS = "More people speak than can be listed. Only the first are listed."
    UNORDERED = "The messages were not in order of time. They were put in order."


@dataclass(frozen=True, slots=True)
class Remark:
    """Something a reader of the chat must know.

    `line` as in `Message`; None: about the whole file, or, with `more`, about so many further lines.
    """

    line: int | None
    what: What
    more: int = 0

    def __str__(self) -> str:
        return f"{self.what} ({self.more} more)" if self.more else str(self.what)


class Notes:
    """The remarks of one reading, and how much was left out."""

    def __init__(self) -> None:
        self.skipped = 0
        self._kept: list[Remark] = []
        self._times: Counter[What] = Counter()
        self._whole: set[What] = set()

    def add(self, what: What, line: int | None = None) -> None:
        """About one line; only the first of each kind are kept."""
        self._times[what] += 1
        if self._times[what] <= KEPT:
            self._kept.append(Remark(line, what))

    def once(self, what: What, line: int | None = None) -> None:
        """About the whole file, however often it is seen."""
        if what not in self._whole:
            self._whole.add(what)
            self._kept.append(Remark(line, what))

    def skip(self, what: What, line: int | None = None) -> None:
        """A line or item that belongs to no message."""
        self.skipped += 1
        self.add(what, line)

    def remarks(self) -> tuple[Remark, ...]:
        more = [
            Remark(None, what, times - KEPT) for what, times in self._times.items() if times > KEPT
        ]
        return (*self._kept, *more)
