"""What every command about reports asks: the staff's side, in a process of its own, and a person."""

from __future__ import annotations

import getpass
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from inbeeld.cli.shared import WRONG_INPUT, InputError


def password(question: str) -> str:
    """Asked without showing it; from a pipe, one line."""
    return getpass.getpass(question) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")


def twice(question: str) -> str:
    """A new password, asked twice where somebody types it."""
    given = password(question)
    if sys.stdin.isatty() and password("The same again: ") != given:
        raise InputError("These were two different passwords. Nothing was kept.")
    return given


def office(folder: Path, *what: str, said: str = "") -> dict[str, Any]:
    """What the staff's side answers. InputError with its reason."""
    done = subprocess.run(  # noqa: S603 (our own module, no shell)
        [sys.executable, "-m", "inbeeld.office", *what],
        env=os.environ | {"INBEELD_DATA": str(folder)},
        input=said + "\n",
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode == WRONG_INPUT:
        raise InputError(done.stderr.strip())
    if done.returncode:
        raise InputError("This could not be done; the database may be locked or broken.")
    found: dict[str, Any] = json.loads(done.stdout)
    return found
