"""`inbeeld monitor covariates`: how many people are on no list, of each group and in each year."""

from __future__ import annotations

import argparse
import math
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
    from inbeeld.estimate import Interval
    from inbeeld.estimate.covariates import GroupEstimate, Margin

ABOUT = """\
UNITS.csv has a header and one row for each person: 0 (not on it) or 1 (on it) for each list, what is
known of the person, and a year. An empty cell, or NA, is not known. The model is chosen by BIC among
terms of two, and chosen anew in each replicate. A model without an estimate never wins.
"""


def add(verbs: Any) -> None:
    parser = verbs.add_parser(
        "covariates",
        help="how many people are on no list, by group and year",
        description=ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("units", metavar="UNITS.csv", help="a row a person (.csv or .gz)")
    parser.add_argument("--lists", required=True, metavar="A,B", help="columns that are lists")
    parser.add_argument("--covariates", default="", metavar="X,Y", help="columns that tell groups")
    parser.add_argument("--year", metavar="COLUMN", help="the column of the year")
    parser.add_argument("--count", metavar="COLUMN", help="how many people a row stands for")
    parser.add_argument("--degree", metavar="N", help="of the year: 1 to 3; chosen if left out")
    parser.add_argument("--criterion", default="bic", metavar="NAME", help="bic or aic")
    parser.add_argument("--draw", default="parametric", metavar="HOW", help="or nonparametric")
    parser.add_argument("--bootstrap", default="0", metavar="N", help="replicates; 0 if left out")
    parser.add_argument("--seed", default="1", metavar="S", help="of what is drawn; 1 if left out")
    add_record(parser)
    common(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    as_json, lang = read_common(options)
    degree = None if options.degree is None else whole(options.degree, "--degree", 3)
    bootstrap = whole(options.bootstrap, "--bootstrap", 1_000_000)
    seed = whole(options.seed, "--seed", 2**32 - 1)

    from inbeeld.estimate import EstimateFault  # noqa: PLC0415 (loads numpy)
    from inbeeld.estimate.covariates import Criterion, Draw, estimate_groups  # noqa: PLC0415
    from inbeeld.monitor.faults import MonitorFault  # noqa: PLC0415
    from inbeeld.monitor.units import Columns, read_units  # noqa: PLC0415

    by = one_of(Criterion, options.criterion, "--criterion")
    draw = one_of(Draw, options.draw, "--draw")
    columns = Columns(
        _names(options.lists), _names(options.covariates), options.year, options.count
    )
    try:
        read = read_units(Path(options.units), columns)
        found = estimate_groups(
            read, replicates=bootstrap, seed=seed, draw=draw, by=by, degree=degree
        )
    except MonitorFault as fault:
        raise InputError(str(fault)) from None
    except EstimateFault as fault:
        raise InputError(f"This cannot be estimated: {fault}.") from None
    keep_record(options, as_dict(found, read.listed), inputs=("units",))
    if as_json:
        print_json(as_dict(found, read.listed))
    else:
        print_lines(as_text(found, read.listed, lang))
    return DONE


def _names(given: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in given.split(",") if name.strip())


def as_dict(found: GroupEstimate, listed: int) -> dict[str, Any]:
    """As docs/schemas/monitor-covariates.json says."""
    total = found.total
    return {
        "status": found.status.value,
        "criterion": found.criterion.value,
        "listed": listed,
        "estimate": total.estimate if total else None,
        "intervals": [_interval(one) for one in total.intervals] if total else [],
        "degree": found.degree,
        "terms": [list(term) for term in found.terms],
        "groups": [_group(one) for one in found.margins[1:]],
        "refused": [
            {"terms": [list(term) for term in one.terms], "reason": one.reason.value}
            for one in found.refused
        ],
        "warnings": [one.value for one in found.cautions],
        "diagnostics": [
            {"name": name, "number": number if math.isfinite(number) else None}
            for name, number in found.diagnostics.items()
        ],
        "seconds": round(found.seconds, 6),
    }


def _group(one: Margin) -> dict[str, Any]:
    return {
        "group": [{"name": name, "level": level} for name, level in one.group],
        "listed": one.listed,
        "unseen": one.unseen,
        "estimate": one.estimate,
        "intervals": [_interval(interval) for interval in one.intervals],
    }


def _interval(one: Interval) -> dict[str, float | None]:
    high = one.high if math.isfinite(one.high) else None
    return {"level": one.level, "low": one.low if math.isfinite(one.low) else None, "high": high}


def as_text(found: GroupEstimate, listed: int, lang: Lang) -> list[str]:
    """Everybody, each group and each year in whole people; then the model, and which have no estimate."""
    words = shipped_words()
    lines = [words["monitor_covariates.listed"][lang].format(people=written(listed, lang)), ""]
    if found.total is None:
        lines.append(words["monitor_covariates.none"][lang])
    for one in found.margins:
        if len(one.group) > 1:
            continue
        group = ", ".join(f"{name} {level}" for name, level in one.group)
        name = group or words["monitor_covariates.everybody"][lang]
        people = written(one.estimate, lang)
        lines.append(words["monitor_covariates.all"][lang].format(group=name, people=people))
        lines += [f"  {_bounds(interval, lang)}" for interval in one.intervals]
    if found.terms:
        terms = _terms(found.terms)
        lines += ["", words["monitor_covariates.terms"][lang].format(terms=terms)]
    if found.refused:
        number = len(found.refused)
        lines += ["", words["monitor_covariates.refused"][lang].format(number=number)]
        lines += [f"- {_terms(one.terms) or '-'}" for one in found.refused]
    lines += [f"- {words[f'monitor_cautions.{one.value}'][lang]}" for one in found.cautions]
    return [*lines, "", words["monitor_covariates.limits"][lang]]


def _terms(terms: tuple[tuple[str, ...], ...]) -> str:
    return ", ".join(" + ".join(term) for term in terms)


def _bounds(one: Interval, lang: Lang) -> str:
    words = shipped_words()
    level, low = round(100 * one.level), written(one.low, lang)
    if math.isinf(one.high):
        return words["monitor_covariates.open"][lang].format(level=level, low=low)
    high = written(one.high, lang)
    return words["monitor_covariates.interval"][lang].format(level=level, low=low, high=high)
