"""The closed sets of the field: a typing mistake in a data file is a fault, not a surprise."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Lang(StrEnum):
    """A language of the site. Dutch is the original, English follows it."""

    NL = "nl"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence or a few, in both languages side by side."""

    nl: str
    en: str

    def __getitem__(self, lang: str) -> str:
        return self.en if lang == Lang.EN else self.nl


@dataclass(frozen=True, slots=True)
class Texts:
    """The same lines in both languages; line *n* of one says what line *n* of the other says."""

    nl: tuple[str, ...]
    en: tuple[str, ...]

    def __getitem__(self, lang: str) -> tuple[str, ...]:
        return self.en if lang == Lang.EN else self.nl

    def __len__(self) -> int:
        return len(self.nl)


class Level(StrEnum):
    """How much one signal says on its own (facts, header of the signal list)."""

    GENERAL = "general"
    POSSIBLE = "possible"
    STRONG = "strong"
    ACUTE = "acute"


class Kind(StrEnum):
    """An indicator may point to harm; harm is a piece of the harm itself."""

    INDICATOR = "indicator"
    HARM = "harm"


class About(StrEnum):
    YOUNG_PERSON = "young-person"
    OTHER = "other"
    PLACE = "place"


class Setting(StrEnum):
    LIFE = "life"
    ONLINE = "online"
    CHAT = "chat"
    PLACE = "place"
    HEALTH = "health"
    SCHOOL = "school"


class Observer(StrEnum):
    """Who looks. Each sees only a part, and is asked only about that part."""

    PARENT = "parent"
    TEACHER = "teacher"
    YOUTHWORKER = "youthworker"
    HEALTH = "health"
    HOTEL = "hotel"
    FRIEND = "friend"
    SELF = "self"
    PUBLIC = "public"


class Outcome(StrEnum):
    """What to do. Never a score: four actions, in this order."""

    TALK = "talk"
    ASK = "ask"
    CONSULT = "consult"
    ACT = "act"

    @property
    def step(self) -> int:
        """Place in the order of actions: 0 for talk up to 3 for act."""
        return list(Outcome).index(self)


class Known(StrEnum):
    """Where a fact comes from. Three fields that are never mixed."""

    SEEN = "seen"
    TOLD = "told"
    THOUGHT = "thought"


class Circumstance(StrEnum):
    """What makes a threat or a meeting urgent."""

    NOW = "now"
    NEAR_HOME = "near-home"
    TODAY = "today"
    TOMORROW = "tomorrow"
    PRESSING = "pressing"  # what is said around it sounds as if it cannot wait; only read in a chat


class Country(StrEnum):
    NL = "NL"
    BE = "BE"
    UK = "UK"
    EU = "EU"
    INT = "INT"


class Confidence(StrEnum):
    """How sure we are of a help route. Low is never shown."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class ChannelKind(StrEnum):
    """A way to reach a help route."""

    PHONE = "phone"
    CHAT = "chat"
    WEB = "web"


class Authority(StrEnum):
    """Who says it: the organisation itself or the law, an expert, the press, or nobody to rely on."""

    OWN = "own"
    EXPERT = "expert"
    PRESS = "press"
    WEAK = "weak"


class LawTopic(StrEnum):
    """The heading under which a law stands."""

    OFFENCES = "offences"
    TRAFFICKING = "trafficking"
    REPORT = "report"
    EUROPE = "europe"


class Reading(StrEnum):
    """How much of a law we read ourselves."""

    FULL = "full"
    PART = "part"
    EXISTENCE = "existence"


class Status(StrEnum):
    """What became of a statement of the seed page."""

    KEPT = "kept"
    CORRECTED = "corrected"
    LEFT_OUT = "left-out"


class FigureKind(StrEnum):
    """Never mixed and never added up."""

    ESTIMATE = "estimate"
    SHARE = "share"
    REGISTERED = "registered"
    CONTACTS = "contacts"
    SURVEY = "survey"
    UNSOURCED = "unsourced"
