"""`inbeeld monitor link`: which records of which lists are of one person."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
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
    sentence,
)
from inbeeld.knowledge import Lang
from inbeeld.knowledge.numbers import written
from inbeeld.knowledge.wording import shipped_words

ABOUT = """\
Each LIST is a file that `inbeeld monitor pseudonymise` or `inbeeld monitor simulate` wrote, all of one
period and one key. OUT gets table.csv and doubt.csv (for `inbeeld monitor estimate`), covariates.csv,
people.parquet, who.csv, doubtful.csv (pairs for a person to decide), sensitivity.csv and quality.json.
Fill in the column decision of doubtful.csv (same or different) and link again with --reviewed, into a new
folder.
"""


def add(verbs: Any) -> None:
    parser = verbs.add_parser("link", help="which records are of one person", description=ABOUT)
    parser.add_argument("lists", metavar="LIST", nargs="+", help="two lists or more, of tokens")
    parser.add_argument("--out", required=True, metavar="OUT", help="a new folder")
    parser.add_argument(
        "--threshold",
        metavar="P",
        help="how likely a link must be; if left out, such that as many are wrong as are missed",
    )
    parser.add_argument("--reviewed", metavar="FILE", help="doubtful.csv with decisions filled in")
    parser.add_argument("--truth", metavar="FILE", help="truth.csv, where lists were simulated")
    add_record(parser)
    common(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    as_json, lang = read_common(options)
    threshold = None
    if options.threshold is not None:
        threshold = between(options.threshold, "--threshold", least=0.01, most=0.999)

    from inbeeld.monitor.faults import MonitorFault  # noqa: PLC0415 (loads Arrow)
    from inbeeld.monitor.folders import new_folder  # noqa: PLC0415
    from inbeeld.monitor.link_quality import read_truth  # noqa: PLC0415
    from inbeeld.monitor.linked import linkage, read_lists, stacked  # noqa: PLC0415
    from inbeeld.monitor.linked_files import save  # noqa: PLC0415
    from inbeeld.monitor.review import read_decisions  # noqa: PLC0415

    reviewed = Path(options.reviewed) if options.reviewed else None
    try:
        decisions = read_decisions(reviewed) if reviewed else None
        tables = read_lists([Path(path) for path in options.lists])
        truth = read_truth(Path(options.truth), stacked(tables)) if options.truth else None
        new_folder(Path(options.out))
        found = linkage(
            tables, threshold=threshold, decisions=decisions,
            decided_in=reviewed.name if reviewed else "",
        )  # fmt: skip
        told = save(found, Path(options.out), truth=truth)
    except MonitorFault as fault:
        raise InputError(sentence(str(fault))) from None
    keep_record(options, told, inputs=("lists", "reviewed", "truth"), outputs=("out",))
    if as_json:
        print_json(told)
    else:
        print_lines(as_text(told, options.out, lang))
    return DONE


def as_text(told: dict[str, Any], out: str, lang: Lang) -> Iterator[str]:
    """What came of it, in a few lines; the whole stands in OUT."""
    words = shipped_words()
    yield words["monitor_link.people"][lang].format(
        people=told["people"], records=sum(one["records"] for one in told["lists"])
    )
    for one in told["lists"]:
        yield "- " + words["monitor_link.list"][lang].format(**one)
    yield words["monitor_link.threshold"][lang].format(
        even=written(told["threshold"], lang, decimals=2),
        **{name: written(at, lang, decimals=2) for name, at in told["between"].items()},
    )
    expected = told["expected"]
    yield words["monitor_link.expected"][lang].format(
        wrong=round(expected["wrong"]),
        missed=round(expected["missed"] + expected["never_looked_at"]),
    )
    if told["truth"]:
        percent = {
            name: written(100 * told["truth"][name], lang, decimals=1)
            for name in ("precision", "recall", "f1")
        }
        yield words["monitor_link.truth"][lang].format(**percent)
    if told["reviewed"]:
        yield words["monitor_link.reviewed"][lang].format(pairs=told["reviewed"])
    if told["doubtful"]:
        yield words["monitor_link.doubtful"][lang].format(pairs=told["doubtful"])
    yield words["monitor_link.sensitivity"][lang]
    for row in told["sensitivity"]:
        shown = "–" if row["estimate"] is None else f"{row['estimate']:.0f}"
        yield f"  {written(row['threshold'], lang, decimals=2)}: {row['people']}, {shown}"
    yield words["monitor_link.written"][lang].format(folder=out)
    yield words["monitor_link.personal"][lang]
