"""All patterns of a rule set in one list: what each belongs to, and what it must hold.

A pattern belongs to an owner: a rule, what keeps that rule silent, a context, an age a time or an
answer. A message has at most one hit an owner: the first place where any of its patterns stands.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from inbeeld.knowledge.chat_model import ChatRules, WeighedWords
from inbeeld.knowledge.faults import DataFaults, Fault
from inbeeld.screen.anchors import anchors, beside, is_its_anchors
from inbeeld.screen.syntax import Lists, SyntaxFault, parse, regex


class Kind(StrEnum):
    RULE = "rule"
    ALSO = "also"
    UNLESS = "unless"
    CONTEXT = "context"
    AGE = "age"
    WHEN = "when"
    ANSWER = "answer"
    EASE = "ease"


@dataclass(frozen=True, slots=True)
class Owner:
    """What a pattern belongs to: `id` is that of the rule, context, age or time."""

    kind: Kind
    id: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """One pattern: as written, as a regular expression over a skeleton, and its anchors.

    `beside`: beginnings of words of which one must be there too; empty where nothing more is sure.
    `whole`: it stands exactly where one of its anchors does.
    """

    owner: int
    written: str
    regex: str
    anchors: tuple[str, ...]
    beside: frozenset[str]
    whole: bool

    @property
    def compiled(self) -> re.Pattern[str]:
        """Compiled when a text first holds an anchor of it: most chats meet few of the patterns."""
        return _compiled(self.regex)


@functools.cache
def _compiled(source: str) -> re.Pattern[str]:
    return re.compile(source)


@dataclass(frozen=True)
class Rulebook:
    """The rules for chats, ready to match."""

    rules: ChatRules
    owners: tuple[Owner, ...]
    patterns: tuple[Pattern, ...]

    @functools.cached_property
    def weights(self) -> Mapping[str, int]:
        """What each word or pair weighs in the tone of the talk around a finding (`tone.py`)."""
        return by_word(self.rules.tones)

    @functools.cached_property
    def leans(self) -> Mapping[str, int]:
        """Who says each word in a worrying chat (`whose.py`)."""
        return by_word(self.rules.leans)

    @functools.cached_property
    def urges(self) -> Mapping[str, int]:
        """What each word or pair weighs in whether the talk around a finding cannot wait (`tone.py`)."""
        return by_word(self.rules.urges)


def by_word(weighed: Mapping[str, WeighedWords]) -> dict[str, int]:
    """What each word or pair weighs."""
    return {word: one.weight for one in weighed.values() for word in one.words}


def rulebook(rules: ChatRules) -> Rulebook:
    """Makes the patterns of a rule set. Raises `DataFaults` with every pattern that cannot be read."""
    owners: dict[Owner, int] = {}
    patterns: list[Pattern] = []
    faults: list[Fault] = []
    lists = Lists(rules.lists)
    for owner, written in _written(rules):
        place = owners.setdefault(owner, len(owners))
        try:
            items = parse(written, lists)
        except SyntaxFault as fault:
            faults.append(Fault("chat", f"{owner.kind} {owner.id}", f"{written!r} {fault}"))
            continue
        needed = anchors(items)
        if not needed:
            reason = f"{written!r} holds no word that must be there"
            faults.append(Fault("chat", f"{owner.kind} {owner.id}", reason))
            continue
        more, whole = beside(items, needed), is_its_anchors(items, needed)
        patterns.append(Pattern(place, written, regex(items), needed, more, whole))
    if faults:
        raise DataFaults(faults)
    return Rulebook(rules, tuple(owners), tuple(patterns))


def _written(rules: ChatRules) -> Iterator[tuple[Owner, str]]:
    for rule in rules.rules.values():
        yield from ((Owner(Kind.RULE, rule.id), words) for words in rule.words)
        yield from ((Owner(Kind.ALSO, rule.id), words) for words in rule.also)
        yield from ((Owner(Kind.UNLESS, rule.id), words) for words in rule.unless)
    both: Mapping[Kind, Mapping[str, object]] = {
        Kind.CONTEXT: rules.contexts,
        Kind.AGE: rules.ages,
        Kind.WHEN: rules.whens,
        Kind.ANSWER: rules.answers,
        Kind.EASE: rules.eases,
    }
    for kind, entries in both.items():
        for name, entry in entries.items():
            for words in (*entry.nl, *entry.en):  # type: ignore[attr-defined]
                yield Owner(kind, name), words
