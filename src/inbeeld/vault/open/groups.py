"""Groups hold the keys of reports; members hold the keys of groups, each a copy sealed to their own key.

A newcomer reads older reports once somebody who can, seals the group's key to them. Who leaves begins a
new epoch: what comes in afterwards is sealed to a key that they never had.
"""

from __future__ import annotations

from uuid import UUID

from inbeeld.vault.binding import Binding, Purpose
from inbeeld.vault.keys import PrivateKey, PublicKey, new_key
from inbeeld.vault.named import IndexKey, SealedKey
from inbeeld.vault.opening import with_private
from inbeeld.vault.seal.reports import GroupKey, Side
from inbeeld.vault.sealing import KEY, to_public

__all__ = ["GroupPrivate", "grant", "new_group", "open_grant", "open_index_key", "seal_index_key"]


class GroupPrivate(PrivateKey):
    """The private key of a group in one epoch."""


def new_group(side: Side, *, epoch: int) -> tuple[GroupKey, GroupPrivate]:
    """A key pair for a group's new epoch."""
    private = GroupPrivate(new_key().reveal())
    return GroupKey(side, epoch, private.public()), private


def grant(key: GroupPrivate, group: GroupKey, *, member: UUID, public: PublicKey) -> SealedKey:
    """The group's key for one member, or for the recovery key, under that member's id."""
    return SealedKey(to_public(key.reveal(), public, bound=_bound(group, member)))


def open_grant(
    sealed: SealedKey, group: GroupKey, *, member: UUID, private: PrivateKey
) -> GroupPrivate:
    """The group's key, with a member's own."""
    return GroupPrivate(with_private(sealed, private, bound=_bound(group, member)).content)


def seal_index_key(key: IndexKey, group: GroupKey) -> SealedKey:
    """The key of the blind index, to the desk."""
    return SealedKey(to_public(key.reveal(), group.public, bound=_index_bound(group)))


def open_index_key(sealed: SealedKey, group: GroupKey, private: GroupPrivate) -> IndexKey:
    """The key of the blind index."""
    found = with_private(sealed, private, bound=_index_bound(group)).content
    return IndexKey(found[:KEY])


def _bound(group: GroupKey, member: UUID) -> Binding:
    return Binding(Purpose.GROUP_KEY, str(member), f"{group.side}/{group.epoch}")


def _index_bound(group: GroupKey) -> Binding:
    return Binding(Purpose.INDEX_KEY, "desk", f"{group.side}/{group.epoch}")
