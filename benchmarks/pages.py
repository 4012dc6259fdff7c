"""How fast pages come for 50 readers at once, beside the smallest page the same server can give.

Both are served by the same server with the same workers on this machine, one after the other; the readers
are a process of their own on the same cores. Asked for: the first byte within 50 ms at the median. The
last line gives the slowest page; exit 1 where it does not hold.
"""

from __future__ import annotations

import asyncio
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

READERS = 50
SECONDS = 4.0
WARM_UP = 1.0
FIRST_BYTE_MS = 50.0
RESULT = "z05=a&z06=a&z13=c&step=2"
PAGES = (
    ("GET", "/", ""),
    ("GET", "/lijst", ""),
    ("GET", "/wie", ""),
    ("GET", "/jij/1", ""),
    ("GET", "/vraag/1", ""),
    ("POST", "/vraag/2", RESULT),
)
HELLO = """
import sys
from granian import Granian
from granian.constants import Interfaces
sys.path.insert(0, sys.argv[2])
Granian("hello:app", address="127.0.0.1", port=int(sys.argv[1]), interface=Interfaces.WSGI,
        workers=2, log_access=False, log_level="error").serve()
"""
HELLO_APP = """
def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "5")])
    return [b"hello"]
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def served(command: list[str], port: int, folder: str):
    """A server in a process of its own, once it answers."""
    environment = os.environ | {"INBEELD_DATA": folder, "PYTHONPATH": folder}
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        for _ in range(200):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=1).read()
                break
            except OSError:
                time.sleep(0.1)
        else:
            raise SystemExit("The server did not start.")
        yield
    finally:
        server.terminate()
        server.wait()


async def reader(port: int, request: bytes, until: float, times: list[float]) -> None:
    """One reader: asks, waits for the whole answer, asks again, on one connection."""
    source, sink = await asyncio.open_connection("127.0.0.1", port)
    while time.perf_counter() < until:
        started = time.perf_counter()
        sink.write(request)
        head = await source.readuntil(b"\r\n")
        times.append((time.perf_counter() - started) * 1000)
        if b" 200 " not in head:
            raise SystemExit(f"The page answered {head!r}")
        await rest(source)
    sink.close()


async def rest(source: asyncio.StreamReader) -> None:
    """Reads the headers and the body of an answer, of known length or in chunks."""
    headers = (await source.readuntil(b"\r\n\r\n")).lower()
    if b"transfer-encoding: chunked" in headers:
        while size := int(await source.readuntil(b"\r\n"), 16):
            await source.readexactly(size + 2)
        await source.readexactly(2)
        return
    length = headers.split(b"content-length:")[1].split(b"\r\n")[0]
    await source.readexactly(int(length))


async def readers(port: int, method: str, path: str, body: str) -> dict[str, float]:
    lines = [
        f"{method} {path} HTTP/1.1",
        "Host: 127.0.0.1",
        "Accept-Encoding: gzip",
        "Sec-Fetch-Site: same-origin",
    ]
    if body:
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
    request = ("\r\n".join(lines) + "\r\n\r\n" + body).encode()
    for seconds in (WARM_UP, SECONDS):
        times: list[float] = []
        until = time.perf_counter() + seconds
        await asyncio.gather(*(reader(port, request, until, times) for _ in range(READERS)))
    times.sort()
    return {
        "median": statistics.median(times),
        "p95": times[int(len(times) * 0.95)],
        "a_second": len(times) / SECONDS,
    }


def measure(port: int, method: str, path: str, body: str) -> dict[str, float]:
    """The same in a second process, so that server and readers do not share an interpreter."""
    command = [sys.executable, __file__, "--readers", str(port), method, path, body]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def tell(name: str, found: dict[str, float]) -> None:
    print(
        f"{name:<16} first byte {found['median']:6.1f} ms at the median, {found['p95']:6.1f} ms at "
        f"p95, {found['a_second']:6.0f} requests a second"
    )


def main() -> int:
    print(f"{READERS} readers at once, {SECONDS:.0f} s a page, {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "hello.py").write_text(HELLO_APP, encoding="utf-8")
        port = free_port()
        with served([sys.executable, "-c", HELLO, str(port), folder], port, folder):
            base = measure(port, "GET", "/", "")
        tell("hello, baseline", base)
        port = free_port()
        command = [sys.executable, "-m", "inbeeld.cli", "serve", "--port", str(port)]
        worst = 0.0
        with served(command, port, folder):
            for method, path, body in PAGES:
                found = measure(port, method, path, body)
                tell(f"{method} {path}", found)
                if method == "GET":
                    worst = max(worst, found["median"])
    holds = worst < FIRST_BYTE_MS
    print(
        f"slowest page to read: {worst:.1f} ms at the median (at most {FIRST_BYTE_MS:.0f}), "
        f"{worst / base['median']:.1f} times the baseline"
    )
    return 0 if holds else 1


if __name__ == "__main__":
    if sys.argv[1:2] == ["--readers"]:
        found = asyncio.run(readers(int(sys.argv[2]), *sys.argv[3:6]))
        print(json.dumps(found))
    else:
        raise SystemExit(main())
