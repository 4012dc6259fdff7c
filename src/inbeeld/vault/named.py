"""A name for each kind of secret, so that the type checker refuses one where another belongs.

Two kinds: a `Secret` is held in memory only, never shows itself, and cannot be stored by accident. A
sealed thing is plain bytes with a name: it may be written anywhere.
"""

from __future__ import annotations

import hmac
from typing import NewType, NoReturn

# Sealed: may stand in a database, a log or a backup.
SealedContent = NewType(
    "SealedContent", bytes
)  # an answer, a request or an addition, to one report's key
SealedNote = NewType("SealedNote", bytes)  # what staff wrote beside a report
SealedLetter = NewType("SealedLetter", bytes)  # what staff wrote to the reporter
SealedKey = NewType("SealedKey", bytes)  # a private key, to somebody's public key
WrappedKey = NewType("WrappedKey", bytes)  # a private key, under a password or under words
Salt = NewType("Salt", bytes)
BlindIndex = NewType("BlindIndex", bytes)  # an identifier that can be compared and not read
Locator = NewType("Locator", str)  # the public half of a receipt


class Secret:
    """Bytes that never show themselves: not in `repr`, a log line, an exception or a pickle."""

    __slots__ = ("_value",)
    __hash__ = None  # type: ignore[assignment]  # a secret in a set or as a key would be compared openly

    def __init__(self, value: bytes) -> None:
        self._value = value

    def reveal(self) -> bytes:
        """The bytes themselves, for the one call that needs them."""
        return self._value

    def __repr__(self) -> str:
        return f"<{type(self).__name__}, not shown>"

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and hmac.compare_digest(
            self._value,
            other._value,
        )

    def __reduce__(self) -> NoReturn:
        raise TypeError(f"{type(self).__name__} is never written anywhere.")


class Plain(Secret):
    """What somebody wrote, before it is sealed and after it is opened."""


class RetentionKey(Secret):
    """32 bytes without which a report's key cannot be opened, kept in a file of its own."""


class CheckKey(Secret):
    """32 bytes that make and check locators."""


class IndexKey(Secret):
    """32 bytes for the blind index, themselves sealed to the desk."""


class Password(Secret):
    """A staff member's password, as UTF-8."""


class Words(Secret):
    """The seven words of a receipt, in lower case with single spaces, as UTF-8."""


class GuardSecret(Secret):
    """32 bytes in a cookie or an address, under which an opened key waits in memory."""
