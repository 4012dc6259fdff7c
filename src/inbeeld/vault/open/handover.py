"""A file for a receiver, as an `age` file: they need that tool and their own key, nothing of ours."""

from __future__ import annotations

from collections.abc import Sequence

import pyrage

from inbeeld.vault.errors import UnknownForm


def seal_file(content: bytes, *, to: Sequence[str]) -> bytes:
    """The file, for the age recipients `to` (`age1…`). UnknownForm where one is not such a key."""
    if not to:
        raise UnknownForm("A file needs at least one receiver.")
    try:
        recipients = [pyrage.x25519.Recipient.from_str(one) for one in to]
    except pyrage.RecipientError:
        raise UnknownForm("A receiver's key is not an age key. It begins with age1.") from None
    return bytes(pyrage.encrypt(content, recipients))
