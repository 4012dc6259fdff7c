"""`inbeeld backup` and `inbeeld restore`: the database in one place, the keys in another."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from inbeeld.cli.asking import office
from inbeeld.cli.serve import data_folder
from inbeeld.cli.shared import DONE


def add(commands: Any) -> None:
    backup = commands.add_parser("backup", help="copy the database, or the keys, into a new file")
    backup.add_argument("file", metavar="FILE")
    backup.add_argument(
        "--keys", action="store_true", help="the key files alone; they go to another place"
    )
    backup.set_defaults(run=_backup)
    restore = commands.add_parser("restore", help="put a copy back where nothing is")
    restore.add_argument("file", metavar="FILE")
    restore.set_defaults(run=_restore)


def _backup(options: argparse.Namespace) -> int:
    more = ("--keys",) if options.keys else ()
    office(data_folder(), "backup", *more, "--", str(Path(options.file).absolute()))
    if options.keys:
        print(
            "The keys were copied. Destroy older copies of them: as long as one is there, a report"
        )
        print("that was erased can be read with a copy of the database.")
    else:
        print("The database was copied, without the keys. Copy those too, to another place:")
        print("  inbeeld backup --keys FILE")
    return DONE


def _restore(options: argparse.Namespace) -> int:
    made = office(data_folder(), "restore", "--", str(Path(options.file).absolute()))
    print(f"This copy was made at {made['made']}, and is back. Look at all of it: inbeeld doctor")
    return DONE
