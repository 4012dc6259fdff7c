"""`screen`: one conversation in, findings and advice out."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable, Sequence
from pathlib import Path

from inbeeld.check import Home, Observer, advise
from inbeeld.knowledge.chat_model import ChatRules
from inbeeld.knowledge.chat_rules import load_chat_rules
from inbeeld.knowledge.loader import sources
from inbeeld.knowledge.model import Knowledge
from inbeeld.knowledge.prebuilt import kept
from inbeeld.knowledge.words import Country
from inbeeld.screen.conversation import understand
from inbeeld.screen.matcher import Hit, Matcher
from inbeeld.screen.nouns import Line, Screening
from inbeeld.screen.rulebook import Rulebook, rulebook
from inbeeld.screen.whose import instigator

KEPT_AS = "chat-rules"


class Screen:
    """A rule set that is ready to read conversations."""

    def __init__(self, rules: ChatRules | Rulebook) -> None:
        self.book = rulebook(rules) if isinstance(rules, ChatRules) else rules
        self.matcher = Matcher(self.book)

    def conversation(
        self,
        lines: Iterable[Line],
        *,
        observer: Observer,
        knowledge: Knowledge,
        at: dt.datetime,
        home: Home = Home.UNKNOWN,
        country: Country = Country.NL,
    ) -> Screening:
        """What one conversation shows, and the advice that `check.advise` gives for it.

        `lines`: what people sent, in order, system messages left out; the other arguments are those
        of `check.advise`.
        """
        kept = list(lines)
        return self.with_hits(
            kept,
            self.matcher.hits([line.text for line in kept]),
            observer=observer,
            knowledge=knowledge,
            at=at,
            home=home,
            country=country,
        )

    def with_hits(
        self,
        lines: Sequence[Line],
        hits: Iterable[Hit],
        *,
        observer: Observer,
        knowledge: Knowledge,
        at: dt.datetime,
        home: Home = Home.UNKNOWN,
        country: Country = Country.NL,
    ) -> Screening:
        """The same, where the hits in the messages of this conversation are already there."""
        findings, observations = understand(self.book, lines, hits)
        counted = [one.message for one in findings if one.counts]
        return Screening(
            findings=findings,
            observations=observations,
            instigator=instigator(self.book.leans, lines, findings),
            first_concern=min(counted, default=None),
            advice=advise(
                observations,
                observer=observer,
                knowledge=knowledge,
                at=at,
                home=home,
                country=country,
            ),
        )


@functools.cache
def shipped_screen() -> Screen:
    """The rules in use, made ready once a process."""
    return Screen(kept(KEPT_AS, prebuilt_from(), shipped_rulebook))


def shipped_rulebook() -> Rulebook:
    """The patterns of the rules in use, made from the data files."""
    return rulebook(load_chat_rules())


def prebuilt_from() -> tuple[Path, ...]:
    """What the patterns are made of: the data files, and the code that reads them."""
    return (*sources(), *sorted(Path(__file__).parent.glob("*.*")))
