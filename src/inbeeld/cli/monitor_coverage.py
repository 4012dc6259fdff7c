"""`inbeeld monitor coverage`: how often an interval holds the truth, where the truth is known."""

from __future__ import annotations

import argparse
import functools
import time
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
    whole,
)
from inbeeld.knowledge import Lang
from inbeeld.knowledge.wording import shipped_words

if TYPE_CHECKING:
    from inbeeld.estimate.calibration import Calibration, World

ABOUT = """\
Draws whole populations from the stepwise model of TABLE.csv, forgets who is on no list, and lets each
method find them. Prints bias, error, and how many intervals held the truth. It flatters methods that
would choose that model: the real world has none. docs/cards/monitor.md shows what it printed.
"""


def add(verbs: Any) -> None:
    parser = verbs.add_parser(
        "coverage",
        help="how often an interval holds the truth",
        description=ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("table", metavar="TABLE.csv", help="overlaps; last column the count")
    parser.add_argument(
        "--method", default="stepwise", metavar="A,B", help="one or more methods; stepwise"
    )
    parser.add_argument("--runs", default="100", metavar="N", help="populations; 100 if left out")
    parser.add_argument("--bootstrap", default="1000", metavar="N", help="replicates in each run")
    parser.add_argument("--seed", default="1", metavar="S", help="of what is drawn; 1 if left out")
    add_record(parser)
    common(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    as_json, lang = read_common(options)
    runs = whole(options.runs, "--runs", 1_000_000, least=1)
    replicates = whole(options.bootstrap, "--bootstrap", 1_000_000)
    seed = whole(options.seed, "--seed", 2**32 - 1)

    from inbeeld.estimate import EstimateFault, Method, estimate  # noqa: PLC0415 (loads numpy)
    from inbeeld.estimate.calibration import calibrate, world  # noqa: PLC0415
    from inbeeld.monitor.faults import MonitorFault  # noqa: PLC0415
    from inbeeld.monitor.tables import read_table  # noqa: PLC0415

    since = time.perf_counter()
    methods = methods_of(options.method, tuple(Method))
    try:
        made = world(read_table(Path(options.table)))
        found = {
            name: calibrate(
                made,
                functools.partial(estimate, method=Method(name)),
                runs=runs,
                replicates=replicates,
                seed=seed,
            )
            for name in methods
        }
    except MonitorFault as fault:
        raise InputError(str(fault)) from None
    except EstimateFault as fault:
        raise InputError(f"This cannot be tried: {fault}.") from None
    told = as_dict(made, found, seed=seed, seconds=time.perf_counter() - since)
    keep_record(options, told, inputs=("table",))
    if as_json:
        print_json(told)
    else:
        print_lines(as_text(made, found, lang))
    return DONE


def methods_of(given: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """Names of methods, each once."""
    names = tuple(dict.fromkeys(name.strip() for name in given.split(",")))
    if not set(names) <= set(known):
        raise InputError(f"--method must be one or more of: {', '.join(known)}.")
    return names


def as_dict(
    made: World, found: dict[str, Calibration], *, seed: int, seconds: float
) -> dict[str, Any]:
    """As docs/schemas/monitor-coverage.json says."""
    return {
        "truth": made.people,
        "model": [list(term) for term in made.terms],
        "seed": seed,
        "methods": [
            {
                "method": name,
                "runs": one.runs,
                "replicates": one.replicates,
                "without_estimate": one.without_estimate,
                "bias": one.bias,
                "median_bias": one.median_bias,
                "rmse": one.rmse,
                "coverage": [
                    {"level": held.level, "hits": held.hits, "of": held.of} for held in one.held
                ],
            }
            for name, one in found.items()
        ],
        "seconds": round(seconds, 3),
    }


def as_text(made: World, found: dict[str, Calibration], lang: Lang) -> list[str]:
    """Each method in a few lines."""
    words = shipped_words()

    def say(key: str, **given: Any) -> str:
        return words[f"monitor_coverage.{key}"][lang].format(**given)

    lines = [say("truth", people=f"{made.people}"), ""]
    for name, one in found.items():
        lines.append(words[f"monitor_methods.{name}"][lang])
        if one.bias is None or one.rmse is None or one.median_bias is None:
            lines.append("  " + say("never"))
            continue
        lines.append("  " + say("bias", bias=_percent(one.bias), median=_percent(one.median_bias)))
        lines.append("  " + say("error", error=_percent(one.rmse).lstrip("+")))
        for held in one.held:
            level = round(100 * held.level)
            lines.append("  " + say("held", level=level, hits=held.hits, of=held.of))
        if one.without_estimate:
            lines.append("  " + say("without", number=one.without_estimate))
    return [*lines, "", say("limits")]


def _percent(share: float) -> str:
    return f"{100 * share:+.1f} %"
