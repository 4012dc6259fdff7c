"""A linkage from beginning to end: lists in, people out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from inbeeld.estimate import Doubt
from inbeeld.estimate.table import FEWEST, MOST, Table
from inbeeld.monitor.balance import Balance, balanced
from inbeeld.monitor.clusters import Clusters, clustered, overlaps
from inbeeld.monitor.faults import ListFault
from inbeeld.monitor.linking import Model, Pairs, link
from inbeeld.monitor.records import (
    COVARIATES,
    KEYS,
    Kind,
    cleaned,
    kind_of,
    name_of,
    read_list,
    together,
)
from inbeeld.monitor.review import Decision, decided


@dataclass(frozen=True, eq=False, slots=True)
class Linkage:
    """Lists under each other, what is likely the same, and who is who at this threshold.

    `balance` says where mistakes cancel out, and how far doubt about that goes.
    """

    names: tuple[str, ...]
    records: pa.Table
    of_list: NDArray[np.int64]
    pairs: Pairs
    model: Model
    threshold: float
    balance: Balance
    clusters: Clusters

    @property
    def table(self) -> Table:
        """How many people have each history, as it is estimated from."""
        return self.at(self.threshold)[0]

    @property
    def between(self) -> tuple[float, float]:
        """Thresholds on either side: one follows more links and one fewer, as far as doubt goes."""
        return min(self.balance.more, self.threshold), max(self.balance.fewer, self.threshold)

    @property
    def doubt(self) -> Doubt:
        """What the table would be with more links followed, and with fewer."""
        more, fewer = self.between
        return Doubt(self.at(more)[0], self.at(fewer)[0])

    def at(self, threshold: float) -> tuple[Table, Clusters]:
        """The table and the people at another threshold."""
        same = threshold == self.threshold
        clusters = (
            self.clusters if same else clustered(self.pairs, self.of_list, threshold=threshold)
        )
        counts = overlaps(clusters, self.of_list, len(self.names)).astype(np.float64)
        return Table(self.names, counts), clusters


def read_lists(paths: Sequence[Path]) -> tuple[pa.Table, ...]:
    """The lists in these files. ListFault where they cannot be linked to each other."""
    if not FEWEST <= len(paths) <= MOST:
        raise ListFault(f"Linking takes {FEWEST} to {MOST} lists, and there are {len(paths)}.")
    tables = tuple(read_list(path) for path in paths)
    check(tables)
    return tables


def check(tables: Sequence[pa.Table]) -> None:
    """ListFault where lists cannot be linked: nothing in them, nothing to link on, or no year shared."""
    years = None
    for table in tables:
        name = name_of(table)
        if not table.num_rows:
            raise ListFault(f"The list {name} is empty: it holds no record.")
        if kind_of(table) is Kind.NONE:
            raise ListFault(
                f"The list {name} holds no tokens: it can be counted, not linked. Make tokens where the "
                "names are."
            )
        if all(table[key].null_count == table.num_rows for key in KEYS):
            raise ListFault(f"The list {name} has tokens in no row: there is nothing to link on.")
        own = {year for year in table["period"].unique().to_pylist() if year is not None}
        if years is not None and own and years and not own & years:
            raise ListFault(f"The list {name} is of another period than the lists before it.")
        years = own if years is None else years | own


def linkage(
    tables: Sequence[pa.Table],
    *,
    threshold: float | None = None,
    decisions: dict[tuple[str, ...], Decision] | None = None,
    decided_in: str = "the review",
    strict: bool = True,
) -> Linkage:
    """Links lists within and between them; `decisions` are those of a person who looked.

    Links are followed from `threshold` on, or from where as many are wrong as are missed.
    Where lists may have changed since, `strict` is false: what decides about no pair is passed over.
    """
    check(tables)
    ordered = sorted(tables, key=name_of)
    records = stacked(tables)
    of_list = np.repeat(np.arange(len(ordered)), [table.num_rows for table in ordered])
    pairs, model = link(records, of_list)
    if decisions:
        pairs = decided(pairs, records, decisions, name=decided_in, strict=strict)
    balance = balanced(pairs, of_list, model)
    threshold = balance.even if threshold is None else threshold
    clusters = clustered(pairs, of_list, threshold=threshold)
    names = tuple(name_of(table) for table in ordered)
    return Linkage(names, records, of_list, pairs, model, threshold, balance, clusters)


def stacked(tables: Sequence[pa.Table]) -> pa.Table:
    """Lists under each other, by name, and rows by number: the order they came in changes nothing."""
    return together([table.sort_by("record") for table in sorted(tables, key=name_of)])


def persons(found: Linkage) -> pa.Table:
    """One row per person, that can be counted: of each covariate what most of their records say."""
    number = found.clusters.people
    columns: dict[str, Any] = {"record": [str(one) for one in range(1, number + 1)]}
    for name in ("period", *COVARIATES):
        columns[name] = _mostly(found.records[name].to_pylist(), found.clusters)
    columns["registered"] = _first(found.records["registered"].to_pylist(), found.clusters)
    return cleaned(columns, name="linked", kind=Kind.NONE)


def _mostly(values: Sequence[Any], clusters: Clusters) -> list[Any]:
    """Per person the value of most records; of two as frequent the one of the earlier list."""
    kinds = {value: place for place, value in enumerate(dict.fromkeys(values)) if value is not None}
    words = {place: value for value, place in kinds.items()}
    codes = np.array([kinds.get(value, -1) for value in values])
    known = np.flatnonzero(codes >= 0)
    out: list[Any] = [None] * clusters.people
    if not len(known):
        return out
    width = int(codes.max()) + 1
    joint = clusters.person[known] * width + codes[known]
    each, first, often = np.unique(joint, return_index=True, return_counts=True)
    for place in np.lexsort((-first, often)):  # the last one written stays: the most frequent
        person, code = divmod(int(each[place]), width)
        out[person] = words[code]
    return out


def _first(days: Iterable[Any], clusters: Clusters) -> list[Any]:
    out: list[Any] = [None] * clusters.people
    for person, day in zip(clusters.person.tolist(), days, strict=True):
        if day is not None and (out[person] is None or day < out[person]):
            out[person] = day
    return out
