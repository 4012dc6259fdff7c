"""`inbeeld monitor ...`: from the lists of a period to figures. Each verb has a file of its own."""

from __future__ import annotations

import os
from typing import Any

from inbeeld.cli import (
    monitor_covariates,
    monitor_coverage,
    monitor_estimate,
    monitor_key,
    monitor_link,
    monitor_mapping,
    monitor_pseudonymise,
    monitor_read,
    monitor_release,
    monitor_rerun,
    monitor_sensitivity,
    monitor_simulate,
)

VERBS = (
    monitor_covariates,
    monitor_coverage,
    monitor_estimate,
    monitor_key,
    monitor_link,
    monitor_mapping,
    monitor_pseudonymise,
    monitor_read,
    monitor_release,
    monitor_rerun,
    monitor_sensitivity,
    monitor_simulate,
)

# Many small matrices: more threads only wait for each other, on a busy machine for minutes (measured: one
# fit with covariates 1 s with one thread, 196 s with two beside other work). For numpy, loaded later.
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


def add(commands: Any) -> None:
    for name, value in ONE_THREAD.items():
        os.environ.setdefault(name, value)
    parser = commands.add_parser("monitor", help="from lists of a period to figures")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    for module in VERBS:
        module.add(verbs)
