"""Invented people for releases: one row a person and year, coarse codes, some not known."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from inbeeld.monitor.breakdowns import UNKNOWN, VALUES, Column


def people(years: dict[int, int], *, seed: int = 1, evenly: float = 2.0) -> Any:
    """So many people in each year, as an Arrow table with the columns of a cleaned list."""
    dice = np.random.default_rng(seed)
    shares = {one: dice.dirichlet(np.full(len(VALUES[one]), evenly)) for one in Column}
    columns: dict[str, list[Any]] = {"period": [], **{one.value: [] for one in Column}}
    for year, count in years.items():
        columns["period"] += [year] * count
        for column in Column:
            values = dice.choice(VALUES[column], count, p=shares[column])
            columns[column.value] += [None if one == UNKNOWN else str(one) for one in values]
    return pa.table(columns)
