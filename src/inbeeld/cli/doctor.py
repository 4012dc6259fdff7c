"""`inbeeld doctor`: what is well here, what is not, and what to do about it."""

from __future__ import annotations

import argparse
from typing import Any

from inbeeld.cli.asking import office
from inbeeld.cli.serve import data_folder
from inbeeld.cli.shared import DOES_NOT_HOLD, DONE, common, print_json, print_lines, read_common
from inbeeld.knowledge.wording import shipped_words
from inbeeld.knowledge.words import Lang


def add(commands: Any) -> None:
    parser = commands.add_parser("doctor", help="whether all is well here, and what to do if not")
    common(parser)
    parser.set_defaults(run=_doctor)


def _doctor(options: argparse.Namespace) -> int:
    as_json, lang = read_common(options)
    rows = [_row(one, lang) for one in office(data_folder(), "doctor")["found"]]
    if as_json:
        print_json(rows)
    else:
        print_lines(
            f"{' ' if row['good'] else '!'} {row['text']}{' ' if row['todo'] else ''}{row['todo']}"
            for row in rows
        )
    return DONE if all(row["good"] for row in rows) else DOES_NOT_HOLD


def _row(found: dict[str, Any], lang: Lang) -> dict[str, Any]:
    words, check, good = shipped_words(), found["check"], found["good"]
    todo = "" if good else words[f"doctor.{check}_do"][lang].replace("{n}", str(found["count"]))
    return {"check": check, "good": good, "text": words[f"doctor.{check}"][lang], "todo": todo}
