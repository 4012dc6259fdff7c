"""`inbeeld monitor estimate`: how many people are on no list, every method side by side."""

from __future__ import annotations

import argparse
import math
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inbeeld.cli.monitor_records import add_record, keep_record
from inbeeld.cli.shared import (
    DONE,
    InputError,
    common,
    print_json,
    print_lines,
    read_common,
    sentence,
    whole,
)
from inbeeld.knowledge import Lang
from inbeeld.knowledge.numbers import written
from inbeeld.knowledge.wording import shipped_words

if TYPE_CHECKING:
    from inbeeld.estimate import Estimate, Table

METHODS = ("stepwise", "bic", "graphs", "chao", "coverage", "aic2014", "all")
ABOUT = """\
TABLE.csv has a header, one column per list with 0 (not on it) or 1 (on it), and last how many people have
that combination. The estimate is of all people, on a list or on none. With --bootstrap an interval comes
with it, with every choice of a model repeated in each replicate; the first time this waits some seconds
for a compiler. Never take one number: --method all shows every method side by side.
"""


def add(verbs: Any) -> None:
    parser = verbs.add_parser(
        "estimate",
        help="how many people are on no list",
        description=ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("table", metavar="TABLE.csv", help="overlaps; last column the count")
    parser.add_argument("--method", default="stepwise", metavar="METHOD", help=", ".join(METHODS))
    parser.add_argument(
        "--threshold", default="0.02", metavar="P", help="stepwise: a pair comes in below it; 0.02"
    )
    parser.add_argument("--bootstrap", default="0", metavar="N", help="replicates; 0 if left out")
    parser.add_argument("--seed", default="1", metavar="S", help="of what is drawn; 1 if left out")
    parser.add_argument(
        "--replicates", metavar="FILE",
        help="answers one number a line for each row of FILE (.csv or .gz, no header), whose columns "
        "are the rows of TABLE",
    )  # fmt: skip
    parser.add_argument(
        "--doubt", metavar="FILE",
        help="doubt.csv of the linkage that TABLE comes from: intervals then hold doubt about links too",
    )  # fmt: skip
    add_record(parser)
    common(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    as_json, lang = read_common(options)
    if options.method not in METHODS:
        raise InputError(f"--method must be one of: {', '.join(METHODS)}.")
    threshold = _share(options.threshold)
    bootstrap = whole(options.bootstrap, "--bootstrap", 10_000_000)
    seed = whole(options.seed, "--seed", 2**32 - 1)

    from inbeeld.estimate import EstimateFault, Method, estimate, side_by_side  # noqa: PLC0415
    from inbeeld.estimate.told import as_dict  # noqa: PLC0415
    from inbeeld.monitor.faults import MonitorFault  # noqa: PLC0415 (loads numpy)
    from inbeeld.monitor.tables import read_doubt, read_table  # noqa: PLC0415

    try:
        table = read_table(Path(options.table))
        if options.replicates is not None:
            each = _each(options, threshold)
            keep_record(options, each, inputs=("table", "replicates"))
            print_lines(repr(one) for one in each)
            return DONE
        doubt = read_doubt(Path(options.doubt), table) if options.doubt else None
        asked: dict[str, Any] = {
            "threshold": threshold, "replicates": bootstrap, "seed": seed, "doubt": doubt,
        }  # fmt: skip
        if options.method == "all":
            found = side_by_side(table, **asked)
        else:
            found = (estimate(table, method=Method(options.method), **asked),)
    except MonitorFault as fault:
        raise InputError(str(fault)) from None
    except EstimateFault as fault:
        raise InputError(sentence(str(fault))) from None
    keep_record(options, [as_dict(one) for one in found], inputs=("table", "replicates", "doubt"))
    if as_json:
        print_json([as_dict(one) for one in found])
    else:
        print_lines(as_text(table, found, lang))
    return DONE


def _each(options: argparse.Namespace, threshold: float) -> list[float]:
    """One number a line, in the order of the file."""
    if options.method != "stepwise":
        raise InputError("--replicates can be used with --method stepwise only.")

    from inbeeld.estimate import estimates  # noqa: PLC0415 (loads numpy)
    from inbeeld.monitor.tables import read_replicates  # noqa: PLC0415

    counts = read_replicates(Path(options.replicates), Path(options.table))
    return [float(one) for one in estimates(counts, threshold=threshold)]


def as_text(table: Table, found: tuple[Estimate, ...], lang: Lang) -> list[str]:
    """Numbers in whole people, the model, and what to know beside them."""
    words = shipped_words()

    def say(key: str, **given: Any) -> str:
        return words[f"monitor_estimate.{key}"][lang].format(**given)

    lines = [say("listed", people=written(table.listed, lang), lists=table.size), ""]
    for one in found:
        name = words[f"monitor_methods.{one.method.value}"][lang]
        if one.estimate is None:
            lines.append(f"{name}: {say('none')}")
        else:
            lines.append(f"{name}: {say('all', people=written(one.estimate, lang))}")
        for interval in one.intervals:
            lines.append("  " + _bounds(interval, say, lang))
        if one.terms:
            pairs = ", ".join(" + ".join(term) for term in one.terms)
            lines.append("  " + say("terms", terms=pairs))
        for caution in one.cautions:
            lines.append("  - " + words[f"monitor_cautions.{caution.value}"][lang])
    return [*lines, "", *_together(found, say, lang), say("limits")]


def _together(found: tuple[Estimate, ...], say: Any, lang: Lang) -> Iterator[str]:
    """The range of all methods, and whether it holds doubt about links."""
    from inbeeld.estimate import span  # noqa: PLC0415 (loads numpy)

    whole_range = span(found)
    if whole_range and len(found) > 1:
        level, low = round(100 * whole_range.level), written(whole_range.low, lang)
        if math.isinf(whole_range.high):
            yield say("together_open", level=level, low=low)
        else:
            yield say("together", level=level, low=low, high=written(whole_range.high, lang))
    if any("links_low" in one.diagnostics for one in found):
        yield say("doubt")


def _bounds(one: Any, say: Any, lang: Lang) -> str:
    level, low = round(100 * one.level), written(one.low, lang)
    if math.isinf(one.high):
        return str(say("open", level=level, low=low))
    return str(say("interval", level=level, low=low, high=written(one.high, lang)))


def _share(given: str) -> float:
    try:
        share = float(given)
    except ValueError:
        share = math.nan
    if not 0 < share < 0.5:
        raise InputError("--threshold must be a number above 0 and below 0.5, such as 0.02.")
    return share
