"""How fast all hierarchical models of five lists are fitted, and what BIC takes with its interval.

    python benchmarks/models.py [--replicates 1000] [--referee]

One core. Nothing here is compiled. With --referee the linear programme judges every model too, which
takes a minute or two: how many models it judges otherwise must be 0.
"""

from __future__ import annotations

import argparse
import os
import time

os.environ.setdefault("OMP_NUM_THREADS", "1")

AIM = 2.0  # seconds for the 6,893 models of five lists


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--replicates", type=int, default=1000)
    parser.add_argument("--referee", action="store_true")
    options = parser.parse_args()

    from tests.estimate.known import known

    from inbeeld.estimate.bic import bic
    from inbeeld.estimate.hierarchical import fit_models, hierarchical_models

    held = True
    for name in ("UKdat_5", "Western", "Ned_5", "NewOrl_5"):
        table, took = known(name), []
        for _ in range(3):
            since = time.perf_counter()
            fits = fit_models(table, hierarchical_models(table.size))
            took.append(time.perf_counter() - since)
        held = held and min(took) <= AIM
        print(
            f"{name}: {len(fits.models):,} models in {min(took):.2f} s (aim {AIM:.0f} s), "
            f"{int((~fits.there).sum()):,} without an estimate"
        )
    for name in ("Kosovo", "UKdat_5", "UKdat"):
        found = bic(known(name), replicates=options.replicates, seed=1234)
        print(
            f"{name}: BIC {found.estimate:,.0f}, {options.replicates} replicates: {found.seconds:.1f} s"
        )
    if options.referee:
        for name in ("UKdat_5", "Western", "Ned_5"):
            held = _judged_alike(name) and held
    return 0 if held else 1


def _judged_alike(name: str) -> bool:
    """Whether the linear programme says of every model what the fit says."""
    import numpy as np
    from tests.estimate.known import known

    from inbeeld.estimate import existence
    from inbeeld.estimate.hierarchical import fit_models, hierarchical_models

    table, since = known(name), time.perf_counter()
    fits = fit_models(table, hierarchical_models(table.size))
    other = 0
    for row, model in enumerate(fits.models):
        terms = [int(term) for term in np.flatnonzero(model) if term]
        other += existence(table, terms).status is not fits.status(row)
    took = time.perf_counter() - since
    print(f"{name}: {len(fits.models):,} models, {other} judged otherwise; {took:.0f} s")
    return other == 0


if __name__ == "__main__":
    import sys
    from pathlib import Path

    sys.path.insert(0, str(Path(__file__).parents[1]))
    sys.exit(main())
