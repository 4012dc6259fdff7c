"""The words that the frame needs: every sentence it shows that is not in the pack of rules."""

from __future__ import annotations

from typing import Any

from inbeeld.check import Observer
from inbeeld.check.ticks import LETTERS, tick_list
from inbeeld.knowledge.words import Lang
from inbeeld.site.content import Content

# By their names in words.toml; the script knows them without the first part.
WORDS = (
    "look.also",
    "look.also_text",
    "look.and",
    "look.between",
    "look.between_many",
    "look.between_unknown",
    "look.at_line",
    "look.busy",
    "look.conversation",
    "look.erase",
    "look.erased",
    "look.from",
    "look.gap",
    "look.gap_one",
    "look.how_read",
    "look.media",
    "look.more",
    "look.more_one",
    "look.mostly",
    "look.next",
    "look.nothing",
    "look.nothing_text",
    "look.people",
    "look.perhaps",
    "look.problem_binary",
    "look.problem_empty",
    "look.problem_format",
    "look.problem_large",
    "look.problem_line",
    "look.problem_locked",
    "look.problem_rules",
    "look.problem_zip",
    "look.reason",
    "look.reasons",
    "look.show",
    "look.show_one",
    "look.show_some",
    "look.someone",
    "look.talk",
    "look.to_message",
)


def words_inside(here: Content, lang: Lang, *, observer: Observer) -> dict[str, Any]:
    """Words and outcomes for one observer, and the codes of each signal.

    The pack has the signals by name, with their text. So here stand only, in the same order, the number
    of each with the letters of what makes it urgent; and the text where this observer reads another.
    """
    young = observer is Observer.SELF
    groups = tick_list(here.known, here.rules, observer=observer)
    ticks = {tick.signal.id: tick for group in groups for tick in group.ticks}
    order = [label for label in here.known.signals if label in here.rules.signs]
    return {
        "lang": lang,
        "observer": observer,
        "words": {name.partition(".")[2]: here.site.words[name][lang] for name in WORDS},
        "about": here.site.words["result.about_you_self" if young else "result.about_you"][lang],
        "notes": {
            name.partition(".")[2]: text[lang]
            for name, text in here.site.words.items()
            if name.startswith("chat_note.")
        },
        "outcomes": {
            outcome.value: {
                "when": words.when[lang],
                "title": (words.title_self if young else words.title)[lang],
                "lead": (words.lead_self if young else words.lead)[lang],
            }
            for outcome, words in here.known.outcomes.items()
        },
        "letters": {one.value: letter for letter, one in LETTERS.items()},
        "codes": [ticks[label].code[1:] + "".join(ticks[label].urgent) for label in order],
        "own": {
            label: ticks[label].text[lang]
            for label in order
            if ticks[label].text != ticks[label].signal.text
        },
    }
