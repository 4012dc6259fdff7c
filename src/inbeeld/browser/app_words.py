"""What WhatsApp itself writes into an exported chat, as far as a page carries it along.

A page must stay small. Words beside a time come in every language, because a date depends on them;
whole phrases only in the languages that telephones in the Netherlands are mostly set to, and what the
app tells of the group or of itself in Dutch and English alone. In others a placeholder for a picture is
shown as what someone said, and so is who left the group where an iPhone sets a name before it.

Small is also how it is written, as `app_lines.js` reads it. Each word stands once:

    clock       words beside a time by order of dates and meaning, in the order of `ORDERS` and `CLOCK`
    months      the names of each month, January first
    omitted     regular expressions: of languages that put the day first, and of those that say nothing
    all others  one regular expression of all phrases of a kind
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from importlib.resources import files
from typing import Any

from inbeeld.browser.alike import shared
from inbeeld.chats.locales import FILE, clock_key

NEAR = ("nl", "en", "de", "fr", "es", "pl", "tr", "ar")
OWN = ("nl", "en")
TOLD_IN_OWN = frozenset({"notice", "event"})
CLOCK = ("am", "pm", "noon")
ORDERS = ("DMY", "YMD", "MDY", "")
Holds = Callable[[str, str], bool]
# Where a phrase is looked for in a text, or at its beginning, a longer one that holds it says nothing.
PHRASES: Mapping[str, Holds] = {
    "notice": str.startswith,
    "edited": str.__eq__,
    "attached": str.__eq__,
    "deleted": str.startswith,
    "event": str.__contains__,
}
BETWEEN = "|"
LONGEST_SHARED = 9  # letters, so that their number is one digit


def app_words() -> dict[str, Any]:
    """`clock`, `months`, and the phrases of each kind."""
    tables = tomllib.loads(files("inbeeld.chats").joinpath(FILE).read_text(encoding="utf-8"))
    near = {name: tables[name] for name in NEAR}
    return {
        "clock": _clock(tables.values()),
        "months": _months(near.values()),
        "omitted": _omitted(near.values()),
        **{
            kind: _phrases((near[name] for name in (OWN if kind in TOLD_IN_OWN else NEAR)), kind)
            for kind in PHRASES
        },
    }


Tables = Iterable[Mapping[str, Any]]


def _clock(tables: Tables) -> str:
    """As in `Locales`, the last language that has a word says what it means."""
    kinds: dict[str, str] = {}
    orders: dict[str, str] = {}
    for table in tables:
        for kind in CLOCK:
            words = [*map(clock_key, table.get(kind, ()))]
            kinds |= dict.fromkeys(words, kind)
            if "order" in table:
                order: str = table["order"]
                orders |= dict.fromkeys(words, order)
    return BETWEEN.join(
        _folded(word for word in kinds if (orders.get(word, ""), kinds[word]) == (order, kind))
        for order in ORDERS
        for kind in CLOCK
    )


def _months(tables: Tables) -> str:
    months: list[set[str]] = [set() for _ in range(12)]
    for table in tables:
        for month, names in zip(months, table.get("months", "").split(), strict=False):
            month.update(names.split("|"))
    return BETWEEN.join(map(_folded, months))


def _folded(words: Iterable[str]) -> str:
    """Words in order, each as how many letters it shares with the one before it, and its others."""
    text = before = ""
    for word in sorted(words):
        kept = shared(before, word, LONGEST_SHARED)
        text += f"{kept}{word[kept:]}"
        before = word
    return text


def _omitted(tables: Tables) -> list[str]:
    """Phrases that hint at an order of dates, and those that do not."""
    hinting = {word for table in tables if "order" in table for word in _words(table, "omitted")}
    others = {word for table in tables for word in _words(table, "omitted")} - hinting
    return [_by_end(hinting), _by_end(others)]


def _by_end(phrases: Iterable[str]) -> str:
    """Phrases as one regular expression: those that end in the same word together."""
    ends: dict[str, list[str]] = {}
    for start, _, end in (phrase.rpartition(" ") for phrase in sorted(phrases)):
        ends.setdefault(end, []).append(start)
    return BETWEEN.join(
        f"({BETWEEN.join(starts)}) {end}" if len(starts) > 1 else f"{starts[0]} {end}"
        for end, starts in ends.items()
    )


def _phrases(tables: Tables, kind: str) -> str:
    """The phrases of a kind, as a regular expression."""
    found = dict.fromkeys(word for table in tables for word in _words(table, kind))
    return BETWEEN.join(
        re.sub(r"[()]", r"\\\g<0>", phrase)
        for phrase in found
        if not any(phrase != other and PHRASES[kind](phrase, other) for other in found)
    )


def _words(table: Mapping[str, Any], kind: str) -> Iterable[str]:
    return map(str.casefold, table.get(kind, ()))
