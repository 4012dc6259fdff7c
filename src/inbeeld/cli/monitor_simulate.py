"""`inbeeld monitor simulate`: lists of invented people, with the truth beside them."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from inbeeld.cli.monitor_records import add_record, keep_record
from inbeeld.cli.shared import (
    DONE,
    InputError,
    between,
    common,
    print_json,
    print_lines,
    read_common,
    whole,
)
from inbeeld.knowledge.wording import shipped_words

ABOUT = """\
Draws people who do not exist, and writes them down on lists with the errors that lists have: 5 in 100 of
each field wrong, 2 in 100 dates with day and month exchanged, 3 in 100 empty, 1 in 100 people a twin. OUT
gets one list a file (Parquet), truth.csv (which record is whose) and truth.json (how many there are).
"""


def add(verbs: Any) -> None:
    parser = verbs.add_parser(
        "simulate", help="lists of invented people, to try linking on", description=ABOUT
    )
    parser.add_argument("--out", required=True, metavar="OUT", help="a new folder")
    parser.add_argument("--lists", default="3", metavar="N", help="2 to 16; 3 if left out")
    parser.add_argument("--rows", default="2000", metavar="N", help="records a list, about; 2000")
    parser.add_argument("--seed", default="1", metavar="S", help="of what is drawn; 1 if left out")
    parser.add_argument(
        "--captured", default="0.2", metavar="P", help="share of all people a list holds; 0.2"
    )
    parser.add_argument(
        "--dependence", default="0.5", metavar="B",
        help="log odds ratio between the first two lists; 0 is none, 0.5 if left out",
    )  # fmt: skip
    parser.add_argument("--period", default="2025", metavar="YEAR", help="the last year; 2025")
    parser.add_argument("--years", default="1", metavar="N", help="how many years; 1 if left out")
    parser.add_argument(
        "--key", metavar="FILE", help="also make tokens of the names, with this key"
    )
    add_record(parser)
    common(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    as_json, lang = read_common(options)
    lists = whole(options.lists, "--lists", 16, least=2)
    rows = whole(options.rows, "--rows", 1_000_000, least=20)
    seed = whole(options.seed, "--seed", 2**32 - 1)
    captured = between(options.captured, "--captured", least=0.01, most=0.9)
    dependence = between(options.dependence, "--dependence", least=-2, most=2)
    period = whole(options.period, "--period", 2100, least=1950)
    years = whole(options.years, "--years", 30, least=1)

    from inbeeld.monitor.faults import MonitorFault  # noqa: PLC0415 (loads Arrow)
    from inbeeld.monitor.simulate import described, draw, save  # noqa: PLC0415
    from inbeeld.monitor.simulated_errors import Rates  # noqa: PLC0415
    from inbeeld.monitor.simulated_people import Design  # noqa: PLC0415

    design = Design(lists, rows, captured, dependence, period, years)
    try:
        made = draw(design, Rates(), seed=seed, key=Path(options.key) if options.key else None)
        paths = save(made, Path(options.out), described(design, Rates(), seed))
    except MonitorFault as fault:
        raise InputError(str(fault)) from None
    records = [len(table) for table in made.lists]
    told = {
        "people": made.everybody, "listed": int(made.histories[1:].sum()), "seed": seed,
        "lists": [
            {"name": name, "records": size}
            for name, size in zip(made.names, records, strict=True)
        ],
        "files": [path.name for path in paths],
    }  # fmt: skip
    keep_record(options, told, inputs=("key",), outputs=("out",))
    if as_json:
        print_json(told)
        return DONE
    words = shipped_words()
    print_lines([
        words["monitor_simulate.made"][lang].format(
            people=made.everybody, records=sum(records), lists=lists
        ),
        *(f"- {path}" for path in paths),
        words["monitor_simulate.invented"][lang],
    ])  # fmt: skip
    return DONE
