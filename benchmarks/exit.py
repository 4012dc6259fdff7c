"""How long the exit takes, from the press to the neutral page, with a browser cache that is full.

A full cache matters: a site that asks the browser to clear its data at the exit keeps the reader waiting.
The named baseline is the same press on a page that links straight to the neutral page. Asked for: under
200 ms at the median. The last line says it; exit 1 where it does not hold.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.browser.chromium import arguments, executable
from tests.browser.servers import site

PRESSES = 20
LIMIT_MS = 200.0
FILES = 75
FILE_MB = 4
CACHE_BYTES = 700 * 1024 * 1024
NEUTRAL = b"<!doctype html><html lang='nl'><title>Weer</title><h1>Weer</h1>"
FILL = "n => Promise.all([...Array(5).keys()].map(k => fetch(`/f/${n + k}`).then(r => r.arrayBuffer())))"
ARRIVED = (
    "() => performance.timeOrigin + performance.getEntriesByType('navigation')[0].responseStart"
)


class Answer(BaseHTTPRequestHandler):
    """The neutral page, files to fill the cache with, and a page with a plain link."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if self.path.startswith("/f/"):
            self.reply(
                os.urandom(FILE_MB * 1024 * 1024), "application/octet-stream", "max-age=86400"
            )
        elif self.path == "/link":
            link = f"<a class='exit-go' href='http://localhost:{self.server.server_port}/'>Weg</a>"
            self.reply(NEUTRAL + link.encode(), "text/html", "no-store")
        else:
            self.reply(NEUTRAL, "text/html", "no-store")

    def reply(self, body: bytes, kind: str, keep: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", keep)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Says nothing: the output is for the figures."""


@contextmanager
def elsewhere() -> Iterator[str]:
    """A site on this machine that is not ours."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()


def press(page: Page, address: str, neutral: str) -> float:
    """From just before the press until the first byte of the neutral page, in ms."""
    page.goto(address)
    started = page.evaluate("() => Date.now()")
    with page.expect_navigation(url=neutral, wait_until="commit"):
        page.locator(".exit-go").click(no_wait_after=True)
    page.wait_for_load_state("domcontentloaded")
    return float(page.evaluate(ARRIVED)) - float(started)


def main() -> int:
    with (
        tempfile.TemporaryDirectory() as folder,
        elsewhere() as other,
        site(Path(tempfile.mkdtemp(dir=folder)), INBEELD_EXIT_URL=f"{other}/") as ours,
        sync_playwright() as playwright,
    ):
        context = playwright.chromium.launch_persistent_context(
            f"{folder}/profile",
            executable_path=executable(),
            args=[*arguments(), f"--disk-cache-size={CACHE_BYTES}"],
        )
        context.set_default_timeout(30_000)
        page = context.pages[0]
        page.goto(f"{other}/link")
        for number in range(0, FILES, 5):
            page.evaluate(FILL, number)
        page.wait_for_timeout(3_000)
        held = sum(f.stat().st_size for f in Path(f"{folder}/profile").rglob("*") if f.is_file())
        print(f"cache of {held / 1024 / 1024:.0f} MB")
        base = [press(page, f"{other}/link", f"{other}/") for _ in range(PRESSES)]
        times = [press(page, f"{ours}/lees/2", f"{other}/") for _ in range(PRESSES)]
        context.close()
    median, plain = statistics.median(times), statistics.median(base)
    print(f"plain link, baseline: {plain:.0f} ms at the median of {PRESSES}")
    print(f"the exit: slowest {max(times):.0f} ms")
    print(
        f"exit {median:.0f} ms at the median (at most {LIMIT_MS:.0f}), "
        f"{median / plain:.1f} times the baseline"
    )
    return 0 if median < LIMIT_MS else 1


if __name__ == "__main__":
    raise SystemExit(main())
