"""What can be wrong with an archive, said so that whoever made it can mend it.

ArchiveFault
├── RowFault     one row cannot be read
└── WillNotGoOn  what lies in the output folder belongs to another run
"""

from __future__ import annotations


class ArchiveFault(Exception):
    """An archive cannot be read or written; the message says what, where, and what is expected."""


class RowFault(ArchiveFault):
    """One row cannot be read: which file, which row counted from 1, why, and what is expected."""


class WillNotGoOn(ArchiveFault):
    """The output folder holds something that this run may not go on with, or write over."""
