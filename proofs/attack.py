"""Somebody who has byte strings and sealed things, and tries every one of the first on the second."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from inbeeld.vault.errors import CannotOpen, VaultError
from inbeeld.vault.keys import PRIVATE, PrivateKey, PublicKey
from inbeeld.vault.mailbox import open_letter
from inbeeld.vault.named import (
    CheckKey,
    Locator,
    Password,
    RetentionKey,
    Salt,
    SealedContent,
    SealedKey,
    SealedLetter,
    SealedNote,
    Words,
    WrappedKey,
)
from inbeeld.vault.open.groups import open_grant
from inbeeld.vault.open.members import MemberKey, open_member
from inbeeld.vault.open.reports import (
    ReportKey,
    open_answer,
    open_note,
    open_report,
    open_request,
)
from inbeeld.vault.receipts import ReceiptKey, ReporterPrivate, open_receipt
from inbeeld.vault.seal.reports import GroupKey, Side
from inbeeld.vault.sealing import KEY

ENTRY = "entry"  # as the desk binds what it writes beside a report
# One way to try a possible key; returns what came out. Each thing says which length of key it takes.
Try = Callable[[bytes], bytes]


@dataclass(frozen=True, slots=True)
class Sealed:
    """A sealed thing: which report it is of, if of one, and how to try keys of a length on it."""

    what: str
    report: UUID | None
    length: int | None  # of a key in bytes; None where a password or words belong
    attempt: Try


@dataclass
class Attack:
    """What somebody holds, and what they opened with it."""

    held: Iterable[bytes]
    phrases: Sequence[bytes] = ()
    opened: list[Sealed] = field(default_factory=list)
    keys: set[bytes] = field(default_factory=set)
    tries: int = 0

    def on(self, sealed: Sequence[Sealed]) -> None:
        """Tries all on all. What opens is held too, until a round opens nothing new."""
        fresh = {key for part in self.held for key in possible_keys(part)}
        closed = list(sealed)
        for one in list(closed):
            if one.length is None:
                fresh |= self._with(one, self.phrases, closed)
        while fresh:
            self.keys |= fresh
            found: set[bytes] = set()
            for one in list(closed):
                if one.length is not None:
                    found |= self._with(
                        one, (key for key in fresh if len(key) == one.length), closed
                    )
            fresh = found - self.keys

    def _with(self, one: Sealed, keys: Iterable[bytes], closed: list[Sealed]) -> set[bytes]:
        for key in keys:
            self.tries += 1
            try:
                inside = one.attempt(key)
            except VaultError:
                continue
            self.opened.append(one)
            closed.remove(one)
            return set(possible_keys(inside))
        return set()


def possible_keys(part: bytes) -> Iterator[bytes]:
    """Every key that a byte string may be or hold: at its start, its end, and at each step between."""
    for length in (KEY, PRIVATE):
        if len(part) < length:
            continue
        yield part[:length]
        yield part[-length:]
        if len(part) > 2 * PRIVATE:
            continue
        for place in range(0, len(part) - length + 1, 16):
            yield part[place : place + length]
    if len(part) == KEY:
        yield part * (PRIVATE // KEY)  # a lazy derivation


def everything_sealed(retention: Iterable[tuple[UUID, RetentionKey]]) -> list[Sealed]:
    """Every sealed thing in the database, with the vault's own function that opens it."""
    kept = dict(retention)
    return [*_of_reports(kept), *_of_receipts(), *_of_staff()]


def _of_reports(kept: dict[UUID, RetentionKey]) -> Iterator[Sealed]:
    from inbeeld.store import models

    for row in models.Report.objects.all():
        for side, sealed, epoch in (
            (Side.DESK, row.desk_sealed, row.desk_epoch),
            (Side.IDENTITY, row.identity_sealed, row.identity_epoch),
        ):
            # Where its own retention key is gone, every other is tried.
            tried = [kept[row.id]] if row.id in kept else list(kept.values())
            yield _key_of(row.id, side, SealedKey(bytes(sealed)), epoch, tried)
    for row in models.Answer.objects.all():
        yield _answer(row.report_id, f"{row.question}/{row.side}", SealedContent(bytes(row.sealed)))
    for row in models.Request.objects.all():
        yield _request(row.report_id, SealedContent(bytes(row.sealed)))
    for row in models.Entry.objects.all():
        yield _entry(row.report_id, SealedNote(bytes(row.sealed)))


