"""How long a request says its body is."""

from __future__ import annotations

import sys

from django.http import HttpRequest

DIGITS = 20  # Python itself refuses to read thousands, with an error


def length(request: HttpRequest) -> int | None:
    """The bytes that are said to come, or None where that is no number. An endless one is too long."""
    said = request.META.get("CONTENT_LENGTH") or "0"
    if not (said.isascii() and said.isdecimal()):
        return None
    return int(said) if len(said) <= DIGITS else sys.maxsize
