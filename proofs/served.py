"""The real public site on a port of its own, and the staff who can open what it takes in."""

from __future__ import annotations

import contextlib
import datetime as dt
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from proofs.frame import CannotStart, Run

CHECKOUT = Path(__file__).parents[1]
STAFF = ("Een", "Twee")
PASSWORD = "een lang wachtwoord"
HOST = "127.0.0.1"
PATIENCE = 60  # seconds until a server must answer


def open_for_reports(run: Run, *, settings: str = "inbeeld.office.settings") -> None:
    """Tables, two members with the keys, and the set-up of a demonstration. Django is ready then."""
    os.environ["DJANGO_SETTINGS_MODULE"] = settings
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    import tomlkit

    from inbeeld.desk.ready import FILE
    from inbeeld.office import people
    from inbeeld.office.demo import SETUP
    from inbeeld.vault.named import Password

    now = dt.datetime.now(dt.UTC)
    password = Password(PASSWORD.encode())
    for name in STAFF:
        people.add(name, password, now=now)
    people.give(STAFF[1], by=STAFF[0], password=password, now=now)
    (run.data / FILE).write_text(tomlkit.dumps(SETUP), encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Site:
    """The public site as it is served."""

    process: subprocess.Popen[bytes]
    port: int

    def kill(self) -> None:
        """Ends it and its workers at once, as a crash does."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        """Ends it as an operator does."""
        self.process.terminate()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.kill()


@contextlib.contextmanager
def serving(
    run: Run, *, port: int = 0, module: str = "inbeeld.site", settings: str = "", **terms: int
) -> Iterator[Site]:
    """`python -m inbeeld.site` until the end of the block. `terms` are settings of reporting."""
    site = start(run, port=port, module=module, settings=settings, **terms)
    try:
        yield site
    finally:
        if site.process.poll() is None:
            site.stop()


def start(
    run: Run, *, port: int = 0, module: str = "inbeeld.site", settings: str = "", **terms: int
) -> Site:
    """Starts the site and waits until it answers. What it says goes to `site.log`.

    `settings` names other settings of Django, for a site that is broken on purpose (`broken/`).
    """
    environment = dict(public_environment(run, **terms))
    if settings:
        environment["DJANGO_SETTINGS_MODULE"] = settings
    port = port or free_port()
    command = [sys.executable, "-m", module, "--host", HOST, "--port", str(port)]
    with (run.folder / "site.log").open("ab") as log:
        process = subprocess.Popen(
            command, env=environment, stdout=log, stderr=log, cwd=CHECKOUT, start_new_session=True
        )
    site = Site(process, port)
    _until_it_answers(site, run.folder / "site.log")
    return site


def public_environment(run: Run, **terms: int) -> Mapping[str, str]:
    """What the public process is given: on PostgreSQL it never learns the address of the desk."""
    given = {key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
    given |= dict(run.environment) | {"INBEELD_DATA": str(run.data)}
    given |= {f"INBEELD_{name.upper()}": str(value) for name, value in terms.items()}
    if "INBEELD_DATABASE_PUBLIC" in given:
        given.pop("INBEELD_DATABASE", None)
    return given


def free_port() -> int:
    """A port that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        found: int = probe.getsockname()[1]
        return found


def _until_it_answers(site: Site, log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and site.process.poll() is None:
        try:
            line = http.client.HTTPConnection(HOST, site.port, timeout=5)
            line.request("GET", "/weg")
            line.getresponse().read()
            line.close()
            return
        except (OSError, http.client.HTTPException):
            time.sleep(0.05)
    site.kill()
    said = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    raise CannotStart(f"The site did not start: {said[-1] if said else 'it said nothing'}")
