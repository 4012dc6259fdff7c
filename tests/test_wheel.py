"""`pip install .` brings the data, the pages and the command."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HOUSE = ROOT / "src/inbeeld"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return zipfile.ZipFile(next(folder.glob("inbeeld-*.whl")))


def test_every_file_of_the_house_is_in_the_wheel(wheel):
    shipped = set(wheel.namelist())
    for file in HOUSE.rglob("*"):
        if file.is_file() and "__pycache__" not in file.parts:
            assert str(file.relative_to(ROOT / "src")) in shipped


def test_nothing_of_the_tests_is_in_the_wheel(wheel):
    assert not [name for name in wheel.namelist() if "tests/" in name or "/test_" in name]


def test_the_wheel_has_the_command_and_both_licences(wheel):
    text = {
        name: wheel.read(name).decode("utf-8") for name in wheel.namelist() if "dist-info" in name
    }
    points = next(body for name, body in text.items() if name.endswith("entry_points.txt"))
    assert "inbeeld = inbeeld.cli.main:main" in points
    licences = " ".join(name for name in text if "licenses" in name)
    assert "LICENSE" in licences
    assert "CC-BY-4.0" in licences
