"""The script of the chat check is made with the package, and made anew after any change of its parts."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import brotli
import pytest

import inbeeld
from inbeeld.knowledge import prebuilt
from inbeeld.knowledge.chat_rules import shipped_chat_rules
from inbeeld.site import chat_script

ROOMS = Path(inbeeld.__file__).parent


@pytest.fixture(scope="module")
def made(known):
    return chat_script.make(shipped_chat_rules(), known)


def test_what_was_made_with_the_package_is_what_would_be_made_now(made, tmp_path, monkeypatch):
    monkeypatch.setattr(prebuilt, "FOLDER", tmp_path)
    prebuilt.keep(chat_script.KEPT_AS, chat_script.made_from(), made)
    assert chat_script.chat_scripts(None, None) == made
    for one in made.values():
        assert brotli.decompress(one.packed).decode() == one.text


def test_every_part_that_changes_makes_it_anew():
    parts = chat_script.made_from()
    files = {one for part in parts for one in ([part] if part.is_file() else part.rglob("*"))}
    for name in ("browser/read.js", "browser/pack.py", "chats/locales.toml", "screen/common.txt",
                 "knowledge/model.py", "site/chat_script.py"):  # fmt: skip
        assert ROOMS / name in files
    assert set((ROOMS / "knowledge/data/chat").glob("*.toml")) <= files


def test_it_is_made_without_django_where_the_package_is_built():
    """There only what `pyproject.toml` names for a build is installed."""
    ask = "import sys, inbeeld.site.chat_script; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", ask], check=False).returncode == 0
