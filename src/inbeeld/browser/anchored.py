"""Marks in a pattern the item that a text is least likely to hold.

A page has thousands of patterns and meets few of them, so it reads only that item at first, and the
rest of a pattern where a chat holds it.
"""

from __future__ import annotations

import functools
import math
import re

from inbeeld.screen.anchors import anchors, cost
from inbeeld.screen.syntax import Item, Lists, parse

MARK = "!"
_SIGN = re.compile(r"[()\[\]]|\s+|[^()\[\]\s]+")


@functools.lru_cache(maxsize=10_000)  # each pattern comes again in the next language
def marked(written: str, lists: Lists) -> str:
    """The pattern, one space between its items, with the mark before the rarest of them."""
    items = parse(written, lists)
    parts = top_level(written)
    rarest = min(range(len(items)), key=lambda place: _cost(items[place]))
    return " ".join(MARK + part if place == rarest else part for place, part in enumerate(parts))


def top_level(written: str) -> list[str]:
    """The items of a pattern as they are written."""
    parts = [""]
    depth = 0
    for sign in _SIGN.findall(written):
        if sign.isspace() and not depth:
            parts.append("")
            continue
        if sign in "([":
            if not depth and parts[-1]:
                parts.append("")
            depth += 1
        elif not depth and parts[-1].endswith((")", "]")):
            parts.append("")
        parts[-1] += sign
        depth -= sign in ")]"
    return [part for part in parts if part]


def _cost(item: Item) -> float:
    found = anchors((item,))
    return sum(map(cost, found)) if found else math.inf
