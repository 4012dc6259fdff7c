"""`inbeeld serve`: starts the public site as a process of its own."""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from inbeeld.cli.shared import DONE, InputError
from inbeeld.knowledge import load
from inbeeld.knowledge.pages import load_site

HIGHEST_PORT = 65535


def add(commands: Any) -> None:
    parser = commands.add_parser("serve", help="start the site")
    address_options(parser)
    parser.set_defaults(run=start)


def address_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", metavar="ADDRESS", help="where to listen")
    parser.add_argument("--port", default="8000", metavar="PORT", help="a number up to 65535")


def start(options: argparse.Namespace, *, preview: bool = False) -> int:
    """Starts the site and waits for it. Ctrl-C stops it, and so does a plain `kill`."""
    port = _port(options.port)
    folder = data_folder()
    if not preview:
        load_site(load())  # faults in the data are told here, before anything listens
    _must_be_free(options.host, port)
    environment = os.environ | {"INBEELD_DATA": str(folder)}
    if preview:
        environment["INBEELD_PREVIEW"] = "1"
    command = [sys.executable, "-m", "inbeeld.site", "--host", options.host, "--port", str(port)]
    print(f"InBeeld is on http://{options.host}:{port}/ (stop with Ctrl-C)", flush=True)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # else the site would stay behind
    site = subprocess.Popen(command, env=environment)  # noqa: S603 (our own module, no shell)
    work = None if preview else _work(environment)
    try:
        code = site.wait()
    except KeyboardInterrupt:
        site.terminate()
        site.wait()
        code = 0
    finally:
        if work is not None:
            work.terminate()
            work.wait()
    return DONE if code in (0, -15) else 1


def _work(environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """What erases drafts that died: a process of its own, since the public one may not."""
    return subprocess.Popen([sys.executable, "-m", "inbeeld.office", "work"], env=environment)


def _port(given: str) -> int:
    short = given.isdecimal() and len(given) <= len(str(HIGHEST_PORT))
    if not short or not 0 < int(given) <= HIGHEST_PORT:
        raise InputError(f"--port must be a number from 1 to {HIGHEST_PORT}.")
    return int(given)


def data_folder() -> Path:
    """`$INBEELD_DATA`, made where it is missing."""
    folder = Path(os.environ.get("INBEELD_DATA") or "data").absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".writable"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise InputError(
            f"The data folder {folder} cannot be used: {error.strerror}. Name another one in "
            "INBEELD_DATA."
        ) from None
    return folder


def _must_be_free(host: str, port: int) -> None:
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
            f"Cannot listen on {host}:{port}: {error.strerror}. Choose another with --port."
        ) from None
