"""What words weigh, as one text: each word once, whatever it weighs in, by the alphabet.

`browser/words.js` reads it. A word is written as what it does not share with the one before it:

    Aaandacht#  Cdoen!/&    A: it shares nothing, B: its first letter, and so on; then the rest of it

A sign behind the word is its weight in the tone, behind a `/` in the lean, behind a `%` in the urge: the
place of the sign in `signs` is that of the weight in `weights`. Words hold small letters, digits and
spaces alone (`knowledge/chat_rules.py` refuses others), so no sign is taken for one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from inbeeld.browser.alike import shared
from inbeeld.knowledge.chat_model import ChatRules
from inbeeld.screen.rulebook import by_word

SHARED = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
BEFORE = ("", "/", "%")  # a tone, a lean, an urge
ASCII = "!#$&'()*+,-.:;<=>?@[]^_`{|}~"


def weight_text(rules: ChatRules) -> dict[str, Any]:
    """`words`: the text; `weights` and `signs`: what the signs in it stand for."""
    kinds = (rules.tones, rules.leans, rules.urges)
    weights = sorted({one.weight for kind in kinds for one in kind.values()})
    # Who weighs by rules of their own may use more weights than there are signs of one byte.
    signs = ASCII + "".join(chr(0x100 + number) for number in range(len(weights) - len(ASCII)))
    sign_of = dict(zip(weights, signs, strict=False))
    told: dict[str, str] = {}
    for before, kind in zip(BEFORE, kinds, strict=True):
        for word, weight in by_word(kind).items():
            told[word] = f"{told.get(word, '')}{before}{sign_of[weight]}"
    return {"words": _written(told), "weights": weights, "signs": signs[: len(weights)]}


def _written(told: Mapping[str, str]) -> str:
    text, last = [], ""
    for word in sorted(told):
        kept = shared(last, word, len(SHARED) - 1)
        text.append(f"{SHARED[kept]}{word[kept:]}{told[word]}")
        last = word
    return "".join(text)
