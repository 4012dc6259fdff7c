"""Tables that were printed, and what SparseMSE 2.0.1 made of them: README.md says where from."""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from inbeeld.estimate import Table
from inbeeld.monitor.tables import read_table

FOLDER = Path(__file__).parent
RECORDED = json.loads((FOLDER / "replicates/UKdat_p0.02.json").read_text(encoding="utf-8"))
# Stepwise with a threshold of 0.02, as the literature and SparseMSE give it.
STEPWISE = {
    "UKdat": 11_417.9910915, "UKdat_5": 11_312.9902894, "Ned": 111_139.371230,
    "NewOrl": 1_183.69227676, "NewOrl_5": 1_034.15106523, "Western": 2_483.38392023,
    "Kosovo": 14_341.6638004, "Korea": 268.777777778, "Australia": 6_496.00869537,
}  # fmt: skip


def known(name: str) -> Table:
    return read_table(FOLDER / f"tables/{name}.csv")


def places(name: str) -> list[int]:
    """The place in `Table.counts` of each row of a file."""
    with (FOLDER / f"tables/{name}.csv").open(encoding="utf-8") as file:
        return [
            sum(int(cell) << bit for bit, cell in enumerate(row[:-1]))
            for row in list(csv.reader(file))[1:]
        ]


def replicates() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """1,000 tables drawn from UKdat, and the recorded estimate of each."""
    with gzip.open(FOLDER / "replicates/UKdat_p0.02_bootreps.csv.gz", "rt") as file:
        rows = np.array([[float(cell) for cell in row] for row in list(csv.reader(file))[1:]])
    counts = np.zeros((len(rows), 64))
    counts[:, places("UKdat")] = rows[:, :-1]
    return counts, rows[:, -1]


def one_less() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """How many people have each history of UKdat, and the recorded estimate with one of them left out."""
    with (FOLDER / "replicates/UKdat_p0.02_jack.csv").open(encoding="utf-8") as file:
        rows = list(csv.reader(file))[1:]
    return np.array([float(row[-2]) for row in rows]), np.array([float(row[-1]) for row in rows])
