"""The key of a period: made once, given to each organisation, destroyed after linking.

Whoever has it can make the token of any name, and so see who is on a list. Each field gets a key of
its own from it (HKDF), so that the token of a first name says nothing about a last name that is the
same word.
"""

from __future__ import annotations

import base64
import binascii
import os
import stat
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from inbeeld.monitor.faults import KeyFault
from inbeeld.monitor.periods import Period, read_period

SIZE = 32  # bytes
FORMAT = "inbeeld period key 1"
LARGEST = 4096


@dataclass(frozen=True, slots=True)
class PeriodKey:
    """A secret of one period. `id` is derived from it and may be seen."""

    period: Period
    secret: bytes = field(repr=False)

    @property
    def id(self) -> str:
        return self.derived("id")[:8].hex()

    def derived(self, what: str) -> bytes:
        """A key for one use; two uses never have the same."""
        return HKDFExpand(SHA256(), SIZE, f"{FORMAT}|{what}".encode()).derive(self.secret)


def new_key(period: Period, *, secret: bytes | None = None) -> PeriodKey:
    """A key of the random numbers of the system."""
    return PeriodKey(period, os.urandom(SIZE) if secret is None else secret)


def write_key(key: PeriodKey, path: Path) -> None:
    """Writes a key where no file is yet, for its owner alone."""
    text = (
        "# The key of a period in InBeeld. Who has it can see who is on a list. Give it to the\n"
        "# organisations by a safe way, and destroy every copy after linking.\n"
        f'format = "{FORMAT}"\nperiod = "{key.period}"\n'
        f'key = "{base64.b64encode(key.secret).decode()}"\n'
    )
    try:
        place = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise KeyFault(f"{path.name} is there already. A key is never written over.") from None
    except OSError as error:
        raise KeyFault(f"{path.name} cannot be written: {error.strerror}.") from None
    with os.fdopen(place, "wb") as file:
        os.fchmod(file.fileno(), 0o600)
        file.write(text.encode())
        file.flush()
        os.fsync(file.fileno())


def read_key(path: Path) -> PeriodKey:
    """The key in a file that nobody else can read. KeyFault where it is no such thing."""
    try:
        with path.open("rb") as file:
            mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
            raw = file.read(LARGEST + 1)
    except OSError as error:
        raise KeyFault(f"{path.name} cannot be read: {error.strerror}.") from None
    key = _key_of(raw)
    if key is None:
        raise KeyFault(f"{path.name} is no key of a period. Make one: `inbeeld monitor key new`.")
    if mode & 0o077:
        raise KeyFault(f"others on this machine can read {path.name}. Do first: chmod 600 on it.")
    return key


def destroy_key(path: Path) -> None:
    """Writes random bytes over a key, and takes its file away. KeyFault where the file is no key."""
    if path.is_symlink():
        raise KeyFault(f"{path.name} only points to a file. Name the file itself.")
    try:
        raw = path.read_bytes()[: LARGEST + 1]
        if _key_of(raw) is None:
            raise KeyFault(f"{path.name} is no key of a period, so it was left as it is.")
        with path.open("r+b", buffering=0) as file:
            for filling in (os.urandom(len(raw)), bytes(len(raw))):
                file.seek(0)
                file.write(filling)
                os.fsync(file.fileno())
        path.unlink()
    except OSError as error:
        raise KeyFault(f"{path.name} cannot be destroyed: {error.strerror}.") from None


def _key_of(raw: bytes) -> PeriodKey | None:
    try:
        given = tomllib.loads(raw.decode("utf-8"))
        period = read_period(str(given["period"]))
        secret = base64.b64decode(str(given["key"]), validate=True)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, binascii.Error, ValueError):
        return None
    right = given.get("format") == FORMAT and len(raw) <= LARGEST and len(secret) == SIZE
    return PeriodKey(period, secret) if period and right else None
