"""The tokens of the sheets as they go out: what never changes is filled in, the rest is named short.

In `a.css` colours have names in layers, so that a person can see what is what and change it in one place.
A browser needs none of that, and each name costs a visitor bytes. Sheets of other rooms may use the
tokens, so the names are those of all sheets together; none of them gives a token another value.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Mapping
from itertools import chain, product
from pathlib import Path
from string import ascii_letters

SHEETS = tuple(Path(__file__).parent / "static/ui" / name for name in ("a.css", "p.css"))
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_TOKEN = re.compile(r"--ib-([\w-]+)")
_USE = re.compile(r"var\(--ib-([\w-]+)\)")
_GIVEN = re.compile(r"--ib-([\w-]+):\s*([^;}]+);?[ \t]*")


def short_tokens(sheet: str) -> str:
    """The sheet with the tokens as they go out."""
    fixed, names = _fixed(), _names()
    plain = _COMMENT.sub("", sheet)
    plain = _GIVEN.sub(lambda one: "" if one[1] in fixed else one[0], plain)
    plain = _USE.sub(lambda one: fixed.get(one[1], one[0]), plain)
    return _TOKEN.sub(lambda one: f"--{names[one[1]]}", plain)


def _together() -> str:
    return _COMMENT.sub("", "\n".join(file.read_text(encoding="utf-8") for file in SHEETS))


@functools.cache
def _fixed() -> Mapping[str, str]:
    """The tokens that have one value, whatever the screen or the paper, with that value."""
    given = _GIVEN.findall(_together())
    often = Counter(name for name, _ in given)
    fixed: dict[str, str] = {}
    # A token stands below those it is made of, so each of those is known when it is needed.
    for name, value in given:
        filled = _USE.sub(lambda one: fixed.get(one[1], one[0]), value).strip()
        if often[name] == 1 and "var(" not in filled:
            fixed[name] = filled
    return fixed


@functools.cache
def _names() -> Mapping[str, str]:
    """A short name for each token that stays, the shortest for what is used most."""
    together, fixed = _together(), _fixed()
    taken = {name for name in re.findall(r"--([\w-]+)", together) if not name.startswith("ib-")}
    letters = chain(ascii_letters, map("".join, product(ascii_letters, repeat=2)))
    free = (name for name in letters if name not in taken)
    often = Counter(token for token in _TOKEN.findall(together) if token not in fixed)
    return {token: next(free) for token, _ in often.most_common()}
