"""How good a linkage is: by its own model, and by the truth where that is known."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from inbeeld.monitor.clusters import Clusters
from inbeeld.monitor.faults import FileFault
from inbeeld.monitor.linking import Model, Pairs
from inbeeld.monitor.linking_model import FIELDS

BIN = 4.0  # of weights, in powers of two
LARGEST = 256 << 20  # bytes of a truth file


@dataclass(frozen=True, slots=True)
class Score:
    """Over all pairs of records: how many are linked, how many are of one person, how many both."""

    linked: int
    right: int
    both: int

    @property
    def precision(self) -> float:
        return self.both / self.linked if self.linked else 0.0

    @property
    def recall(self) -> float:
        return self.both / self.right if self.right else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.both / (self.linked + self.right) if self.linked + self.right else 0.0


def score(person: NDArray[np.int64], truth: NDArray[np.int64]) -> Score:
    """How the people that were found agree with the truth, per record."""
    _, joint = np.unique(np.column_stack([person, truth]), axis=0, return_inverse=True)
    return Score(_pairs(person), _pairs(truth), _pairs(joint.ravel()))


def _pairs(labels: NDArray[np.int64]) -> int:
    sizes = np.unique(labels, return_counts=True)[1]
    return int((sizes * (sizes - 1)).sum() // 2)


def read_truth(path: Path, records: pa.Table) -> NDArray[np.int64]:
    """Per record whose it is, from a CSV with list, record and person. FileFault where one is lacking."""
    try:
        if path.stat().st_size > LARGEST:
            raise FileFault(f"{path.name} is larger than 256 MB.")
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise FileFault(f"{path.name} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise FileFault(f"{path.name} is no text in UTF-8.") from None
    rows = csv.reader(io.StringIO(text))
    if next(rows, None) != ["list", "record", "person"]:
        raise FileFault(f"{path.name}, row 1: the columns must be list, record, person.")
    known: dict[tuple[str, str], str] = {}
    for number, row in enumerate(rows, start=2):
        if len(row) != 3:
            raise FileFault(f"{path.name}, row {number}: {len(row)} cells instead of 3.")
        known[row[0], row[1]] = row[2]
    wanted = zip(records["list"].to_pylist(), records["record"].to_pylist(), strict=True)
    people = [known.get(record) for record in wanted]
    if None in people:
        raise FileFault(f"{path.name} lacks a record of the lists: is it the truth of other lists?")
    return np.unique(np.array(people, dtype=str), return_inverse=True)[1].astype(np.int64)


def levels_table(pairs: Pairs, model: Model) -> list[dict[str, Any]]:
    """Per field and level: m, u, the weight, and how many of the pairs looked at stand there."""
    found = []
    for field in FIELDS:
        for place, level in enumerate(field.levels):
            m, u = model.m[field.name][place], model.u[field.name][place]
            found.append({
                "field": field.name, "level": level.name, "m": m, "u": u,
                "weight": float(np.log2(m / u)),
                "pairs": int((pairs.levels[field.name] == place).sum()),
            })  # fmt: skip
    return found


def bins(pairs: Pairs) -> list[dict[str, Any]]:
    """How many pairs per step of weight, and how many of them are expected to be of one person."""
    step = np.floor(pairs.weight / BIN).astype(int)
    return [
        {
            "from": float(one * BIN),
            "to": float((one + 1) * BIN),
            "pairs": int((step == one).sum()),
            "expected": float(pairs.chance[step == one].sum()),
        }
        for one in np.unique(step)
    ]


def expected(pairs: Pairs, clusters: Clusters) -> Mapping[str, float]:
    """Right, wrong and missed links as the model itself expects them; pairs never looked at stay out."""
    together = clusters.person[pairs.left] == clusters.person[pairs.right]
    believed = pairs.believed
    return {
        "right": float(believed[together].sum()),
        "wrong": float((1 - believed[together]).sum()),
        "missed": float(believed[~together].sum()),
    }
