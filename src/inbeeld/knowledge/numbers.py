"""A number as people write it, for pages, documents and terminals alike."""

from __future__ import annotations

from inbeeld.knowledge.words import Lang


def written(number: float, lang: Lang, *, decimals: int = 0) -> str:
    """1.334 in Dutch, 1,334 in English; with decimals 1.334,5 and 1,334.5."""
    text = f"{number:,.{decimals}f}"
    return text.translate(str.maketrans(",.", ".,")) if lang is Lang.NL else text
