"""Overwrites secret bytes that nobody needs any more.

Python gives freed memory out again and does not clean it: a private key that was sealed away an hour ago
could still be read from a process that takes reports in (measured: one of six, by `proofs.intake`). This
is the best that Python allows. What the library and the system copied on the way is theirs to clean.
"""

from __future__ import annotations

import ctypes
import sys

CPYTHON = sys.implementation.name == "cpython"
FRONT = (
    bytes.__basicsize__ - 1
)  # what stands before the bytes themselves; the one behind them is a zero
SHORTEST = 2  # Python keeps each string of one byte once, for everyone


def forget(*held: bytes) -> None:
    """Makes these zero, wherever they lie. Only for bytes that the caller made, and no one else holds."""
    for one in held:
        if CPYTHON and len(one) >= SHORTEST:
            ctypes.memset(id(one) + FRONT, 0, len(one))
