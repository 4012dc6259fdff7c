"""Identifiers that can be compared and not read: a keyed hash of the one way to write each.

Computed only when staff open a report, on a named ground; the key is itself sealed to the desk, so that a
stolen database cannot be guessed against. Never answers a reporter.
"""

from __future__ import annotations

import enum
import hashlib
import hmac
import re
import secrets
from urllib.parse import urlsplit

import phonenumbers

from inbeeld.vault.named import BlindIndex, IndexKey
from inbeeld.vault.sealing import KEY

HOME = "NL"  # where a number without a country is from


class Kind(enum.StrEnum):
    """What identifies somebody or something. A value is part of each index: never changed."""

    PHONE = "phone"
    ACCOUNT = "account"  # written as platform:name
    PLATE = "plate"
    IBAN = "iban"
    WEB = "web"
    EMAIL = "email"


def new_index_key() -> IndexKey:
    return IndexKey(secrets.token_bytes(KEY))


def blind(kind: Kind, written: str, key: IndexKey) -> BlindIndex | None:
    """The index of an identifier, 32 bytes, or None where nothing of it is left to compare."""
    found = normalised(kind, written)
    if not found:
        return None
    message = f"{kind}\0{found}".encode()
    return BlindIndex(hmac.new(key.reveal(), message, hashlib.sha256).digest())


def normalised(kind: Kind, written: str) -> str:
    """The one way to write it, or an empty text."""
    return _WAYS[kind](written.strip())


def _phone(written: str) -> str:
    try:
        number = phonenumbers.parse(written, HOME)
    except phonenumbers.NumberParseException:
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _account(written: str) -> str:
    platform, colon, name = written.partition(":")
    if not colon:
        return ""
    name = name.strip().removeprefix("@").casefold()
    return f"{platform.strip().casefold()}:{name}" if name else ""


def _joined(written: str) -> str:
    return re.sub(r"[^0-9a-z]", "", written.lower())


def _web(written: str) -> str:
    try:
        parts = urlsplit(written if "//" in written else f"//{written}")
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    return (
        f"{host}{parts.path.rstrip('/')}{'?' + parts.query if parts.query else ''}" if host else ""
    )


def _email(written: str) -> str:
    name, at, host = written.rpartition("@")
    return f"{name.casefold()}@{host.casefold()}" if at and name and host else ""


_WAYS = {
    Kind.PHONE: _phone,
    Kind.ACCOUNT: _account,
    Kind.PLATE: _joined,
    Kind.IBAN: _joined,
    Kind.WEB: _web,
    Kind.EMAIL: _email,
}
