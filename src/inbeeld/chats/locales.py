"""The words that WhatsApp writes itself, in every language at once.

A file does not say its language and a telephone may mix two, so all words are looked for together.
Which languages a file shows is then a hint for the order of its dates.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

FILE = "locales.toml"
NOTICED = 6  # letters of a notice that are compared before the whole of it is
_BESIDE = re.compile(r"[\s.,،、'’״\"]+")


def clock_key(word: str) -> str:
    """A word beside a time, without what differs between two versions of one app: "a. m." is "am"."""
    return _BESIDE.sub("", word).casefold()


class Locales:
    """All languages together, in lower case.

    `clock`: what a word beside the time means, "am", "pm" or "noon". `orders`: which order of dates a
    language hints at, by word. `months`: which month a name is, without points. `noticed`: the first
    letters of every notice. `omitted` and `attached`: whole phrases. The expressions are compiled when
    a chat asks for them, which few do: a chat of a minute should not wait for a second.
    """

    def __init__(self, tables: Mapping[str, Any]) -> None:
        self.clock: dict[str, str] = {}
        self.orders: dict[str, str] = {}
        self.months: dict[str, int] = {}
        for table in tables.values():
            for key in ("am", "pm", "noon"):
                self.clock |= {clock_key(word): key for word in table.get(key, ())}
            for number, names in enumerate(table.get("months", "").split(), 1):
                self.months |= dict.fromkeys(names.split("|"), number)
            for key in ("am", "pm", "noon", "omitted"):
                if "order" in table:
                    words = table.get(key, ())
                    self.orders |= dict.fromkeys(map(clock_key, words), table["order"])
        self._words = {
            key: frozenset(
                word.casefold() for table in tables.values() for word in table.get(key, ())
            )
            for key in ("notice", "event", "deleted", "omitted", "attached", "edited")
        }
        self.omitted = self._words["omitted"]
        self.attached = self._words["attached"]
        self.noticed = frozenset(word[:NOTICED] for word in self._words["notice"])

    def _any(self, key: str) -> str:
        longest_first = sorted(self._words[key], key=lambda word: (-len(word), word))
        return "|".join(re.escape(word) for word in longest_first)

    @functools.cached_property
    def notice(self) -> re.Pattern[str]:
        return re.compile(self._any("notice"))

    @functools.cached_property
    def event(self) -> re.Pattern[str]:
        return re.compile(self._any("event"))

    @functools.cached_property
    def deleted(self) -> re.Pattern[str]:
        return re.compile(self._any("deleted"))

    @functools.cached_property
    def edited(self) -> re.Pattern[str]:
        return re.compile(rf"\s*[<‹]\s?(?:{self._any('edited')})[.。।۔]?\s?[>›]$")


@functools.cache
def locales() -> Locales:
    """The table, read once a process."""
    text = files("inbeeld.chats").joinpath(FILE).read_text(encoding="utf-8")
    return Locales(tomllib.loads(text))
