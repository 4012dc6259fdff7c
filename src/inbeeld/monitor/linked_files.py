"""What a linkage writes: a table to estimate from, people to count, pairs to review, and how good it is.

All of it is personal data or small numbers, and stays inside: nothing here is a release.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from inbeeld.estimate import EstimateFault, stepwise
from inbeeld.monitor.balance import never_looked_at
from inbeeld.monitor.clusters import histories_of, repeated
from inbeeld.monitor.folders import new_folder
from inbeeld.monitor.link_quality import bins, expected, levels_table, score
from inbeeld.monitor.linked import Linkage, persons
from inbeeld.monitor.records import write_list
from inbeeld.monitor.review import write_review

THRESHOLDS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99)
WITH = ("sex", "age", "form", "nationality", "region", "period")  # what the table of covariates has
TABLE, DOUBT, COVARIATES, REVIEW, WHO, PEOPLE, QUALITY, SENSITIVITY = (
    "table.csv", "doubt.csv", "covariates.csv", "doubtful.csv", "who.csv", "people.parquet",
    "quality.json", "sensitivity.csv",
)  # fmt: skip


def sensitivity(found: Linkage) -> list[dict[str, Any]]:
    """What the estimate becomes at other thresholds; stepwise, without intervals."""
    rows = []
    for threshold in sorted({*THRESHOLDS, found.threshold}):
        table, clusters = found.at(threshold)
        try:
            estimate = stepwise(table).estimate
        except EstimateFault:
            estimate = None
        more = int((table.counts * (_sizes(len(table.counts)) > 1)).sum())
        rows.append({
            "threshold": threshold, "people": clusters.people, "on_more": more, "estimate": estimate,
        })  # fmt: skip
    return rows


def _sizes(histories: int) -> NDArray[np.int64]:
    return np.array([history.bit_count() for history in range(histories)])


def quality(found: Linkage, truth: NDArray[np.int64] | None = None) -> dict[str, Any]:
    """How good it is, as docs/schemas/monitor-link.json says; the truth is per record whose it is."""
    lists = len(found.names)
    told = None
    if truth is not None:
        scored = score(found.clusters.person, truth)
        told = {
            "linked": scored.linked, "right": scored.right, "both": scored.both,
            "precision": scored.precision, "recall": scored.recall, "f1": scored.f1,
        }  # fmt: skip
    again = repeated(found.clusters, found.of_list, lists)
    records = np.bincount(found.of_list, minlength=lists)
    return {
        "lists": [
            {"name": name, "records": int(records[place]), "repeated": int(again[place])}
            for place, name in enumerate(found.names)
        ],
        "threshold": found.threshold,
        "between": dict(zip(("more", "fewer"), found.between, strict=True)),
        "people": found.clusters.people,
        "not_followed": found.clusters.broken,
        "reviewed": int((found.pairs.said != 0).sum()),
        "pairs": len(found.pairs),
        "expected": {
            **expected(found.pairs, found.clusters),
            "never_looked_at": never_looked_at(found.pairs, found.model),
        },
        "truth": told,
        "levels": levels_table(found.pairs, found.model),
        "weights": bins(found.pairs),
        "family": found.model.kinds.family,
        "same": [
            {"one": found.names[one], "other": found.names[other], "share": share}
            for (one, other), share in found.model.kinds.same.items()
        ],
        "sensitivity": sensitivity(found),
    }


def save(found: Linkage, folder: Path, *, truth: NDArray[np.int64] | None = None) -> dict[str, Any]:
    """Writes everything into a new folder and returns the quality, with how many pairs are doubtful."""
    new_folder(folder)
    people = persons(found)
    history = histories_of(found.clusters, found.of_list)
    counts, doubt = found.table.counts, found.doubt
    _csv(folder / TABLE, (*found.names, "count"), _histories(counts))
    _csv(
        folder / DOUBT, (*found.names, "more", "fewer"),
        _histories(doubt.more.counts, doubt.fewer.counts),
    )  # fmt: skip
    _csv(folder / COVARIATES, (*found.names, *WITH, "count"), _joint(people, history, found.names))
    _csv(
        folder / WHO, ("list", "record", "person"),
        zip(found.records["list"].to_pylist(), found.records["record"].to_pylist(),
            (found.clusters.person + 1).tolist(), strict=True),
    )  # fmt: skip
    write_list(people, folder / PEOPLE)
    told = {
        **quality(found, truth),
        "doubtful": write_review(found.pairs, found.records, folder / REVIEW),
    }
    rows = told["sensitivity"]
    _csv(
        folder / SENSITIVITY, rows[0],
        (("" if value is None else value for value in row.values()) for row in rows),
    )  # fmt: skip
    (folder / QUALITY).write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
    return told


def _histories(*counts: NDArray[np.float64]) -> Iterable[tuple[int, ...]]:
    """Which lists, and how many people; with more than six lists only what occurs."""
    size = len(counts[0])
    for place in range(1, size):
        here = [int(each[place]) for each in counts]
        if size <= 1 << 6 or any(here):
            yield (*_bits(place, size.bit_length() - 1), *here)


def _joint(
    people: pa.Table, history: NDArray[np.int64], names: Sequence[str]
) -> Iterable[tuple[Any, ...]]:
    columns = [people[name].to_pylist() for name in WITH]
    counted = Counter(zip(history.tolist(), *columns, strict=True))
    for (place, *values), count in sorted(counted.items(), key=lambda one: tuple(map(str, one[0]))):
        shown = ("" if value is None else value for value in values)
        yield (*_bits(place, len(names)), *shown, count)


def _bits(history: int, lists: int) -> tuple[int, ...]:
    return tuple(history >> bit & 1 for bit in range(lists))


def _csv(path: Path, header: Iterable[str], rows: Iterable[Iterable[Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(list(header))
        writer.writerows(list(row) for row in rows)
