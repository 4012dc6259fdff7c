"""The one clock of the pages, so that a test can ask how they look at another hour."""

from __future__ import annotations

import datetime as dt


def now() -> dt.datetime:
    """This moment, with its time zone."""
    return dt.datetime.now(dt.UTC)
