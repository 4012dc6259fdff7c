"""A report taken in: a key pair of its own, whose private half is sealed away before anything is written.

The private half is closed under the report's retention key first, and to a group's key then: both are
needed, so destroying the retention key ends the report. Two halves, since who reports is opened by
fewer people than what is reported: `desk` for the story, `identity` for the reporter.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from uuid import UUID

from inbeeld.vault.binding import Binding, Purpose
from inbeeld.vault.forgetting import forget
from inbeeld.vault.keys import PublicKey, new_key
from inbeeld.vault.named import Plain, RetentionKey, SealedContent, SealedKey
from inbeeld.vault.sealing import to_public, under_key


class Side(enum.StrEnum):
    """Whose key opens it."""

    DESK = "desk"
    IDENTITY = "identity"


@dataclass(frozen=True, slots=True)
class GroupKey:
    """The public key of a group in one epoch. A member who leaves begins a new epoch."""

    side: Side
    epoch: int
    public: PublicKey


@dataclass(frozen=True, slots=True)
class SealedSide:
    """One side of a report: the key that anything can be sealed to, and its private half, sealed away."""

    public: PublicKey
    sealed: SealedKey
    epoch: int


@dataclass(frozen=True, slots=True)
class NewReport:
    """What is stored of a new report before its first answer."""

    report: UUID
    sides: dict[Side, SealedSide]


def new_report(report: UUID, *, groups: dict[Side, GroupKey], retention: RetentionKey) -> NewReport:
    """Both key pairs of a report. The private halves are forgotten when this returns."""
    return NewReport(report, {side: _new_side(report, groups[side], retention) for side in Side})


def _new_side(report: UUID, group: GroupKey, retention: RetentionKey) -> SealedSide:
    private = new_key()
    inner = under_key(
        private.reveal(),
        retention.reveal(),
        bound=Binding(Purpose.RETENTION, str(report), group.side),
    )
    public = private.public()
    forget(private.reveal())
    sealed = to_public(inner, group.public, bound=report_key_bound(report, group.side, group.epoch))
    return SealedSide(public, SealedKey(sealed), group.epoch)


def seal_answer(
    answer: Plain, *, to: PublicKey, report: UUID, field: str, schema: int
) -> SealedContent:
    """One answer to one question of a report."""
    return SealedContent(
        to_public(answer.reveal(), to, bound=answer_bound(report, field), schema=schema)
    )


def seal_request(request: Plain, *, to: PublicKey, report: UUID, schema: int) -> SealedContent:
    """What a reporter asks later: an addition, consent, deletion. The desk carries it out."""
    return SealedContent(
        to_public(request.reveal(), to, bound=request_bound(report), schema=schema)
    )


def report_key_bound(report: UUID, side: Side, epoch: int) -> Binding:
    return Binding(Purpose.REPORT_KEY, str(report), f"{side}/{epoch}")


def answer_bound(report: UUID, field: str) -> Binding:
    return Binding(Purpose.ANSWER, str(report), field)


def request_bound(report: UUID) -> Binding:
    return Binding(Purpose.REQUEST, str(report))
