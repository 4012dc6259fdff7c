"""A password that changes, a password that was lost, and the day on which everybody lost theirs.

No way round the keys: a lost password is a new key that opens nothing until a second person gives, or
until two of the three who hold a recovery share come together.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from inbeeld.office.people import Refused, group_key, long_enough, member, opened
from inbeeld.office.second import forget_user
from inbeeld.store.models import Grant, Group, Member, Recovery
from inbeeld.vault.errors import CannotOpen, WrongShares
from inbeeld.vault.keys import PublicKey
from inbeeld.vault.named import Password, SealedKey
from inbeeld.vault.open import recovery as ceremony
from inbeeld.vault.open.groups import grant, open_grant
from inbeeld.vault.open.members import MemberKey, change_password, new_member

WRONG = (
    "These shares open nothing here. Two of the three shares are needed; look at each word again."
)


def change(name: str, *, old: Password, new: Password) -> None:
    """Another password for the same key: everything that it opens stays open to it."""
    row = member(name)
    long_enough(new)
    _keep(row, change_password(row.id, opened(row, old), new))


def renew(name: str, new: Password) -> int:
    """A new key for who lost the password; how many keys of groups are lost. A second person gives."""
    row = member(name)
    long_enough(new)
    with transaction.atomic():
        held = Grant.objects.filter(member=row)
        lost = held.count()
        held.delete()
        _keep(row, new_member(row.id, new))
        forget_user(row.id)
    return lost


def recover(name: str, shares: Sequence[str], *, now: dt.datetime) -> int:
    """Gives a member every key of a group with two shares, and says how many."""
    row = member(name)
    try:
        key = ceremony.recover(shares)
    except WrongShares:
        raise Refused(WRONG) from None
    made = [one for one in Recovery.objects.all() if PublicKey(bytes(one.public)) == key.public()]
    if not made:
        raise Refused(WRONG)
    with transaction.atomic():
        return sum(_recovered(group, made[0], key, row, now) for group in Group.objects.all())


def _recovered(
    row: Group, made: Recovery, key: ceremony.RecoveryPrivate, receiver: Member, now: dt.datetime
) -> bool:
    """Whether the member now has a key of a group that they had not."""
    if Grant.objects.filter(member=receiver, group=row).exists():
        return False
    group = group_key(row)
    try:
        private = open_grant(SealedKey(bytes(row.recovery)), group, member=made.id, private=key)
    except CannotOpen:  # sealed to the shares of another ceremony
        return False
    public = PublicKey(bytes(receiver.public))
    sealed = grant(private, group, member=receiver.id, public=public)
    Grant.objects.create(group=row, member=receiver, sealed=sealed, at=now)
    return True


def _keep(row: Member, key: MemberKey) -> None:
    row.public, row.wrapped, row.salt = key.public.raw, key.wrapped, key.salt
    row.save(update_fields=["public", "wrapped", "salt"])
