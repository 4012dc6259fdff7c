"""`inbeeld monitor sensitivity`: how far an estimate moves when what nobody can check is otherwise."""

from __future__ import annotations

import argparse
import functools
import itertools
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inbeeld.cli.monitor_records import add_record, keep_record
from inbeeld.cli.shared import (
    DONE,
    InputError,
    common,
    one_of,
    print_json,
    print_lines,
    read_common,
    whole,
)
from inbeeld.knowledge import Lang
from inbeeld.knowledge.numbers import written
from inbeeld.knowledge.wording import shipped_words

if TYPE_CHECKING:
    from inbeeld.estimate.linkage import Sensitivity
    from inbeeld.estimate.sensitivity import Change

ABOUT = """\
Estimates TABLE.csv again with each list left out, with every two lists as one, with more mistakes in
linking, and with a dependence of all lists together that no table can show. With --referral POLICE:YOUTH
also as if one list sends people to another. An interval tells nothing of these.
"""


def add(verbs: Any) -> None:
    parser = verbs.add_parser(
        "sensitivity",
        help="how far an estimate moves when assumptions fail",
        description=ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("table", metavar="TABLE.csv", help="overlaps; last column the count")
    parser.add_argument("--method", default="stepwise", metavar="METHOD", help="any one method")
    parser.add_argument(
        "--referral", action="append", default=[], metavar="A:B", help="list A sends people to B"
    )
    parser.add_argument(
        "--draws", default="20", metavar="N", help="tables per rate of mistakes; 20"
    )
    parser.add_argument("--seed", default="1", metavar="S", help="of what is drawn; 1 if left out")
    add_record(parser)
    common(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    as_json, lang = read_common(options)
    seed = whole(options.seed, "--seed", 2**32 - 1)
    draws = whole(options.draws, "--draws", 100_000)

    from inbeeld.estimate import EstimateFault, Method, estimate  # noqa: PLC0415 (loads numpy)
    from inbeeld.estimate.linkage import sensitivity  # noqa: PLC0415
    from inbeeld.estimate.sensitivity import Referral  # noqa: PLC0415
    from inbeeld.monitor.faults import MonitorFault  # noqa: PLC0415
    from inbeeld.monitor.tables import read_table  # noqa: PLC0415

    method = one_of(Method, options.method, "--method")
    referrals = [Referral(*_pair(one)) for one in options.referral]
    try:
        found = sensitivity(
            read_table(Path(options.table)),
            functools.partial(estimate, method=method),
            referrals=referrals,
            draws=draws,
            seed=seed,
        )
    except MonitorFault as fault:
        raise InputError(str(fault)) from None
    except EstimateFault as fault:
        raise InputError(f"This cannot be tried: {fault}.") from None
    keep_record(options, as_dict(found), inputs=("table",))
    if as_json:
        print_json(as_dict(found))
    else:
        print_lines(as_text(found, lang))
    return DONE


def _pair(given: str) -> tuple[str, str]:
    sender, mark, receiver = given.partition(":")
    if not (sender.strip() and mark and receiver.strip()):
        raise InputError("--referral must name two lists, such as POLICE:YOUTH.")
    return sender.strip(), receiver.strip()


def as_dict(found: Sensitivity) -> dict[str, Any]:
    """As docs/schemas/monitor-sensitivity.json says."""
    return {
        "method": found.base.method.value,
        "estimate": found.base.estimate,
        "status": found.base.status.value,
        "changes": [
            {
                "what": one.what.value,
                "lists": list(one.lists),
                "size": one.size,
                "estimate": one.estimate,
                "ratio": one.ratio,
            }
            for one in found.changes
        ],
    }


def as_text(found: Sensitivity, lang: Lang) -> list[str]:
    """One heading for each kind of change, with the estimate after it."""
    words = shipped_words()
    base = found.base.estimate
    if base is None:
        return [words["monitor_sensitivity.none"][lang]]
    lines = [words["monitor_sensitivity.base"][lang].format(people=written(base, lang))]
    for what, changes in itertools.groupby(found.changes, key=lambda one: one.what):
        lines += ["", words[f"monitor_changes.{what.value}"][lang]]
        lines += [f"- {_one(change, lang)}" for change in changes]
    return [*lines, "", words["monitor_sensitivity.limits"][lang]]


def _one(change: Change, lang: Lang) -> str:
    words = shipped_words()
    name = " + ".join(change.lists) if change.size is None else f"{change.size:g}"
    if change.estimate is None or change.ratio is None:
        return f"{name}: {words['monitor_sensitivity.no_estimate'][lang]}"
    people, times = written(change.estimate, lang), f"{change.ratio:.2f}"
    times = times.replace(".", ",") if lang is Lang.NL else times
    return words["monitor_sensitivity.change"][lang].format(name=name, people=people, times=times)
