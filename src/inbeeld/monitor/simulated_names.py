"""Names that nobody has to have, spread over people as Dutch names are.

A test of linking needs names of which a few are very common and most are rare: that decides how much
it says when two records share one. No list of real names was read. Names are built from syllables, and
how often each occurs follows the Zipf-Mandelbrot shape that Dutch names have: the commonest last name
about one in 170 people, and a long tail; one in four with a particle such as 'van de'.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Strings = NDArray[np.str_]
PARTICLES = ("de", "van", "van de", "van der", "van den", "ten", "ter", "in 't")
ONSETS = [
    "b", "br", "bl", "d", "dr", "f", "g", "gr", "h", "j", "k", "kl", "kr", "l", "m", "n", "p",
    "r", "s", "sch", "sl", "st", "t", "tr", "v", "w", "z",
]  # fmt: skip
VOWELS = [
    "a", "aa", "e", "ee", "i", "ie", "o", "oo", "oe", "u", "uu", "eu", "ui", "ij", "ei", "ou",
    "au",
]  # fmt: skip
CODAS = ["k", "l", "m", "n", "r", "s", "t", "nd", "rs", "ng", "rt", "lk", "nk", "mp", "ft"]
FIRST_ENDS = {
    "female": ["a", "e", "ie", "ke", "ien", "na", "ne", "je"],
    "male": ["o", "us", "en", "er", "an", "el", "ik", "ert"],
}
LAST_ENDS = [
    "s", "sma", "stra", "man", "kamp", "veld", "huis", "inga", "meijer", "ers", "ink", "berg",
    "dijk", "horst", "laar",
]  # fmt: skip
PLACE_ENDS = ["dam", "dijk", "veen", "burg", "wijk", "loo", "drecht", "hoven", "zijl", "woude"]


@dataclass(frozen=True, eq=False, slots=True)
class Vocabulary:
    """Names, and how large a share of people has each."""

    names: Strings
    share: NDArray[np.float64]

    def draw(self, size: int, random: np.random.Generator) -> Strings:
        """Names of `size` people."""
        edges = np.cumsum(self.share)
        places = np.searchsorted(edges / edges[-1], random.random(size), side="right")
        return self.names[places]


def mandelbrot(size: int, *, flat: float, steep: float) -> NDArray[np.float64]:
    """Shares of the 1st, 2nd, ... commonest: 1 / (rank + flat) ** steep, adding up to 1."""
    weights = (np.arange(1, size + 1) + flat) ** -float(steep)
    return np.asarray(weights / weights.sum())


def _syllables(size: int, random: np.random.Generator, ends: list[str], deep: int) -> Strings:
    """`size` different words of `deep` syllables and an ending, in a random order."""
    found: dict[str, None] = {}
    while len(found) < size:
        ask = 2 * (size - len(found)) + 8
        words = np.full(ask, "", dtype="U40")
        for depth in range(deep):
            words = np.char.add(words, random.choice(ONSETS, ask))
            words = np.char.add(words, random.choice(VOWELS, ask))
            if depth == deep - 1:
                words = np.char.add(words, random.choice(CODAS, ask))
        words = np.char.add(words, random.choice(ends, ask))
        found |= dict.fromkeys(words.tolist())
    return np.char.capitalize(np.array(list(found)[:size]))


def first_names(sex: str, random: np.random.Generator, *, size: int = 6_000) -> Vocabulary:
    """Invented first names of one sex ('female' or 'male')."""
    short = _syllables(size // 3, random, FIRST_ENDS[sex], 1)
    long = _syllables(size - len(short), random, FIRST_ENDS[sex], 2)
    return Vocabulary(np.concatenate([short, long]), mandelbrot(size, flat=12.0, steep=1.1))


def last_names(random: np.random.Generator, *, size: int = 60_000) -> Vocabulary:
    """Invented last names; a quarter begins with a particle, as a part of the name."""
    short = _syllables(size // 6, random, LAST_ENDS, 1)
    words = np.concatenate([short, _syllables(size - len(short), random, LAST_ENDS, 2)])
    particles = np.char.add(random.choice(PARTICLES, size), " ")
    words = np.where(random.random(size) < 0.25, np.char.add(particles, words), words)
    return Vocabulary(words, mandelbrot(size, flat=20.0, steep=1.0))


def municipalities(random: np.random.Generator, *, size: int = 342) -> Vocabulary:
    """Invented municipalities, as many as the Netherlands has, a few of them large."""
    return Vocabulary(
        _syllables(size, random, PLACE_ENDS, 1), mandelbrot(size, flat=5.0, steep=0.9)
    )
