"""What an envelope is bound to: its purpose and its place. Moved elsewhere, it does not open."""

from __future__ import annotations

import enum
import struct
from dataclasses import dataclass

DOMAIN = "inbeeld/vault"


class Purpose(enum.StrEnum):
    """What something is sealed for. A value is part of every envelope, so it is never used anew."""

    REPORT_KEY = "report-key"
    RETENTION = "retention"
    ANSWER = "answer"
    REQUEST = "request"
    NOTE = "note"
    LETTER = "letter"
    GROUP_KEY = "group-key"
    MEMBER_KEY = "member-key"
    REPORTER_KEY = "reporter-key"
    INDEX_KEY = "index-key"
    RECOVERY = "recovery"
    OPENED = "opened"


@dataclass(frozen=True, slots=True)
class Binding:
    """A purpose, the thing it belongs to, and the part of it.

    `owner` is the id of a report, group, member or receipt; `part` a field, a group with its epoch, or
    empty.
    """

    purpose: Purpose
    owner: str
    part: str = ""

    def encoded(self, header: bytes) -> bytes:
        """Bytes that differ where anything differs: each part stands behind its length."""
        parts = [
            DOMAIN.encode(),
            header,
            self.purpose.encode(),
            self.owner.encode(),
            self.part.encode(),
        ]
        return b"".join(struct.pack(">I", len(part)) + part for part in parts)
