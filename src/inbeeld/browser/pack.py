"""The pack: everything that the scripts know of the field, in one language.

What both interpreters must agree on is said once, in Python and in the data files, and comes along:
rules, lists, contexts, the outcome table, and the sentences for the reader. Examples stay behind.

    {identity, lang, limits, age_signal, mutual, pressure, outcomes,
     signals: {id: {level, category, harm?, text, text_self?, otherwise}},  in the order of the catalogue
     signs: {signal: {signal, process, because, mistaken_for?, alone?, faint?}}, processes: {id: name},
     rules: one text (`rule_text.py`), of which `rules.js` makes
            [{id: its place, signal, words, also?, unless?, said_by?, mistaken_for?, alone?, faint?}],
     lists: {id: [words]},
     contexts: [{id, scope, text, words}], ages: [{id, words}],
     whens: [{id, words, circumstance, signals}], answers: [{id, words}], eases: [{id, words}],
     sequences: [{signal, first, then}],
     table: [{id, kind, outcome, because, because_self?, ...}],
     weighed: {words: one text (`weight_text.py`), weights, signs},
     app: {clock, orders: {word: meaning}, notice, event, ...: [phrase]}}
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

from inbeeld.browser.app_words import app_words
from inbeeld.browser.rule_text import rule_text
from inbeeld.browser.shortest import Shortest
from inbeeld.browser.weight_text import weight_text
from inbeeld.knowledge.chat_model import ChatContext, ChatCue, ChatRules, Sign
from inbeeld.knowledge.guidance import Rule
from inbeeld.knowledge.model import Knowledge, Signal
from inbeeld.knowledge.words import Kind, Lang, Outcome
from inbeeld.screen import conversation, excuses, tone, whose

# In the order in which a page loads them. The pack may come before or after them.
SCRIPTS = (
    "fold.js",
    "rules.js",
    "syntax.js",
    "match.js",
    "excuses.js",
    "words.js",
    "conversation.js",
    "outcome.js",
    "screen.js",
    "calendars.js",
    "headers.js",
    "app_lines.js",
    "dates.js",
    "whatsapp.js",
    "pasted.js",
    "items.js",
    "meta.js",
    "read.js",
    "zip.js",
)

Pack = dict[str, Any]


def script_files() -> tuple[Path, ...]:
    """The scripts, in the order in which a page loads them."""
    return tuple(Path(__file__).with_name(name) for name in SCRIPTS)


# What each script begins and ends with. Between these it is a block of one function all the same.
BEGINS = '(() => {\n  "use strict";\n  const IB = (globalThis.IB ??= {});\n'
ENDS = "})();\n"


def joined_scripts() -> str:
    """The scripts as one, each still with names of its own: what they all begin with comes once."""
    blocks = []
    for file in script_files():
        head, begins, rest = file.read_text(encoding="utf-8").partition(BEGINS)
        if not (begins and rest.endswith(ENDS)):
            raise ValueError(f"{file.name} is not one function as the others are")
        blocks.append(f"{head}{{\n{rest.removesuffix(ENDS)}}}\n")
    return f"{BEGINS}{''.join(blocks)}{ENDS}"


def pack_script(
    rules: ChatRules, knowledge: Knowledge, lang: Lang, *, shortest: Shortest | None = None
) -> str:
    """The pack as a script. With the same `shortest` the next language takes less time."""
    return pack_text(pack(rules, knowledge, lang, shortest=shortest or Shortest(rules.lists)))


def pack_text(made: Pack) -> str:
    """A pack, or a part of one, as a script."""
    written = json.dumps(made, ensure_ascii=False, separators=(",", ":"))
    return f"(globalThis.IB ??= {{}}).pack = {written};\n"


def pack(rules: ChatRules, knowledge: Knowledge, lang: Lang, *, shortest: Shortest) -> Pack:
    """Everything that the scripts read."""
    written = rule_text(rules.rules.values(), shortest)
    cues = {
        "contexts": [_context(context, shortest, lang) for context in rules.contexts.values()],
        "whens": [_cue(cue, shortest) for cue in rules.whens.values()],
        "answers": [_cue(cue, shortest) for cue in rules.answers.values()],
        "eases": [_cue(cue, shortest) for cue in rules.eases.values()],
        "ages": [_cue(cue, shortest) for cue in rules.ages.values()],
    }
    # What holds patterns stands first and together: like packs best beside like.
    return {
        "rules": written,
        "lists": _lists(rules.lists, shortest),
        **cues,
        "weighed": weight_text(rules),
        "identity": rules.identity,
        "lang": lang.value,
        **_limits(),
        "outcomes": [outcome.value for outcome in Outcome],
        "signals": _signals(rules, knowledge, lang),
        "signs": {label: _sign(sign, lang) for label, sign in rules.signs.items()},
        "processes": {label: one.name[lang] for label, one in rules.processes.items()},
        "sequences": [
            {"signal": one.signal, "first": one.first, "then": one.then}
            for one in rules.sequences.values()
        ],
        "table": [_line(rule, rules.signs, lang) for rule in knowledge.rules.values()],
        "app": app_words(),
    }


def _lists(names: Collection[str], shortest: Shortest) -> dict[str, list[str]]:
    """Those that a pattern names, or one of these. Others are only words that must not weigh."""
    found: dict[str, list[str]] = {}
    while more := [name for name in names if name in shortest.named - found.keys()]:
        found |= {name: shortest.entries(name) for name in more}
    return {name: found[name] for name in names if name in found}


def _limits() -> Pack:
    return {
        "limits": {
            "adult": conversation.ADULT,
            "much_older": conversation.MUCH_OLDER,
            "youngest": conversation.YOUNGEST,
            "oldest": conversation.OLDEST,
            "when_before": conversation.WHEN_BEFORE,
            "when_after": conversation.WHEN_AFTER,
            "enough": conversation.ENOUGH,
            "enough_common": conversation.ENOUGH_COMMON,
            "many": conversation.MANY,
            "near": excuses.NEAR,
            "worrying": conversation.WORRYING,
            "everyday": conversation.EVERYDAY,
            "everyday_most": conversation.EVERYDAY_MOST,
            "inexcusable": conversation.INEXCUSABLE,
            "urgent": conversation.URGENT,
            "tone_around": tone.AROUND,
            "lean_around": whose.AROUND,
            "apart": whose.APART,
            "sure": whose.SURE,
            "unlike": whose.UNLIKE,
            "shown": whose.SHOWN,
            "processes": whose.PROCESSES,
        },
        "age_signal": conversation.AGE_SIGNAL,
        "mutual": sorted(conversation.MUTUAL),
        "pressure": sorted(conversation.PRESSURE),
    }


def _kept(**values: Any) -> Pack:
    """Without what says nothing: a script reads what is not there as no or none."""
    return {name: value for name, value in values.items() if value not in (None, (), "")}


def _signals(rules: ChatRules, knowledge: Knowledge, lang: Lang) -> Pack:
    own = {
        label: statement.text[lang]
        for statement in knowledge.statements.values()
        for label in statement.signals
    }
    return {
        signal.id: _signal(signal, own.get(signal.id), lang)
        for signal in knowledge.signals.values()
        if signal.id in rules.signs
    }


def _signal(signal: Signal, own: str | None, lang: Lang) -> Pack:
    return _kept(
        level=signal.level.value,
        category=signal.category,
        harm=signal.kind is Kind.HARM or None,
        text=signal.text[lang],
        text_self=own,
        otherwise=signal.otherwise[lang],
    )


def _sign(sign: Sign, lang: Lang) -> Pack:
    return _kept(
        signal=sign.signal,
        process=sign.process,
        because=sign.because[lang],
        mistaken_for=sign.mistaken_for,
        alone=sign.alone or None,
        faint=sign.faint or None,
    )


def _context(context: ChatContext, shortest: Shortest, lang: Lang) -> Pack:
    return {
        "id": context.id,
        "scope": context.scope.value,
        "text": context.text[lang],
        "words": [*map(shortest.pattern, (*context.nl, *context.en))],
    }


def _cue(cue: ChatCue, shortest: Shortest) -> Pack:
    circumstance = cue.circumstance.value if cue.circumstance else None
    words = [*map(shortest.pattern, (*cue.nl, *cue.en))]
    return _kept(id=cue.id, words=words, circumstance=circumstance, signals=cue.signals)


def _line(rule: Rule, signs: Iterable[str], lang: Lang) -> Pack:
    """A line of the outcome table, as far as signals of chats can meet it."""
    here = set(signs)
    own = rule.because_self
    made: Mapping[str, Any] = {
        "count": {
            "levels": [level.value for level in rule.levels],
            "harm": Kind.HARM in rule.kinds,
            "categories": rule.categories,
        },
        "together": {
            "signals": [one for one in rule.signals if one in here],
            "together_with": [one for one in rule.together_with if one in here],
        },
        "circumstance": {
            "signals": [one for one in rule.signals if one in here],
            "circumstances": [one.value for one in rule.circumstances],
        },
    }
    return {
        "id": rule.id,
        "kind": rule.kind,
        "outcome": rule.outcome.value,
        "at_least": rule.at_least,
        "because": rule.because[lang],
        **({"because_self": own[lang]} if own else {}),
        **made[rule.kind],
    }
