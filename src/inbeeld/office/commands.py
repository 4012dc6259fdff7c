"""What an operator asks of the staff's side from a terminal, by name. Secrets come on standard input."""

from __future__ import annotations

import dataclasses
import datetime as dt
import sys
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import Any

Asked = Mapping[str, Any]
WITH_A_FILE = ("backup", "restore")
WITHOUT_TABLES = (*WITH_A_FILE, "doctor", "feed")


def add(commands: Any) -> None:
    """The words of each command, on the parser of `python -m inbeeld.office`."""
    commands.add_parser("list")
    for name in ("password", "renew", "recover"):
        commands.add_parser(name).add_argument("name")
    leave = commands.add_parser("leave")
    leave.add_argument("name")
    leave.add_argument("--by", required=True)
    leave.add_argument("--last-two-known", action="store_true")
    for name in WITHOUT_TABLES:
        one = commands.add_parser(name)
        if name in WITH_A_FILE:
            one.add_argument("file", type=Path)
    commands.choices["backup"].add_argument("--keys", action="store_true")


def machine(options: Namespace, *, now: dt.datetime) -> Asked:
    """The answer to a command about the machine. It makes no tables: there may be none, on purpose."""
    from django.conf import settings  # noqa: PLC0415 (the settings come first)

    from inbeeld.office import backup, doctor, feed  # noqa: PLC0415

    if options.command == "feed":
        return {"token": feed.feed_token(settings.DATA)}
    database = settings.DATABASES["default"]
    if options.command == "backup":
        if options.keys:
            backup.back_up_keys(settings.DATA, options.file, now=now)
        else:
            backup.back_up(settings.DATA, options.file, database=database, now=now)
        return {}
    if options.command == "restore":
        return {"made": backup.restore(settings.DATA, options.file, database=database)}
    return {"found": [dataclasses.asdict(one) for one in doctor.examine(settings.DATA, now=now)]}


def staff(options: Namespace, *, now: dt.datetime) -> Asked | None:
    """The answer to a command about people, or None where it is none."""
    from inbeeld.office import leaving, recovering  # noqa: PLC0415 (the settings come first)

    match options.command:
        case "list":
            return {"people": [dataclasses.asdict(one) for one in leaving.everyone()]}
        case "leave":
            groups = leaving.leave(
                options.name,
                by=options.by,
                password=_password(),
                now=now,
                last_two_known=options.last_two_known,
            )
            return {"groups": groups}
        case "password":
            recovering.change(options.name, old=_password(), new=_password())
            return {}
        case "renew":
            return {"lost": recovering.renew(options.name, _password())}
        case "recover":
            return {"given": recovering.recover(options.name, [_line(), _line()], now=now)}
    return None


def _password() -> Any:
    from inbeeld.vault.named import Password  # noqa: PLC0415

    return Password(_line().encode())


def _line() -> str:
    return sys.stdin.readline().rstrip("\n")
