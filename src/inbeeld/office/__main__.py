"""`python -m inbeeld.office`: the staff's pages, and what staff do from a terminal.

Passwords come on standard input.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import itertools
import json
import os
import subprocess
import sys
import time
from typing import Any

from inbeeld.office import commands as operator
from inbeeld.store.starting import told_plainly

WRONG_INPUT = 2
MINUTE = 60


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m inbeeld.office")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("demo")
    commands.add_parser("readers")
    commands.add_parser("work")
    commands.add_parser("prepare")
    serve = commands.add_parser("serve")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8001)
    add = commands.add_parser("add")
    add.add_argument("name")
    give = commands.add_parser("give")
    give.add_argument("name")
    give.add_argument("--by", required=True)
    operator.add(commands)
    options = parser.parse_args()
    if options.command in ("prepare", "serve"):
        os.environ["DJANGO_SETTINGS_MODULE"] = "inbeeld.office.web"
        return _pages(options)
    os.environ["DJANGO_SETTINGS_MODULE"] = "inbeeld.office.settings"
    if options.command in operator.WITHOUT_TABLES:
        return _run(options)
    if options.command != "work":
        with told_plainly():
            prepare()
        return _run(options)
    with told_plainly(), contextlib.suppress(KeyboardInterrupt):  # Ctrl-C reaches all of us
        _work()
    return 0


def _pages(options: argparse.Namespace) -> int:
    """Makes every table and the static files of the staff's pages; serves them where that was asked."""
    if options.command == "serve":
        hosts = os.environ.get("INBEELD_DESK_HOSTS", "127.0.0.1,localhost,[::1]")
        os.environ["INBEELD_DESK_HOSTS"] = f"{hosts},{options.host}"
        _serve(options.host, options.port)
        return 0
    from django.core.management import call_command  # noqa: PLC0415

    with told_plainly():
        prepare()
        call_command("collectstatic", verbosity=0, interactive=False)
    return 0


def _serve(host: str, port: int) -> None:
    """One process: an opened key is in its memory and in no other. No access log."""
    from granian import Granian  # noqa: PLC0415
    from granian.constants import Interfaces  # noqa: PLC0415

    Granian(
        "inbeeld.office.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        log_access=False,
        log_level="error",
    ).serve()


def _work() -> None:
    """Erases what died, every minute, and makes figures that wait, until it is stopped.

    A round that fails is tried again.
    """
    import django  # noqa: PLC0415 (the settings must be chosen first)
    from django.conf import settings  # noqa: PLC0415
    from django.db import Error, close_old_connections  # noqa: PLC0415

    django.setup()
    from inbeeld.monitor import working  # noqa: PLC0415
    from inbeeld.office import news  # noqa: PLC0415
    from inbeeld.office.tidy import tidy  # noqa: PLC0415
    from inbeeld.store import keyfiles  # noqa: PLC0415
    from inbeeld.vault.retention import RetentionFile  # noqa: PLC0415

    retention = RetentionFile(keyfiles.retention(settings.DATA))
    try:
        mail = news.read_mail()
    except news.WrongMail as reason:
        print(f"No mail about news is sent. {reason}", file=sys.stderr)  # noqa: T201
        mail = None
    figures: subprocess.Popen[bytes] | None = None
    for second in itertools.count(1):
        time.sleep(1)
        if (figures is None or figures.poll() is not None) and working.waits(settings.DATA):
            # A process of its own: it may take all memory, or minutes, and goes on where it stopped.
            command = [sys.executable, "-m", "inbeeld.monitor.working", str(settings.DATA)]
            figures = subprocess.Popen(command)  # noqa: S603 (our own)
        if second % MINUTE:  # not at once: the site beside it may still be making the tables
            continue
        try:
            tidy(retention, now=dt.datetime.now(dt.UTC))
            if not news.tell(settings.DATA, mail=mail, now=dt.datetime.now(dt.UTC)):
                print("The mail server did not take it; it is tried again.", file=sys.stderr)  # noqa: T201
        except (Error, OSError):
            print("A round of tidying failed; the next one tries again.", file=sys.stderr)  # noqa: T201
        close_old_connections()


def prepare() -> None:
    """The database, made where it is missing."""
    import django  # noqa: PLC0415 (the settings must be chosen first)
    from django.core.management import call_command  # noqa: PLC0415

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)


def _run(options: argparse.Namespace) -> int:
    """The answer as one line of JSON, or why not, in one line, and 2."""
    import django  # noqa: PLC0415 (the settings must be chosen first)

    with told_plainly():
        django.setup()
    from inbeeld.office import people  # noqa: PLC0415

    try:
        print(json.dumps(_done(options), ensure_ascii=False))  # noqa: T201 (the command reads it)
    except people.Refused as reason:
        print(reason, file=sys.stderr)  # noqa: T201
        return WRONG_INPUT
    return 0


def _done(options: argparse.Namespace) -> dict[str, Any]:
    from django.conf import settings  # noqa: PLC0415

    from inbeeld.office import demo, people  # noqa: PLC0415
    from inbeeld.store import staff  # noqa: PLC0415
    from inbeeld.vault.named import Password  # noqa: PLC0415

    now = dt.datetime.now(dt.UTC)
    if options.command == "demo":
        made = demo.fill(settings.DATA, now=now)
        return {"staff": made.staff, "receipts": made.receipts}
    if options.command == "readers":
        return {"readers": staff.with_opened_keys()}
    if options.command in operator.WITHOUT_TABLES:
        return dict(operator.machine(options, now=now))
    answer = operator.staff(options, now=now)
    if answer is not None:
        return dict(answer)
    password = Password(sys.stdin.readline().rstrip("\n").encode())
    if options.command == "add":
        added = people.add(options.name, password, now=now)
        return {"name": added.name, "shares": added.shares}
    return {"given": people.give(options.name, by=options.by, password=password, now=now)}


if __name__ == "__main__":
    sys.exit(main())
