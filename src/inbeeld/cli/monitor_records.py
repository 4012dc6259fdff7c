"""`--record FILE` for every verb of `inbeeld monitor`, from which `rerun` gets the same numbers.

A verb calls `add_record(parser)` in its `add`, and in its `run`, when it is done,
`keep_record(options, result, inputs=("table",), outputs=("out",))`: the names of the options that
are files it read or wrote. A file that is read with no option cannot be found again: give it one.
"""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from inbeeld import __version__
from inbeeld.cli.shared import InputError

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
) -> None:
    """Writes the run record where `--record` asks for it. `result` is what JSON would print."""
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
        if name not in inputs:
            return value
        files.append(Path(value))
        return {"input": len(files) - 1}

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
