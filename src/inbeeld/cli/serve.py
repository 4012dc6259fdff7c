"""`inbeeld serve`: starts the public site and the desk, each as a process of its own."""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from inbeeld.cli.shared import DONE, InputError
from inbeeld.knowledge import load
from inbeeld.knowledge.pages import load_site

DESKS_OWN = "INBEELD_DATABASE"
HIGHEST_PORT = 65535
DESK_HOST = "127.0.0.1"  # staff come through a server in front of it, or sit at this machine


def add(commands: Any) -> None:
    parser = commands.add_parser("serve", help="start the site")
    address_options(parser)
    parser.add_argument(
        "--desk-port", default=None, metavar="PORT", help="of the staff's pages; else the next one"
    )
    parser.set_defaults(run=start)


def address_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", metavar="ADDRESS", help="where to listen")
    parser.add_argument("--port", default="8000", metavar="PORT", help="a number up to 65535")


def start(options: argparse.Namespace, *, preview: bool = False) -> int:
    """Starts the site, and the desk beside it, and waits. Ctrl-C stops both, and so does a plain `kill`.

    Two processes, on a laptop too: what the public's one holds opens no report.
    """
    port = _port(options.port)
    desk = 0 if preview else _desk_port(options, port)
    if desk == port:
        raise InputError("The desk needs a port of its own: --desk-port is the same as --port.")
    folder = data_folder()
    if not preview:
        load_site(load())  # faults in the data are told here, before anything listens
        _must_be_free(DESK_HOST, desk, option="--desk-port")
    _must_be_free(options.host, port)
    environment = os.environ | {"INBEELD_DATA": str(folder)}
    signal.signal(
        signal.SIGTERM, signal.default_int_handler
    )  # else what is started would stay behind
    if preview:
        environment["INBEELD_PREVIEW"] = "1"
    elif _module(["inbeeld.office", "prepare"], environment).wait():
        raise InputError("The tables could not be made. Look with: inbeeld doctor")
    print(f"InBeeld is on http://{options.host}:{port}/ (stop with Ctrl-C)", flush=True)
    site = ["inbeeld.site", "--host", options.host, "--port", str(port)]
    started = [_module(site, _of_the_public(environment))]
    if not preview:
        print(f"The desk, for staff, is on http://{DESK_HOST}:{desk}/desk/", flush=True)
        started += [
            _module(["inbeeld.office", "serve", "--port", str(desk)], environment),
            _module(["inbeeld.office", "work"], environment),
        ]
    return _until_stopped(started)


def _of_the_public(environment: Mapping[str, str]) -> Mapping[str, str]:
    """What the site is given: where it has a role of its own in the database, no other."""
    own = environment.get("INBEELD_DATABASE_PUBLIC")
    return {name: value for name, value in environment.items() if name != DESKS_OWN or not own}


def _until_stopped(started: Sequence[subprocess.Popen[bytes]]) -> int:
    """Waits for the first of them, the site; then stops the others."""
    site = started[0]
    try:
        code = site.wait()
    except KeyboardInterrupt:
        code = 0
    for process in started:
        process.terminate()
    for process in started:
        process.wait()
    return DONE if code in (0, -15) else 1


def _module(command: list[str], environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", *command], env=environment)  # noqa: S603 (our own)


def _desk_port(options: argparse.Namespace, port: int) -> int:
    """The port of the desk: the next one, unless another is named."""
    if options.desk_port is not None:
        return _port(options.desk_port, option="--desk-port")
    return port + 1 if port < HIGHEST_PORT else port - 1


def _port(given: str, *, option: str = "--port") -> int:
    short = given.isdecimal() and len(given) <= len(str(HIGHEST_PORT))
    if not short or not 0 < int(given) <= HIGHEST_PORT:
        raise InputError(f"{option} must be a number from 1 to {HIGHEST_PORT}.")
    return int(given)


def data_folder() -> Path:
    """`$INBEELD_DATA`, made where it is missing."""
    folder = Path(os.environ.get("INBEELD_DATA") or "data").absolute()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        probe = folder / ".writable"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise InputError(
            f"The data folder {folder} cannot be used: {error.strerror}. Name another one in "
            "INBEELD_DATA."
        ) from None
    return folder


def _must_be_free(host: str, port: int, *, option: str = "--port") -> None:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
    except (OSError, ValueError):  # ValueError: a name that cannot be one at all
        raise InputError(f"There is no address {host}. Choose another with --host.") from None
    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        raise InputError(
            f"Cannot listen on {host}:{port}: {error.strerror}. Choose another with {option}."
        ) from None
