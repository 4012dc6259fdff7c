"""PostgreSQL copies itself: its own tools know best, and need to be there.

Who may read what is no part of a copy: another server may not know those roles, and InBeeld grants it
anew when it starts (`store/roles.py`). The password goes to the tools in their environment: what stands
on a command line, everybody on a machine sees.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from inbeeld.office.people import Refused

GIVEN = {"HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER", "PASSWORD": "PGPASSWORD",
         "NAME": "PGDATABASE"}  # fmt: skip


def is_one(database: Mapping[str, Any]) -> bool:
    return str(database["ENGINE"]).endswith("postgresql")


def dump(database: Mapping[str, Any], copy: Path) -> None:
    """The whole database into a file that is readable by its owner alone."""
    os.close(os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    _run(database, "pg_dump", "--format=custom", "--no-owner", "--no-acl", f"--file={copy}")


def load(database: Mapping[str, Any], copy: Path) -> None:
    """All of it or nothing, into a database without these tables."""
    _run(
        database, "pg_restore", "--no-owner", "--no-acl", "--single-transaction", "--exit-on-error",
        f"--dbname={database['NAME']}", str(copy),
    )  # fmt: skip


def _run(database: Mapping[str, Any], tool: str, *words: str) -> None:
    found = shutil.which(tool)
    if found is None:
        raise Refused(f"PostgreSQL's own tool {tool} is not here. Install it, and try again.")
    told = {ours: str(database[name]) for name, ours in GIVEN.items() if database.get(name)}
    options = database.get("OPTIONS") or {}
    told |= {f"PG{name.upper()}": str(options[name]) for name in ("sslmode", "sslrootcert")
             if name in options}  # fmt: skip
    done = subprocess.run(  # noqa: S603 (a tool that was found by name, no shell)
        [found, *words], env=os.environ | told, capture_output=True, check=False
    )
    if done.returncode:
        raise Refused(
            f"{tool} could not do it. Is the database there, empty for a restore, and of its version?"
        )
