"""One way to write a name, a place or a date of birth, so that two lists can be compared.

Dutch names are written in many ways: Y for IJ, with and without accents, "van der" before, after or
left out. `sound` goes further and folds what sounds alike in Dutch (Schmidt and Smit, Bakker and Backer).
Its rules are our own, in order, in the table SOUNDS: the phonetic libraries we know of (jellyfish,
pyphonetics) are for English, and the one with rules for Dutch (abydos) is under the GPL and long without
a release. Everything here gives lower-case letters a to z only, or None where nothing is left.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from functools import lru_cache

_PARTICLES = (
    "van von der den de het t ten ter te des d in op aan bij onder uit uijt voor over la le du di da do "
    "dos das el al ben bin ibn abu oude"
)
PARTICLES = frozenset(_PARTICLES.split())
# Letters that no decomposition takes apart.
LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i",
     "ĳ": "ij", "’": "'", "‘": "'", "`": "'", "´": "'"}
)  # fmt: skip
# What sounds alike in Dutch, in this order. All on lower-case letters a to z.
SOUNDS = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"tsj|tch|tsch", "tj"),
        (r"sch(?=[mnlrw])|sch$", "s"),  # Schmidt, Bosch
        (r"sj|^sch(?=[aeiou])", "s"),
        (r"ph", "f"),
        (r"dt$|d$", "t"),  # a d at the end sounds as t
        (r"gh|ch", "g"),
        (r"cq|qu|q", "k"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"x", "ks"),
        (r"z", "s"),
        (r"v", "f"),
        (r"w$", ""),
        (r"ae", "a"),
        (r"oe|ou|au|auw|ouw|u", "u"),
        (r"ij|ey|ei|eij|y|ie|ee|j(?![aeiou])", "i"),
        (r"h", ""),
        (r"b$", "p"),
        (r"([a-z])\1+", r"\1"),
    )
)


@lru_cache(maxsize=200_000)
def words(text: str) -> tuple[str, ...]:
    """The words of a name in lower-case letters a to z, without accents; `'t` is the word t."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(LETTERS))
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign)).translate(LETTERS)
    return tuple(re.findall(r"[a-z]+", plain.replace("'", " ")))


def first_key(text: str) -> str | None:
    """The first given name: of "Anne-Marie L." it is `anne`."""
    found = words(text)
    return found[0] if found else None


def last_key(text: str) -> str | None:
    """The last name without particles: `berg` of "van der Berg", "Berg, van der" and "Berg-de Vries".

    Of a double name the first is taken: the name at birth comes first in some lists and last in others,
    and which of them cannot be seen. A name of particles alone stays whole.
    """
    for part in re.split(r"[-‐‑–,(/]", text):
        found = words(part)
        own = [word for word in found if word not in PARTICLES]
        if own:
            return _one_y("".join(own))
    return _one_y("".join(words(text))) or None


def sound(key: str | None) -> str | None:
    """How a key of a name sounds in Dutch, or None."""
    return _sound(key) if key else None


@lru_cache(maxsize=200_000)
def _sound(key: str) -> str:
    for pattern, to in SOUNDS:
        key = pattern.sub(to, key)
    return key or "h"


def place_key(text: str) -> str | None:
    """A municipality: `shertogenbosch`, `denhaag`."""
    return "".join(words(text)) or None


def keys_of(
    *,
    first: str | None = None,
    last: str | None = None,
    birth: dt.date | None = None,
    sex: str | None = None,
    municipality: str | None = None,
) -> dict[str, str | None]:
    """The plain keys of a record, by `records.KEYS`. What is not given, or empties out, is None."""
    one, other = first_key(first or ""), last_key(last or "")
    found: dict[str, str | None] = {
        "key_first": one,
        "key_first_sound": sound(one),
        "key_last": other,
        "key_last_sound": sound(other),
        "key_sex": sex,
        "key_municipality": place_key(municipality or ""),
    }
    return found | birth_keys(birth)


def birth_keys(birth: dt.date | None) -> dict[str, str | None]:
    """The keys of a date of birth. `key_birth_any` is the same where day and month were swapped."""
    if birth is None:
        return dict.fromkeys(("key_birth", "key_birth_any", "key_day", "key_month", "key_year"))
    low, high = sorted((birth.day, birth.month))
    return {
        "key_birth": birth.isoformat(),
        "key_birth_any": f"{birth.year:04}-{low:02}-{high:02}",
        "key_day": f"{birth.day:02}",
        "key_month": f"{birth.month:02}",
        "key_year": f"{birth.year:04}",
    }


def _one_y(key: str) -> str:
    """Y and IJ are one letter in Dutch names: Dijkstra and Dykstra."""
    return key.replace("ij", "y")
