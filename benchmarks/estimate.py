"""How fast stepwise estimates are, with selection repeated in every replicate, against SparseMSE.

    python benchmarks/estimate.py [--replicates 1000] [--many 100000]

SparseMSE 2.0.1 (R) took 207 s on an idle core for UKdat with 1,000 bootstraps, jackknife and BCa.
R is not started here: the ratio is to that recorded time, on another machine. One core; the compiler
is timed apart.
"""

from __future__ import annotations

import argparse
import os
import time

os.environ.setdefault("OMP_NUM_THREADS", "1")  # one core, as what it is compared with

import numpy as np

RECORDED = 207.0  # seconds
PLAIN, COMPILED = 200, 1000  # asked ratios
MINUTE = 60.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--replicates", type=int, default=1000)
    parser.add_argument("--many", type=int, default=100_000)
    options = parser.parse_args()

    from tests.estimate.known import known, replicates

    from inbeeld.estimate import Kernel, estimates, stepwise

    table = known("UKdat")
    counts, recorded = replicates()
    since = time.perf_counter()
    estimates(counts[:2], kernel=Kernel.COMPILED)
    print(f"compiler, or what it kept: {time.perf_counter() - since:.2f} s")
    held = True
    for kernel, asked in ((Kernel.PLAIN, PLAIN), (Kernel.COMPILED, COMPILED)):
        off = np.abs(estimates(counts, kernel=kernel) / recorded - 1).max()
        print(f"{kernel}: 1,000 recorded replicates, farthest off {off:.1e} of the estimate")
        took = min(_timed(table, stepwise, options.replicates, kernel) for _ in range(5))
        ratio = RECORDED * options.replicates / 1000 / took
        held = held and off < 1e-6 and ratio >= asked
        print(f"{kernel}: {options.replicates} bootstraps, jackknife and BCa in {took:.3f} s:")
        print(f"  {ratio:,.0f} times SparseMSE's recorded 207 s per 1,000 (aim {asked})")
    took = _timed(table, stepwise, options.many, Kernel.COMPILED)
    held = held and took <= MINUTE
    print(f"compiled: {options.many:,} bootstraps in {took:.1f} s (aim {MINUTE:.0f} s)")
    return 0 if held else 1


def _timed(table, stepwise, replicates, kernel):
    since = time.perf_counter()
    stepwise(table, replicates=replicates, seed=1234, kernel=kernel)
    return time.perf_counter() - since


if __name__ == "__main__":
    import sys
    from pathlib import Path

    sys.path.insert(0, str(Path(__file__).parents[1]))
    sys.exit(main())
