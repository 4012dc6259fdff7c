"""Where the packages cannot go, the two commands of the README say what to do."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture
def fresh(tmp_path) -> Path:
    """A folder in which nothing was set up yet, on a disk with 100 MB left."""
    for name in ("tools", "requirements"):
        shutil.copytree(ROOT / name, tmp_path / "clone" / name)
    shutil.copy(ROOT / "pyproject.toml", tmp_path / "clone")
    df = tmp_path / "bin" / "df"
    df.parent.mkdir()
    df.write_text(
        "#!/bin/sh\n"
        "echo Filesystem 1024-blocks Used Available Capacity Mounted on\n"
        "echo /dev/disk 1000000 897600 102400 90% /\n"
    )
    df.chmod(0o755)
    return tmp_path / "clone"


@pytest.mark.parametrize(("wanted", "needed"), [("run", "1200 MB"), ("test", "4000 MB")])
def test_too_little_disk_is_told_before_anything_is_made(fresh, wanted, needed):
    path = f"{fresh.parent / 'bin'}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["sh", str(fresh / "tools/setup.sh"), wanted],
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 1
    assert needed in done.stderr
    assert "100 MB are free" in done.stderr
    assert f"make {wanted}" in done.stderr
    assert not (fresh / ".venv").exists()
