"""The words of receipts: one list a language, `data/receipt/nl.txt` and `en.txt`.

How they were made stands in `data/receipt/README.txt`; a test holds every property promised there.
"""

from __future__ import annotations

import functools

from inbeeld.knowledge.loader import data_folder
from inbeeld.knowledge.words import Lang


@functools.cache
def receipt_words(lang: Lang) -> tuple[str, ...]:
    """The words of one language, in alphabetical order."""
    file = data_folder() / "receipt" / f"{lang}.txt"
    return tuple(file.read_text(encoding="utf-8").split())
