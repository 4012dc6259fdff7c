"""A cleaned list: the one shape in which a list is linked and counted, whatever file it came from.

Each row is a record: what one organisation noted about one person in one period. The columns `key_...`
are what lists are linked on. In a plain list they hold normalised words; in a pseudonymised list keyed
tokens of those same words. Equality means the same in both, so linking does not care which of the two it
gets. All other columns are coarse codes of closed sets. Nothing else of a file ever gets this far.

A pseudonymised list is still personal data: whoever has the key can make the token of a name they know.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from inbeeld.monitor.faults import FileFault, ListFault


class Kind(StrEnum):
    """What the columns `key_...` hold."""

    PLAIN = "plain"  # normalised names and dates: only where the names are
    TOKENS = "tokens"  # keyed tokens: where lists are linked
    NONE = "none"  # nothing: these records can be counted, not linked


class Sex(StrEnum):
    FEMALE = "female"
    MALE = "male"
    OTHER = "other"


class Age(StrEnum):
    """At registration."""

    MINOR = "minor"  # under 18
    YOUNG = "18-22"
    ADULT = "23-plus"


class Form(StrEnum):
    SEXUAL = "sexual"
    LABOUR = "labour"  # and services, outside the sex industry
    CRIMINAL = "criminal"
    OTHER = "other"


class Route(StrEnum):
    DOMESTIC = "domestic"
    CROSS_BORDER = "cross-border"


class Nationality(StrEnum):
    """Groups, never countries: a country and a form together are often one person."""

    DUTCH = "dutch"
    EU = "eu"  # of another country of the European Union
    OTHER = "other"


class Region(StrEnum):
    """Provinces by ISO 3166-2; outside the Netherlands is `abroad`."""

    DRENTHE = "NL-DR"
    FLEVOLAND = "NL-FL"
    FRIESLAND = "NL-FR"
    GELDERLAND = "NL-GE"
    GRONINGEN = "NL-GR"
    LIMBURG = "NL-LI"
    NOORD_BRABANT = "NL-NB"
    NOORD_HOLLAND = "NL-NH"
    OVERIJSSEL = "NL-OV"
    UTRECHT = "NL-UT"
    ZEELAND = "NL-ZE"
    ZUID_HOLLAND = "NL-ZH"
    ABROAD = "abroad"


class Sector(StrEnum):
    """Where it took place."""

    HOME = "home"
    HOTEL = "hotel"
    ESCORT = "escort"
    WINDOW = "window"
    CLUB = "club"
    ONLINE = "online"
    AGRICULTURE = "agriculture"
    CATERING = "catering"
    CONSTRUCTION = "construction"
    CLEANING = "cleaning"
    HOUSEHOLD = "household"
    TRANSPORT = "transport"
    OTHER = "other"


class Reporter(StrEnum):
    """The organisation that reported the person."""

    POLICE = "police"
    BORDER_POLICE = "border-police"  # Koninklijke Marechaussee
    LABOUR_INSPECTORATE = "labour-inspectorate"
    YOUTH_CARE = "youth-care"
    COORDINATOR = "coordinator"  # regional care coordinators
    SHELTER = "shelter"
    OTHER = "other"


class FileType(StrEnum):
    REGISTRATION = "registration"
    SHELTER = "registration-shelter"
    ADVICE = "registration-advice"


class Shelter(StrEnum):
    """Whether shelter was asked for."""

    YES = "yes"
    NO = "no"


COVARIATES: Mapping[str, type[StrEnum]] = {
    "sex": Sex,
    "age": Age,
    "form": Form,
    "route": Route,
    "nationality": Nationality,
    "region": Region,
    "sector": Sector,
    "reporter": Reporter,
    "file_type": FileType,
    "shelter": Shelter,
}
KEYS = (
    "key_first",  # first given name
    "key_first_sound",
    "key_last",  # last name without particles: of "van der Berg-Smit" it is "berg"
    "key_last_sound",
    "key_birth",  # year-month-day
    "key_birth_any",  # the same for a date whose day and month were swapped
    "key_day",
    "key_month",
    "key_year",
    "key_sex",
    "key_municipality",
)
FORMAT = "inbeeld list 1"
SCHEMA = pa.schema(
    [
        pa.field("record", pa.string(), nullable=False),  # local to the list
        pa.field("list", pa.string(), nullable=False),
        pa.field("period", pa.int32()),  # the year that is counted
        pa.field("registered", pa.date32()),  # in a list of tokens: the first of the month
        *[pa.field(name, pa.string()) for name in KEYS],
        *[pa.field(name, pa.string()) for name in COVARIATES],
    ]
)


def cleaned(
    columns: Mapping[str, Sequence[Any] | pa.Array], *, name: str, kind: Kind, key_id: str = ""
) -> pa.Table:
    """A cleaned list from columns; those left out are empty. `key_id` says which key made the tokens."""
    rows = len(columns["record"])
    given = {**columns, "list": pa.array([name] * rows, pa.string())}
    arrays = [
        _array(given[field.name], field) if field.name in given else pa.nulls(rows, field.type)
        for field in SCHEMA
    ]
    said = {"inbeeld": FORMAT, "list": name, "kind": str(kind), "key": key_id}
    return pa.Table.from_arrays(arrays, schema=SCHEMA.with_metadata(said))


def without_keys(table: pa.Table) -> pa.Table:
    """The list with its codes alone, its records by number of their row: to count, never to link."""
    columns = {name: table[name].combine_chunks() for name in ("period", *COVARIATES)}
    days = table["registered"].to_pylist()
    return cleaned(
        {
            **columns,
            "record": [str(number) for number in range(1, table.num_rows + 1)],
            "registered": [day.replace(day=1) if day else None for day in days],
        },
        name=name_of(table),
        kind=Kind.NONE,
    )


def kind_of(table: pa.Table) -> Kind:
    """What the keys of a cleaned list hold."""
    return Kind(_said(table, "kind"))


def key_of(table: pa.Table) -> str:
    """Which key made the tokens; empty where there are none. Lists of two keys can never be linked."""
    return _said(table, "key")


def name_of(table: pa.Table) -> str:
    """The name of the list."""
    return _said(table, "list")


def renamed(table: pa.Table, name: str) -> pa.Table:
    """The same list under another name."""
    place = table.schema.get_field_index("list")
    names = pa.array([name] * table.num_rows, pa.string())
    said = {**(table.schema.metadata or {}), b"list": name.encode()}
    return table.set_column(place, SCHEMA.field("list"), names).replace_schema_metadata(said)


def write_list(table: pa.Table, path: Path, *, compression: str = "zstd") -> None:
    """Writes a cleaned list as Parquet, for its owner alone to read: it is personal data."""
    place = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(place, "wb") as file:
        pq.write_table(table, file, compression=compression)


def read_list(path: Path) -> pa.Table:
    """A cleaned list that `write_list` wrote. FileFault where it is something else."""
    try:
        table = pq.read_table(path)
    except OSError as error:
        reason = error.strerror or "it is no whole Parquet file"
        raise FileFault(f"{path.name} cannot be read: {reason}.") from None
    except pa.ArrowException:
        raise FileFault(f"{path.name} is no whole Parquet file.") from None
    if (table.schema.metadata or {}).get(b"inbeeld") != FORMAT.encode() or table.schema != SCHEMA:
        raise FileFault(
            f"{path.name} is no list that InBeeld wrote. Make one with `inbeeld monitor pseudonymise`."
        )
    for name, kind in COVARIATES.items():
        unknown = set(table[name].unique().to_pylist()) - {None, *map(str, kind)}
        if unknown:
            raise FileFault(f"{path.name}, column {name}: it holds a code that is not of the set.")
    return table


def together(tables: Iterable[pa.Table]) -> pa.Table:
    """Lists under each other, to be linked. ListFault where they can never be linked."""
    found = list(tables)
    names = [name_of(table) for table in found]
    if len(set(names)) < len(names):
        raise ListFault("two lists have the same name.")
    if len({kind_of(table) for table in found}) > 1:
        raise ListFault("some lists hold tokens and others hold names: make tokens of all.")
    if len({key_of(table) for table in found}) > 1:
        raise ListFault("the tokens of these lists come from different keys: they share nothing.")
    return pa.concat_tables([table.replace_schema_metadata(None) for table in found])


def _said(table: pa.Table, what: str) -> str:
    return str((table.schema.metadata or {})[what.encode()].decode())


def _array(values: Sequence[Any] | pa.Array, field: pa.Field) -> pa.Array:
    array = values if isinstance(values, pa.Array) else pa.array(values, field.type)
    return array.cast(field.type)
