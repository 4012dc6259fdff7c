"""What WhatsApp itself writes into an exported chat, as far as a page carries it along.

A page must stay small. Words beside a time come in every language, because a date depends on them;
whole phrases only in the languages that telephones in the Netherlands are mostly set to. In others a
placeholder for a picture is shown as what someone said.
"""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

from inbeeld.chats.locales import FILE, clock_key

NEAR = ("nl", "en", "de", "fr", "es", "pt", "it", "pl", "tr", "ar")
CLOCK = ("am", "pm", "noon")
PHRASES = ("notice", "event", "deleted", "omitted", "attached", "edited")


def app_words() -> dict[str, Any]:
    """`clock`, `orders` and `months` by word, and a list of phrases of each kind."""
    tables = tomllib.loads(files("inbeeld.chats").joinpath(FILE).read_text(encoding="utf-8"))
    clock: dict[str, str] = {}
    orders: dict[str, str] = {}
    for name, table in tables.items():
        for kind in CLOCK:
            clock |= {clock_key(word): kind for word in table.get(kind, ())}
        if "order" in table:
            kinds = (*CLOCK, "omitted") if name in NEAR else CLOCK
            words = (word for kind in kinds for word in table.get(kind, ()))
            orders |= {clock_key(word): table["order"] for word in words}
    months = {
        word: number
        for name in NEAR
        for number, words in enumerate(tables[name].get("months", "").split(), 1)
        for word in words.split("|")
    }
    phrases = {
        kind: sorted({word for name in NEAR for word in tables[name].get(kind, ())})
        for kind in PHRASES
    }
    return {"clock": clock, "orders": orders, "months": months, **phrases}
