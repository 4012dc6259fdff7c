"""Every setting stands on one page, and the page is what the code says."""

from __future__ import annotations

import importlib.util
import re
from dataclasses import fields
from pathlib import Path

from inbeeld.desk.terms import Terms, variable
from inbeeld.desk.variables import VARIABLES

ROOT = Path(__file__).parents[2]
# A name in the code. `INBEELD_` alone is the beginning of the terms' names.
NAME = re.compile(r"\bINBEELD_[A-Z]+(?:_[A-Z]+)*\b")


def known() -> set[str]:
    return {one.name for one in VARIABLES} | {variable(one.name) for one in fields(Terms)}


def test_every_variable_that_the_program_names_stands_in_a_table():
    named = {
        name
        for path in (ROOT / "src").rglob("*.py")
        if path.name != "variables.py"
        for name in NAME.findall(path.read_text(encoding="utf-8"))
    }
    assert len(named) > 10
    assert sorted(named - known()) == []


def test_no_variable_stands_there_twice():
    assert len(known()) == len(VARIABLES) + len(fields(Terms))


def test_the_page_is_what_the_code_says():
    path = ROOT / "tools/settings.py"
    spec = importlib.util.spec_from_file_location("settings_page", path)
    assert spec
    assert spec.loader
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    page = tool.PAGE.read_text(encoding="utf-8")
    assert page == tool.written(), "run: .venv/bin/python tools/settings.py"
    assert all(f"`{name}`" in page for name in known())
