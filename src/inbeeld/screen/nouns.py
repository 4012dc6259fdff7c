"""What goes in and what comes out: lines of a conversation, findings, and what they add up to."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Protocol

from inbeeld.check import Advice
from inbeeld.check.advice import Observation
from inbeeld.knowledge.chat_model import ChatContext, ChatRule, Sign


class Line(Protocol):
    """One message that a person sent, as any reader gives it: when, by whom, and its text."""

    @property
    def time(self) -> dt.datetime | None: ...

    @property
    def speaker(self) -> str | None: ...

    @property
    def text(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Said:
    """A line of our own making."""

    text: str = field(repr=False)
    speaker: str | None = None
    time: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule saw in one message.

    `message`: position from 0; `start`, `end`: code points of its text, end exclusive, both None for
    what only shows over several messages; `rule`: None for the same reason; `side`: the speaker whom
    it is about, None where the chat does not say; `excuse`: what else it may be, when that stands in
    the chat; `counts`: whether the conversation bears it out, so that it became an observation.
    """

    message: int
    start: int | None
    end: int | None
    speaker: str | None
    side: str | None
    sign: Sign
    rule: ChatRule | None
    excuse: ChatContext | None
    counts: bool

    @property
    def alone(self) -> bool:
        """Whether one of these is enough: a threat, a demand, an order or a secret meeting."""
        own = self.rule.alone if self.rule else None
        return self.sign.alone if own is None else own

    @property
    def faint(self) -> bool:
        """Whether this is common in ordinary talk too."""
        own = self.rule.faint if self.rule else None
        return self.sign.faint if own is None else own

    @property
    def perhaps(self) -> bool:
        """Whether the words are said so often that they may well mean something else."""
        return self.faint and not self.alone


@dataclass(frozen=True, slots=True)
class Screening:
    """What a conversation shows. The outcome is that of `check.advise`, and nothing else.

    `instigator`: the speaker from whom the messages that count mostly come, None where no message
    counts or nobody can tell; `first_concern`: position of the first message with a finding that
    became an observation.
    """

    findings: tuple[Finding, ...]
    observations: tuple[Observation, ...]
    instigator: str | None
    first_concern: int | None
    advice: Advice
