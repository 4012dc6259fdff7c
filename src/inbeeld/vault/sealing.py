"""The three ways in which an envelope is closed, and the library's call for each. Nothing here opens."""

from __future__ import annotations

import secrets

from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from inbeeld.vault.binding import Binding
from inbeeld.vault.envelope import Suite, header, padded
from inbeeld.vault.forgetting import forget
from inbeeld.vault.keys import PublicKey
from inbeeld.vault.named import Salt, Secret

HYBRID = hpke.Suite(hpke.KEM.MLKEM768_X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)
KEY = 32  # bytes
NONCE = 12  # bytes; random, and no key seals more than a few thousand things
SALT = 16  # bytes
# Argon2id (RFC 9106). A password is chosen by a person, so a guess must be dear; words carry 77 bits of
# their own, so it may be light: a dear one lets ten guesses a second shut the door for all.
PASSWORD_COST = (3, 64 * 1024)  # passes, KiB
WORDS_COST = (2, 19 * 1024)


def new_salt() -> Salt:
    return Salt(secrets.token_bytes(SALT))


def to_public(content: bytes, public: PublicKey, *, bound: Binding, schema: int = 1) -> bytes:
    """An envelope that only the holder of the private key opens."""
    front = header(Suite.HYBRID, schema)
    info, filled = bound.encoded(front), padded(content)
    sealed = front + HYBRID.encrypt(filled, public.rebuilt(), info=info)
    forget(filled)
    return sealed


def under_key(content: bytes, key: bytes, *, bound: Binding, schema: int = 1) -> bytes:
    """An envelope under a key of 32 bytes."""
    return _closed(content, key, header(Suite.KEY, schema), bound)


def under_phrase(
    content: bytes, phrase: Secret, *, salt: Salt, cost: tuple[int, int], bound: Binding
) -> bytes:
    """An envelope under a password or words."""
    key = stretched(phrase, salt=salt, cost=cost)
    sealed = _closed(content, key, header(Suite.PHRASE, 1), bound)
    forget(key)
    return sealed


def _closed(content: bytes, key: bytes, front: bytes, bound: Binding) -> bytes:
    nonce, filled = secrets.token_bytes(NONCE), padded(content)
    sealed = front + nonce + AESGCM(key).encrypt(nonce, filled, bound.encoded(front))
    forget(filled)
    return sealed


def stretched(phrase: Secret, *, salt: Salt, cost: tuple[int, int]) -> bytes:
    """The key of a phrase: Argon2id, one lane, `cost` in passes and KiB."""
    passes, memory = cost
    made = Argon2id(salt=salt, length=KEY, iterations=passes, lanes=1, memory_cost=memory)
    return made.derive(phrase.reveal())
