"""Every command that the READMEs show can be run as it is written."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from inbeeld.cli.main import build
from tests.cli.commands import Command

HOUSE = Path(__file__).parents[2]
FILES = ["README.md", "README.nl.md", "CONTRIBUTING.md"]


def shown(file: str) -> list[list[str]]:
    text = (HOUSE / file).read_text(encoding="utf-8")
    blocks = re.findall(r"```(?:sh|bash|console)\n(.*?)```", text, re.DOTALL)
    lines = [line.strip() for block in blocks for line in block.splitlines()]
    found = [shlex.split(line, comments=True) for line in lines]
    return [words[1:] for words in found if words and Path(words[0]).name == "inbeeld"]


def test_the_readme_shows_every_command():
    assert {words[0] for words in shown("README.md")} == {
        "signals", "check", "chat", "routes", "serve", "knowledge", "evaluate", "archive",
        "demo", "monitor", "setup", "staff", "doctor", "backup", "restore",
    }  # fmt: skip


@pytest.mark.parametrize("file", FILES)
def test_every_shown_command_is_understood(file):
    for words in shown(file):
        assert callable(build().parse_args(words).run)


@pytest.mark.parametrize("file", FILES)
def test_every_shown_command_that_only_answers_is_done(file, command: Command):
    for words in shown(file):
        if words[0] in ("signals", "check", "routes"):
            ran = command(*words)
            assert (ran.code, ran.err) == (0, "")
            assert ran.out
