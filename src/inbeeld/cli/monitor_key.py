"""`inbeeld monitor key`: the key of a period, made once and destroyed after linking."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from inbeeld.cli.shared import DONE, InputError, print_lines

NEW = (
    "Who has this key can see who is on a list. Give it to each organisation by a safe way, never "
    "beside a list. Destroy every copy after linking: `inbeeld monitor key destroy`."
)
DESTROYED = (
    "The key was written over and its file is gone. What nobody can promise: flash memory (SSD, "
    "USB) and some file systems keep old bytes for a while, and backups, mails and copies elsewhere "
    "are as they were. Destroy those too. Lists of this key can no longer be added to or made again."
)


def add(verbs: Any) -> None:
    parser = verbs.add_parser("key", help="the key of a period: make it, destroy it")
    what = parser.add_subparsers(dest="what", metavar="WHAT", required=True)
    new = what.add_parser("new", help="makes the key of a period")
    new.add_argument("--period", required=True, metavar="YEARS", help="2026, or 2021-2025")
    new.add_argument("--out", required=True, metavar="KEY", help="the file to make")
    new.set_defaults(run=_new)
    destroy = what.add_parser("destroy", help="ends a key, after linking")
    destroy.add_argument("key", metavar="KEY", help="the file of the key")
    destroy.set_defaults(run=_destroy)


def _new(options: argparse.Namespace) -> int:
    from inbeeld.monitor.faults import KeyFault  # noqa: PLC0415
    from inbeeld.monitor.keys import new_key, write_key  # noqa: PLC0415
    from inbeeld.monitor.periods import read_period  # noqa: PLC0415

    period = read_period(options.period)
    if period is None:
        raise InputError("--period must be a year or two, such as 2026 or 2021-2025.")
    key = new_key(period)
    try:
        write_key(key, Path(options.out))
    except KeyFault as fault:
        raise InputError(str(fault)) from None
    print_lines([f"A key of {period}, number {key.id}, for you alone to read.", NEW])
    return DONE


def _destroy(options: argparse.Namespace) -> int:
    from inbeeld.monitor.faults import KeyFault  # noqa: PLC0415
    from inbeeld.monitor.keys import destroy_key  # noqa: PLC0415

    try:
        destroy_key(Path(options.key))
    except KeyFault as fault:
        raise InputError(str(fault)) from None
    print_lines([DESTROYED])
    return DONE
