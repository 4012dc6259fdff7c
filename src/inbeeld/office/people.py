"""Members, and the keys of groups that they are given. Nobody reads alone what nobody else may read.

The first member makes the keys of the groups, and the recovery shares that open them when everybody is
gone. Each next member is given the keys by one who has them: that is the approval by a second person.
"""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from inbeeld.store.models import Grant, Group, Member, Recovery
from inbeeld.vault.errors import CannotOpen
from inbeeld.vault.keys import PublicKey
from inbeeld.vault.named import Password, Salt, SealedKey, WrappedKey
from inbeeld.vault.open.groups import GroupPrivate, grant, new_group, open_grant
from inbeeld.vault.open.members import MemberKey, MemberPrivate, new_member, open_member
from inbeeld.vault.open.recovery import new_recovery
from inbeeld.vault.seal.reports import GroupKey, Side

SHORTEST = 14  # signs of a password: it is the key
LONGEST_NAME = 80


class Refused(Exception):
    """What was asked cannot be done; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Added:
    """A new member. `shares` are there for the first alone, and are shown once."""

    name: str
    shares: tuple[str, ...] = ()


def add(name: str, password: Password, *, now: dt.datetime) -> Added:
    """A new member with a key of their own. The first one makes the keys of the groups too."""
    if not 0 < len(name.strip()) <= LONGEST_NAME:
        raise Refused(f"A name has 1 to {LONGEST_NAME} signs.")
    long_enough(password)
    ident = uuid.uuid4()
    key = new_member(ident, password)
    try:
        with transaction.atomic():
            row = Member.objects.create(
                id=ident,
                name=name.strip(),
                public=key.public.raw,
                wrapped=key.wrapped,
                salt=key.salt,
            )
            shares = () if Group.objects.exists() else _begin_groups(row, now)
    except IntegrityError:
        raise Refused(f"There is a member of the name {name.strip()}. Choose another.") from None
    return Added(row.name, shares)


def give(name: str, *, by: str, password: Password, now: dt.datetime) -> int:
    """Gives a member every key that `by` has, and says how many. Refused with a wrong password."""
    giver, receiver = member(by), member(name)
    if giver.pk == receiver.pk:
        raise Refused("Nobody gives the keys to themselves: a second person does.")
    private = opened(giver, password)
    count = 0
    for held in Grant.objects.filter(member=giver).select_related("group"):
        if Grant.objects.filter(member=receiver, group=held.group).exists():
            continue
        group = group_key(held.group)
        key = open_grant(SealedKey(bytes(held.sealed)), group, member=giver.id, private=private)
        sealed = grant(key, group, member=receiver.id, public=PublicKey(bytes(receiver.public)))
        Grant.objects.create(group=held.group, member=receiver, sealed=sealed, by=giver, at=now)
        count += 1
    return count


def long_enough(password: Password) -> None:
    """Refused where a password is too short to be a key."""
    if len(password.reveal().decode()) < SHORTEST:
        raise Refused(f"A password has at least {SHORTEST} signs: it is the key to every report.")


def opened(member: Member, password: Password) -> MemberPrivate:
    """A member's key. Refused with a wrong password."""
    stored = MemberKey(
        PublicKey(bytes(member.public)),
        WrappedKey(bytes(member.wrapped)),
        Salt(bytes(member.salt)),
    )
    try:
        return open_member(member.id, password, stored)
    except CannotOpen:
        raise Refused("This password does not open the key of this member.") from None


def group_keys(member: Member, private: MemberPrivate) -> dict[tuple[Side, int], GroupPrivate]:
    """Every key of a group that a member holds, by side and epoch."""
    found = {}
    for held in Grant.objects.filter(member=member).select_related("group"):
        group = group_key(held.group)
        sealed = SealedKey(bytes(held.sealed))
        found[group.side, group.epoch] = open_grant(
            sealed, group, member=member.id, private=private
        )
    return found


def group_key(row: Group) -> GroupKey:
    return GroupKey(Side(row.side), row.epoch, PublicKey(bytes(row.public)))


def _begin_groups(first: Member, now: dt.datetime) -> tuple[str, ...]:
    """The first epoch of each group, for the first member and for the recovery shares."""
    recovery, shares = new_recovery()
    held = Recovery.objects.create(public=recovery.raw, made=now)
    for side in Side:
        group, private = new_group(side, epoch=1)
        row = Group.objects.create(
            side=side.value,
            epoch=group.epoch,
            public=group.public.raw,
            begun=now,
            recovery=grant(private, group, member=held.id, public=recovery),
        )
        sealed = grant(private, group, member=first.id, public=PublicKey(bytes(first.public)))
        Grant.objects.create(group=row, member=first, sealed=sealed, at=now)
    return shares


def member(name: str) -> Member:
    """Who works here under that name. Refused where nobody does."""
    found = Member.objects.filter(name=name.strip(), left__isnull=True).first()
    if found is None:
        raise Refused(f"There is no member of the name {name.strip()}.")
    return found
