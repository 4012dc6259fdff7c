"""Key pairs of the hybrid kind: ML-KEM-768, which a quantum computer does not break, and X25519.

`cryptography` has no form to write them in, so we keep the seeds: 64 bytes for ML-KEM, 32 for X25519.
"""

from __future__ import annotations

import secrets

from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import MLKEM768X25519PrivateKey, MLKEM768X25519PublicKey

from inbeeld.vault.errors import UnknownForm
from inbeeld.vault.named import Secret

SEED, SCALAR = 64, 32  # bytes
PRIVATE = SEED + SCALAR
PUBLIC = 1184 + 32


class PublicKey:
    """A public key, 1216 bytes: may be shown to anyone."""

    __slots__ = ("raw",)

    def __init__(self, raw: bytes) -> None:
        if len(raw) != PUBLIC:
            raise UnknownForm(f"A public key has {PUBLIC} bytes, this has {len(raw)}.")
        self.raw = raw

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PublicKey) and other.raw == self.raw

    def __hash__(self) -> int:
        return hash(self.raw)

    def rebuilt(self) -> MLKEM768X25519PublicKey:
        """As the library wants it."""
        return MLKEM768X25519PublicKey(
            MLKEM768PublicKey.from_public_bytes(self.raw[:-SCALAR]),
            X25519PublicKey.from_public_bytes(self.raw[-SCALAR:]),
        )


class PrivateKey(Secret):
    """The seeds of a private key, 96 bytes, in memory only."""

    def rebuilt(self) -> MLKEM768X25519PrivateKey:
        """As the library wants it."""
        return MLKEM768X25519PrivateKey(*self._halves())

    def public(self) -> PublicKey:
        """The key that seals to this one."""
        mlkem, x25519 = self._halves()
        return PublicKey(
            mlkem.public_key().public_bytes_raw() + x25519.public_key().public_bytes_raw()
        )

    def _halves(self) -> tuple[MLKEM768PrivateKey, X25519PrivateKey]:
        seeds = memoryview(self.reveal())  # slices of it are no copies
        if len(seeds) != PRIVATE:
            raise UnknownForm(f"A private key has {PRIVATE} bytes of seeds.")
        return (
            MLKEM768PrivateKey.from_seed_bytes(seeds[:SEED]),
            X25519PrivateKey.from_private_bytes(seeds[SEED:]),
        )


def new_key() -> PrivateKey:
    """A key pair of its own, from the system's randomness."""
    return PrivateKey(secrets.token_bytes(PRIVATE))
