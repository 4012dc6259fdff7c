"""`inbeeld monitor release`: figures in which no one can be recognised, as pages, paper and files."""

from __future__ import annotations

import argparse
import datetime as dt
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inbeeld.cli.monitor_records import add_record, keep_record
from inbeeld.cli.shared import DONE, InputError, common, print_json, print_lines, read_common
from inbeeld.knowledge import Lang
from inbeeld.knowledge.wording import shipped_words

if TYPE_CHECKING:
    from inbeeld.monitor.brought import Made
    from inbeeld.monitor.disclosure import Protected
    from inbeeld.monitor.release import Release
    from inbeeld.monitor.releasing import Brought

ABOUT = """\
LIST is a cleaned list or linked persons (.parquet), or records of the desk (.csv): one row a person and
year. Everything written lies in a new folder: `public` may be copied anywhere; `inside` holds the exact
counts for whoever makes the next version, and never leaves the house. Estimates are what
`inbeeld monitor estimate --method all --format json` prints. Numbers are hidden and rounded after
estimation, never before.
"""
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
PROFILES = ("default", "exact", "strict")


def add(verbs: Any) -> None:
    parser = verbs.add_parser(
        "release",
        help="figures in which no one can be recognised",
        description=ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("list", metavar="LIST", help="one row a person and year")
    parser.add_argument("--out", required=True, metavar="FOLDER", help="a new folder")
    parser.add_argument("--name", default="figures", metavar="NAME", help="of the series; figures")
    parser.add_argument("--date", metavar="DATE", help="of the release; today if left out")
    parser.add_argument("--earlier", metavar="FOLDER", help="the version before, as it was written")
    parser.add_argument("--profile", default="default", metavar="PROFILE", help=", ".join(PROFILES))
    parser.add_argument(
        "--estimates", action="append", default=[], metavar="[YEAR=]FILE", help="JSON of estimates"
    )
    parser.add_argument("--replicates", metavar="FILE", help="estimates of replicates, one a line")
    parser.add_argument("--population", metavar="FILE", help="CSV: year,sex,age,region,population")
    parser.add_argument("--breaks", metavar="FILE", help="TOML: [[break]] with year, nl and en")
    parser.add_argument(
        "--overlap", metavar="TABLE.csv", help="also publish which lists hold the same people"
    )
    add_record(parser)
    common(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    as_json, lang = read_common(options)
    if options.profile not in PROFILES:
        raise InputError(f"--profile must be one of: {', '.join(PROFILES)}.")
    if not NAME.fullmatch(options.name):
        raise InputError("--name must be small letters, digits and dashes, at most 60.")

    options.date = _date(options.date).isoformat()  # so that a record says which day it was

    from inbeeld.monitor.attack import AttackFailed  # noqa: PLC0415 (loads numpy and Arrow)
    from inbeeld.monitor.faults import MonitorFault  # noqa: PLC0415
    from inbeeld.monitor.pictures import as_told  # noqa: PLC0415
    from inbeeld.monitor.release import as_dict  # noqa: PLC0415
    from inbeeld.monitor.releasing import make_release  # noqa: PLC0415

    try:
        made, out, paths = make_release(
            Path(options.list),
            out=Path(options.out),
            name=options.name,
            date=dt.date.fromisoformat(options.date),
            profile=options.profile,
            earlier=Path(options.earlier) if options.earlier else None,
            brought=_brought(options),
        )
    except MonitorFault as fault:
        raise InputError(str(fault)) from None
    except AttackFailed as fault:
        raise InputError(
            f"Nothing was written: the check on hidden numbers failed: {fault}."
        ) from None
    keep_record(
        options,
        as_dict(out),
        inputs=("list", "estimates", "replicates", "population", "breaks", "overlap"),
        outputs=("out",),
        folders={"earlier": "inside/exact.json"},
    )
    if as_json:
        print_json(as_told(out))
    else:
        print_lines(_said(made, out, paths, lang))
    return DONE


def _said(made: Protected, out: Release, paths: list[Path], lang: Lang) -> list[str]:
    words = shipped_words()

    def say(word: str, **given: object) -> str:
        return words[f"monitor_release.{word}"][lang].format(**given)

    years = str(out.years[0]) if len(out.years) == 1 else f"{out.years[0]}-{out.years[-1]}"
    return [
        say("version", version=out.version, name=out.name, years=years),
        say("shown", shown=len(made.version.shown)),
        say("hidden", small=len(made.small), more=len(made.complementary)),
        say("given_away", numbers=len(made.already_out)) if made.already_out else say("attacked"),
        say("files", files=len(paths)),
    ]


def _date(given: str | None) -> dt.date:
    if given is None:
        return dt.datetime.now(dt.UTC).date()
    try:
        return dt.date.fromisoformat(given)
    except ValueError:
        raise InputError("--date must be a date such as 2026-11-28.") from None


def _brought(options: argparse.Namespace) -> Brought:
    from inbeeld.monitor.brought import (  # noqa: PLC0415
        read_breaks,
        read_population,
        read_replicates_made,
    )
    from inbeeld.monitor.releasing import Brought  # noqa: PLC0415
    from inbeeld.monitor.tables import read_table  # noqa: PLC0415

    def read(kind: Any, given: str | None) -> Any:
        return kind(Path(given)) if given else None

    return Brought(
        estimates=tuple(one for given in options.estimates for one in _estimates(given)),
        replicates=tuple(read(read_replicates_made, options.replicates) or ()),
        population=read(read_population, options.population),
        breaks=tuple(read(read_breaks, options.breaks) or ()),
        overlap=read(read_table, options.overlap),
    )


def _estimates(given: str) -> list[Made]:
    from inbeeld.estimate import Caution  # noqa: PLC0415
    from inbeeld.monitor.brought import read_estimates  # noqa: PLC0415

    year, equals, path = given.partition("=")
    if equals and not (year.isascii() and year.isdecimal() and len(year) == 4):
        raise InputError("--estimates must be FILE or YEAR=FILE.")
    return read_estimates(
        Path(path if equals else given), year=int(year) if equals else 0, cautions=tuple(Caution)
    )
