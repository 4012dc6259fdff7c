"""People of whom everything is known, and which lists they come on.

Whether somebody is on a list follows a log-linear model with dependence between the first two lists,
so that the true number of people, and the true overlap, stand beside what linking and estimating make
of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from inbeeld.estimate.table import histories
from inbeeld.monitor.simulated_names import Strings, first_names, last_names, municipalities

TWINS = 0.01  # of people: same last name, birth date and municipality as another
YOUNGEST, OLDEST = 8, 50  # years, in the period
PROVINCES = (
    "NL-DR", "NL-FL", "NL-FR", "NL-GE", "NL-GR", "NL-LI", "NL-NB", "NL-NH", "NL-OV", "NL-UT", "NL-ZE",
    "NL-ZH",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Design:
    """What is simulated. `rows`: about how many records a list has; `captured`: the share of all people.

    `dependence` is the log of the odds ratio between the first two lists: 0 is none.
    """

    lists: int = 3
    rows: int = 20_000
    captured: float = 0.2
    dependence: float = 0.5
    period: int = 2025
    years: int = 1

    @property
    def people(self) -> int:
        """How many people there are, on a list or on none."""
        return round(self.rows / self.captured)


@dataclass(frozen=True, eq=False, slots=True)
class People:
    """Everybody who is on a list, one place each: their history, and what is true of them."""

    history: NDArray[np.int64]  # bit i: on list i
    first: Strings
    last: Strings
    birth: NDArray[np.datetime64]
    sex: Strings
    municipality: Strings
    year: NDArray[np.int64]
    covariates: Mapping[str, Strings]

    @property
    def size(self) -> int:
        return len(self.history)


def shares(design: Design) -> NDArray[np.float64]:
    """The chance of each history, on no list included, that gives every list the share it should have."""
    on = histories(design.lists)
    together = design.dependence * (on[:, 0] & on[:, 1])
    main = np.full(design.lists, np.log(design.captured / (1 - design.captured)))
    for _ in range(200):
        weights = np.exp(on @ main + together)
        chance: NDArray[np.float64] = weights / weights.sum()
        margin = chance @ on
        main += np.log(design.captured / (1 - design.captured)) - np.log(margin / (1 - margin))
    return chance


def people(design: Design, random: np.random.Generator) -> People:
    """Draw who is on a list, and make them up. Those on no list stay a number: nobody reads of them."""
    counts = random.multinomial(design.people, shares(design))
    history = np.repeat(np.arange(1, len(counts)), counts[1:])
    random.shuffle(history)
    size = len(history)
    sex = np.where(random.random(size) < 0.7, "female", "male")
    names = {kind: first_names(kind, random) for kind in ("female", "male")}
    first = np.where(
        sex == "female", names["female"].draw(size, random), names["male"].draw(size, random)
    )
    last = last_names(random).draw(size, random)
    town = municipalities(random).draw(size, random)
    year = design.period - random.integers(0, design.years, size)
    age = YOUNGEST + (OLDEST - YOUNGEST) * random.beta(1.6, 3.0, size)
    birth = np.datetime64(f"{design.period}-12-31") - (age * 365.25).astype("timedelta64[D]")
    twins = np.flatnonzero(random.random(size) < TWINS)
    other = (twins - 1) % size
    for values in (last, town, birth, year):
        values[twins] = values[other]
    return People(
        history, first, last, birth, sex, town, year, _covariates(birth, year, town, random)
    )


def _covariates(
    birth: NDArray[np.datetime64],
    year: NDArray[np.int64],
    town: Strings,
    random: np.random.Generator,
) -> dict[str, Strings]:
    size = len(birth)
    age = year - (birth.astype("datetime64[Y]").astype(int) + 1970)
    _, region = np.unique(town, return_inverse=True)
    return {
        "age": np.select([age < 18, age < 23], ["minor", "18-22"], "23-plus"),
        "form": random.choice(
            ["sexual", "labour", "criminal", "other"], size, p=[0.6, 0.2, 0.15, 0.05]
        ),
        "route": random.choice(["domestic", "cross-border"], size, p=[0.6, 0.4]),
        "nationality": random.choice(["dutch", "eu", "other"], size, p=[0.45, 0.25, 0.3]),
        "region": np.array(PROVINCES)[region % len(PROVINCES)],
    }
