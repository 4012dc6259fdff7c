"""The real desk on a port of its own, and a member of staff who works there as in a browser."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import hmac
import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.cookiejar import CookieJar
from urllib.parse import urlencode

from proofs.frame import CannotStart, Run
from proofs.served import HOST, PASSWORD, STAFF, free_port

PATIENCE = 60  # seconds until it must answer


@contextlib.contextmanager
def working(run: Run) -> Iterator[Hand]:
    """The desk and its background work, and somebody who signed in, until the end of the block."""
    port = free_port()
    clean = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    started = []
    with (run.folder / "desk.log").open("ab") as log:

        def begin(*command: str) -> subprocess.Popen[bytes]:
            return subprocess.Popen(
                [sys.executable, "-m", "inbeeld.office", *command],
                env=clean, stdout=log, stderr=log,
            )  # fmt: skip

        if begin("prepare").wait():
            raise CannotStart("The desk did not start: its tables could not be made.")
        try:
            started += [begin("work"), begin("serve", "--port", str(port))]
            hand = Hand(port)
            hand.sign_in()
            yield hand
        finally:
            for process in started:
                process.terminate()
            for process in started:
                try:
                    process.wait(5)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()


class Hand:
    """A member at the desk: password, then the code of a telephone, then letters and notes."""

    def __init__(self, port: int) -> None:
        self.root = f"http://{HOST}:{port}/desk/"
        self.jar = CookieJar()
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        self.secret = ""  # of the second factor
        self.at = ""  # the page that came after a form
        self.key = ""  # the cookie without which the desk cannot open this member's key

    def sign_in(self) -> None:
        until = time.monotonic() + PATIENCE
        while True:
            try:
                self.get("in")
                break
            except OSError:
                if time.monotonic() > until:
                    raise CannotStart("The desk did not start.") from None
                time.sleep(0.1)
        self.post("in", login=STAFF[0], password=PASSWORD)
        page = self.get("code")
        found = re.search(r">\s*([A-Z2-7 ]{32,})\s*<", page)
        if found is None:
            raise CannotStart("The desk showed no secret for a second factor.")
        self.secret = found[1].replace(" ", "")
        self._send("code", page, code=one_time(self.secret, time.time()))
        if self.at == "/code":
            raise CannotStart("The desk did not take the code of a second factor.")
        self.key = next(one.value or "" for one in self.jar if one.name == "key")

    def read(self, report: object) -> str:
        """The page of one report, opened for whoever reads it."""
        return self.get(f"bericht/{report}")

    def write(self, report: object, kind: str, text: str) -> None:
        self.post(f"bericht/{report}", kind=kind, text=text)

    def get(self, place: str) -> str:
        with self.browser.open(self.root + place, timeout=30) as answer:
            return answer.read().decode()

    def post(self, place: str, **given: str) -> None:
        self._send(place, self.get(place), **given)

    def _send(self, place: str, page: str, **given: str) -> None:
        """Sends a form of a page as it was shown: a page asked for again may hold another secret."""
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        if token is None:
            raise CannotStart(f"The desk has no form at {place}.")
        form = urlencode({"csrfmiddlewaretoken": token[1], **given}).encode()
        with self.browser.open(self.root + place, form, timeout=30) as answer:
            self.at = answer.url.removeprefix(self.root.rstrip("/"))


def one_time(secret: str, at: float) -> str:
    """The code of a telephone (RFC 6238, with its usual choices)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    made = hmac.new(key, int(at // 30).to_bytes(8, "big"), hashlib.sha1).digest()
    place = made[-1] & 15
    return f"{(int.from_bytes(made[place : place + 4], 'big') & 0x7FFFFFFF) % 10**6:06}"
