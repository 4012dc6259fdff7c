"""What each part of the script of a chat page weighs, for the model card (`tools/card.py`).

A part weighs what the whole would weigh less without it: parts that are alike share what they have alike.
"""

from __future__ import annotations

from dataclasses import replace

from inbeeld.browser.pack import joined_scripts, pack, pack_text
from inbeeld.browser.shortest import Shortest
from inbeeld.browser.small import small
from inbeeld.knowledge import Lang, shipped
from inbeeld.knowledge.chat_model import ChatRules
from inbeeld.knowledge.chat_rules import shipped_chat_rules
from inbeeld.site.chat_script import smallest

SENTENCES = ("signals", "signs", "processes", "table")
LANGUAGES = {Lang.NL: "Dutch", Lang.EN: "English"}


def parts() -> list[tuple[str, float]]:
    """Parts of the script of a page in Dutch, and their kilobytes in Brotli."""
    rules, known = shipped_chat_rules(), shipped()
    scripts = small(joined_scripts())
    shortest = Shortest(rules.lists)
    made = pack(rules, known, Lang.NL, shortest=shortest)
    whole = weight(pack_text(made) + scripts)

    def of(rest: ChatRules) -> float:
        return whole - weight(pack_text(pack(rest, known, Lang.NL, shortest=shortest)) + scripts)

    def without(*names: str) -> float:
        left = {name: part for name, part in made.items() if name not in names}
        return whole - weight(pack_text(left) + scripts)

    found = [("scripts", whole - weight(pack_text(made)))]
    for lang, name in LANGUAGES.items():
        own = {label: one for label, one in rules.rules.items() if one.lang is lang}
        others = {label: one for label, one in rules.rules.items() if one.lang is not lang}
        found.append((f"rules in {name}", of(replace(rules, rules=others))))
        bare = {label: replace(one, also=(), unless=()) for label, one in own.items()}
        less = of(replace(rules, rules={**rules.rules, **bare}))
        found.append((f"of which what must or must not stand beside, {name}", less))
    found.append(("lists that patterns name", without("lists")))
    found.append(("other readings of the same words", without("contexts")))
    found.append(("ages, times, answers, laughs", without("ages", "whens", "answers", "eases")))
    found.append(("what words weigh", without("weighed")))
    found.append(("sentences for the reader, outcome table", without(*SENTENCES)))
    found.append(("words of the apps that export chats", without("app")))
    return [*found, ("the whole script", whole)]


def weight(text: str) -> float:
    """Kilobytes, packed as a site packs its script."""
    return len(smallest(text)) / 1000


def table() -> str:
    rows = [f"| {name} | {kilobytes:.1f} |" for name, kilobytes in parts()]
    return "\n".join(["| part | kB without which the script would do |", "|---|---|", *rows])


if __name__ == "__main__":
    print(table())
