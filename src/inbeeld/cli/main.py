"""The command `inbeeld`: one parser, one place where every error becomes one plain message."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from inbeeld import __version__
from inbeeld.cli import (
    archive,
    backup,
    chat,
    check,
    doctor,
    evaluate,
    knowledge,
    monitor,
    reporting,
    routes,
    serve,
    signals,
)
from inbeeld.cli.shared import DONE, WRONG_INPUT, InputError
from inbeeld.knowledge.faults import KnowledgeError


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one message, without the usage around it."""

    def error(self, message: str) -> NoReturn:
        raise InputError(f"{' '.join(message.split())}. See: {self.prog} --help")


def build() -> Parser:
    """The whole parser."""
    parser = Parser(
        prog="inbeeld",
        description="Helps people notice sexual exploitation of minors early, and act on it.",
        epilog="Exit: 0 done, 1 a check that does not hold, 2 wrong input.",
    )
    parser.add_argument("--version", action="version", version=f"inbeeld {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for module in (
        signals, check, chat, archive, routes, evaluate, knowledge, monitor, reporting, serve, doctor,
        backup,
    ):  # fmt: skip
        module.add(commands)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code."""
    if isinstance(sys.stdout, io.TextIOWrapper):  # a terminal may not know every letter
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        options = build().parse_args(argv)
        code: int = options.run(options)
        sys.stdout.flush()
    except (InputError, KnowledgeError) as error:
        print(_printable(f"inbeeld: {error}"), file=sys.stderr)
        return WRONG_INPUT
    except BrokenPipeError:
        # Whoever read our output stopped reading, as `head` does. That is no fault of ours.
        _write_no_more()
        return DONE
    except OSError as error:  # such as a disk that is full
        _write_no_more()
        print(_printable(f"inbeeld: cannot go on: {error}"), file=sys.stderr)
        return WRONG_INPUT
    except KeyboardInterrupt:
        return DONE
    return code


def _write_no_more() -> None:
    """What is still waiting to be written goes nowhere, so that leaving does not fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _printable(message: str) -> str:
    """What someone typed may stand in a message: it must not steer the terminal that shows it."""
    return "".join(sign if sign.isprintable() or sign == "\n" else "?" for sign in message)
