"""Figures about the chat check on labelled chats: counts with bounds, never a chat.

Bounds are those of Wilson (1927), 95 %: they stay between 0 and 1, also where every chat is right.
"""

from __future__ import annotations

import datetime as dt
import statistics
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from inbeeld.knowledge.model import Knowledge
from inbeeld.knowledge.words import Observer, Outcome
from inbeeld.screen.nouns import Line, Screening
from inbeeld.screen.screening import Screen

Z = 1.959964  # two-sided 95 %
NEAR = 2  # messages
CONCERN, ORDINARY = "concern", "ordinary"
ACUTE = "acute"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A chat with what its writer says of it.

    `label`: concern or ordinary; `kind`: the form or situation, free; `level`: none, possible, strong
    or acute; `first_concern`: position from 0; `expected`: ids of signals that were meant.
    """

    id: str
    lang: str
    label: str
    kind: str
    level: str
    instigator: str | None
    first_concern: int | None
    expected: frozenset[str]
    lines: tuple[Line, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Share:
    """`hits` of `of`, with the 95 % bounds of the share; both None where there is nothing to count."""

    hits: int
    of: int

    @property
    def bounds(self) -> tuple[float, float] | None:
        if not self.of:
            return None
        share, square = self.hits / self.of, Z * Z
        middle = share + square / (2 * self.of)
        reach = Z * (share * (1 - share) / self.of + square / (4 * self.of**2)) ** 0.5
        scale = 1 + square / self.of
        # None and all are exact ends; arithmetic would miss them by a hair.
        low = (middle - reach) / scale if self.hits else 0.0
        high = (middle + reach) / scale if self.hits < self.of else 1.0
        return low, high


@dataclass(frozen=True, slots=True)
class Figures:
    """What the chat check makes of a group of chats.

    `distance`: the median of the distance in messages between the first message that became an
    observation and the one the writer named; None where no chat has both. `near`: how many of them
    lie at most two messages apart.
    """

    chats: int
    concern_reaching_ask: Share
    acute_reaching_act: Share
    ordinary_reaching_ask: Share
    ordinary_reaching_consult: Share
    instigator_right: Share
    distance: float | None
    near: Share
    signals_found: Share


@dataclass(frozen=True, slots=True)
class Judged:
    """A labelled chat and what came out."""

    chat: Labelled
    shown: Screening

    def reached(self, outcome: Outcome) -> bool:
        return self.shown.advice.outcome.step >= outcome.step


def judge(
    chats: Iterable[Labelled], *, screen: Screen, knowledge: Knowledge, at: dt.datetime
) -> Iterator[Judged]:
    """Reads each chat as a parent would have it read."""
    for chat in chats:
        shown = screen.conversation(
            chat.lines, observer=Observer.PARENT, knowledge=knowledge, at=at
        )
        yield Judged(chat, shown)


def figures(judged: Sequence[Judged]) -> Figures:
    """The figures of a group of chats."""
    concern = [one for one in judged if one.chat.label == CONCERN]
    ordinary = [one for one in judged if one.chat.label == ORDINARY]
    acute = [one for one in concern if one.chat.level == ACUTE]
    named = [one for one in concern if one.chat.instigator is not None]
    distances = [
        abs(one.shown.first_concern - one.chat.first_concern)
        for one in concern
        if one.shown.first_concern is not None and one.chat.first_concern is not None
    ]
    meant = [
        signal in {found.signal for found in one.shown.observations}
        for one in concern
        for signal in one.chat.expected
    ]
    return Figures(
        chats=len(judged),
        concern_reaching_ask=_share(concern, lambda one: one.reached(Outcome.ASK)),
        acute_reaching_act=_share(acute, lambda one: one.reached(Outcome.ACT)),
        ordinary_reaching_ask=_share(ordinary, lambda one: one.reached(Outcome.ASK)),
        ordinary_reaching_consult=_share(ordinary, lambda one: one.reached(Outcome.CONSULT)),
        instigator_right=_share(named, lambda one: one.shown.instigator == one.chat.instigator),
        distance=statistics.median(distances) if distances else None,
        near=Share(sum(one <= NEAR for one in distances), len(distances)),
        signals_found=Share(sum(meant), len(meant)),
    )


def _share(group: Sequence[Judged], holds: Callable[[Judged], bool]) -> Share:
    return Share(sum(map(holds, group)), len(group))


def grouped(judged: Sequence[Judged]) -> Mapping[str, Mapping[str, Figures]]:
    """The figures of all, by language and by form."""
    by: dict[str, dict[str, list[Judged]]] = {"all": {"all": list(judged)}, "lang": {}, "kind": {}}
    for one in judged:
        by["lang"].setdefault(one.chat.lang, []).append(one)
        by["kind"].setdefault(one.chat.kind, []).append(one)
    return {
        name: {group: figures(members) for group, members in sorted(groups.items())}
        for name, groups in by.items()
    }
