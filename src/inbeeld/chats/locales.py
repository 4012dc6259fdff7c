"""The words that WhatsApp writes itself, in every language at once.

A file does not say its language and a telephone may mix two, so all words are looked for together.
Which languages a file shows is then a hint for the order of its dates.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files

FILE = "locales.toml"
KEYS = {
    "order", "am", "pm", "noon", "notice", "event", "deleted", "omitted", "attached", "edited",
}  # fmt: skip
NOTICED = 6  # letters of a notice that are compared before the whole of it is
_BESIDE = re.compile(r"[\s.,،、'’״\"]+")


def clock_key(word: str) -> str:
    """A word beside a time, without what differs between two versions of one app: "a. m." is "am"."""
    return _BESIDE.sub("", word).casefold()


@dataclass(frozen=True)
class Locales:
    """All languages together.

    `clock`: what a word beside the time means, "am", "pm" or "noon". `orders`: which order of dates a
    language hints at, by word. `months`: which month a name is, without points. `noticed` holds the
    first letters of every notice, `omitted` and `attached` are whole phrases, the others expressions
    that are searched in text; everything is in lower case.
    """

    clock: dict[str, str]
    orders: dict[str, str]
    months: dict[str, int]
    omitted: frozenset[str]
    attached: frozenset[str]
    noticed: frozenset[str]
    notice: re.Pattern[str]
    event: re.Pattern[str]
    deleted: re.Pattern[str]
    edited: re.Pattern[str]


@functools.cache
def locales() -> Locales:
    """The table, read once a process."""
    tables = tomllib.loads(files("inbeeld.chats").joinpath(FILE).read_text(encoding="utf-8"))
    words: dict[str, list[str]] = {key: [] for key in KEYS}
    clock: dict[str, str] = {}
    orders: dict[str, str] = {}
    months: dict[str, int] = {}
    for table in tables.values():
        for key in KEYS - {"order"}:
            words[key] += table.get(key, ())
        for key in ("am", "pm", "noon"):
            clock |= {clock_key(word): key for word in table.get(key, ())}
        for number, names in enumerate(table.get("months", "").split(), 1):
            months |= dict.fromkeys(names.split("|"), number)
        if "order" in table:
            hints = (table.get(key, ()) for key in ("am", "pm", "noon", "omitted"))
            orders |= {clock_key(word): table["order"] for given in hints for word in given}
    return Locales(
        clock=clock,
        orders=orders,
        months=months,
        omitted=frozenset(word.casefold() for word in words["omitted"]),
        attached=frozenset(word.casefold() for word in words["attached"]),
        noticed=frozenset(word.casefold()[:NOTICED] for word in words["notice"]),
        notice=re.compile(_any(words["notice"])),
        event=re.compile(_any(words["event"])),
        deleted=re.compile(_any(words["deleted"])),
        edited=re.compile(rf"\s*[<‹]\s?(?:{_any(words['edited'])})[.。।۔]?\s?[>›]$"),
    )


def _any(words: Iterable[str]) -> str:
    longest_first = sorted({word.casefold() for word in words}, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word) for word in longest_first)
