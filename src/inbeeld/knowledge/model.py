"""The nouns of what is known. Frozen: a fact changes in a data file, never while the program runs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from inbeeld.knowledge.guidance import (
    FollowUp,
    MeldcodeStep,
    OutcomeWords,
    Remark,
    Rule,
    Saying,
    SelfStatement,
    Step,
    Unknown,
)
from inbeeld.knowledge.words import (
    About,
    Authority,
    ChannelKind,
    Confidence,
    Country,
    FigureKind,
    Kind,
    LawTopic,
    Level,
    Observer,
    Reading,
    Setting,
    Status,
    Text,
)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact was read, and who says it there."""

    id: str
    authority: Authority
    title: str
    where: str


@dataclass(frozen=True, slots=True)
class Category:
    """One of the six categories of the seed page, in its order."""

    id: str
    number: int
    name: Text
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """A part of life as a visitor would name it; questions are asked per area."""

    id: str
    name: Text
    hint: Text | None = None


@dataclass(frozen=True, slots=True)
class Signal:
    """Something that may be noticed. `fact` is its number in the fact list, such as S085.

    `text_self` says it to the young person, where `text` speaks about them.
    """

    id: str
    fact: str
    category: str
    area: str
    about: About
    setting: Setting
    kind: Kind
    level: Level
    forms: tuple[str, ...]
    phases: tuple[str, ...]
    observers: tuple[Observer, ...]
    sources: tuple[str, ...]
    text: Text
    question: Text
    otherwise: Text
    also: Text | None = None
    routes: tuple[str, ...] = ()
    text_self: Text | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """A form of exploitation. `result` is the form under which results name it."""

    id: str
    fact: str
    name: Text
    result: str
    short: Text
    page: str
    sources: tuple[str, ...]
    search_words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ResultForm:
    """A form as results name it. Exploitation of boys and by a trafficker are one here."""

    id: str
    name: Text
    short: Text
    page: str


@dataclass(frozen=True, slots=True)
class Phase:
    id: str
    name: Text
    text: Text
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vulnerability:
    """Asks for extra support. Never counts towards an outcome."""

    id: str
    fact: str
    text: Text
    sources: tuple[str, ...]
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class NotUsed:
    """Something that stands in existing lists and that we leave out, with the reason."""

    id: str
    item: Text
    why: Text
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hours:
    """Open from `opens` to `closes`, local time, on `days` (1 is Monday, 7 is Sunday)."""

    days: tuple[int, ...]
    opens: dt.time
    closes: dt.time


@dataclass(frozen=True, slots=True)
class Channel:
    """One way to reach a route. No hours and not `always`: unknown, and we say so."""

    kind: ChannelKind
    address: str
    always: bool = False
    hours: tuple[Hours, ...] = ()
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Route:
    """A place to turn to. `confirmed_on` and `confirmed_by` come from a person who called or visited."""

    id: str
    country: Country
    name: Text
    what_for: Text
    confidence: Confidence
    source_date: str
    sources: tuple[str, ...]
    channels: tuple[Channel, ...] = ()
    observers: tuple[Observer, ...] = ()
    forms: tuple[str, ...] = ()
    free: bool | None = None
    anonymous: bool | None = None
    always_shown: bool = False
    stale_after_days: int = 365
    confirmed_on: dt.date | None = None
    confirmed_by: str = ""
    note: Text | None = None
    searches: Text | None = None

    @property
    def public(self) -> bool:
        """Whether a visitor may see it: low confidence stays out, and so does one without a way in."""
        return self.confidence is not Confidence.LOW and bool(self.channels)


@dataclass(frozen=True, slots=True)
class Law:
    """What the law says, as read on `source_date`. `read` says how much of it we read ourselves."""

    id: str
    article: Text
    name: Text
    text: Text
    topic: LawTopic
    source_date: str
    read: Reading
    sources: tuple[str, ...]
    stale_after_days: int = 365
    confirmed_on: dt.date | None = None
    confirmed_by: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """One number of a series; `number` is None where it was looked for and not found."""

    label: Text
    number: float | None = None
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: what it counts, about when, published when, and how it was made."""

    id: str
    fact: str
    kind: FigureKind
    counts: Text
    about: str
    published: str
    sources: tuple[str, ...]
    public: bool = True
    outdated: bool = False
    method: Text | None = None
    note: Text | None = None
    unit: Text | None = None
    low: float | None = None
    high: float | None = None
    values: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class ObserverWords:
    """How an observer is called on the page, and what to keep in mind about boys."""

    id: Observer
    name: Text
    who: Text
    boys: Text
    professional: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement of the seed page and the place it has now."""

    id: str
    said: Text
    status: Status
    page: str
    now: Text
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything that is known, read from the data files, keyed by id in the order of the files."""

    sources: Mapping[str, Source]
    categories: Mapping[str, Category]
    areas: Mapping[str, Area]
    signals: Mapping[str, Signal]
    forms: Mapping[str, Form]
    result_forms: Mapping[str, ResultForm]
    phases: Mapping[str, Phase]
    vulnerabilities: Mapping[str, Vulnerability]
    not_used: Mapping[str, NotUsed]
    routes: Mapping[str, Route]
    law: Mapping[str, Law]
    figures: Mapping[str, Figure]
    observers: Mapping[str, ObserverWords]
    rules: Mapping[str, Rule]
    outcomes: Mapping[str, OutcomeWords]
    steps: Mapping[str, Step]
    sayings: Mapping[str, Saying]
    unknowns: Mapping[str, Unknown]
    statements: Mapping[str, SelfStatement]
    follow_ups: Mapping[str, FollowUp]
    meldcode: Mapping[int, MeldcodeStep]
    seed: Mapping[str, Statement]
    notes: Mapping[str, Remark]
    first_call_order: tuple[str, ...] = ()
    home_signals: tuple[str, ...] = ()
    default_routes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    abroad: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
