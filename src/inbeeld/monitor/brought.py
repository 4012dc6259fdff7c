"""What an analyst brings to a release beside the lists: estimates, a population, breaks, replicates."""

from __future__ import annotations

import csv
import io
import json
import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from inbeeld.knowledge.words import Text
from inbeeld.monitor.breakdowns import UNKNOWN, VALUES, Column
from inbeeld.monitor.faults import FileFault
from inbeeld.monitor.tables import read_text

METHODS = ("stepwise", "bic", "graphs", "chao", "coverage", "aic2014")
LONGEST_REASON = 300
MOST_PEOPLE = 10**12


@dataclass(frozen=True, slots=True)
class Made:
    """One estimate as published: rounded to 10 or more. `year` is 0 for all years together."""

    year: int
    method: str
    estimate: int | None
    level: float | None
    low: int | None
    high: int | None
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Break:
    """From this year on the series counts otherwise, and why."""

    year: int
    reason: Text


Population = Mapping[tuple[int, str, str, str], int]  # year, sex, age, region


def rounded(number: float, *, up: bool = False, down: bool = False) -> int:
    """To three figures, and never finer than 10; limits outward."""
    step = 10 ** max(1, len(str(int(number))) - 3)
    places = number / step
    return int(step * (math.ceil(places) if up else math.floor(places) if down else round(places)))


def read_estimates(path: Path, *, year: int, cautions: Sequence[str]) -> list[Made]:
    """The JSON of the command that estimates, rounded. `cautions` are the warnings that have words."""
    try:
        given = json.loads(read_text(path))
    except (json.JSONDecodeError, RecursionError):
        raise FileFault(f"{path.name} is no JSON, as `inbeeld monitor estimate` prints.") from None
    if not isinstance(given, list) or not given:
        raise FileFault(f"{path.name} must be a list of estimates.")
    return [
        _made(one, f"{path.name}, estimate {number}", year, cautions)
        for number, one in enumerate(given, start=1)
    ]


def _made(one: Any, where: str, year: int, cautions: Sequence[str]) -> Made:
    if not isinstance(one, dict) or one.get("method") not in METHODS:
        raise FileFault(f"{where}: method must be one of {', '.join(METHODS)}.")
    warnings = one.get("warnings", [])
    if not isinstance(warnings, list) or not set(map(str, warnings)) <= set(cautions):
        raise FileFault(f"{where}: a warning is not one that `inbeeld monitor estimate` gives.")
    number = _number(one.get("estimate"), f"{where}: estimate")
    interval = one.get("interval") or {}
    if not isinstance(interval, dict):
        raise FileFault(f"{where}: interval must have level, low and high.")
    level = _number(interval.get("level"), f"{where}: level")
    low = _number(interval.get("low"), f"{where}: low")
    high = _number(interval.get("high"), f"{where}: high")
    if interval and (level is None or low is None or not 0 < level < 1 or low > (high or math.inf)):
        raise FileFault(f"{where}: interval must have a level below 1, and low not above high.")
    return Made(
        year=year,
        method=one["method"],
        estimate=None if number is None else rounded(number),
        level=level,
        low=None if low is None else rounded(low, down=True),
        high=None if high is None else rounded(high, up=True),
        warnings=tuple(warnings),
    )


def _number(given: Any, where: str) -> float | None:
    if given is None:
        return None
    if isinstance(given, bool) or not isinstance(given, int | float):
        raise FileFault(f"{where} must be a number or null.")
    if math.isinf(given):
        return None
    if not 0 <= given <= MOST_PEOPLE:
        raise FileFault(f"{where} must be a number from 0.")
    return float(given)


def read_population(path: Path) -> Population:
    """A CSV with year, sex, age, region, population. Values are the codes of the list."""
    rows = csv.DictReader(io.StringIO(read_text(path)))
    wanted = ["year", "sex", "age", "region", "population"]
    if rows.fieldnames is None or [name.strip() for name in rows.fieldnames] != wanted:
        raise FileFault(f"{path.name}: the header must be {','.join(wanted)}.")
    found: dict[tuple[int, str, str, str], int] = {}
    for row in rows:
        where = f"{path.name}, row {rows.line_num}"
        year, people = (_whole(row[name], f"{where}, column {name}") for name in wanted[::4])
        for column in (Column.SEX, Column.AGE, Column.REGION):
            if row[column.value] not in VALUES[column] or row[column.value] == UNKNOWN:
                raise FileFault(f"{where}, column {column}: is not a code of the list.")
        key = (year, row["sex"], row["age"], row["region"])
        if key in found:
            raise FileFault(f"{where}: this group stands there twice.")
        found[key] = people
    if not found:
        raise FileFault(f"{path.name} has a header and no rows.")
    return found


def _whole(given: str | None, where: str) -> int:
    text = (given or "").strip()
    if not (text.isascii() and text.isdecimal() and len(text) < 13):
        raise FileFault(f"{where}: must be a whole number.")
    return int(text)


def inhabitants(
    people: Population, year: int, column: Column | None, value: str = ""
) -> int | None:
    """How many live in a group: of everyone where `column` is None. None: the table does not say."""
    at = {Column.SEX: 1, Column.AGE: 2, Column.REGION: 3}
    found = [
        count
        for key, count in people.items()
        if key[0] == year and (column is None or (column in at and key[at[column]] == value))
    ]
    return sum(found) or None


def read_breaks(path: Path) -> list[Break]:
    """A TOML file with `[[break]]`: year, nl and en."""
    try:
        given = tomllib.loads(read_text(path)).get("break", [])
    except (tomllib.TOMLDecodeError, RecursionError):
        raise FileFault(f"{path.name} is no TOML.") from None
    found = []
    for number, one in enumerate(given if isinstance(given, list) else [None], start=1):
        texts = [one.get(lang) for lang in ("nl", "en")] if isinstance(one, dict) else [None]
        fits = all(isinstance(text, str) and 0 < len(text) <= LONGEST_REASON for text in texts)
        if not fits or not isinstance(one.get("year"), int):
            raise FileFault(f"{path.name}, break {number}: must have year, nl and en.")
        found.append(Break(one["year"], Text(one["nl"], one["en"])))
    return found


def read_replicates_made(path: Path) -> list[float]:
    """The estimates of replicates: one number a line, `nan` where none exists."""
    found = []
    for number, line in enumerate(read_text(path).split(), start=1):
        try:
            found.append(float(line))
        except ValueError:
            raise FileFault(f"{path.name}, line {number}: must be a number or nan.") from None
    return found
