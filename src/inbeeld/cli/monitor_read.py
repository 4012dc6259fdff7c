"""`inbeeld monitor read`: what is in a list, what is wrong in it, and what is left to count."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inbeeld.cli.monitor_records import add_record, keep_record
from inbeeld.cli.shared import DONE, InputError, common, print_json, print_lines, read_common

if TYPE_CHECKING:
    from inbeeld.monitor.reading import Read

ABOUT = """\
LIST is CSV, Excel (.xlsx), Parquet or SPSS (.sav). A mapping says what its columns mean; without
one the column names of the HTCDS of the IOM are understood. Every fault is counted with its first
rows and never shown; every row is accounted for. With --desk LIST is a CSV of desk records.
"""


def add(verbs: Any) -> None:
    parser = verbs.add_parser(
        "read",
        help="what is in a list, and what is wrong in it",
        description=ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("list", metavar="LIST", help="the list of one organisation")
    parser.add_argument("--mapping", metavar="MAPPING.toml", help="what its columns mean")
    parser.add_argument("--desk", action="store_true", help="LIST is a CSV of desk records")
    parser.add_argument(
        "--counts", metavar="OUT.parquet", help="writes the codes alone: to count, never to link"
    )
    add_record(parser)
    common(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    as_json, lang = read_common(options)
    if options.desk and options.mapping:
        raise InputError("Desk records need no mapping: leave out --desk or --mapping.")

    if options.counts is not None and Path(options.counts).exists():
        raise InputError(f"{Path(options.counts).name} is there already. Nothing is written over.")

    from inbeeld.monitor.desk_records import read_desk_records  # noqa: PLC0415
    from inbeeld.monitor.faults import MonitorFault  # noqa: PLC0415
    from inbeeld.monitor.reading import Read  # noqa: PLC0415
    from inbeeld.monitor.records import without_keys, write_list  # noqa: PLC0415
    from inbeeld.monitor.report import Report, as_dict, as_lines  # noqa: PLC0415

    try:
        if options.desk:
            table = read_desk_records(Path(options.list))
            rows = table.num_rows
            report = Report(rows, rows, aside={}, faults=(), unused=0, standard=False)
            found = Read(table, report)
        else:
            found = read_named(options.list, options.mapping)
        if options.counts is not None:
            write_list(without_keys(found.table), Path(options.counts))
    except MonitorFault as fault:
        raise InputError(str(fault)) from None
    keep_record(
        options, as_dict(found.report), inputs=("list", "mapping"), outputs=("counts",)
    )  # fmt: skip
    if as_json:
        print_json(as_dict(found.report))
    else:
        print_lines(as_lines(found.report, lang))
    return DONE


def read_named(given: str, mapping: str | None) -> Read:
    """The list in a file by its mapping, or by the HTCDS. Raises MonitorFault."""
    from inbeeld.monitor.mapping import read_mapping  # noqa: PLC0415
    from inbeeld.monitor.reading import read_records  # noqa: PLC0415

    return read_records(Path(given), read_mapping(Path(mapping)) if mapping else None)
