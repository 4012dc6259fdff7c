"""Two of three people together, and no administrator alone, open what all others have lost (SLIP-39).

Each gets a share as words on paper. Their key never exists outside the ceremony: only its public half is
kept, to which each new group key is sealed.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from shamir_mnemonic import MnemonicError, combine_mnemonics, generate_mnemonics

from inbeeld.vault.errors import WrongShares
from inbeeld.vault.keys import PRIVATE, PrivateKey, PublicKey

NEEDED, MADE = 2, 3
MASTER = 32  # bytes


class RecoveryPrivate(PrivateKey):
    """The private key that the shares make together."""


def new_recovery() -> tuple[PublicKey, tuple[str, ...]]:
    """The public key, and three shares of words of which any two make the private one."""
    master = secrets.token_bytes(MASTER)
    (shares,) = generate_mnemonics(1, [(NEEDED, MADE)], master, iteration_exponent=0)
    return _from(master).public(), tuple(shares)


def recover(shares: Sequence[str]) -> RecoveryPrivate:
    """The private key. WrongShares where they are too few, mistyped, or of different ceremonies."""
    try:
        master = combine_mnemonics([" ".join(share.lower().split()) for share in shares])
    except (MnemonicError, ValueError) as error:
        # The library's message may quote the words.
        raise WrongShares(_reason(error)) from None
    return _from(master)


def _reason(error: Exception) -> str:
    said = str(error).lower()
    if "checksum" in said or "wordlist" in said or "word" in said:
        return "A share is mistyped. Look at each word again."
    return f"These shares do not fit together. {NEEDED} shares of one ceremony are needed."


def _from(master: bytes) -> RecoveryPrivate:
    derived = HKDF(algorithm=SHA256(), length=PRIVATE, salt=None, info=b"inbeeld/vault/recovery")
    return RecoveryPrivate(derived.derive(master))
