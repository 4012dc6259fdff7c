"""In how many of 100 runs the interval after linking holds the true number of people, by each method.

Each run draws people who differ from those of every other run, writes them on three lists with errors,
links the lists, and estimates how many people there are: once from who is truly on which list, and
once from what linking made of it. What the second is higher than the first is the bias that linking
causes. Ends with 1 where no method holds in 90 of 100.

    python -m benchmarks.linked_intervals [--runs 100] [--first 0] [--rows 600] [--replicates 1000]
"""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import dataclass

import numpy as np

from inbeeld.estimate import Estimate, Method, estimate
from inbeeld.estimate.table import Table
from inbeeld.monitor.clusters import THRESHOLD, clustered, overlaps
from inbeeld.monitor.linking import link
from inbeeld.monitor.records import together
from inbeeld.monitor.simulate import simulate
from inbeeld.monitor.simulated_errors import Rates
from inbeeld.monitor.simulated_people import Design

METHODS = (Method.STEPWISE, Method.BIC, Method.GRAPHS)
ASKED = 0.9


@dataclass(frozen=True, slots=True)
class Run:
    """How many people there are, and by each method an estimate from the true links and from ours."""

    people: int
    by_truth: dict[Method, Estimate]
    by_links: dict[Method, Estimate]


def one_run(design: Design, seed: int, *, replicates: int, threshold: float) -> Run:
    made = simulate(design, Rates(), np.random.default_rng([2025, seed]))
    of_list = np.repeat(np.arange(design.lists), [len(table) for table in made.lists])
    pairs, _ = link(together(made.lists), of_list)
    ours = overlaps(clustered(pairs, of_list, threshold=threshold), of_list, design.lists)
    truth = made.histories.copy()
    truth[0] = 0
    by_truth, by_links = (
        {
            method: estimate(
                Table(made.names, counts.astype(float)),
                method=method,
                replicates=replicates,
                seed=seed + 1,
            )
            for method in METHODS
        }
        for counts in (truth, ours)
    )
    return Run(made.everybody, by_truth, by_links)


def holds(one: Estimate, people: int, level: float) -> bool:
    """Whether the interval is there and holds the truth."""
    interval = one.interval(level)
    return interval is not None and interval.low <= people <= interval.high


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=100)
    parser.add_argument("--first", type=int, default=0, help="seed of the first run")
    parser.add_argument("--rows", type=int, default=600)
    parser.add_argument("--captured", type=float, default=0.2)
    parser.add_argument("--dependence", type=float, default=0.5)
    parser.add_argument("--threshold", type=float, default=THRESHOLD)
    parser.add_argument("--replicates", type=int, default=1000)
    asked = parser.parse_args()
    design = Design(rows=asked.rows, captured=asked.captured, dependence=asked.dependence)
    since, found = time.perf_counter(), []
    for seed in range(asked.first, asked.first + asked.runs):
        found.append(one_run(design, seed, replicates=asked.replicates, threshold=asked.threshold))
        if len(found) % 25 == 0 or len(found) == asked.runs:
            report(found, design, time.perf_counter() - since)
    shares = [
        np.mean([holds(run.by_links[method], run.people, 0.95) for run in found])
        for method in METHODS
    ]
    return 0 if max(shares) >= ASKED else 1


def report(found: list[Run], design: Design, seconds: float) -> None:
    """What stands so far."""
    print(f"{len(found)} runs, {design.rows} rows a list, {design.people} people, {seconds:.0f} s")
    for method in METHODS:
        for name in ("by_truth", "by_links"):
            made = [(getattr(run, name)[method], run.people) for run in found]
            held = {level: sum(holds(*one, level) for one in made) for level in (0.8, 0.95)}
            errors = [one.estimate / people - 1 for one, people in made if one.estimate]
            print(
                f"  {method:9} {'true links' if name == 'by_truth' else 'our links '}: "
                f"95 % holds in {held[0.95]}, 80 % in {held[0.8]}; mean error "
                f"{np.mean(errors):+.2%}, spread {np.std(errors):.2%}, none {len(made) - len(errors)}"
            )
        both = [
            run.by_links[method].estimate / run.by_truth[method].estimate - 1
            for run in found
            if run.by_truth[method].estimate and run.by_links[method].estimate
        ]
        print(
            f"  {method:9} moved by linking: {np.mean(both):+.2%} "
            f"(from {min(both):+.2%} to {max(both):+.2%})"
        )


if __name__ == "__main__":
    sys.exit(main())
