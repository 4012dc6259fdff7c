"""Refuses sexual detail without spelling it out.

The list holds a keyed hash per stem, so that nobody who opens it reads the words, and the project
holds none of them. `docs/decisions/0004-refusing-list.md` says how the list was made.
"""

from __future__ import annotations

import functools
import hashlib
import re
import unicodedata
from pathlib import Path

# Letters, with the accents that may stand apart after them and hyphens that do not show.
WORD = re.compile(r"(?:[^\W\d_][\u0300-\u036f\u00ad\u200b-\u200d]*)+")
SHORTEST_STEM = 3
# Endings of Dutch and English, longest first: a stem is what is left without one of them.
ENDINGS = ("ingen", "tjes", "eren", "ers", "ing", "tje", "jes", "den", "ten", "en", "er", "es",
           "ed", "je", "de", "te", "e", "n", "s", "t")  # fmt: skip


def fold(word: str) -> str:
    """Lower case, only letters: without accents and without signs that do not show."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(sign for sign in plain if sign.isalpha())


def stems(word: str) -> set[str]:
    """The word itself and what is left of it without one ending."""
    word = fold(word)
    cut = {word.removesuffix(ending) for ending in ENDINGS if word.endswith(ending)}
    return {word} | {stem for stem in cut if len(stem) >= SHORTEST_STEM}


def digest(stem: str) -> str:
    """Hash of one stem: 64 bits, keyed so that it is no dictionary of common hashes."""
    return hashlib.blake2b(stem.encode(), digest_size=8, key=b"inbeeld refusing list").hexdigest()


@functools.cache
def shipped_list() -> frozenset[str]:
    """The hashes that come with the package."""
    file = Path(__file__).parent / "data" / "language" / "refused.txt"
    lines = file.read_text(encoding="ascii").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def refused(text: str) -> tuple[int, ...]:
    """Places in `text`, in characters, of words that may not stand there."""
    hashes = shipped_list()
    return tuple(
        found.start()
        for found in WORD.finditer(text)
        if any(digest(stem) in hashes for stem in stems(found.group()))
    )
