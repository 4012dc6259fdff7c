"""Opened keys of members, in the memory of this process alone, each closed under a secret in a cookie.

Who reads this memory lacks the cookies; who has a cookie lacks this memory. A key is gone when its member
leaves, does nothing for a while, or when the server stops.
"""

from __future__ import annotations

import base64
import datetime as dt
import secrets
import threading
from dataclasses import dataclass
from uuid import UUID

from inbeeld.vault.errors import VaultError
from inbeeld.vault.named import GuardSecret, WrappedKey
from inbeeld.vault.open.members import MemberPrivate, guarded, unguarded
from inbeeld.vault.sealing import KEY

NAME = 16  # bytes
LONGEST = dt.timedelta(hours=12)


@dataclass(slots=True)
class Held:
    """A closed key, and until when it may be taken."""

    member: UUID
    wrapped: WrappedKey
    opened: dt.datetime
    used: dt.datetime


class Keyring:
    """The opened keys of one process. `idle` is how long one may lie unused."""

    def __init__(self, *, idle: dt.timedelta) -> None:
        self.idle = idle
        self.held: dict[str, Held] = {}
        self.lock = threading.Lock()

    def put(self, member: UUID, private: MemberPrivate, *, now: dt.datetime) -> str:
        """Keeps a key; what goes into the cookie."""
        name = secrets.token_urlsafe(NAME)
        guard = GuardSecret(secrets.token_bytes(KEY))
        wrapped = guarded(private, guard, holder=str(member))
        with self.lock:
            self._forget_old(now)
            self.held[name] = Held(member, wrapped, now, now)
        return f"{name}.{base64.urlsafe_b64encode(guard.reveal()).decode()}"

    def take(self, cookie: str, *, now: dt.datetime) -> tuple[UUID, MemberPrivate] | None:
        """The member and their key, or None where it is gone or was never there."""
        name, _, secret = cookie.partition(".")
        with self.lock:
            self._forget_old(now)
            held = self.held.get(name)
        if held is None:
            return None
        try:
            guard = GuardSecret(base64.urlsafe_b64decode(secret.encode("ascii")))
            private = unguarded(held.wrapped, guard, holder=str(held.member))
        except (VaultError, ValueError):
            return None
        held.used = now
        return held.member, private

    def drop(self, cookie: str) -> None:
        """Forgets a key."""
        with self.lock:
            self.held.pop(cookie.partition(".")[0], None)

    def _forget_old(self, now: dt.datetime) -> None:
        for name, one in list(self.held.items()):
            if now - one.used > self.idle or now - one.opened > LONGEST:
                del self.held[name]
