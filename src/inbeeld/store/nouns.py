"""What comes out of the tables, and what can go wrong with them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from django.db import Error

from inbeeld.vault.keys import PublicKey
from inbeeld.vault.receipts import ReceiptKey
from inbeeld.vault.seal.reports import Side


class StoreFailed(Exception):
    """Nothing was stored. What somebody typed must stay on their page."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A report that is being written, or that was sent a moment ago."""

    report: UUID
    until: dt.datetime
    public: dict[Side, PublicKey]
    answered: frozenset[str]
    sent: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Mailbox:
    """What a receipt leads to."""

    key: ReceiptKey
    report: UUID
    desk: PublicKey


@contextmanager
def stored() -> Iterator[None]:
    """Turns every failure of the database into `StoreFailed`, which quotes nothing of it."""
    try:
        yield
    except (Error, OSError):
        raise StoreFailed("The database did not take it.") from None
