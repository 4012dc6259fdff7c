"""The guides for analysts are true: every block of Python in them runs, from top to bottom."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GUIDES = sorted((ROOT / "docs/monitor").glob("*.md"))
TABLES = ROOT / "tests/estimate/tables"


def blocks(path: Path) -> list[str]:
    return re.findall(r"^```python\n(.*?)^```", path.read_text(encoding="utf-8"), re.M | re.S)


def test_the_guides_are_there():
    assert {"link", "estimate", "compare", "sensitivity", "release"} <= {one.stem for one in GUIDES}


@pytest.mark.parametrize("path", [one for one in GUIDES if blocks(one)], ids=lambda one: one.stem)
def test_a_guide_runs_from_top_to_bottom(path, tmp_path, monkeypatch):
    shutil.copytree(TABLES, tmp_path / "tables")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {"__name__": "guide"}
    for number, block in enumerate(blocks(path), start=1):
        exec(compile(block, f"{path.name}, block {number}", "exec"), names)