def _entry(report: UUID, sealed: SealedNote) -> Sealed:
    def attempt(key: bytes) -> bytes:
        return open_note(sealed, ReportKey(key), report=report, part=ENTRY).content

    return Sealed("entry", report, PRIVATE, attempt)


def _key_of(
    report: UUID, side: Side, sealed: SealedKey, epoch: int, tried: Sequence[RetentionKey]
) -> Sealed:
    def attempt(key: bytes) -> bytes:
        group = PrivateKey(key)
        for retention in tried:
            with contextlib.suppress(VaultError):
                return open_report(
                    sealed, report=report, side=side, epoch=epoch, group=group, retention=retention
                ).reveal()
        raise CannotOpen("No retention key fits.")

    return Sealed("key of a report", report, PRIVATE, attempt)


def _answer(report: UUID, part: str, sealed: SealedContent) -> Sealed:
    def attempt(key: bytes) -> bytes:
        return open_answer(sealed, ReportKey(key), report=report, field=part).content

    return Sealed("answer", report, PRIVATE, attempt)


def _request(report: UUID, sealed: SealedContent) -> Sealed:
    def attempt(key: bytes) -> bytes:
        return open_request(sealed, ReportKey(key), report=report).content

    return Sealed("request", report, PRIVATE, attempt)


def _of_receipts() -> Iterator[Sealed]:
    from inbeeld.store import models

    for row in models.Receipt.objects.all():
        stored = ReceiptKey(
            Locator(row.locator),
            Salt(bytes(row.salt)),
            WrappedKey(bytes(row.wrapped)),
            PublicKey(bytes(row.public)),
        )
        yield Sealed("key of a reporter", row.report_id, None, _words_of(stored))
    for row in models.Letter.objects.select_related("receipt"):
        yield _letter(row.receipt.report_id, SealedLetter(bytes(row.sealed)))


def _words_of(stored: ReceiptKey) -> Try:
    check = CheckKey(bytes(KEY))  # it is used only where there is no receipt
    return lambda phrase: open_receipt(stored.locator, Words(phrase), stored, check).reveal()


def _letter(report: UUID, sealed: SealedLetter) -> Sealed:
    def attempt(key: bytes) -> bytes:
        return open_letter(sealed, ReporterPrivate(key), report=report).content

    return Sealed("letter", report, PRIVATE, attempt)


def _of_staff() -> Iterator[Sealed]:
    from inbeeld.store import models

    for row in models.Grant.objects.select_related("group"):
        group = GroupKey(Side(row.group.side), row.group.epoch, PublicKey(bytes(row.group.public)))
        yield _grant(SealedKey(bytes(row.sealed)), group, row.member_id)
    recovery = models.Recovery.objects.order_by("made").last()
    for row in models.Group.objects.all():
        group = GroupKey(Side(row.side), row.epoch, PublicKey(bytes(row.public)))
        if recovery is not None:
            yield _grant(SealedKey(bytes(row.recovery)), group, recovery.id)
    for row in models.Member.objects.all():
        stored = MemberKey(
            PublicKey(bytes(row.public)), WrappedKey(bytes(row.wrapped)), Salt(bytes(row.salt))
        )
        yield Sealed("key of a member", None, None, _password_of(row.id, stored))


def _grant(sealed: SealedKey, group: GroupKey, member: UUID) -> Sealed:
    def attempt(key: bytes) -> bytes:
        return open_grant(sealed, group, member=member, private=PrivateKey(key)).reveal()

    return Sealed("key of a group", None, PRIVATE, attempt)


def _password_of(member: UUID, stored: MemberKey) -> Try:
    return lambda phrase: open_member(member, Password(phrase), stored).reveal()
