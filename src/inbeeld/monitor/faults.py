"""What can be wrong with what an analyst brings.

MonitorFault
    FileFault       a file cannot be read as what it should be; says the row and column
"""

from __future__ import annotations


class MonitorFault(Exception):
    """Wrong input; the message says what, where and what to do, and never holds data of a person."""


class FileFault(MonitorFault):
    """A file cannot be read as what it should be."""
