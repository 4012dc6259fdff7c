"""Runs the command as a person does, in this process or in one of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import inbeeld.knowledge
from inbeeld.cli.main import main

DATA = Path(inbeeld.knowledge.__file__).parent / "data"
EVENING = "2026-11-23T20:00+01:00"


@dataclass(frozen=True)
class Ran:
    """What came of it."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Command:
    """`command("check", "--observer", "teacher")` runs `inbeeld check --observer teacher`."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, *words: str) -> Ran:
        code = main(list(words))
        out, err = self.capsys.readouterr()
        return Ran(code, out, err)

    def json(self, *words: str) -> Any:
        """The JSON of a command that has to succeed."""
        ran = self(*words, "--format", "json")
        assert (ran.code, ran.err) == (0, "")
        return ran.json


def elsewhere(*words: str, folder: Path, **environment: str) -> Ran:
    """The command in a process of its own, from another folder."""
    done = subprocess.run(
        [sys.executable, "-m", "inbeeld.cli", *words],
        cwd=folder,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"} | environment,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def copied(folder: Path) -> Path:
    """A copy of the data files, to break or to change."""
    return Path(shutil.copytree(DATA, folder / "copy"))


def refused(ran: Ran) -> str:
    """The one plain message of wrong input: exit 2, nothing on stdout, no traceback."""
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.startswith("inbeeld: ")
    assert ran.err.endswith("\n")
    assert "Traceback" not in ran.err
    return ran.err
