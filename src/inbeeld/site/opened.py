"""A mailbox that stays open for some minutes, without a cookie and without a row in the database.

The reporter's key travels in the address, closed under a key that this server made at start and holds in
memory alone. It opens letters, never the story. After the minutes, and after a restart, the address is
worth nothing.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import struct
from dataclasses import dataclass

from inbeeld.site import reporting
from inbeeld.store import mailbox
from inbeeld.store.nouns import Mailbox
from inbeeld.vault.errors import VaultError
from inbeeld.vault.named import Locator
from inbeeld.vault.receipts import ReporterPrivate, lent, returned

UNTIL = struct.Struct(">I")
SIGNS = 16


@dataclass(frozen=True, slots=True, repr=False)
class Opened:
    """An open mailbox: the key to its letters, and where it leads."""

    name: str
    key: ReporterPrivate
    box: Mailbox

    @property
    def locator(self) -> Locator:
        return self.box.key.locator


def name_for(key: ReporterPrivate, locator: Locator, now: dt.datetime) -> str:
    """The name of an open mailbox in its address."""
    until = now + dt.timedelta(minutes=reporting.terms().letters_minutes)
    front = UNTIL.pack(int(until.timestamp())) + locator.encode()
    sealed = lent(key, reporting.guard(), front=front)
    return base64.urlsafe_b64encode(front + sealed).rstrip(b"=").decode()


def find(name: str, now: dt.datetime) -> Opened | None:
    """The open mailbox of that name, or None where it is shut by now or was never open."""
    try:
        raw = base64.urlsafe_b64decode(name + "=" * (-len(name) % 4))
        (until,) = UNTIL.unpack_from(raw)
        front, sealed = raw[: UNTIL.size + SIGNS], raw[UNTIL.size + SIGNS :]
        if now.timestamp() > until:
            return None
        key = returned(sealed, reporting.guard(), front=front)
        locator = Locator(front[UNTIL.size :].decode("ascii"))
    except (VaultError, binascii.Error, struct.error, UnicodeDecodeError, ValueError):
        return None
    box = mailbox.find(locator)
    return Opened(name, key, box) if box else None
