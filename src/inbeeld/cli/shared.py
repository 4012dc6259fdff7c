"""What every command shares: exit codes, common options, and reading ids, languages and times."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import math
import re
import sys
from collections.abc import Iterable
from enum import StrEnum
from typing import Any, TypeVar

from inbeeld.check.opening import DAYS_AHEAD, ZONE
from inbeeld.knowledge import Knowledge, Lang, UnknownId

DONE = 0
DOES_NOT_HOLD = 1
WRONG_INPUT = 2

Set = TypeVar("Set", bound=StrEnum)


class InputError(Exception):
    """Wrong input from whoever typed the command; the message says what to do."""


def common(parser: argparse.ArgumentParser) -> None:
    """The options that every command with output has."""
    parser.add_argument("--format", default="text", metavar="FORMAT", help="text or json")
    parser.add_argument("--lang", default="nl", metavar="LANG", help="nl or en")


def read_common(options: argparse.Namespace) -> tuple[bool, Lang]:
    """Whether JSON is asked for, and the language."""
    if options.format not in ("text", "json"):
        raise InputError("--format must be text or json.")
    return options.format == "json", one_of(Lang, options.lang, "--lang")


def one_of(kind: type[Set], given: str, option: str) -> Set:
    """A word of a closed set, or an answer that names them all."""
    try:
        return kind(given)
    except ValueError:
        raise InputError(f"{option} must be one of: {', '.join(kind)}.") from None


def whole(given: str, option: str, most: int, *, least: int = 0) -> int:
    """A whole number from `least` to `most`."""
    short = given.isascii() and given.isdecimal() and len(given) <= len(str(most))
    if not (short and least <= int(given) <= most):
        raise InputError(f"{option} must be a whole number from {least} to {most}.")
    return int(given)


def between(given: str, option: str, *, least: float, most: float) -> float:
    """A number from `least` to `most`."""
    try:
        number = float(given)
    except ValueError:
        number = math.nan
    if not least <= number <= most:
        raise InputError(f"{option} must be a number from {least:g} to {most:g}.")
    return number


def sentence(text: str) -> str:
    """What a room below says of a fault, as a sentence."""
    return text[:1].upper() + text[1:].rstrip(".") + "."


def moment(given: str | None) -> dt.datetime:
    """`--at` as a moment with a time zone; now where it is left out.

    A time without a zone is that of the Netherlands, as all opening hours are: the same command then
    says the same on every machine.
    """
    if given is None:
        return dt.datetime.now(dt.UTC)
    try:
        at = dt.datetime.fromisoformat(given)
        at = at if at.tzinfo else at.replace(tzinfo=ZONE)
        at.astimezone(ZONE) + dt.timedelta(days=DAYS_AHEAD)  # the calendar must reach that far
    except (ValueError, OverflowError):
        raise InputError("--at must be a time such as 2026-11-23T19:00+01:00.") from None
    return at


def signal_id(knowledge: Knowledge, given: str) -> str:
    """The id of a signal, given as an id or as its number in the fact list."""
    if given in knowledge.signals:
        return given
    for signal in knowledge.signals.values():
        if signal.fact == given.upper():
            return signal.id
    names = list(knowledge.signals)
    if re.fullmatch("[sS][0-9]+", given):
        given, names = given.upper(), [signal.fact for signal in knowledge.signals.values()]
    raise UnknownId("signal", given, names)


def print_json(value: Any) -> None:
    readable = "utf" in (sys.stdout.encoding or "").lower()
    print(json.dumps(value, ensure_ascii=not readable, indent=2))


def print_lines(lines: Iterable[str]) -> None:
    print("\n".join(lines))
