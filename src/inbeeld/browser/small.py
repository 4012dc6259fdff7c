"""Leaves out of scripts and sheets what only their readers need: a visitor waits for every byte.

A library shortens names inside functions as well. It comes as a wheel for Linux alone, where sites are
served; elsewhere only comments and indentation go. Our scripts are written so that this is simple: a
comment that takes a line begins that line, and no text of several lines stands in one.
"""

from __future__ import annotations

import functools
import importlib.util
import re
import subprocess
import sys

# The library is written in Go, which does not live on in a process that forks, as servers do: a process
# of its own runs it, once for each text.
_SHORTEN = """
import sys, minify
sys.stdin.reconfigure(encoding="utf-8")
sys.stdout.reconfigure(encoding="utf-8")
print(minify.string(sys.argv[1], sys.stdin.read()))
"""
_COMMENT = re.compile(r"(?m)^\s*(?://.*|/\*\*(?:(?!\*/)[\s\S])*\*/)\s*$")
_AFTER = re.compile(r"(?m)[;,{(] // [^'\"\n]*$")
_INDENT = re.compile(r"(?m)^[ \t]+|\s*\n(?=\s*\n)")


@functools.cache
def small(script: str) -> str:
    """The script as short as it gets here. Another may follow it."""
    short = _shortened("application/javascript", script)
    return f"{short};\n" if short else bare(script)


@functools.cache
def small_sheet(sheet: str) -> str:
    """The style sheet as short as it gets here."""
    return _shortened("text/css", sheet) or sheet


def _shortened(kind: str, text: str) -> str:
    """What the library makes of a text; nothing where it is not there or cannot read it."""
    if importlib.util.find_spec("minify") is None:
        return ""
    command = [sys.executable, "-c", _SHORTEN, kind]
    done = subprocess.run(command, input=text.encode(), capture_output=True, check=False)  # noqa: S603 (our own words)
    return done.stdout.decode().strip() if done.returncode == 0 else ""


def bare(script: str) -> str:
    """The script without comments and indentation."""
    left = _AFTER.sub(lambda found: found[0][0], _COMMENT.sub("", script))
    return _INDENT.sub("", left).strip() + "\n"
