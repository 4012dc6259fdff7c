"""A staff member's own key, under their password. A lost password is a lost key: nobody can reset it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from inbeeld.vault.binding import Binding, Purpose
from inbeeld.vault.keys import PrivateKey, PublicKey, new_key
from inbeeld.vault.named import GuardSecret, Password, Salt, WrappedKey
from inbeeld.vault.opening import with_key, with_phrase
from inbeeld.vault.sealing import PASSWORD_COST, new_salt, under_key, under_phrase


class MemberPrivate(PrivateKey):
    """The private key of one member."""


@dataclass(frozen=True, slots=True)
class MemberKey:
    """What is stored of a member's key."""

    public: PublicKey
    wrapped: WrappedKey
    salt: Salt


def new_member(member: UUID, password: Password) -> MemberKey:
    """A key pair for a member, the private half under the password."""
    return _under(member, password, MemberPrivate(new_key().reveal()))


def open_member(member: UUID, password: Password, stored: MemberKey) -> MemberPrivate:
    """The member's key. CannotOpen with another password."""
    found = with_phrase(
        stored.wrapped, password, salt=stored.salt, cost=PASSWORD_COST, bound=_bound(member)
    )
    return MemberPrivate(found.content)


def change_password(member: UUID, private: MemberPrivate, new: Password) -> MemberKey:
    """The same key under another password: what it opens stays open to it."""
    return _under(member, new, private)


def guarded(private: PrivateKey, guard: GuardSecret, *, holder: str) -> WrappedKey:
    """An opened key as it waits in memory between two requests: the secret of it is with the browser."""
    return WrappedKey(
        under_key(private.reveal(), guard.reveal(), bound=Binding(Purpose.OPENED, holder))
    )


def unguarded(wrapped: WrappedKey, guard: GuardSecret, *, holder: str) -> MemberPrivate:
    """The key again, for one request."""
    return MemberPrivate(
        with_key(wrapped, guard.reveal(), bound=Binding(Purpose.OPENED, holder)).content
    )


def _under(member: UUID, password: Password, private: MemberPrivate) -> MemberKey:
    salt = new_salt()
    wrapped = under_phrase(
        private.reveal(), password, salt=salt, cost=PASSWORD_COST, bound=_bound(member)
    )
    return MemberKey(private.public(), WrappedKey(wrapped), salt)


def _bound(member: UUID) -> Binding:
    return Binding(Purpose.MEMBER_KEY, str(member))
