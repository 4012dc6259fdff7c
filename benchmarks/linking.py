"""How well and how fast lists are linked: F1, seconds and memory at several sizes, three lists each.

Each size runs in a process of its own, so that memory is that of reading and linking its lists.

    python -m benchmarks.linking [--rows 2000 20000 200000] [--seed 1]
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from inbeeld.monitor.link_quality import read_truth, score
from inbeeld.monitor.linked import linkage, read_lists
from inbeeld.monitor.simulate import described, draw, save
from inbeeld.monitor.simulated_errors import Rates
from inbeeld.monitor.simulated_people import Design

WANTED = {20_000: 0.97}  # F1
MOST_SECONDS, MOST_BYTES = 300, 4 << 30  # at 200,000


def make(folder: Path, rows: int, seed: int) -> None:
    """Writes the lists; in a process of its own, so that its memory is not counted."""
    design = Design(rows=rows)
    since = time.perf_counter()
    made = draw(design, Rates(), seed=seed)
    save(made, folder, described(design, Rates(), seed))
    print(f"{rows} rows a list: simulated in {time.perf_counter() - since:.1f} s", flush=True)


def measure(folder: Path, rows: int) -> None:
    """Links the lists of a folder, and prints what came of it."""
    since = time.perf_counter()
    found = linkage(read_lists(sorted(folder.glob("*.parquet"))))
    seconds = time.perf_counter() - since
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    result = score(found.clusters.person, read_truth(folder / "truth.csv", found.records))
    fits = seconds <= MOST_SECONDS and memory <= MOST_BYTES and result.f1 >= WANTED.get(rows, 0)
    print(
        f"  F1 {result.f1:.4f} (precision {result.precision:.4f}, recall {result.recall:.4f}), "
        f"{seconds:.1f} s, {memory / 2**30:.2f} GB, {found.clusters.people} people found, "
        f"{len(np.unique(read_truth(folder / 'truth.csv', found.records)))} in truth: "
        f"{'as wanted' if fits else 'NOT as wanted'}",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, nargs="+", default=[2_000, 20_000, 200_000])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--make", type=Path)
    parser.add_argument("--measure", type=Path)
    asked = parser.parse_args()
    if asked.make:
        make(asked.make, asked.rows[0], asked.seed)
    elif asked.measure:
        measure(asked.measure, asked.rows[0])
    else:
        for rows in asked.rows:
            with tempfile.TemporaryDirectory() as folder:
                for step in ("--make", "--measure"):
                    own = [sys.executable, "-m", "benchmarks.linking", step, f"{folder}/lists"]
                    subprocess.run(
                        [*own, "--rows", str(rows), "--seed", str(asked.seed)], check=True
                    )


if __name__ == "__main__":
    main()
