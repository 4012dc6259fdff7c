"""Nobody reports into a void: reports are taken in only where somebody answers for reading them.

What must be there is written by `inbeeld setup reporting` into `reporting.toml` in the data folder. Until
all of it holds, every door to reporting leads to the help finder and says why.
"""

from __future__ import annotations

import datetime as dt
import enum
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

FILE = "reporting.toml"
STAFF = 2  # a promise to read may not hang on one person


class Lack(enum.StrEnum):
    """Why no reports are taken in."""

    NOT_SET_UP = "not-set-up"
    OPERATOR = "operator"
    ADDRESS = "address"
    HOURS = "hours"
    DPIA = "dpia"
    GROUND = "ground"
    STAFF = "staff"
    ROUTES = "routes"


@dataclass(frozen=True, slots=True)
class Setup:
    """Who answers for reading. `hours` in both languages, as they stand on the page."""

    operator: str = ""
    address: str = ""
    hours_nl: str = ""
    hours_en: str = ""
    dpia_on: str = ""  # ISO date
    dpia_owner: str = ""
    ground: str = ""
    demo: bool = False


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether reports are taken in, and what is lacking where not."""

    setup: Setup
    lacks: tuple[Lack, ...]

    @property
    def open(self) -> bool:
        """A demonstration takes in too, and says on every page that nobody reads it."""
        return self.setup.demo or not self.lacks


def readiness(setup: Setup | None, *, staff: int, unconfirmed: int, today: dt.date) -> Readiness:
    """What is lacking: `staff` with an opened key, public help routes that nobody `unconfirmed`."""
    if setup is None:
        return Readiness(Setup(), (Lack.NOT_SET_UP,))
    lacking = {
        Lack.OPERATOR: not setup.operator.strip(),
        Lack.ADDRESS: not setup.address.strip(),
        Lack.HOURS: not (setup.hours_nl.strip() and setup.hours_en.strip()),
        Lack.DPIA: not (setup.dpia_owner.strip() and _past(setup.dpia_on, today)),
        Lack.GROUND: not setup.ground.strip(),
        Lack.STAFF: staff < STAFF,
        Lack.ROUTES: unconfirmed > 0,
    }
    return Readiness(setup, tuple(lack for lack, lacks in lacking.items() if lacks))


def read_setup(folder: Path) -> Setup | None:
    """What was set up in a data folder, or None. A file that cannot be read counts as none."""
    try:
        row = tomllib.loads((folder / FILE).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return None
    known = {one.name: row[one.name] for one in fields(Setup) if one.name in row}
    good = all(isinstance(value, bool if name == "demo" else str) for name, value in known.items())
    return Setup(**known) if good else None


def _past(day: str, today: dt.date) -> bool:
    try:
        return dt.date.fromisoformat(day) <= today
    except ValueError:
        return False
