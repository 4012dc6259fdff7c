"""The nouns of what to do: the outcome table, steps, sentences, questions and the meldcode."""

from __future__ import annotations

from dataclasses import dataclass

from inbeeld.knowledge.words import (
    Circumstance,
    Kind,
    Known,
    Level,
    Observer,
    Outcome,
    Text,
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the outcome table. Its `kind` says how it is read; see `rules.toml`."""

    id: str
    kind: str
    outcome: Outcome
    because: Text
    sources: tuple[str, ...]
    levels: tuple[Level, ...] = ()
    kinds: tuple[Kind, ...] = ()
    at_least: int = 1
    categories: int = 1
    signals: tuple[str, ...] = ()
    together_with: tuple[str, ...] = ()
    circumstances: tuple[Circumstance, ...] = ()
    first_calls: tuple[str, ...] = ()
    because_self: Text | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """A fixed sentence of the advice that belongs to no rule."""

    id: str
    text: Text


@dataclass(frozen=True, slots=True)
class OutcomeWords:
    """What an outcome says on the page: when, what, and a first line."""

    id: Outcome
    when: Text
    title: Text
    lead: Text
    title_self: Text
    lead_self: Text


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do or not to do, for whom and when it fits.

    `informs_home` marks a step that tells to inform people at home: it is left out as soon as
    someone at home may be involved. `home_only` is its opposite. `unless` names signals with which the
    step cannot be done: nobody can stay with someone who is missing.
    """

    id: str
    text: Text
    do: bool
    outcomes: tuple[Outcome, ...]
    sources: tuple[str, ...]
    observers: tuple[Observer, ...] = ()
    forms: tuple[str, ...] = ()
    signals: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    informs_home: bool = False
    home_only: bool = False


@dataclass(frozen=True, slots=True)
class Saying:
    """A ready sentence to say; the first that fits is used."""

    id: str
    text: Text
    observers: tuple[Observer, ...]
    sources: tuple[str, ...]
    outcomes: tuple[Outcome, ...] = ()
    signals: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    informs_home: bool = False
    home_only: bool = False


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something worth asking that no signal covers. `about_home`: not where home is known."""

    id: str
    text: Text
    observers: tuple[Observer, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    about_home: bool = False


@dataclass(frozen=True, slots=True)
class SelfStatement:
    """One of the fifteen statements for the young person."""

    id: str
    fact: str
    text: Text
    signals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A question that makes clear whether a signal is urgent."""

    id: str
    signal: str
    question: Text
    circumstance: Circumstance


@dataclass(frozen=True, slots=True)
class WeighQuestion:
    """A question that weighs, and what of a case is put under it. With nothing named: by hand."""

    text: Text
    known: tuple[Known, ...] = ()
    signals: tuple[str, ...] = ()
    otherwise: bool = False
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class MeldcodeStep:
    """A step of the meldcode, with the questions that weigh."""

    number: int
    name: Text
    text: Text
    sources: tuple[str, ...]
    text_home: Text | None = None
    questions: tuple[WeighQuestion, ...] = ()
