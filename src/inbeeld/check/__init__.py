"""What observations mean. `advise` is the only place that says so.

>>> from datetime import datetime, timezone
>>> from inbeeld.check import Known, Observation, Observer, advise
>>> from inbeeld.knowledge import load
>>> seen = [Observation("asks-for-secrecy", Known.SEEN)]
>>> now = datetime(2026, 11, 23, 19, 0, tzinfo=timezone.utc)
>>> advise(seen, observer=Observer.PARENT, knowledge=load(), at=now).outcome.value
'consult'
"""

from inbeeld.check.advice import (
    Advice,
    FormPointer,
    Home,
    Meldcode,
    Note,
    Observation,
    Reason,
    Record,
)
from inbeeld.check.advise import advise
from inbeeld.check.message import Receiver, message
from inbeeld.check.opening import OpenState, opening
from inbeeld.check.routes import RouteNow, find_routes
from inbeeld.check.telling import day_words, hours_words, open_words, other_hours, sure_words
from inbeeld.knowledge.words import Circumstance, Known, Observer, Outcome

__all__ = [
    "Advice",
    "Circumstance",
    "FormPointer",
    "Home",
    "Known",
    "Meldcode",
    "Note",
    "Observation",
    "Observer",
    "OpenState",
    "Outcome",
    "Reason",
    "Receiver",
    "Record",
    "RouteNow",
    "advise",
    "day_words",
    "find_routes",
    "hours_words",
    "message",
    "open_words",
    "opening",
    "other_hours",
    "sure_words",
]
