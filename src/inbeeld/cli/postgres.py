"""`inbeeld setup postgres`: the roles of a PostgreSQL database, as SQL for whoever administers it.

It speaks to no server: an administrator reads what it wrote before running it.
"""

from __future__ import annotations

import argparse
import json
import os
import secrets
import subprocess
import sys
from pathlib import Path
from typing import Any

from inbeeld.cli.shared import DONE, InputError

LENGTH = 32  # bytes of a password that is made


def add(parts: Any) -> None:
    parser = parts.add_parser("postgres", help="SQL for the two roles of a PostgreSQL database")
    parser.add_argument("--database", default="inbeeld", metavar="NAME")
    parser.add_argument("--desk", default="inbeeld_desk", metavar="ROLE", help="owns the tables")
    parser.add_argument(
        "--public", default="inbeeld_public", metavar="ROLE", help="takes in and cannot read it"
    )
    parser.add_argument("--host", default="localhost", metavar="HOST", help="of the server")
    parser.add_argument("--out", type=Path, metavar="FILE", help="a new file, for your eyes alone")
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    passwords = [secrets.token_urlsafe(LENGTH) for _ in range(2)]
    text = _script(options, *passwords)
    if options.out is None:
        print(text, end="")
        return DONE
    try:
        made = os.open(options.out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise InputError(f"{options.out} cannot be made: {error.strerror}.") from None
    with os.fdopen(made, "w", encoding="utf-8") as file:
        file.write(text)
    print(f"Written to {options.out}. It holds two passwords: read it, run it, and remove it.")
    return DONE


def _script(options: argparse.Namespace, desk: str, public: str) -> str:
    """What to run as an administrator, and the two settings that go with it."""
    found = _statements(options, desk, public)
    address = f"postgresql://%s:%s@{options.host}/{options.database}"
    return "\n".join(
        [
            "-- For psql, as an administrator of the server. The passwords were made just now.",
            *found["making"],
            "",
            "-- Then give InBeeld these two settings:",
            f"--   INBEELD_DATABASE={address % (options.desk, desk)}",
            f"--   INBEELD_DATABASE_PUBLIC={address % (options.public, public)}",
            "-- and the public process, where it runs apart, the second alone.",
            "",
            "-- What the public role may do is granted by InBeeld when it makes or changes its tables:",
            *(f"--   {line}" for line in found["granting"]),
            "",
        ]
    )


def _statements(options: argparse.Namespace, desk: str, public: str) -> dict[str, list[str]]:
    command = [sys.executable, "-m", "inbeeld.store"]
    for name in ("database", "desk", "public"):
        command += [f"--{name}", getattr(options, name)]
    done = subprocess.run(  # noqa: S603 (our own module, no shell)
        command, input=f"{desk}\n{public}\n", capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise InputError(done.stderr.strip())
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found
