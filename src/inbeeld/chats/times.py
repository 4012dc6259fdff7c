"""Moments as exports write them: ISO 8601, or counted from 1970."""

from __future__ import annotations

import datetime as dt
from typing import Any

MILLISECONDS = (
    100_000_000_000  # above this a count is in milliseconds: in seconds it is the year 5138
)
EARLIEST = 100_000_000  # below this a count is no moment in the life of any chat (1973)


def moment(value: Any) -> dt.datetime | None:
    """A time of ISO 8601, or seconds or milliseconds since 1970 (UTC). None where it is none of
    these."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return from_count(value)
    if not isinstance(value, str):
        return None
    text = value.strip()
    if text.isdecimal():
        return from_count(int(text)) if len(text) < 20 and len(text) > 8 else None
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError:
        return None


def from_count(count: float) -> dt.datetime | None:
    """Seconds or milliseconds since 1970, as UTC."""
    if not abs(count) >= EARLIEST:  # also where it is not a number
        return None
    try:
        if abs(count) >= MILLISECONDS:
            whole, rest = divmod(count, 1000)
            return dt.datetime.fromtimestamp(whole, dt.UTC) + dt.timedelta(milliseconds=rest)
        return dt.datetime.fromtimestamp(count, dt.UTC)
    except (OverflowError, OSError, ValueError):
        return None


def with_zone(local: dt.datetime, utc: dt.datetime | None) -> dt.datetime:
    """The time of a device with its zone, known from the same moment in UTC.

    Zones are whole quarters of an hour; where the two do not fit together, UTC is the surer.
    """
    if utc is None or local.tzinfo is not None:
        return local
    apart = local - utc.replace(tzinfo=None)
    quarters = round(apart / dt.timedelta(minutes=15))
    offset = dt.timedelta(minutes=15) * quarters
    if abs(apart - offset) > dt.timedelta(seconds=1) or abs(offset) > dt.timedelta(hours=15):
        return utc
    return local.replace(tzinfo=dt.timezone(offset))
