"""`inbeeld monitor estimate`: how many people are on no list."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from inbeeld.cli.shared import DONE, InputError, common, print_lines, read_common


def add(verbs: Any) -> None:
    parser = verbs.add_parser("estimate", help="how many people are on no list")
    parser.add_argument("table", metavar="TABLE.csv", help="0 or 1 per list, last the count")
    common(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    read_common(options)

    from inbeeld.monitor.faults import MonitorFault  # noqa: PLC0415 (loads numpy)
    from inbeeld.monitor.tables import read_table  # noqa: PLC0415

    try:
        found = read_table(Path(options.table))
    except MonitorFault as fault:
        raise InputError(str(fault)) from None
    print_lines([f"{found.listed} people on {found.size} lists."])
    return DONE
