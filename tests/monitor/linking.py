"""A small linkage that several tests look at."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from inbeeld.monitor.linked import Linkage, linkage
from inbeeld.monitor.simulate import Simulated, draw
from inbeeld.monitor.simulated_errors import Rates
from inbeeld.monitor.simulated_people import Design

DESIGN = Design(rows=500)


@dataclass(frozen=True, eq=False)
class Linked:
    """Lists with the truth, and what linking makes of them."""

    made: Simulated
    found: Linkage
    truth: np.ndarray  # per record in the order of `found.records`


@cache
def linked() -> Linked:
    made = draw(DESIGN, Rates(), seed=5)
    return Linked(made, found := linkage(made.lists), truth_of(made, found))


def truth_of(made: Simulated, found: Linkage) -> np.ndarray:
    whose = {
        (table["list"][0].as_py(), record): int(person)
        for table, people in zip(made.lists, made.person, strict=True)
        for record, person in zip(table["record"].to_pylist(), people, strict=True)
    }
    places = zip(
        found.records["list"].to_pylist(), found.records["record"].to_pylist(), strict=True
    )
    return np.array([whose[place] for place in places])
