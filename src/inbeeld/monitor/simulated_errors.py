"""What goes wrong when people are written down, at rates that are known.

Each field of each record goes wrong on its own: a slip of the hand, two letters that change places, a
spelling by ear, or the entry of somebody else. Day and month change places; fields stay empty.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from inbeeld.monitor.simulated_names import Strings

LETTERS = "abcdefghijklmnoprstuvwz"
BY_EAR = (
    ("ij", "ei"), ("ei", "ij"), ("ou", "au"), ("au", "ou"), ("sch", "sg"), ("c", "k"), ("k", "c"),
    ("f", "v"), ("v", "f"), ("s", "z"), ("z", "s"), ("oo", "o"), ("aa", "a"), ("ee", "e"), ("uu", "u"),
    ("ie", "i"), ("d", "t"), ("t", "d"), ("g", "ch"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rates:
    """How often something goes wrong, each field apart."""

    error: float = 0.05
    swapped_date: float = 0.02
    missing: float = 0.03
    again: float = 0.02  # of records: the same person a second time on the same list


def _slip(word: str, place: int, letter: str, kind: int) -> str:
    at = 1 + place % (len(word) - 1)
    if kind == 0:
        return word[:at] + letter + word[at + 1 :]
    if kind == 1:
        return word[:at] + letter + word[at:]
    return word[:at] + word[at + 1 :]


def _exchange(word: str, place: int) -> str:
    at = 1 + place % max(len(word) - 2, 1)
    return word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :]


def _by_ear(word: str, place: int) -> str:
    """One spelling of a sound for another; a slip where no such sound is there."""
    fit = [(old, new) for old, new in BY_EAR if old in word[1:]]
    if not fit:
        return _slip(word, place, "h", 1)
    old, new = fit[place % len(fit)]
    return word[0] + word[1:].replace(old, new, 1)


def misspelt(words: Strings, rate: float, random: np.random.Generator) -> Strings:
    """A share `rate` wrong: 45 % slips, 20 % exchanged, 25 % by ear, 10 % the word of somebody else."""
    wrong = np.flatnonzero(random.random(len(words)) < rate)
    kind = random.random(len(wrong))
    places = random.integers(0, 1 << 16, len(wrong))
    letters = random.choice(list(LETTERS), len(wrong))
    others = words[random.integers(0, len(words), len(wrong))]
    made = []
    for number, word in enumerate(words[wrong].tolist()):
        place = int(places[number])
        if kind[number] < 0.45 and len(word) > 2:
            made.append(_slip(word, place, str(letters[number]), place % 3))
        elif kind[number] < 0.65 and len(word) > 2:
            made.append(_exchange(word, place))
        elif kind[number] < 0.90 and len(word) > 2:
            made.append(_by_ear(word, place))
        else:
            made.append(str(others[number]))
    out = words.astype("U48")
    out[wrong] = made
    return out


def flipped(values: Strings, rate: float, random: np.random.Generator) -> Strings:
    """Sexes of which a share `rate` is the other one."""
    other = np.where(values == "female", "male", "female")
    return np.where(random.random(len(values)) < rate, other, values)


Days = NDArray[np.int64]


def parts(dates: NDArray[np.datetime64]) -> tuple[Days, Days, Days]:
    """Year, month and day of dates."""
    months = dates.astype("datetime64[M]")
    year = dates.astype("datetime64[Y]").astype(np.int64) + 1970
    return year, months.astype(np.int64) % 12 + 1, (dates - months).astype(np.int64) + 1


def whole(year: Days, month: Days, day: Days) -> NDArray[np.datetime64]:
    """Dates of years, months and days; a day that a month does not have becomes its last."""
    months = (year - 1970) * 12 + month - 1
    start = months.astype("datetime64[M]")
    length = ((start + 1).astype("datetime64[D]") - start.astype("datetime64[D]")).astype(np.int64)
    days = (np.clip(day, 1, length) - 1).astype("timedelta64[D]")
    return np.asarray(start.astype("datetime64[D]") + days)


def misdated(
    dates: NDArray[np.datetime64], rates: Rates, random: np.random.Generator
) -> NDArray[np.datetime64]:
    """Dates of which some are wrong in the day, the month or the year, or are somebody else's."""
    size = len(dates)
    year, month, day = parts(dates)
    wrong, kind = random.random(size) < rates.error, random.random(size)
    step = random.choice([-10, -3, -2, -1, 1, 2, 3, 10], size)
    day = np.where(wrong & (kind < 0.35), (day - 1 + step) % 28 + 1, day)
    month = np.where(wrong & (kind >= 0.35) & (kind < 0.6), (month - 1 + step) % 12 + 1, month)
    year = np.where(wrong & (kind >= 0.6) & (kind < 0.9), year + step, year)
    swap = (random.random(size) < rates.swapped_date) & (day <= 12)
    day, month = np.where(swap, month, day), np.where(swap, day, month)
    made = whole(year, month, day)
    return np.where(wrong & (kind >= 0.9), dates[random.integers(0, size, size)], made)


def emptied(
    size: int, rates: Rates, random: np.random.Generator
) -> Callable[[NDArray[np.generic]], list[object]]:
    """A function that leaves each field empty at the rate of what is missing."""

    def leave_out(values: NDArray[np.generic]) -> list[object]:
        out = values.astype(object)
        out[random.random(size) < rates.missing] = None
        return list(out)

    return leave_out
