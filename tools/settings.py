"""Writes docs/settings.md from the code. Run it after a change: .venv/bin/python tools/settings.py"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from inbeeld.desk.terms import Terms, variable
from inbeeld.desk.variables import VARIABLES

PAGE = Path(__file__).parents[1] / "docs" / "settings.md"


def written() -> str:
    """The whole page."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Settings"
    yield ""
    yield "Each is an environment variable. This page is made from the code by `tools/settings.py`."
    yield ""
    yield "## Where things are, and how it is reached"
    yield ""
    yield "`site` takes reports in, `desk` is the staff's side, `work` runs beside them and tidies up."
    yield ""
    yield "| variable | where it is left out | read by | what it means |"
    yield "|---|---|---|---|"
    for one in VARIABLES:
        yield f"| `{one.name}` | {one.default} | {one.read_by} | {one.says} |"
    yield ""
    yield "## How long, and how much at once"
    yield ""
    yield "Whole numbers. One that is out of its bounds is refused at the start."
    yield ""
    yield "| variable | where it is left out | from | to | what it means |"
    yield "|---|---|---|---|---|"
    for term in fields(Terms):
        bounds = f"{term.metadata['least']} | {term.metadata['most']}"
        yield f"| `{variable(term.name)}` | {term.default} | {bounds} | {term.metadata['says']} |"


if __name__ == "__main__":
    PAGE.write_text(written(), encoding="utf-8")
