"""The other side of `sealing.py`. `seal` may not import this: who takes in cannot read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from inbeeld.vault.binding import Binding
from inbeeld.vault.envelope import Envelope, Suite, read, unpadded
from inbeeld.vault.errors import CannotOpen
from inbeeld.vault.keys import PrivateKey
from inbeeld.vault.named import Salt, Secret
from inbeeld.vault.sealing import HYBRID, NONCE, stretched

CLOSED = "This cannot be opened: another key, another place, or changed on the way."


@dataclass(frozen=True, slots=True, repr=False)
class Opened:
    """What was inside, and the version of its schema."""

    content: bytes
    schema: int


def with_private(sealed: bytes, private: PrivateKey, *, bound: Binding) -> Opened:
    """What `sealing.to_public` closed. CannotOpen where anything differs."""
    return _opened(
        sealed,
        Suite.HYBRID,
        lambda found: HYBRID.decrypt(
            found.body, private.rebuilt(), info=bound.encoded(found.header)
        ),
    )


def with_key(sealed: bytes, key: bytes, *, bound: Binding) -> Opened:
    """What `sealing.under_key` closed. CannotOpen where anything differs."""
    return _opened(sealed, Suite.KEY, lambda found: _decrypted(found, key, bound))


def with_phrase(
    sealed: bytes, phrase: Secret, *, salt: Salt, cost: tuple[int, int], bound: Binding
) -> Opened:
    """What `sealing.under_phrase` closed. CannotOpen where anything differs."""
    key = stretched(phrase, salt=salt, cost=cost)
    return _opened(sealed, Suite.PHRASE, lambda found: _decrypted(found, key, bound))


def _opened(sealed: bytes, suite: Suite, decrypt: Callable[[Envelope], bytes]) -> Opened:
    found = read(sealed)
    if found.suite is not suite:
        raise CannotOpen(CLOSED)
    try:
        filled = decrypt(found)
    except (InvalidTag, ValueError):
        raise CannotOpen(CLOSED) from None
    return Opened(unpadded(filled), found.schema)


def _decrypted(found: Envelope, key: bytes, bound: Binding) -> bytes:
    nonce, body = found.body[:NONCE], found.body[NONCE:]
    return AESGCM(key).decrypt(nonce, body, bound.encoded(found.header))
