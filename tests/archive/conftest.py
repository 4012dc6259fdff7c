"""One archive for all tests of this room; the rules are made ready once."""

from __future__ import annotations

from pathlib import Path

import pytest

from inbeeld.archive import run
from inbeeld.archive.manifest import Manifest
from inbeeld.knowledge.chat_rules import shipped_chat_rules
from inbeeld.screen import shipped_screen
from tests.archive import archives


@pytest.fixture(autouse=True)
def _rules_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs in this process share one set of rules. Those in others make their own."""
    monkeypatch.setattr(run, "load_chat_rules", lambda _: shipped_chat_rules())
    monkeypatch.setattr(run, "rulebook", lambda _: shipped_screen().book)
    monkeypatch.setattr(run, "Screen", lambda _: shipped_screen())


@pytest.fixture(scope="session")
def talk() -> list[archives.Message]:
    return archives.talk()


@pytest.fixture(scope="session")
def source(tmp_path_factory: pytest.TempPathFactory, talk) -> Path:
    return archives.write_jsonl(tmp_path_factory.mktemp("archive") / "talk.jsonl", talk)


@pytest.fixture(scope="session")
def expected(tmp_path_factory: pytest.TempPathFactory, source) -> tuple[Path, Manifest]:
    """What the archive shows, read in the plainest way: one process, one bucket."""
    out = tmp_path_factory.mktemp("expected") / "out"
    return out, archives.screened(source, out, buckets=1)
