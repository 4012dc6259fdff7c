"""Simulates releases of yearly tables, and lets an attacker loose on all that they say together."""

from __future__ import annotations

import dataclasses
import sys
from collections import Counter

import numpy as np

from inbeeld.monitor.breakdowns import CLIQUES, VALUES, Column
from inbeeld.monitor.disclosure import PROFILES, Profile, Version, protect, recovered
from inbeeld.monitor.yearly import Counts
from proofs.frame import Figure, Number, Proof, Run, prove, say

YEARS = (2021, 2022, 2023)  # in the first version; the second has one year more, and revisions
FEWEST, MOST = 150, 1400  # people a year, as in the Netherlands between 2007 and 2024
UNEVEN = 0.6  # the smaller, the more small cells
TOLD_EVERY = 10  # releases
MOST_NAMED = 20  # recovered cells


def people(dice: np.random.Generator, count: int, shares: dict[Column, np.ndarray]) -> np.ndarray:
    """Invented people: one row each, the place of a value per column."""
    return np.column_stack([dice.choice(len(VALUES[one]), count, p=shares[one]) for one in Column])


def counted(of_year: dict[int, np.ndarray]) -> Counts:
    """Their exact counts."""
    columns = list(Column)
    cells = {}
    for year, rows in of_year.items():
        for clique in CLIQUES:
            places = rows[:, [columns.index(one) for one in clique]]
            keys = (
                tuple(VALUES[one][place] for one, place in zip(clique, row, strict=True))
                for row in places
            )
            cells[year, clique] = dict(Counter(keys))
    return Counts(tuple(of_year), cells)


def two_versions(dice: np.random.Generator) -> tuple[Counts, Counts]:
    """A release, and the next one: a year more, people added late, and codes put right."""
    shares = {one: dice.dirichlet(np.full(len(VALUES[one]), UNEVEN)) for one in Column}
    years = (*YEARS, YEARS[-1] + 1)
    first = {year: people(dice, int(dice.integers(FEWEST, MOST)), shares) for year in years}
    second = dict(first)
    for year in YEARS[-2:]:
        late = people(dice, int(dice.integers(0, 40)), shares)
        rows = np.concatenate([first[year], late])
        for place in dice.choice(len(rows), len(rows) // 50, replace=False):
            column = int(dice.integers(len(Column)))
            rows[place, column] = dice.integers(len(VALUES[list(Column)[column]]))
        second[year] = rows
    del first[years[-1]]
    return counted(first), counted(second)


def measure(profile: Profile, years: int, *, seed: int) -> tuple[int, int, int, int]:
    """Years released, hidden cells, cells recovered, and cells hidden only to protect others."""
    dice = np.random.default_rng(seed)
    done = hidden = found = others = number = 0
    while done < years:
        versions: list[Version] = []
        for counts in two_versions(dice):
            made = protect(counts, profile, earlier=versions)
            versions.append(made.version)
            done += len(counts.years)
            hidden += len(made.values) - len(made.version.shown)
            others += len(made.complementary)
        # Nothing that protect() found out is used here: two programmes a cell, none shared.
        for one in recovered(versions, seed=number, mixes=0):
            found += 1
            if found <= MOST_NAMED:
                version, cell = one.target.name
                say(
                    f"Release {number + 1}, version {version}: {cell.table}, {cell.year or 'together'}, "
                    f"{'/'.join(cell.row)} is {one.target.value}: from {one.low} to {one.high}."
                )
        number += 1
        if number % TOLD_EVERY == 0:
            say(f"{done} years in {number} releases: {found} of {hidden} hidden cells recovered.")
    return done, hidden, found, others


def run(run: Run) -> Figure:
    profile = PROFILES["default"]
    say(
        f"Profile {profile.name}: hidden below {profile.threshold}, on nationality and region below "
        f"{profile.origin}, rounded to {profile.base}."
    )
    say("The attacker has every number of both versions, all tables, totals, sums over years.")
    if run.broken:
        profile = dataclasses.replace(profile, linked=False)
    done, hidden, found, others = measure(profile, run["years"], seed=run["seed"])
    say(f"{others} cells were hidden only to protect others.")
    return Figure(
        found == 0,
        f"in {done} simulated years {found} of {hidden} hidden cells were recovered.",
    )


PROOF = Proof(
    name="disclosure",
    does="works hidden cells out from all that is published, with a linear programme.",
    breaks="no cell is hidden to protect another",
    run=run,
    numbers={
        "years": Number(70, 1000, "simulated years, counted in each version that has them"),
        "seed": Number(1, 1, "of the simulation", least=0),
    },
    databases=("sqlite",),
)

if __name__ == "__main__":
    sys.exit(prove(PROOF))
