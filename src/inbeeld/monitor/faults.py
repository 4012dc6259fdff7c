"""What can be wrong with what an analyst brings.

MonitorFault
    FileFault       a file cannot be read as what it should be; says the row and column
    ListFault       these lists do not belong together
    MappingFault    a mapping file cannot be used; says which key and why
    KeyFault        a key file is not there, is no key, or is one of another period
    RunFault        a run record cannot be used, or an input of it is not there
"""

from __future__ import annotations


class MonitorFault(Exception):
    """Wrong input; the message says what, where and what to do, and never holds data of a person."""


class FileFault(MonitorFault):
    """A file cannot be read as what it should be."""


class ListFault(MonitorFault):
    """These lists do not belong together."""


class MappingFault(MonitorFault):
    """A mapping file cannot be used."""


class KeyFault(MonitorFault):
    """A key cannot be used for this."""


class RunFault(MonitorFault):
    """A run cannot be done again."""
