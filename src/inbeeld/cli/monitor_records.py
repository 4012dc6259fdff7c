"""`--record FILE` for every verb of `inbeeld monitor`, from which `rerun` gets the same numbers.

A verb calls `add_record(parser)` in its `add`, and in its `run`, when it is done,
`keep_record(options, result, inputs=("table",), outputs=("out",))`: the names of the options that
are files it read or wrote. A file that is read with no option cannot be found again: give it one.
"""

from __future__ import annotations

import argparse
import datetime as dt
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from inbeeld import __version__
from inbeeld.cli.shared import InputError

EMPTY: Mapping[str, str] = MappingProxyType({})
YEAR_OF_A_FILE = re.compile(r"[0-9]{4}=")
LEFT_OUT = {"command", "verb", "run", "record", "format", "lang"}


def add_record(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--record", metavar="FILE", help="writes what it takes to get the same numbers again"
    )


def keep_record(
    options: argparse.Namespace,
    result: Any,
    *,
    inputs: Sequence[str] = (),
    outputs: Sequence[str] = (),
    folders: Mapping[str, str] = EMPTY,
) -> None:
    """Writes the run record where `--record` asks for it. `result` is what JSON would print.

    `folders` are options that are folders, with the file in each by which it is found again.
    """
    if options.record is None:
        return

    from inbeeld.monitor.faults import RunFault  # noqa: PLC0415
    from inbeeld.monitor.runs import new_run, write_run  # noqa: PLC0415

    files: list[Path] = []

    def placed(name: str, value: Any) -> Any:
        if value is None or isinstance(value, list):
            return value and [placed(name, one) for one in value]
        if name in outputs:
            return {"output": Path(value).suffix}
        if name in folders:
            files.append(Path(value) / folders[name])
            return {"input": len(files) - 1, "up": len(Path(folders[name]).parts)}
        if name not in inputs:
            return value
        before = YEAR_OF_A_FILE.match(value)  # as in 2025=estimates.json
        files.append(Path(value[before.end() :] if before else value))
        return {"input": len(files) - 1, **({"before": before[0]} if before else {})}

    asked = {name: placed(name, value) for name, value in sorted(vars(options).items())
             if name not in LEFT_OUT}  # fmt: skip
    try:
        run = new_run(
            options.verb,
            asked,
            inputs=files,
            result=result,
            inbeeld=__version__,
            at=dt.datetime.now(dt.UTC),
        )
        write_run(run, Path(options.record))
    except RunFault as fault:
        raise InputError(str(fault)) from None
