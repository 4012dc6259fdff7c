"""Leaves out of a script what only its readers need: a visitor waits for every byte.

Our scripts are written so that this is simple: a comment that takes a line begins that line, and no text
of several lines stands in one.
"""

from __future__ import annotations

import re

_COMMENT = re.compile(r"(?m)^\s*(?://.*|/\*\*(?:(?!\*/)[\s\S])*\*/)\s*$")
_AFTER = re.compile(r"(?m)[;,{(] // [^'\"\n]*$")
_INDENT = re.compile(r"(?m)^[ \t]+|\s*\n(?=\s*\n)")


def small(script: str) -> str:
    """The script without comments and indentation."""
    bare = _AFTER.sub(lambda found: found[0][0], _COMMENT.sub("", script))
    return _INDENT.sub("", bare).strip() + "\n"
