"""Letters to a reporter: anyone seals one to the reporter's public key, seven words open it."""

from __future__ import annotations

from uuid import UUID

from inbeeld.vault.binding import Binding, Purpose
from inbeeld.vault.keys import PublicKey
from inbeeld.vault.named import Plain, SealedLetter
from inbeeld.vault.opening import Opened, with_private
from inbeeld.vault.receipts import ReporterPrivate
from inbeeld.vault.sealing import to_public


def seal_letter(letter: Plain, *, to: PublicKey, report: UUID, schema: int) -> SealedLetter:
    """A letter for the mailbox of one report."""
    return SealedLetter(to_public(letter.reveal(), to, bound=_bound(report), schema=schema))


def open_letter(sealed: SealedLetter, key: ReporterPrivate, *, report: UUID) -> Opened:
    """A letter, with the version of its schema."""
    return with_private(sealed, key, bound=_bound(report))


def _bound(report: UUID) -> Binding:
    return Binding(Purpose.LETTER, str(report))
