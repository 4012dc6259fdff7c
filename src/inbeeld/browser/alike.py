"""How much of a word is as the word before it: what a page need not carry again."""

from __future__ import annotations

from itertools import takewhile


def shared(before: str, word: str, most: int) -> int:
    """With how many letters both begin, up to so many."""
    alike = zip(before[:most], word, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], alike))
