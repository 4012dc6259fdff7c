"""What is known: signals, forms, help, law, figures, rules, and every word a visitor reads.

>>> from inbeeld.knowledge import load
>>> load().signals["asks-for-secrecy"].fact
'S085'
"""

from inbeeld.knowledge.faults import CannotWrite, DataFaults, Fault, KnowledgeError, UnknownId
from inbeeld.knowledge.loader import data_folder, load, shipped
from inbeeld.knowledge.model import Knowledge, Route, Signal
from inbeeld.knowledge.words import (
    Circumstance,
    Country,
    Kind,
    Known,
    Lang,
    Level,
    Observer,
    Outcome,
    Text,
)

__all__ = [
    "CannotWrite",
    "Circumstance",
    "Country",
    "DataFaults",
    "Fault",
    "Kind",
    "Knowledge",
    "KnowledgeError",
    "Known",
    "Lang",
    "Level",
    "Observer",
    "Outcome",
    "Route",
    "Signal",
    "Text",
    "UnknownId",
    "data_folder",
    "load",
    "shipped",
]
