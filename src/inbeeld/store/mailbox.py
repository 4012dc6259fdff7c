"""The way back: what a receipt leads to, and what a reporter asks."""

from __future__ import annotations

import uuid
from uuid import UUID

from inbeeld.store.models import Letter, Receipt, Request
from inbeeld.store.nouns import Mailbox, stored
from inbeeld.store.turns import writing
from inbeeld.vault.keys import PublicKey
from inbeeld.vault.named import Locator, Salt, SealedContent, SealedLetter, WrappedKey
from inbeeld.vault.receipts import ReceiptKey


def find(locator: Locator) -> Mailbox | None:
    """What a number leads to, or None where it leads nowhere any more."""
    with stored():
        row = (
            Receipt.objects.filter(locator=locator)
            .values_list("report_id", "salt", "wrapped", "public", "given", "report__desk_public")
            .first()
        )
        if row is None:
            return None
        report, salt, wrapped, public, given, desk = row
        if Receipt.objects.filter(report_id=report, given__gt=given).exists():
            return None  # a newer receipt made this one worthless
        key = ReceiptKey(
            locator, Salt(bytes(salt)), WrappedKey(bytes(wrapped)), PublicKey(bytes(public))
        )
        return Mailbox(key, report, PublicKey(bytes(desk)))


def letters(locator: Locator) -> list[SealedLetter]:
    """All that lies in a mailbox, in no order: when each was written stands inside."""
    with stored():
        rows = Letter.objects.filter(receipt_id=locator).values_list("sealed", flat=True)
        return [SealedLetter(bytes(sealed)) for sealed in rows]


def put(locator: Locator, letter: SealedLetter) -> None:
    """A letter into a mailbox."""
    with stored(), writing():
        Letter(id=uuid.uuid4(), receipt_id=locator, sealed=letter).save(force_insert=True)


def ask(report: UUID, request: SealedContent, locator: Locator, letter: SealedLetter) -> None:
    """A request to the desk, with the letter that says to the reporter that it was asked."""
    with stored(), writing():
        Request(id=uuid.uuid4(), report_id=report, sealed=request).save(force_insert=True)
        Letter(id=uuid.uuid4(), receipt_id=locator, sealed=letter).save(force_insert=True)
