"""Lists of which the truth is known, to see what linking and estimating make of them.

The lists are cleaned lists in plain words, as they stand where the names are. The truth is kept apart:
which record is whose (`truth.csv`), and how many people there are, with every overlap (`truth.json`).
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from inbeeld.monitor import names
from inbeeld.monitor.folders import new_folder
from inbeeld.monitor.keys import read_key
from inbeeld.monitor.pseudonyms import pseudonymise, token
from inbeeld.monitor.records import Kind, Reporter, cleaned, name_of, write_list
from inbeeld.monitor.simulated_errors import Rates, emptied, flipped, misdated, misspelt
from inbeeld.monitor.simulated_people import Design, People, people

NAMES = tuple(kind for kind in Reporter if kind != Reporter.OTHER)


@dataclass(frozen=True, eq=False, slots=True)
class Simulated:
    """Lists, which person each of their records is about, and how many people there are in all."""

    lists: tuple[pa.Table, ...]
    names: tuple[str, ...]
    person: tuple[NDArray[np.int64], ...]  # per list, per record
    everybody: int  # on a list or on none
    histories: NDArray[np.int64]  # how many people per history; place 0 is those on no list


def list_names(size: int) -> tuple[str, ...]:
    """What the simulated lists are called: after who keeps such lists, then by number."""
    more = tuple(f"list-{number}" for number in range(len(NAMES) + 1, size + 1))
    return (*map(str, NAMES), *more)[:size]


def simulate(design: Design, rates: Rates, random: np.random.Generator) -> Simulated:
    """Draw people and write them down, with what goes wrong in that."""
    crowd = people(design, random)
    known = list_names(design.lists)
    made = [_written(crowd, bit, name, rates, random) for bit, name in enumerate(known)]
    counts = np.bincount(crowd.history, minlength=1 << design.lists)
    counts[0] = design.people - crowd.size
    tables, person = zip(*made, strict=True)
    return Simulated(tuple(tables), known, tuple(person), design.people, counts)


def draw(design: Design, rates: Rates, *, seed: int, key: Path | None = None) -> Simulated:
    """Lists of a seed; with the key of a period as lists of tokens. One seed always gives the same."""
    made = simulate(design, rates, np.random.default_rng(seed))
    if key is None:
        return made
    period_key = read_key(key)
    tables, person = [], []
    for table, whose in zip(made.lists, made.person, strict=True):
        tokens = pseudonymise(table, period_key)
        field = f"record of {name_of(table)}"
        owner = {
            token(record, period_key, field): int(one)
            for record, one in zip(table["record"].to_pylist(), whose, strict=True)
        }
        tables.append(tokens)
        person.append(np.array([owner[record] for record in tokens["record"].to_pylist()]))
    return replace(made, lists=tuple(tables), person=tuple(person))


def _written(
    crowd: People, bit: int, name: str, rates: Rates, random: np.random.Generator
) -> tuple[pa.Table, NDArray[np.int64]]:
    """One list, in random order, and who each record is about."""
    on = np.flatnonzero(crowd.history >> bit & 1)
    again = on[random.random(len(on)) < rates.again]
    rows = random.permutation(np.concatenate([on, again]))
    size = len(rows)
    blank = emptied(size, rates, random)
    sex = flipped(crowd.sex[rows], rates.error, random)
    columns: dict[str, Any] = {
        "record": [str(number) for number in range(1, size + 1)],
        "period": crowd.year[rows].astype(np.int32),
        "registered": _registered(crowd.year[rows], random),
        **_names(blank(misspelt(crowd.first[rows], rates.error, random)), "first", names.first_key),
        **_names(blank(misspelt(crowd.last[rows], rates.error, random)), "last", names.last_key),
        **_birth(blank(misdated(crowd.birth[rows], rates, random))),
        "key_sex": blank(sex),
        "key_municipality": _each(
            blank(misspelt(crowd.municipality[rows], rates.error, random)), names.place_key
        ),
        **{label: blank(values[rows]) for label, values in crowd.covariates.items()},
        "reporter": [name if name in set(Reporter) else str(Reporter.OTHER)] * size,
    }
    columns["sex"] = columns["key_sex"]
    return cleaned(columns, name=name, kind=Kind.PLAIN), rows


def _registered(year: NDArray[np.int64], random: np.random.Generator) -> NDArray[np.datetime64]:
    start = (year - 1970).astype("datetime64[Y]").astype("datetime64[D]")
    return np.asarray(start + random.integers(0, 365, len(year)))


def _each(values: Sequence[Any], make: Callable[[Any], Any]) -> list[Any]:
    """`make` of every value, worked out once for those that are the same."""
    made = {value: make(value) for value in set(values) if value is not None}
    return [made.get(value) for value in values]


def _names(
    written: list[Any], which: str, key: Callable[[str], str | None]
) -> dict[str, list[Any]]:
    keys = _each(written, key)
    return {f"key_{which}": keys, f"key_{which}_sound": _each(keys, names.sound)}


def _birth(dates: list[Any]) -> dict[str, list[Any]]:
    empty = names.birth_keys(None)
    made = {
        date: names.birth_keys(date.astype(object) if hasattr(date, "astype") else date)
        for date in set(dates)
        if date is not None
    }
    return {label: [made.get(date, empty)[label] for date in dates] for label in empty}


def save(simulated: Simulated, folder: Path, said: dict[str, Any]) -> list[Path]:
    """Writes the lists and the truth about them; `said` is how they were made."""
    new_folder(folder)
    paths = [folder / f"{name}.parquet" for name in simulated.names]
    for path, table in zip(paths, simulated.lists, strict=True):
        write_list(table, path)
    with (folder / "truth.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("list", "record", "person"))
        for table, person in zip(simulated.lists, simulated.person, strict=True):
            columns = (table["list"].to_pylist(), table["record"].to_pylist(), person.tolist())
            writer.writerows(zip(*columns, strict=True))
    truth = {**said, "people": simulated.everybody, "lists": list(simulated.names),
             "histories": simulated.histories.tolist()}  # fmt: skip
    (folder / "truth.json").write_text(json.dumps(truth, indent=2) + "\n", encoding="utf-8")
    return [*paths, folder / "truth.csv", folder / "truth.json"]


def described(design: Design, rates: Rates, seed: int) -> dict[str, Any]:
    """How lists were made, so that they can be made again."""
    return {"seed": seed, "design": asdict(design), "rates": asdict(rates)}
