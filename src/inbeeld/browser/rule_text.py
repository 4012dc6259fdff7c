"""The rules of a pack as one text, which packs smaller than JSON with all its names.

Rules of one language and one signal stand together, since alike packs smaller; `+2` says that a rule
comes two places after the one above it in the order of Python. That place is its name here.
`browser/rules.js` reads it:

    >signal         of the rules that follow
    =+2yf joke,ad   a rule; its step where that is not 1, what else is to be said of it, each in a letter,
                    and what it is mistaken for
    pattern         its words, a line each
    +               then its `also`
    -               then its `unless`

The letters: `y` said by who is young; `a` alone, `b` not alone; `f` faint, `g` not faint. Between lines
stands a sign that no pattern may hold, so that it goes into JSON as one byte.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from inbeeld.browser.shortest import Shortest
from inbeeld.knowledge.chat_model import ChatRule, SaidBy

MARKS = ">=+-"
BETWEEN = "^"
ALONE: Mapping[bool | None, str] = {None: "", True: "a", False: "b"}
FAINT: Mapping[bool | None, str] = {None: "", True: "f", False: "g"}


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
        step, other = place - before, ",".join(rule.mistaken_for)
        head = f"={f'{step:+}' if step != 1 else ''}{_letters(rule)}"
        yield f"{head} {other}" if other else head
        before = place
        for mark, patterns in (("", rule.words), ("+", rule.also), ("-", rule.unless)):
            if mark and patterns:
                yield mark
            yield from (_unmarked(shortest.pattern(one)) for one in patterns)


def _unmarked(pattern: str) -> str:
    """Nobody writes so, a skeleton holds none of the marks, but a pattern is no head of a rule."""
    return f" {pattern}" if pattern[0] in MARKS else pattern


def _letters(rule: ChatRule) -> str:
    young = "y" if rule.said_by is SaidBy.YOUNG else ""
    return young + ALONE[rule.alone] + FAINT[rule.faint]
