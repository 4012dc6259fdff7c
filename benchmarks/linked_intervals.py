"""In how many of 100 runs the interval after linking holds the true number of people.

Each run draws people who differ from those of every other run, writes them on three lists with errors,
links the lists, and estimates how many people there are: once from who is truly on which list, and
once from what linking made of it. What the second is higher than the first is the bias that linking
causes.

    python -m benchmarks.linked_intervals [--runs 100] [--first 0] [--rows 600] [--replicates 1000]
"""

from __future__ import annotations

import argparse
import time

import numpy as np

from inbeeld.estimate import Estimate, stepwise
from inbeeld.estimate.table import Table
from inbeeld.monitor.clusters import clustered, overlaps
from inbeeld.monitor.linking import link
from inbeeld.monitor.records import together
from inbeeld.monitor.simulate import simulate
from inbeeld.monitor.simulated_errors import Rates
from inbeeld.monitor.simulated_people import Design


def one_run(design: Design, seed: int, replicates: int) -> tuple[int, Estimate, Estimate]:
    """How many people there are; the estimate from the true links, and from ours."""
    made = simulate(design, Rates(), np.random.default_rng([2025, seed]))
    of_list = np.repeat(np.arange(design.lists), [len(table) for table in made.lists])
    pairs, _ = link(together(made.lists), of_list)
    ours = overlaps(clustered(pairs, of_list), of_list, design.lists)
    truth = made.histories.copy()
    truth[0] = 0
    by_truth, by_links = (
        stepwise(Table(made.names, counts.astype(float)), replicates=replicates, seed=seed + 1)
        for counts in (truth, ours)
    )
    return made.everybody, by_truth, by_links


def holds(estimate: Estimate, people: int, level: float) -> bool:
    """Whether the interval is there and holds the truth."""
    interval = estimate.interval(level)
    return interval is not None and interval.low <= people <= interval.high


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=100)
    parser.add_argument("--first", type=int, default=0, help="seed of the first run")
    parser.add_argument("--rows", type=int, default=600)
    parser.add_argument("--captured", type=float, default=0.2)
    parser.add_argument("--dependence", type=float, default=0.5)
    parser.add_argument("--replicates", type=int, default=1000)
    asked = parser.parse_args()
    design = Design(rows=asked.rows, captured=asked.captured, dependence=asked.dependence)
    since, found = time.perf_counter(), []
    for seed in range(asked.first, asked.first + asked.runs):
        found.append(one_run(design, seed, asked.replicates))
        if len(found) % 10 == 0 or len(found) == asked.runs:
            report(found, design, time.perf_counter() - since)


def report(found: list[tuple[int, Estimate, Estimate]], design: Design, seconds: float) -> None:
    """What stands so far."""
    print(f"{len(found)} runs, {design.rows} rows a list, {design.people} people, {seconds:.0f} s")
    for name, place in (("true links", 1), ("our links", 2)):
        held = {
            level: sum(holds(run[place], run[0], level) for run in found) for level in (0.8, 0.95)
        }
        ratios = [run[place].estimate / run[0] - 1 for run in found if run[place].estimate]
        print(
            f"  {name}: 95 % holds in {held[0.95]}, 80 % in {held[0.8]}; "
            f"mean error {np.mean(ratios):+.2%}, spread {np.std(ratios):.2%}, "
            f"none {len(found) - len(ratios)}"
        )
    both = [
        run[2].estimate / run[1].estimate - 1
        for run in found
        if run[1].estimate and run[2].estimate
    ]
    print(
        f"  linking moves the estimate by {np.mean(both):+.2%} "
        f"(from {min(both):+.2%} to {max(both):+.2%})"
    )


if __name__ == "__main__":
    main()
