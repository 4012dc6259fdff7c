"""The password first, since it opens the key; then a code (django-allauth). No password is stored.

A member has a row in Django's table of users too, for its sessions and second factors; its name is the
member's id, and it holds no password. What the second factor rests on is stored under a key in a file.
"""

from __future__ import annotations

import base64
import datetime as dt
import functools
import uuid
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpRequest

from inbeeld.desk.terms import read_terms
from inbeeld.office import people
from inbeeld.office.keyring import Keyring
from inbeeld.store import keyfiles
from inbeeld.store.models import Member
from inbeeld.vault.named import Password, Salt, WrappedKey
from inbeeld.vault.open.members import new_member
from inbeeld.vault.sealing import new_salt

COOKIE = "key"
LONGEST = 1000  # signs of a password that are looked at


@functools.cache
def keyring() -> Keyring:
    return Keyring(idle=dt.timedelta(minutes=read_terms().desk_minutes))


class KeyBackend:
    """Lets a member in whose password opens their key, and keeps that key for their session."""

    def authenticate(
        self, request: HttpRequest | None, username: str = "", password: str = "", **_: Any
    ) -> User | None:
        member = Member.objects.filter(name=username.strip(), left__isnull=True).first()
        try:
            given = Password(password[:LONGEST].encode())
            private = people.opened(member or _nobody(), given)
        except (people.Refused, UnicodeEncodeError):
            return None
        if member is None or request is None:
            return None
        put = keyring().put(member.id, private, now=dt.datetime.now(dt.UTC))
        request.put_key = put  # type: ignore[attr-defined]  # `doors.py` makes the cookie
        return user_of(member)

    def get_user(self, user_id: int) -> User | None:
        return User.objects.filter(pk=user_id).first()


def user_of(member: Member) -> User:
    """The row of a member in the table of users, made where it is missing."""
    user, made = User.objects.get_or_create(username=str(member.id))
    if made:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    return user


def member_of(user: User) -> Member | None:
    """The member of such a row, as long as they belong to the staff."""
    return Member.objects.filter(id=user.username, left__isnull=True).first()


@functools.cache
def _nobody() -> Member:
    """Someone who is not there: a name that nobody has takes as long as a wrong password."""
    ident = uuid.uuid4()
    key = new_member(ident, Password(new_salt()))
    return Member(
        id=ident, public=key.public.raw, wrapped=WrappedKey(key.wrapped), salt=Salt(key.salt)
    )


class AccountAdapter(DefaultAccountAdapter):
    """Nobody makes an account here; `inbeeld staff add` does. No mail is ever sent to one."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def send_mail(self, *_: Any, **__: Any) -> None:
        """Nothing: the staff have no address here."""


class MfaAdapter(DefaultMFAAdapter):
    """What second factors rest on stands in the database only under a key from the folder of keys."""

    def encrypt(self, text: str) -> str:
        return _second_key().encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        return _second_key().decrypt(encrypted_text.encode("ascii")).decode()

    def get_totp_label(self, user: User) -> str:
        member = member_of(user)
        return member.name if member else ""

    def send_notification_mail(self, *_: Any, **__: Any) -> None:
        """Nothing: the staff have no address here."""


@functools.cache
def _second_key() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(keyfiles.second_key(settings.DATA)))
