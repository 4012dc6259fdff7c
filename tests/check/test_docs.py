"""What the README and the docstrings show works as it is written."""

from __future__ import annotations

import doctest
import importlib
import re
from pathlib import Path

import pytest

import inbeeld.check

HOUSE = Path(__file__).parents[2]
READMES = ["README.md", "README.nl.md"]
MODULES = ["inbeeld.check", "inbeeld.knowledge"]


def blocks(file: str, language: str) -> list[str]:
    text = (HOUSE / file).read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def test_the_python_example_in_the_readme_runs_and_says_what_it_promises(capsys):
    (example,) = blocks("README.md", "python")
    exec(compile(example, "README.md", "exec"), {})
    lines = capsys.readouterr().out.splitlines()
    promised = re.search(r"print\(advice\.outcome\) +# (\w+)", example)[1]
    assert lines[0] == promised
    assert any("->" in line for line in lines)
    assert any(line.startswith("112") for line in lines)


@pytest.mark.parametrize("file", READMES)
def test_every_python_example_can_be_run(file, capsys):
    for example in blocks(file, "python"):
        exec(compile(example, file, "exec"), {})


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_docstrings_hold(name):
    found = doctest.testmod(importlib.import_module(name))
    assert found.attempted > 0
    assert found.failed == 0


def test_all_that_is_exported_is_there_and_in_order():
    names = inbeeld.check.__all__
    assert names == sorted(names)
    assert [name for name in names if not hasattr(inbeeld.check, name)] == []
