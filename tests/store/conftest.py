"""A real PostgreSQL with both roles, started once."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True)
class Filled:
    """A database with a demonstration in it, and the folder that goes with it."""

    server: object
    folder: Path

    def run(self, *module: str, **settings: str) -> subprocess.CompletedProcess[str]:
        """A process with these settings alone. It is under the desk's role when none are given."""
        clean = {name: value for name, value in os.environ.items() if name[:7] != "INBEELD"}
        clean.pop("DJANGO_SETTINGS_MODULE", None)
        given = settings or dict(self.server.environment)
        return subprocess.run(
            [sys.executable, "-m", *module],
            env=clean | {"INBEELD_DATA": str(self.folder)} | given,
            capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip

    def as_public(self, *module: str) -> subprocess.CompletedProcess[str]:
        """A process that knows no other way in than the public role."""
        address = self.server.environment["INBEELD_DATABASE_PUBLIC"]
        return self.run(*module, INBEELD_DATABASE_PUBLIC=address)


@pytest.fixture(scope="session")
def filled(tmp_path_factory) -> Filled:
    from proofs import postgres

    with postgres.started() as server:
        made = Filled(server, tmp_path_factory.mktemp("data"))
        done = made.run("inbeeld.cli", "demo")
        assert done.returncode == 0, done.stderr
        yield made
