"""`inbeeld monitor ...`: from the lists of a period to figures. Each verb has a file of its own."""

from __future__ import annotations

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


def add(commands: Any) -> None:
    parser = commands.add_parser("monitor", help="from lists of a period to figures")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    for module in VERBS:
        module.add(verbs)
