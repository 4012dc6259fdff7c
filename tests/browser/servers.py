"""The servers that a browser visits, each on a free port of this machine: ours, and a stranger's."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).parents[2]
OURS = "inbeeld.site"
AT_A_MOMENT = "tests.browser.at"
PATIENCE = 60
OURS_TO_SET = ("INBEELD_", "DJANGO_")


@contextmanager
def site(data: Path, module: str = OURS, **settings: str) -> Iterator[str]:
    """Our site as a process of its own, with a data folder of its own. Yields its address."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS_TO_SET)}
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    log = data / "log.txt"
    command = [sys.executable, "-m", *module.split(), "--host", "127.0.0.1", "--port", str(port)]
    with log.open("wb") as out:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**kept, "INBEELD_DATA": str(data), "INBEELD_WORKERS": "1", **settings},
            stdout=out,
            stderr=out,
        )
    try:
        _wait_for(port, process, log)
        yield address
    finally:
        _stop(process)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    """Until the site answers. Raises with what it said when it does not."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            connection.request("GET", "/")
            connection.getresponse().read()
        except OSError:
            time.sleep(0.05)
        else:
            return
        finally:
            connection.close()
    raise RuntimeError(f"the site does not answer:\n{log.read_text(encoding='utf-8')}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


class Stranger(ThreadingHTTPServer):
    """A small site that is not ours. Remembers who connected, what it was asked, and from where."""

    daemon_threads = True

    def __init__(self, pages: Mapping[str, str]) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.pages = dict(pages)
        self.asked: list[tuple[str, str]] = []
        self.connected = 0

    def verify_request(self, *_: object) -> bool:
        """Counts a connection, also one over which nothing is asked."""
        self.connected += 1
        return True

    @property
    def address(self) -> str:
        """By another name than ours, so that a browser takes it for another site."""
        return f"http://localhost:{self.server_port}"


class _Answer(BaseHTTPRequestHandler):
    server: Stranger

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        self.server.asked.append((self.path, self.headers.get("Referer", "")))
        page = self.server.pages.get(path)
        self.send_response(404 if page is None else 200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write((page or "").encode())

    def do_POST(self) -> None:
        self.do_GET()

    def log_message(self, *_: object) -> None:
        """Says nothing: the output is for the tests."""


@contextmanager
def stranger(pages: Mapping[str, str]) -> Iterator[Stranger]:
    """A stranger's site in a thread, until the end of the block."""
    with Stranger(pages) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
