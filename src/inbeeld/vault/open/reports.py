"""A report opened by the desk: its key, its answers, and what staff write beside it."""

from __future__ import annotations

from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from inbeeld.vault.binding import Binding, Purpose
from inbeeld.vault.keys import PrivateKey
from inbeeld.vault.named import Plain, RetentionKey, SealedContent, SealedKey, SealedNote, Secret
from inbeeld.vault.opening import Opened, with_key, with_private
from inbeeld.vault.seal.reports import (
    GroupKey,
    Side,
    answer_bound,
    report_key_bound,
    request_bound,
)
from inbeeld.vault.sealing import KEY, to_public, under_key


class ReportKey(PrivateKey):
    """The private half of one side of a report."""


class NoteKey(Secret):
    """The key of what staff write: derived, so that only who opened the report can have written it."""


def open_report(
    sealed: SealedKey,
    *,
    report: UUID,
    side: Side,
    epoch: int,
    group: PrivateKey,
    retention: RetentionKey,
) -> ReportKey:
    """The key of one side. CannotOpen with another group's key, epoch or retention key."""
    inner = with_private(sealed, group, bound=report_key_bound(report, side, epoch)).content
    bound = Binding(Purpose.RETENTION, str(report), side)
    return ReportKey(with_key(inner, retention.reveal(), bound=bound).content)


def reseal_report(
    sealed: SealedKey, *, report: UUID, side: Side, epoch: int, group: PrivateKey, to: GroupKey
) -> SealedKey:
    """The same key for a new epoch of the group. The retention key is not needed, and stays needed."""
    inner = with_private(sealed, group, bound=report_key_bound(report, side, epoch)).content
    return SealedKey(to_public(inner, to.public, bound=report_key_bound(report, to.side, to.epoch)))


def open_answer(sealed: SealedContent, key: ReportKey, *, report: UUID, field: str) -> Opened:
    """One answer, with the version of its schema."""
    return with_private(sealed, key, bound=answer_bound(report, field))


def open_request(sealed: SealedContent, key: ReportKey, *, report: UUID) -> Opened:
    """What the reporter asked, with the version of its schema."""
    return with_private(sealed, key, bound=request_bound(report))


def seal_note(note: Plain, key: ReportKey, *, report: UUID, part: str, schema: int) -> SealedNote:
    """What staff write. `part` says which kind of thing, and is bound to it."""
    return SealedNote(
        under_key(
            note.reveal(), note_key(key).reveal(), bound=_note_bound(report, part), schema=schema
        )
    )


def open_note(sealed: SealedNote, key: ReportKey, *, report: UUID, part: str) -> Opened:
    """What staff wrote, with the version of its schema."""
    return with_key(sealed, note_key(key).reveal(), bound=_note_bound(report, part))


def note_key(key: ReportKey) -> NoteKey:
    """Derived from the report's key by HKDF-SHA256."""
    derived = HKDF(algorithm=SHA256(), length=KEY, salt=None, info=b"inbeeld/vault/notes")
    return NoteKey(derived.derive(key.reveal()))


def _note_bound(report: UUID, part: str) -> Binding:
    return Binding(Purpose.NOTE, str(report), part)
