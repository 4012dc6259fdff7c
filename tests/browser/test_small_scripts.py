"""Scripts go out without comments and indentation. That they still say the same, the other tests show:
they run on what goes out."""

from __future__ import annotations

import pytest

from inbeeld.browser.pack import script_files
from inbeeld.browser.small import small


@pytest.mark.parametrize("file", script_files(), ids=lambda file: file.name)
def test_only_comments_and_white_space_are_left_out(file):
    whole = file.read_text(encoding="utf-8")
    short = small(whole)
    assert not any(line.startswith(("//", "/*", " ")) for line in short.splitlines())
    code = [line for line in map(str.strip, whole.splitlines()) if line]
    kept = set(short.splitlines())
    for line in code:
        bare = line.split(" // ")[0]
        assert line in kept or bare in kept or line.startswith(("//", "/*", "*")), line


def test_what_only_looks_like_a_comment_stays():
    assert small('  const a = "x; // y";\n  b();\n') == 'const a = "x; // y";\nb();\n'
    assert small("call(1); // why\n// more\n/** a\n * b */\ngo(2);\n") == "call(1);\ngo(2);\n"
