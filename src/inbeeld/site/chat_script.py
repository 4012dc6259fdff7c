"""The script that the frame of a chat runs: the interpreter of the rules, and the rules in one language.

One file joined from those of the room `browser`, under a name that changes with what is in it, so that a
browser may keep it for ever.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from inbeeld.browser.pack import pack_script, script_files
from inbeeld.browser.small import small
from inbeeld.knowledge.chat_model import ChatRules
from inbeeld.knowledge.model import Knowledge
from inbeeld.knowledge.words import Lang
from inbeeld.site.packing import packed

MARK = 12


@dataclass(frozen=True, slots=True)
class ChatScript:
    """The text of the script, and the neutral name under which it is served."""

    name: str
    text: str
    packed: bytes  # the same in Brotli


def chat_script(rules: ChatRules, known: Knowledge, lang: Lang) -> ChatScript:
    """The scripts of `browser` in their order, and the pack after them."""
    scripts = [small(file.read_text(encoding="utf-8")) for file in script_files()]
    text = "".join([*scripts, pack_script(rules, known, lang)])
    mark = hashlib.sha256(text.encode()).hexdigest()[:MARK]
    return ChatScript(f"r-{lang}-{mark}.js", text, packed(text))
