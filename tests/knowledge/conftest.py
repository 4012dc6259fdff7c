"""A copy of the data files to break: the shipped files themselves, never a stand-in."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from inbeeld.knowledge import DataFaults, Fault, data_folder, load
from inbeeld.knowledge.pages import load_site


@dataclass(frozen=True)
class Copy:
    """A folder of data files that a test may change."""

    folder: Path

    def change(self, file: str, old: str, new: str) -> None:
        """Replaces the first `old`; it must be there, else the test would break nothing."""
        text = (self.folder / file).read_text(encoding="utf-8")
        assert old in text, f"{old!r} does not stand in {file}"
        (self.folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    def add(self, file: str, text: str) -> None:
        with (self.folder / file).open("a", encoding="utf-8") as out:
            out.write(f"\n{text}\n")

    def faults(self) -> tuple[Fault, ...]:
        """What `load` tells, or `load_site` where the facts hold; empty where all is well."""
        try:
            load_site(load(self.folder), self.folder)
        except DataFaults as error:
            return error.faults
        return ()


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    shutil.copytree(data_folder(), tmp_path / "data")
    return Copy(tmp_path / "data")
