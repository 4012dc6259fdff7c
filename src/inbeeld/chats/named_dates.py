"""Dates with the name of a month, as old versions of WhatsApp wrote them: `27 mrt. 16:21`, `Mar 27,
2014, 4:21 PM`.

Such a date is turned into numbers, day first, and read on as any other. In those versions the year was
left out where it was the current one; it is then unknown, and written as 0.
"""

from __future__ import annotations

import re

from inbeeld.chats.locales import locales

_NAME = r"[^\W\d_][^\d\s,/\-:\[\]]{1,14}"
_YEAR = r"(?:,?\s(?:de\s)?(?P<year{}>(?:19|20)\d{{2}})\b)?"
_DATE = re.compile(
    rf"(?P<before>\[?)(?:{_NAME},?\s)?(?:"
    rf"(?P<day1>\d{{1,2}})\.?\s(?:de\s)?(?P<month1>{_NAME})"
    + _YEAR.format(1)
    + rf"|(?P<month2>{_NAME})\s(?P<day2>\d{{1,2}})"
    + _YEAR.format(2)
    + rf"|(?P<year3>\d{{4}})\s(?P<month3>{_NAME})\s(?P<day3>\d{{1,2}})"
    + r")(?=[\s,])"
)


def in_numbers(text: str) -> str | None:
    """The text with the date that it begins with in numbers; None where it begins with none."""
    found = _DATE.match(text)
    if found is None:
        return None
    for way in "123":
        if found[f"month{way}"]:
            month = locales().months.get(found[f"month{way}"].rstrip(".").casefold())
            if month is None:
                return None
            year = found[f"year{way}"] or "0000"
            return f"{found['before']}{found[f'day{way}']}/{month}/{year}{text[found.end() :]}"
    return None
