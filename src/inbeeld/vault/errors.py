"""What can go wrong in the vault. No message ever holds what was sealed, or a key.

VaultError
├── CannotOpen        wrong key, wrong place, or changed on the way: which, nobody can say
├── KeyDestroyed      the retention key of this report is gone, as was asked
├── UnknownForm       made by a newer version, or no envelope of ours
├── TooLong           more than the largest size class holds
└── WrongShares       the recovery shares do not fit together
"""

from __future__ import annotations


class VaultError(Exception):
    """Anything of the vault."""


class CannotOpen(VaultError):
    """The key does not fit what is sealed, or where it is said to belong."""


class KeyDestroyed(VaultError):
    """The retention key was destroyed: what it kept is unreadable for ever."""


class UnknownForm(VaultError):
    """Not an envelope that this version knows."""


class TooLong(VaultError):
    """More bytes than the largest size class holds."""


class WrongShares(VaultError):
    """The shares are too few, of different sets, or mistyped."""
