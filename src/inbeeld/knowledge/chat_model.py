"""What is known of chats: the nouns of the rules by which a chat is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from inbeeld.knowledge.words import Circumstance, Lang, Text


class SaidBy(StrEnum):
    """Direction: whose words a rule listens to. Who says it matters more than the words."""

    SEEKER = "seeker"  # whoever seeks contact, asks or threatens
    YOUNG = "young"  # whoever answers it; it says something of the other side


class Scope(StrEnum):
    """How near to a finding another reading of it must stand."""

    MESSAGE = "message"
    NEAR = "near"
    CHAT = "chat"


@dataclass(frozen=True, slots=True)
class Process:
    """A process in a conversation. Source: Lorenzo-Dus et al. 2016 where `fact` names one."""

    id: str
    name: Text
    what: Text
    sources: tuple[str, ...]
    fact: str = ""


@dataclass(frozen=True, slots=True)
class Sign:
    """How a signal shows in a chat: what the reader is told, and what it is easily mistaken for.

    `alone`: one of it is enough (a threat, a demand, an order or a secret meeting). `faint`: common
    in ordinary talk too, so it only counts beside something that is not.
    """

    signal: str
    process: str
    because: Text
    sources: tuple[str, ...]
    mistaken_for: tuple[str, ...] = ()
    alone: bool = False
    faint: bool = False


@dataclass(frozen=True, slots=True)
class ChatRule:
    """What one way of saying it looks like, in one language.

    `words`, `also` and `unless` are patterns (`screen/syntax.py`). Where there is an `also`, one of it
    must stand in the same message, before or after; where one of `unless` does, the rule keeps silent.
    `caught` and `passed` are single sentences, and are tests.
    `alone` and `faint` say otherwise than the sign for this rule only.
    """

    id: str
    signal: str
    lang: Lang
    words: tuple[str, ...]
    caught: tuple[str, ...]
    passed: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    said_by: SaidBy = SaidBy.SEEKER
    mistaken_for: tuple[str, ...] = ()
    alone: bool | None = None
    faint: bool | None = None


@dataclass(frozen=True, slots=True)
class ChatContext:
    """Another reading of the same words: a joke, a warning, a surprise for someone."""

    id: str
    text: Text
    scope: Scope
    nl: tuple[str, ...]
    en: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChatCue:
    """Words that say something beside a finding, by language: an age, a time, a refusal, a laugh."""

    id: str
    nl: tuple[str, ...]
    en: tuple[str, ...]
    circumstance: Circumstance | None = None
    signals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sequence:
    """What only shows over time: by the same speaker first this process, then that one."""

    id: str
    signal: str
    first: tuple[str, ...]
    then: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WordList:
    """Words that patterns name as `{id}`; each of them is a pattern itself."""

    id: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WeighedWords:
    """Words that weigh alike.

    In a tone: above 0 worrying, below 0 everyday talk. In a lean: above 0 of the one whose messages
    worry, below 0 of who answers. In an urge: above 0 where it cannot wait, below 0 where it can.
    `words` are words of a skeleton (`screen/fold.py`) or two that stand side by side, not patterns.
    `tools/weigh.py` makes them.
    """

    id: str
    weight: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChatRules:
    """All of it. `identity` is a hash over what was read, to name in every output."""

    processes: Mapping[str, Process]
    signs: Mapping[str, Sign]
    rules: Mapping[str, ChatRule]
    contexts: Mapping[str, ChatContext]
    ages: Mapping[str, ChatCue]
    whens: Mapping[str, ChatCue]
    answers: Mapping[str, ChatCue]
    eases: Mapping[str, ChatCue]
    sequences: Mapping[str, Sequence]
    lists: Mapping[str, tuple[str, ...]]
    tones: Mapping[str, WeighedWords]
    leans: Mapping[str, WeighedWords]
    urges: Mapping[str, WeighedWords]
    identity: str
