"""A period: the year that is counted, or the years from one to another."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Period:
    """From the first year to the last, both in it."""

    first: int
    last: int

    def __contains__(self, year: int) -> bool:
        return self.first <= year <= self.last

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"


def read_period(given: str) -> Period | None:
    """`2026` or `2021-2025`, or None where it is neither."""
    found = re.fullmatch(r"([12]\d{3})(?:-([12]\d{3}))?", given.strip(), re.ASCII)
    if not found:
        return None
    first, last = int(found[1]), int(found[2] or found[1])
    return Period(first, last) if first <= last else None
