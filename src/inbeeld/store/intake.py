"""Taking in: what the public process may do. It adds; it never reads a sealed row back."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
import uuid
from collections.abc import Iterable
from uuid import UUID

from inbeeld.store.models import Answer, Group, Letter, Receipt, Report
from inbeeld.store.nouns import Draft, stored
from inbeeld.store.turns import writing
from inbeeld.vault.keys import PublicKey
from inbeeld.vault.named import SealedContent, SealedLetter
from inbeeld.vault.receipts import ReceiptKey
from inbeeld.vault.seal.reports import GroupKey, NewReport, Side

NAME = 16  # bytes, 128 bits


def new_name() -> str:
    """A name for a draft, as it stands in its address: 22 signs."""
    return secrets.token_urlsafe(NAME)


def group_keys() -> dict[Side, GroupKey]:
    """The newest public key of each group; a side that has none is absent."""
    with stored():
        rows = Group.objects.order_by("epoch").values_list("side", "epoch", "public")
        return {
            Side(side): GroupKey(Side(side), epoch, PublicKey(bytes(public)))
            for side, epoch, public in rows
        }


def begin(new: NewReport, *, name: str, until: dt.datetime) -> None:
    """Stores a new draft. Its retention key must be on the disk before."""
    desk, identity = new.sides[Side.DESK], new.sides[Side.IDENTITY]
    with stored(), writing():
        Report(
            id=new.report,
            draft=_hashed(name),
            until=until,
            desk_public=desk.public.raw,
            desk_sealed=desk.sealed,
            desk_epoch=desk.epoch,
            identity_public=identity.public.raw,
            identity_sealed=identity.sealed,
            identity_epoch=identity.epoch,
        ).save(force_insert=True)


def find(name: str) -> Draft | None:
    """The draft of that name, dead or alive, or None."""
    with stored():
        row = (
            Report.objects.filter(draft=_hashed(name))
            .values_list("id", "until", "desk_public", "identity_public")
            .first()
        )
        if row is None:
            return None
        report, until, desk, identity = row
        answered = Answer.objects.filter(report_id=report).values_list("question", flat=True)
        sent = (
            Receipt.objects.filter(report_id=report)
            .order_by("given")
            .values_list("given", flat=True)
            .first()
        )
        return Draft(
            report=report,
            until=until,
            public={
                Side.DESK: PublicKey(bytes(desk)),
                Side.IDENTITY: PublicKey(bytes(identity)),
            },
            answered=frozenset(answered),
            sent=sent,
        )


def add(report: UUID, rows: Iterable[tuple[str, Side, SealedContent]]) -> None:
    """Stores answers to a question, whole or not at all."""
    with stored(), writing():
        Answer.objects.bulk_create(_answers(report, rows))


def finish(
    report: UUID,
    rows: Iterable[tuple[str, Side, SealedContent]],
    receipt: ReceiptKey,
    letter: SealedLetter,
    *,
    given: dt.datetime,
) -> None:
    """Makes a draft a report, with receipt and first letter. When this returns, all is on the disk."""
    with stored(), writing():
        Answer.objects.bulk_create(_answers(report, rows))
        Receipt(
            locator=receipt.locator,
            report_id=report,
            salt=receipt.salt,
            wrapped=receipt.wrapped,
            public=receipt.public.raw,
            given=given,
        ).save(force_insert=True)
        Letter(id=uuid.uuid4(), receipt_id=receipt.locator, sealed=letter).save(force_insert=True)


def _answers(report: UUID, rows: Iterable[tuple[str, Side, SealedContent]]) -> list[Answer]:
    return [
        Answer(report_id=report, question=question, side=side.value, sealed=sealed)
        for question, side, sealed in rows
    ]


def _hashed(name: str) -> bytes:
    """The address of a draft stands in a browser's history; the database holds only its hash."""
    return hashlib.sha256(name.encode()).digest()
