"""Where the keys lie that stand in files: outside the database, and never in the same backup."""

from __future__ import annotations

import os
import secrets
import threading
from pathlib import Path

from inbeeld.vault.named import CheckKey
from inbeeld.vault.sealing import KEY


def folder(data: Path) -> Path:
    """`$INBEELD_KEYS`, or a folder `keys` in the data folder."""
    return Path(os.environ.get("INBEELD_KEYS") or data / "keys")


def retention(data: Path) -> Path:
    """The file of retention keys."""
    return folder(data) / "retention"


def feed_key(data: Path) -> bytes:
    """The key from which the secret address of the feed comes, made where it is missing."""
    return _kept_key(folder(data) / "feed")


def check_key(data: Path) -> CheckKey:
    """The key that makes and checks numbers of receipts, made where it is missing."""
    return CheckKey(_kept_key(folder(data) / "numbers"))


def second_key(data: Path) -> bytes:
    """The key over what second factors rest on, made where it is missing."""
    return _kept_key(folder(data) / "second")


def _kept_key(path: Path) -> bytes:
    """A key of 32 bytes in a file of its own, made where it is missing; two processes make one."""
    if path.exists():
        return path.read_bytes()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = path.with_suffix(f".{os.getpid()}.{threading.get_ident()}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_bytes(KEY))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(fresh, path)  # fails where another was first
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
    return path.read_bytes()
