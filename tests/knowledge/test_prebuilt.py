"""What is made ahead is what would be made now, or it is not used."""

from __future__ import annotations

import pytest

from inbeeld.knowledge import load, prebuilt
from inbeeld.knowledge.prebuilt import keep, kept


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(prebuilt, "FOLDER", tmp_path / "built")
    return tmp_path


@pytest.fixture
def source(folder):
    (folder / "data").mkdir()
    (folder / "data/a.toml").write_text("a = 1", encoding="utf-8")
    return folder / "data"


def test_what_was_kept_is_read_back_equal():
    keep("knowledge", [], load())
    assert kept("knowledge", [], lambda: None) == load()


def test_what_was_kept_is_used_while_its_sources_stay_the_same(source):
    keep("one", [source], "made ahead")
    assert kept("one", [source], lambda: "made now") == "made ahead"
    (source / "a.toml").write_text("a = 2", encoding="utf-8")
    assert kept("one", [source], lambda: "made now") == "made now"


def test_a_file_more_or_less_makes_it_stale(source):
    keep("one", [source], "made ahead")
    (source / "b.toml").write_text("", encoding="utf-8")
    assert kept("one", [source], lambda: "made now") == "made now"
    (source / "b.toml").unlink()
    assert kept("one", [source], lambda: "made now") == "made ahead"


def test_nothing_kept_or_something_broken_is_made_now(source):
    assert kept("none", [source], lambda: "made now") == "made now"
    file = keep("one", [source], "made ahead")
    file.write_bytes(file.read_bytes()[:-3])
    assert kept("one", [source], lambda: "made now") == "made now"
