"""Along which lines people are counted: those of the Slachtoffermonitor, and nothing finer.

Every table of a release is a sum over one of a few small groups of columns (`CLIQUES`). Two of these
share at most `form`, so what one table tells about another goes through `form` or the total alone.
That is why the attacker of `attack.py`, who knows these groups, knows all that the tables tell together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

UNKNOWN = "unknown"


class Column(StrEnum):
    """A column of the cleaned list (`records.py`) along which people are counted."""

    FORM = "form"
    SECTOR = "sector"
    ROUTE = "route"
    SEX = "sex"
    AGE = "age"
    NATIONALITY = "nationality"
    REPORTER = "reporter"
    REGION = "region"
    FILE_TYPE = "file_type"
    SHELTER = "shelter"


# The codes of `records.py`. Missing is a value of its own in each set, and is counted like any other.
VALUES: Mapping[Column, tuple[str, ...]] = {
    Column.FORM: ("sexual", "labour", "criminal", "other", UNKNOWN),
    Column.SECTOR: (
        "home", "hotel", "escort", "window", "club", "online", "agriculture", "catering",
        "construction", "cleaning", "household", "transport", "other", UNKNOWN,
    ),
    Column.ROUTE: ("domestic", "cross-border", UNKNOWN),
    Column.SEX: ("female", "male", "other", UNKNOWN),
    Column.AGE: ("minor", "18-22", "23-plus", UNKNOWN),
    Column.NATIONALITY: ("dutch", "eu", "other", UNKNOWN),
    Column.REPORTER: (
        "police", "border-police", "labour-inspectorate", "youth-care", "coordinator", "shelter",
        "other", UNKNOWN,
    ),
    Column.REGION: (
        "NL-DR", "NL-FL", "NL-FR", "NL-GE", "NL-GR", "NL-LI", "NL-NB", "NL-NH", "NL-OV", "NL-UT",
        "NL-ZE", "NL-ZH", "abroad", UNKNOWN,
    ),
    Column.FILE_TYPE: ("registration", "registration-shelter", "registration-advice", UNKNOWN),
    Column.SHELTER: ("yes", "no", UNKNOWN),
}  # fmt: skip
SEXUAL_SECTORS = ("home", "hotel", "escort", "window", "club", "online", UNKNOWN)
GROUPS = ("domestic-sexual", "cross-border-sexual", "domestic-other", "cross-border-other", UNKNOWN)
AGES_TWO = ("minor", "adult", UNKNOWN)

Clique = tuple[Column, ...]
Key = tuple[str, ...]

PERSON: Clique = (Column.FORM, Column.SEX, Column.AGE)
ROUTES: Clique = (Column.FORM, Column.ROUTE)
SECTORS: Clique = (Column.FORM, Column.SECTOR)
ALONE: tuple[Clique, ...] = tuple(
    (column,)
    for column in (
        Column.NATIONALITY, Column.REPORTER, Column.REGION, Column.FILE_TYPE, Column.SHELTER,
    )
)  # fmt: skip
CLIQUES: tuple[Clique, ...] = (PERSON, ROUTES, SECTORS, *ALONE)


class TableName(StrEnum):
    """The tables of a release, in the order in which they stand."""

    TOTAL = "total"
    FORM_SEX_AGE = "form_sex_age"
    FORM = "form"
    GROUP = "group"
    SECTOR = "sector"
    ROUTE = "route"
    SEX = "sex"
    AGE = "age"
    REPORTER = "reporter"
    FILE_TYPE = "file_type"
    SHELTER = "shelter"
    NATIONALITY = "nationality"
    REGION = "region"


@dataclass(frozen=True, slots=True)
class Breakdown:
    """One table: the columns it sums over, and in which row an atom falls (None: in no row).

    `origin` marks nationality and region: smaller cells stay hidden there, and a sentence says what
    the numbers do not say.
    """

    name: TableName
    clique: Clique
    row: Callable[[Key], Key | None]
    origin: bool = False


def _age_two(age: str) -> str:
    return age if age in ("minor", UNKNOWN) else "adult"


def _group(key: Key) -> Key:
    form, route = key
    if UNKNOWN in key:
        return (UNKNOWN,)
    return (f"{route}-{'sexual' if form == 'sexual' else 'other'}",)


def _sector(key: Key) -> Key | None:
    """Sectors inside sexual exploitation; what stands elsewhere is another place."""
    form, sector = key
    if form != "sexual":
        return None
    return (sector if sector in SEXUAL_SECTORS else "other",)


def _place(number: int) -> Callable[[Key], Key]:
    return lambda key: (key[number],)


BREAKDOWNS: Mapping[TableName, Breakdown] = {
    one.name: one
    for one in (
        Breakdown(TableName.TOTAL, PERSON, lambda _: ()),
        Breakdown(TableName.FORM_SEX_AGE, PERSON, lambda key: (key[0], key[1], _age_two(key[2]))),
        Breakdown(TableName.FORM, PERSON, _place(0)),
        Breakdown(TableName.GROUP, ROUTES, _group),
        Breakdown(TableName.SECTOR, SECTORS, _sector),
        Breakdown(TableName.ROUTE, ROUTES, _place(1)),
        Breakdown(TableName.SEX, PERSON, _place(1)),
        Breakdown(TableName.AGE, PERSON, _place(2)),
        Breakdown(TableName.REPORTER, (Column.REPORTER,), _place(0)),
        Breakdown(TableName.FILE_TYPE, (Column.FILE_TYPE,), _place(0)),
        Breakdown(TableName.SHELTER, (Column.SHELTER,), _place(0)),
        Breakdown(TableName.NATIONALITY, (Column.NATIONALITY,), _place(0), origin=True),
        Breakdown(TableName.REGION, (Column.REGION,), _place(0), origin=True),
    )
}
