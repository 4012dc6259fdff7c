"""The script that the frame of a chat runs: the interpreter of the rules, and the rules in one language.

One file joined from those of the room `browser`, under a name that changes with what is in it, so that a
browser may keep it for ever. To make and pack it takes longer than all else that a server does before its
first visitor, so it is made with the package (`hatch_build.py`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import brotli

import inbeeld.browser
import inbeeld.chats
from inbeeld.browser.pack import joined_scripts, pack_script
from inbeeld.browser.shortest import Shortest
from inbeeld.browser.small import small
from inbeeld.knowledge.chat_model import ChatRules
from inbeeld.knowledge.model import Knowledge
from inbeeld.knowledge.prebuilt import kept
from inbeeld.knowledge.words import Lang
from inbeeld.screen.screening import prebuilt_from

KEPT_AS = "chat-scripts"
MARK = 12
BEST = 11  # of 11: a script is packed once
WINDOWS = (
    16,
    17,
    18,
    22,
)  # how far back to look, as powers of 2: which is smallest differs a little


@dataclass(frozen=True, slots=True)
class ChatScript:
    """The text of the script, and the neutral name under which it is served."""

    name: str
    text: str
    packed: bytes  # the same in Brotli


def chat_scripts(rules: ChatRules, known: Knowledge) -> Mapping[Lang, ChatScript]:
    """The script in every language, from the rules and the knowledge of the data folder in use."""
    return kept(KEPT_AS, made_from(), lambda: make(rules, known))


def make(rules: ChatRules, known: Knowledge) -> dict[Lang, ChatScript]:
    """The same, made now."""
    shortest = Shortest(rules.lists)
    return {lang: _script(rules, known, lang, shortest) for lang in Lang}


def made_from() -> tuple[Path, ...]:
    """What the scripts are made of: the data files, and the code that reads and joins them."""
    rooms = (Path(room.__file__).parent for room in (inbeeld.browser, inbeeld.chats))
    return (
        *prebuilt_from(),
        *(file for room in rooms for file in sorted(room.glob("*.*"))),
        Path(__file__),
    )


def _script(rules: ChatRules, known: Knowledge, lang: Lang, shortest: Shortest) -> ChatScript:
    """The pack, and after it the scripts of `browser` in their order: so it packs smallest."""
    scripts = small(joined_scripts())
    text = pack_script(rules, known, lang, shortest=shortest) + scripts
    mark = hashlib.sha256(text.encode()).hexdigest()[:MARK]
    return ChatScript(f"r-{lang}-{mark}.js", text, smallest(text))


def smallest(text: str) -> bytes:
    """A text in Brotli, as small as it gets."""

    def packed(window: int) -> bytes:
        return brotli.compress(text.encode(), brotli.MODE_TEXT, quality=BEST, lgwin=window)

    return bytes(min(map(packed, WINDOWS), key=len))
