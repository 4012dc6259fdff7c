"""The rules of a pack as one text, which packs smaller than JSON with all its names.

Rules of one language and one signal stand together, since alike packs smaller; `+2` says that a rule
comes two places after the one above it in the order of Python. `browser/rules.js` reads it:

    >signal             of the rules that follow
    =id +2 {"faint":…}  a rule; its step where that is not 1, and what else is to be said of it
    pattern             its words, a line each
    +                   then its `also`
    -                   then its `unless`

Between lines stands a sign that no pattern may hold, so that it goes into JSON as one byte.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from inbeeld.browser.shortest import Shortest
from inbeeld.knowledge.chat_model import ChatRule, SaidBy

MARKS = ">=+-"
BETWEEN = "^"


def rule_text(rules: Iterable[ChatRule], shortest: Shortest) -> str:
    """All rules, in the order in which they pack best."""
    order = list(enumerate(rules))
    signals: dict[str, int] = {}
    for _, rule in order:
        signals.setdefault(rule.signal, len(signals))
    order.sort(key=lambda one: (one[1].lang, signals[one[1].signal], one[0]))
    return BETWEEN.join(_lines(order, shortest))


def _lines(order: Iterable[tuple[int, ChatRule]], shortest: Shortest) -> Iterator[str]:
    signal, before = "", -1
    for place, rule in order:
        if rule.signal != signal:
            signal = rule.signal
            yield f">{signal}"
        step, more = place - before, _more(rule)
        yield " ".join([f"={rule.id}", *([f"{step:+}"] if step != 1 else []), *more])
        before = place
        for mark, patterns in (("", rule.words), ("+", rule.also), ("-", rule.unless)):
            if mark and patterns:
                yield mark
            yield from (_unmarked(shortest.pattern(one)) for one in patterns)


def _unmarked(pattern: str) -> str:
    """Nobody writes so, a skeleton holds none of the marks, but a pattern is no head of a rule."""
    return f" {pattern}" if pattern[0] in MARKS else pattern


def _more(rule: ChatRule) -> list[str]:
    told: dict[str, Any] = {
        "said_by": rule.said_by.value if rule.said_by is SaidBy.YOUNG else None,
        "mistaken_for": rule.mistaken_for or None,
        "alone": rule.alone,
        "faint": rule.faint,
    }
    said = {name: value for name, value in told.items() if value is not None}
    return [json.dumps(said, separators=(",", ":"))] if said else []
