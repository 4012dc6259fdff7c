"""In how many of 100 runs the interval after linking holds the true number of people.

Each run draws people who differ from those of every other run, writes them on three lists with errors,
links the lists, and estimates how many people there are: once from who is truly on which list, and
once from what linking made of it, with doubt about links in the interval. What the second is higher
than the first is the bias that linking causes. Beside each method stands the range of all of them.
Ends with 1 where no method holds in 90 of 100.

    python -m benchmarks.linked_intervals [--runs 100] [--first 0] [--rows 600] [--replicates 1000]
        [--threshold P]
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from inbeeld.estimate import Doubt, Estimate, Interval, Method, estimate, span
from inbeeld.estimate.table import Table
from inbeeld.monitor.linked import linkage
from inbeeld.monitor.simulate import simulate
from inbeeld.monitor.simulated_errors import Rates
from inbeeld.monitor.simulated_people import Design

METHODS = (Method.STEPWISE, Method.BIC, Method.GRAPHS)
TOGETHER = "together"
LEVELS = (0.8, 0.95)
ASKED = 0.9


@dataclass(frozen=True, slots=True)
class Run:
    """How many people there are, and by each method an estimate from the true links and from ours."""

    people: int
    by_truth: dict[Method, Estimate]
    by_links: dict[Method, Estimate]


def one_run(design: Design, seed: int, *, replicates: int, threshold: float | None) -> Run:
    made = simulate(design, Rates(), np.random.default_rng([2025, seed]))
    found = linkage(made.lists, threshold=threshold)
    truth = made.histories.copy()
    truth[0] = 0
    given: tuple[tuple[Table, Doubt | None], ...] = (
        (Table(made.names, truth.astype(float)), None),
        (found.table, found.doubt),
    )
    by_truth, by_links = (
        {
            method: estimate(
                table, method=method, replicates=replicates, seed=seed + 1, doubt=doubt
            )
            for method in METHODS
        }
        for table, doubt in given
    )
    return Run(made.everybody, by_truth, by_links)


def holds(interval: Interval | None, people: int) -> bool:
    """Whether the interval is there and holds the truth."""
    return interval is not None and interval.low <= people <= interval.high


def held(found: list[Run], name: str, method: Method | None, level: float) -> int:
    """In how many runs; of all methods together where none is named."""
    number = 0
    for run in found:
        made: dict[Method, Estimate] = getattr(run, name)
        interval = made[method].interval(level) if method else span(made.values(), level)
        number += holds(interval, run.people)
    return number


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=100)
    parser.add_argument("--first", type=int, default=0, help="seed of the first run")
    parser.add_argument("--rows", type=int, default=600)
    parser.add_argument("--captured", type=float, default=0.2)
    parser.add_argument("--dependence", type=float, default=0.5)
    parser.add_argument("--threshold", type=float)
    parser.add_argument("--replicates", type=int, default=1000)
    asked = parser.parse_args()
    design = Design(rows=asked.rows, captured=asked.captured, dependence=asked.dependence)
    since, found = time.perf_counter(), []
    for seed in range(asked.first, asked.first + asked.runs):
        found.append(one_run(design, seed, replicates=asked.replicates, threshold=asked.threshold))
        if len(found) % 25 == 0 or len(found) == asked.runs:
            print(f"{len(found)} runs, {design.rows} rows a list, {design.people} people, "
                  f"{time.perf_counter() - since:.0f} s")  # fmt: skip
            print("\n".join(report(found)), flush=True)
    most = max(held(found, "by_links", method, 0.95) for method in METHODS)
    return 0 if most >= ASKED * len(found) else 1


def report(found: list[Run]) -> Iterator[str]:
    """What stands so far."""
    names = {"by_truth": "true links", "by_links": "our links "}
    for method in METHODS:
        for name, label in names.items():
            made = [(getattr(run, name)[method].estimate, run.people) for run in found]
            errors = [number / people - 1 for number, people in made if number]
            yield (
                f"  {method:9} {label}: {_held(found, name, method)}; mean error "
                f"{np.mean(errors):+.2%}, spread {np.std(errors):.2%}, none {len(made) - len(errors)}"
            )
        both = [
            run.by_links[method].estimate / run.by_truth[method].estimate - 1
            for run in found
            if run.by_truth[method].estimate and run.by_links[method].estimate
        ]
        yield (
            f"  {method:9} moved by linking: {np.mean(both):+.2%} "
            f"(from {min(both):+.2%} to {max(both):+.2%})"
        )
    for name, label in names.items():
        yield f"  {TOGETHER:9} {label}: {_held(found, name, None)}"


def _held(found: list[Run], name: str, method: Method | None) -> str:
    low, high = (held(found, name, method, level) for level in LEVELS)
    return f"95 % holds in {high}, 80 % in {low}"


if __name__ == "__main__":
    sys.exit(main())
