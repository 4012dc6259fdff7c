"""How long things last and how much is let in at once: every setting of reporting, in one place.

Each is set by an environment variable, `INBEELD_` and its name in capitals; all are whole numbers.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields


class WrongTerm(ValueError):
    """A setting that is no whole number, or out of its bounds."""


def _term(default: int, least: int, most: int, says: str) -> int:
    """A setting with its bounds and the sentence that explains it."""
    found: int = field(default=default, metadata={"least": least, "most": most, "says": says})
    return found


@dataclass(frozen=True, slots=True)
class Terms:
    """Every setting of reporting, with what it means."""

    draft_minutes: int = _term(60, 1, 240, "After so many minutes a draft that was not sent dies.")
    again_minutes: int = _term(
        10, 0, 60, "So long may a report be sent again, for new words that replace the old ones."
    )
    letters_minutes: int = _term(
        20, 1, 120, "So long a mailbox stays open after the words were given."
    )
    delete_hours: int = _term(
        72, 0, 720, "A deletion that was asked for waits so long, and can be called off meanwhile."
    )
    desk_minutes: int = _term(
        30, 5, 720, "A member who does nothing for so long gives the password again."
    )
    drafts_a_minute: int = _term(
        1200, 1, 100_000, "So many drafts a minute each process begins; the next ones wait."
    )
    answers_a_draft: int = _term(
        200, 20, 10_000, "After so many answers in one draft each next one waits two seconds."
    )
    words_a_second: int = _term(
        8, 1, 1000, "So many tries of words a second each process looks at; the next ones wait."
    )
    waiting: int = _term(
        6, 1, 200, "So many tries of words wait at once in each process; others are told to."
    )
    unread_hours: int = _term(
        72, 1, 720, "A report that got no answer for so long is told by `inbeeld doctor`."
    )


def read_terms(environment: Mapping[str, str] | None = None) -> Terms:
    """The settings in use. WrongTerm names the variable, its bounds, and not what was given."""
    given = os.environ if environment is None else environment
    found = {}
    for one in fields(Terms):
        name = variable(one.name)
        if name not in given:
            continue
        least, most = one.metadata["least"], one.metadata["most"]
        text = given[name].strip()
        if not (text.isdecimal() and len(text) < 12 and least <= int(text) <= most):
            raise WrongTerm(f"{name} must be a whole number from {least} to {most}.")
        found[one.name] = int(text)
    return Terms(**found)


def variable(name: str) -> str:
    """The environment variable of a setting."""
    return f"INBEELD_{name.upper()}"
