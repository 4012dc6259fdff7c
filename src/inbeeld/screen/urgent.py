"""What someone tells us may need help before anybody reads it. Looked at in memory, for that alone.

Nothing of the answer is stored or passed on: the next page opens with a number to call, and that is all.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterable, Mapping

from inbeeld.check import Observer
from inbeeld.knowledge.chat_rules import shipped_chat_rules
from inbeeld.knowledge.model import Knowledge
from inbeeld.knowledge.reporting import Urgent
from inbeeld.knowledge.words import Outcome
from inbeeld.screen.fold import skeleton
from inbeeld.screen.nouns import Said
from inbeeld.screen.screening import shipped_screen
from inbeeld.screen.syntax import Lists, parse, regex


def urgent_route(
    texts: Iterable[str], *, urgent: Mapping[str, Urgent], knowledge: Knowledge, at: dt.datetime
) -> str:
    """The id of the help to show at once, or an empty text. The first of `urgent` that fits counts."""
    told = [text for text in texts if text.strip()]
    folded = [skeleton(text) for text in told]
    for one in urgent.values():
        patterns = _patterns((*one.nl, *one.en))
        if any(pattern.search(text) for pattern in patterns for text in folded):
            return one.route
    return _in_a_chat(told, knowledge, at)


def _in_a_chat(texts: Iterable[str], knowledge: Knowledge, at: dt.datetime) -> str:
    """The first call where messages that were pasted ask to act."""
    lines = [Said(line, "") for text in texts for line in text.splitlines() if line.strip()]
    found = (
        shipped_screen()
        .conversation(lines, observer=Observer.PUBLIC, knowledge=knowledge, at=at)
        .advice
    )
    return found.first_calls[0].route.id if found.outcome is Outcome.ACT else ""


@functools.cache
def _patterns(written: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    lists = Lists(shipped_chat_rules().lists)
    return tuple(re.compile(regex(parse(words, lists))) for words in written)
