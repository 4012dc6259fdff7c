"""Which number of a date is the day, inferred over a whole file.

`05/06/22` may be June or May. A value above 12 settles it; then that a chat goes forward in time; then
the distance that the dates would span; and only then what the language and the separators hint at, with
a remark that it was decided so.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter

from inbeeld.chats.calendars import gregorian
from inbeeld.chats.headers import Header
from inbeeld.chats.locales import locales
from inbeeld.chats.notes import What

ORDERS = {"DMY": (2, 1, 0), "MDY": (2, 0, 1), "YMD": (0, 1, 2), "YDM": (0, 2, 1)}
KEPT = 50_000  # different dates that are remembered: more than a century
FAR = 4  # times as wide a span is evidence
SLACK = 3700  # seconds back that mean nothing: the clock was set to winter time
Read = tuple[dt.date | None, What | None]


def hours(hour: int, word: str) -> int:
    """The hour on a 24-hour clock. `word` as in `Header`; an unknown one changes nothing."""
    kind = locales().clock.get(word)
    if kind is None or hour > 12:
        return hour
    if kind == "am":
        return hour % 12
    if kind == "pm":
        return hour % 12 + 12
    return hour + 12 if hour < 5 else hour


def read_date(parts: tuple[str, str, str], era: tuple[str, int], order: str) -> Read:
    """The Gregorian date of three numbers in this order, and the remark that it needs."""
    year, month, day = (int(parts[place]) for place in ORDERS[order])
    return gregorian(year, month, day, era[0])


class Track:
    """How one order would read the file: what cannot exist, how often time goes back, the ground
    covered."""

    def __init__(self) -> None:
        self.impossible = 0
        self.back = 0
        self.days = 0
        self._last: int | None = None
        self._last_day = 0

    def add(self, date: dt.date | None, second: int) -> None:
        if date is None:
            self.impossible += 1
            return
        day = date.toordinal()
        now = day * 86_400 + second
        if self._last is not None:
            self.back += now < self._last - SLACK
            self.days += abs(day - self._last_day)
        self._last, self._last_day = now, day


class DateOrder:
    """Takes in every header of a file, then says the order."""

    def __init__(self) -> None:
        self._tracks = {order: Track() for order in ORDERS}
        self._read: dict[tuple[str, str, str, str], list[dt.date | None]] = {}
        self._last: tuple[str, str, str] | None = None
        self._second = 0
        self._year_first = 0
        self._year_last = 0
        self._padded = [True, True, True]
        self._separators: Counter[str] = Counter()
        self._hints: Counter[str] = Counter()
        self._capitals = False

    def add(self, header: Header) -> None:
        word = header.around.word
        hour = hours(header.hour, word) if word else header.hour
        second = hour * 3600 + header.minute * 60 + header.second
        if header.parts == self._last and second >= self._second:
            self._second = second  # the same day goes on, which tells nothing more of any order
            return
        self._last, self._second = header.parts, second
        for track, date in zip(self._tracks.values(), self._dates_of(header), strict=True):
            track.add(date, second)
        if word in locales().orders:
            self._hints[locales().orders[word]] += 1
        self._capitals |= header.around.capitals and word in ("am", "pm")

    def hint(self, phrase: str) -> None:
        """A phrase of the app itself, as `clock_key` makes it, that may show the language."""
        order = locales().orders.get(phrase)
        if order:
            self._hints[order] += 1

    def _dates_of(self, header: Header) -> list[dt.date | None]:
        key = (*header.parts, header.around.era[0])
        known = self._read.get(key)
        if known is not None:
            return known
        if len(self._read) >= KEPT:
            self._read.clear()
        found = [read_date(header.parts, header.around.era, order)[0] for order in ORDERS]
        self._read[key] = found
        first, _, last = header.parts
        self._year_first += len(first) > 2 or header.around.era[1] == 0 or int(first) > 31
        self._year_last += len(last) > 2 or header.around.era[1] == 2 or int(last) > 31
        self._padded = [
            kept and len(part) != 1 for kept, part in zip(self._padded, header.parts, strict=True)
        ]
        self._separators[header.around.shape.sep1] += 1
        return found

    def decide(self) -> tuple[str, What | None]:
        """The order, and a remark where the dates alone do not settle it."""
        if self._year_first > self._year_last:
            return ("YDM" if self._surely("YDM", "YMD") else "YMD"), None
        if not self._year_last and self._short_year_first():
            return "YMD", What.YEAR_FIRST
        left = self._likeliest(["DMY", "MDY"])
        if len(left) == 1 or self._same(left):
            return left[0], None
        near = min(self._tracks[order].days for order in left)
        close = [order for order in left if self._tracks[order].days <= near * FAR]
        order = next(one for one in (*self._preferred(), *close) if one in close)
        return order, What.DAY_MONTH if order == "DMY" else What.MONTH_DAY

    def _likeliest(self, orders: list[str]) -> list[str]:
        """Those in which the fewest dates cannot exist, and of these, time goes back least often."""
        fewest = min(self._tracks[order].impossible for order in orders)
        left = [order for order in orders if self._tracks[order].impossible == fewest]
        back = min(self._tracks[order].back for order in left)
        return [order for order in left if self._tracks[order].back == back]

    def _surely(self, order: str, other: str) -> bool:
        return self._tracks[order].impossible < self._tracks[other].impossible

    def _short_year_first(self) -> bool:
        """Whether `22/3/27` is of 2022: rare, so the dates or the language must bear it out."""
        first = self._tracks["YMD"]
        others = self._likeliest(["DMY", "MDY"])
        if first.impossible > self._tracks[others[0]].impossible:
            return False
        if self._hints and self._hints.most_common(1)[0][0] == "YMD":
            return True
        back = self._tracks[others[0]].back
        days = min(self._tracks[order].days for order in others)
        return first.back < back or (first.back == back and first.days * FAR < days)

    def _same(self, orders: list[str]) -> bool:
        """Whether every date reads the same, such as 05/05/22."""
        places = [list(ORDERS).index(order) for order in orders]
        return len(self._read) < KEPT and all(
            len({found[place] for place in places}) == 1 for found in self._read.values()
        )

    def _preferred(self) -> list[str]:
        """What is likeliest where nothing in the dates tells: first language, then decoration."""
        by_language = [order for order, _ in self._hints.most_common()]
        slashes = self._separators.most_common(1)[0][0] == "/" if self._separators else False
        american = slashes and self._capitals and not any(self._padded[:2])
        return [*by_language, "MDY" if american else "DMY"]
