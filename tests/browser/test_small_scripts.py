"""Scripts go out without comments and indentation. That they still say the same, the other tests show:
they run on what goes out."""

from __future__ import annotations

import importlib.util
import sys

import pytest

from inbeeld.browser.pack import script_files
from inbeeld.browser.small import bare, small, small_sheet


@pytest.mark.parametrize("file", script_files(), ids=lambda file: file.name)
def test_only_comments_and_white_space_are_left_out(file):
    whole = file.read_text(encoding="utf-8")
    short = bare(whole)
    assert not any(line.startswith(("//", "/*", " ")) for line in short.splitlines())
    code = [line for line in map(str.strip, whole.splitlines()) if line]
    kept = set(short.splitlines())
    for line in code:
        plain = line.split(" // ")[0]
        assert line in kept or plain in kept or line.startswith(("//", "/*", "*")), line


def test_what_only_looks_like_a_comment_stays():
    assert bare('  const a = "x; // y";\n  b();\n') == 'const a = "x; // y";\nb();\n'
    assert bare("call(1); // why\n// more\n/** a\n * b */\ngo(2);\n") == "call(1);\ngo(2);\n"


LONG = "const known = (given) => { const more = given + 1; return more * more; };"
SHEET = "/* why */ a { color: #ffffff; }\n"


def test_where_sites_are_served_names_inside_functions_are_short_too():
    there = importlib.util.find_spec("minify") is not None
    assert there or sys.platform != "linux"  # where no wheel is, the next test is what goes out
    short, sheet = "const known=e=>{const t=e+1;return t*t};", "a{color:#fff}"
    assert small(LONG).strip() == (short if there else LONG)
    assert small_sheet(SHEET).strip() == (sheet if there else SHEET.strip())


def test_without_the_library_only_comments_and_white_space_go(monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    assert small.__wrapped__(f"// why\n  {LONG}\n") == f"{LONG}\n"
    assert small_sheet.__wrapped__(SHEET) == SHEET
