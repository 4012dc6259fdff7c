"""Which database: SQLite in the data folder, or PostgreSQL by one setting.

`INBEELD_DATABASE` is the address of a PostgreSQL database. `INBEELD_DATABASE_PUBLIC` is the same database
for the public process, under a role that may add sealed rows and cannot read them (`roles.py`).
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

SETTING = "INBEELD_DATABASE"
PUBLIC = "INBEELD_DATABASE_PUBLIC"
FORM = "postgresql://user:password@host:port/name"
# A report is on the disk before its receipt is shown (FULL), readers do not wait for writers (WAL), and
# what is deleted is overwritten where it stood.
PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
# The same promise on PostgreSQL, whatever the server's own setting says.
DURABLE = "-c synchronous_commit=on"
PATIENCE = 20  # seconds that a write waits for another
CONNECTING = 5  # seconds until a server that does not answer counts as one that is not there
KEPT = 60  # seconds that a connection is used again
TOLD = frozenset({"host", "sslmode", "sslrootcert"})  # what may stand behind the question mark


class WrongDatabase(ValueError):
    """An address of a database that cannot be used. The message never repeats it: it holds a password."""


def databases(
    data: Path, *, public: bool = False, environment: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """Django's `DATABASES`; `public` for the process that takes in. WrongDatabase says why not."""
    given = os.environ if environment is None else environment
    for setting in (PUBLIC, SETTING) if public else (SETTING,):
        if given.get(setting):
            return {"default": _postgres(given[setting], setting)}
    return {"default": _sqlite(data)}


def has_public_role(environment: Mapping[str, str] | None = None) -> bool:
    """Whether the public process has a role of its own, which may not make or change tables."""
    return bool((os.environ if environment is None else environment).get(PUBLIC))


def public_role(environment: Mapping[str, str]) -> str | None:
    """The name of that role, or None."""
    if not has_public_role(environment):
        return None
    name: str = _postgres(environment[PUBLIC], PUBLIC)["USER"]
    return name


def _sqlite(data: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": data / "inbeeld.sqlite3",
        "OPTIONS": {
            "init_command": PRAGMAS,
            "transaction_mode": "IMMEDIATE",
            "timeout": PATIENCE,
        },
        "CONN_MAX_AGE": KEPT,
    }


def _postgres(address: str, setting: str) -> dict[str, Any]:
    parts, port, more = _parts(address, setting)
    try:
        import psycopg  # noqa: F401, PLC0415 (an extra: only those who use it have it)
    except ImportError:
        raise WrongDatabase(
            f"{setting} asks for PostgreSQL, and the package psycopg is not there. "
            "Install it with: pip install 'inbeeld[postgres]'"
        ) from None
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.removeprefix("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": more.pop("host", None) or _host(parts),
        "PORT": port,
        "OPTIONS": {"options": DURABLE, "connect_timeout": CONNECTING, **more},
        "CONN_MAX_AGE": KEPT,
        "CONN_HEALTH_CHECKS": True,  # a server that was started again is found again
    }


def _parts(address: str, setting: str) -> tuple[SplitResult, str, dict[str, str]]:
    """The parts of an address, its port, and what stands behind the question mark."""
    try:
        parts = urlsplit(address)
        port = str(parts.port or "")
        more = dict(parse_qsl(parts.query, strict_parsing=bool(parts.query)))
    except ValueError:
        raise WrongDatabase(f"{setting} must have the form {FORM}.") from None
    named = parts.scheme in ("postgresql", "postgres") and parts.username
    if not named or not re.fullmatch(r"/[^/]+", parts.path) or parts.fragment:
        raise WrongDatabase(f"{setting} must have the form {FORM}.")
    if not set(more) <= TOLD:
        raise WrongDatabase(f"{setting} may have only {', '.join(sorted(TOLD))} behind the ?.")
    return parts, port, more


def _host(parts: SplitResult) -> str:
    """The host as it was written: `hostname` lowers a folder, which may stand here as %2Frun%2Fpg."""
    host = parts.netloc.rpartition("@")[2]
    found = re.fullmatch(r"\[([^\]]*)\](?::\d*)?|([^:]*)(?::\d*)?", host)
    return unquote((found[1] or found[2] or "") if found else "")
