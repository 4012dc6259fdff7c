"""Years and dates of other calendars, as telephones write them, turned into Gregorian dates.

iOS lets everyone choose the Japanese or Buddhist calendar; Persian, Islamic and Minguo dates come with
a region. Which calendar it is follows from the year itself: WhatsApp exists since 2009, and the years
since then do not overlap between these calendars.

Sources: Persian leap years, the 33-year rule in use for 1343-1472 (Heydari-Malayeri, "A concise review
of the Iranian calendar", 2004). Islamic: the tabular civil calendar (Reingold and Dershowitz,
"Calendrical Calculations"); the calendar that is announced by sight may differ by a day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from inbeeld.chats.notes import What

# The year before the first of each era.
JAPANESE = {
    "r": 2018, "令和": 2018, "h": 1988, "平成": 1988, "s": 1925, "昭和": 1925, "t": 1911, "大正": 1911,
    "m": 1867, "明治": 1867,
}  # fmt: skip
MINGUO = {"民國", "民国", "minguo", "roc"}
BUDDHIST = {"be", "พศ"}
HIJRI_EPOCH = dt.date(622, 7, 19).toordinal()
SHORT_BUDDHIST = (
    50  # "65" is 2565 of the Buddhist calendar, which Thai telephones write in two digits
)


def gregorian(year: int, month: int, day: int, era: str = "") -> tuple[dt.date | None, What | None]:
    """The Gregorian date, and the remark that it needs.

    `year` as written, in one to four digits; `era` the letters beside it in lower case without points,
    such as "r", "be", "令和". The date is None where it does not exist or the calendar is not known.
    """
    if year == 0:
        return None, What.NO_YEAR
    for fits, convert, remark in _CALENDARS:
        if fits(year, era):
            try:
                return convert(year, month, day, era), remark
            except ValueError:
                return None, None
    return None, What.OTHER_CALENDAR


def persian(year: int, month: int, day: int) -> dt.date:
    """A date of the Persian solar calendar, for the years 1343 to 1472. Raises `ValueError`."""
    leap = year % 33 in (1, 5, 9, 13, 17, 22, 26, 30)
    longest = 31 if month <= 6 else 30 if month < 12 or leap else 29
    if not (1 <= month <= 12 and 1 <= day <= longest):
        raise ValueError("no such day")
    leaps = sum(one % 33 in (1, 5, 9, 13, 17, 22, 26, 30) for one in range(1380, year))
    months = (month - 1) * 31 - max(0, month - 7)
    # 1 Farvardin 1380 is 21 March 2001.
    start = dt.date(2001, 3, 21).toordinal()
    return dt.date.fromordinal(start + (year - 1380) * 365 + leaps + months + day - 1)


def hijri(year: int, month: int, day: int) -> dt.date:
    """A date of the tabular Islamic calendar; the announced one may differ by a day. `ValueError`."""
    leap = (11 * year + 14) % 30 < 11
    longest = 30 if month % 2 or (month == 12 and leap) else 29
    if not (1 <= month <= 12 and 1 <= day <= max(longest, 30)):
        raise ValueError("no such day")
    days = (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2 + day - 1
    return dt.date.fromordinal(HIJRI_EPOCH + days)


# The first that fits counts: letters beside the year, and then the year itself.
_CALENDARS: tuple[
    tuple[
        Callable[[int, str], bool], Callable[[int, int, int, str], dt.date], What | None
    ], ...
] = (
    (lambda _, era: era in JAPANESE,
     lambda y, m, d, era: dt.date(JAPANESE[era] + y, m, d), What.JAPANESE),
    (lambda year, era: era in MINGUO or 98 <= year < 200,
     lambda y, m, d, _: dt.date(1911 + y, m, d), What.MINGUO),
    (lambda year, era: era in BUDDHIST or 2400 <= year < 2700,
     lambda y, m, d, _: dt.date(y - 543, m, d), What.BUDDHIST),
    (lambda year, _: SHORT_BUDDHIST <= year < 100,
     lambda y, m, d, _: dt.date(y + 1957, m, d), What.BUDDHIST),
    (lambda year, _: year < 100, lambda y, m, d, _: dt.date(y + 2000, m, d), None),
    (lambda year, _: 1900 <= year < 2400, lambda y, m, d, _: dt.date(y, m, d), None),
    (lambda year, _: 1380 <= year < 1425, lambda y, m, d, _: persian(y, m, d), What.PERSIAN),
    (lambda year, _: 1425 <= year < 1500, lambda y, m, d, _: hijri(y, m, d), What.HIJRI),
)  # fmt: skip
