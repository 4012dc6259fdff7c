"""Who leaves reads nothing that comes in afterwards: each group gets a key that they never had.

Reports from before keep their key, which those who stay still have. What the leaver was given is
destroyed; what they read or copied while they could, nobody can take back.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from inbeeld.desk.ready import STAFF
from inbeeld.office.people import Refused, group_key, group_keys, member, opened
from inbeeld.office.second import forget_user
from inbeeld.store.models import Grant, Group, Member, Recovery
from inbeeld.vault.keys import PublicKey
from inbeeld.vault.named import Password
from inbeeld.vault.open.groups import GroupPrivate, grant, new_group
from inbeeld.vault.seal.reports import Side


@dataclass(frozen=True, slots=True)
class Person:
    """A member as colleagues may see them. `keys` of all that there are; `reads` what comes in now."""

    name: str
    keys: int
    reads: bool
    left: str  # a date, or empty


def everyone() -> tuple[Person, ...]:
    """Every member, those who left too, by name."""
    newest = _newest(Side.DESK)
    found = []
    for row in Member.objects.order_by("name"):
        held = set(Grant.objects.filter(member=row).values_list("group_id", flat=True))
        reads = newest is not None and newest.pk in held
        left = row.left.date().isoformat() if row.left else ""
        found.append(Person(row.name, len(held), reads, left))
    return tuple(found)


def leave(
    name: str, *, by: str, password: Password, now: dt.datetime, last_two_known: bool = False
) -> int:
    """Lets a member go, and says how many groups got a new key. `by` has the keys and makes them."""
    leaver, maker = member(name), member(by)
    if leaver.pk == maker.pk:
        raise Refused("Nobody shuts themselves out: a second person does, who has the keys.")
    private = opened(maker, password)
    held = group_keys(maker, private)
    sides = [side for side in Side if _holds(leaver, side)]
    for side in sides:
        newest = _newest(side)
        if newest is None or (side, newest.epoch) not in held:
            raise Refused(
                f"{maker.name} does not have the newest keys, and so cannot make new ones."
            )
        if len(_staying(newest, leaver)) < STAFF and not last_two_known:
            raise Refused(
                f"Fewer than {STAFF} people would be left who can read, and no reports would be taken "
                "in. Give somebody the keys first, or say --last-two-known."
            )
    with transaction.atomic():
        for side in sides:
            _begin(side, leaver, maker, now)
        Grant.objects.filter(member=leaver).delete()
        leaver.left, leaver.wrapped, leaver.salt = now, b"", b""
        leaver.save(update_fields=["left", "wrapped", "salt"])
        forget_user(leaver.id)
    return len(sides)


def _begin(side: Side, leaver: Member, maker: Member, now: dt.datetime) -> None:
    """The next epoch of a group, for everybody who had the newest and stays, and for the shares."""
    newest = _newest(side)
    assert newest is not None  # noqa: S101 (the leaver holds a key of this group)
    group, private = new_group(side, epoch=newest.epoch + 1)
    recovery = Recovery.objects.latest("made")
    row = Group.objects.create(
        side=side.value,
        epoch=group.epoch,
        public=group.public.raw,
        begun=now,
        recovery=grant(
            private, group, member=recovery.id, public=PublicKey(bytes(recovery.public))
        ),
    )
    for one in _staying(newest, leaver):
        _give(private, row, one, maker, now)


def _give(
    private: GroupPrivate, row: Group, receiver: Member, maker: Member, now: dt.datetime
) -> None:
    public = PublicKey(bytes(receiver.public))
    sealed = grant(private, group_key(row), member=receiver.id, public=public)
    Grant.objects.create(group=row, member=receiver, sealed=sealed, by=maker, at=now)


def _newest(side: Side) -> Group | None:
    return Group.objects.filter(side=side.value).order_by("-epoch").first()


def _holds(row: Member, side: Side) -> bool:
    return Grant.objects.filter(member=row, group__side=side.value).exists()


def _staying(newest: Group, leaver: Member) -> list[Member]:
    """Who has the newest key of a group and does not leave. Who was never approved gets nothing."""
    grants = Grant.objects.filter(group=newest, member__left__isnull=True).exclude(member=leaver)
    return [one.member for one in grants.select_related("member")]
