"""A day as people write it in a list: ISO, Dutch, or a day of Excel or SPSS. Nothing is guessed."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

MONTHS = {
    name: number
    for number, names in enumerate(
        ("januari jan january", "februari feb february", "maart mrt mar march", "april apr", "mei may",
         "juni jun june", "juli jul july", "augustus aug august", "september sep sept",
         "oktober okt october oct", "november nov", "december dec"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[t ]\d{1,2}:\d{2}.*)?", re.ASCII)
TIGHT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})", re.ASCII)
DUTCH = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})(?: \d{1,2}:\d{2}.*)?", re.ASCII)
WORDS = re.compile(r"(\d{1,2})[- ]([a-z]+)\.?[- ](\d{4})", re.ASCII)
EARLIEST = 1900


class NoDate(ValueError):
    """It is written as no date that is known here."""


class Impossible(ValueError):
    """It is written as a date, and no calendar has that day."""


def read_date(cell: Any) -> dt.date:
    """The day in a cell. NoDate or Impossible where there is none.

    Day before month where numbers stand: that is Dutch. A year of two digits is not read.
    """
    if isinstance(cell, dt.datetime):
        return _possible(cell.year, cell.month, cell.day)
    if isinstance(cell, dt.date):
        return _possible(cell.year, cell.month, cell.day)
    text = str(cell).strip().lower()
    if found := ISO.fullmatch(text) or TIGHT.fullmatch(text):
        return _possible(int(found[1]), int(found[2]), int(found[3]))
    if found := DUTCH.fullmatch(text):
        return _possible(int(found[3]), int(found[2]), int(found[1]))
    if (found := WORDS.fullmatch(text)) and found[2] in MONTHS:
        return _possible(int(found[3]), MONTHS[found[2]], int(found[1]))
    raise NoDate


def full_years(birth: dt.date, at: dt.date) -> int:
    """How old somebody is on a day."""
    return at.year - birth.year - ((at.month, at.day) < (birth.month, birth.day))


def _possible(year: int, month: int, day: int) -> dt.date:
    if year < EARLIEST:
        raise Impossible
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise Impossible from None
