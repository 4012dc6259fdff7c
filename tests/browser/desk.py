"""A demonstration with both its sides running, and members of staff who sign in as anyone does."""

from __future__ import annotations

import base64
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from playwright.sync_api import Page

from tests.browser.arriving import press
from tests.browser.servers import OURS_TO_SET, ROOT, site

DESK = "inbeeld.office serve"
STEP = 30  # seconds that a code is good for


def command(folder: Path, *words: str, said: str = "") -> str:
    """What `inbeeld` prints, on this data folder."""
    return _run(folder, ["inbeeld.cli", *words], said)


def _run(folder: Path, words: list[str], said: str = "") -> str:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS_TO_SET)}
    done = subprocess.run(
        [sys.executable, "-m", *words], cwd=ROOT, env={**kept, "INBEELD_DATA": str(folder)},
        input=said, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout


@dataclass
class Both:
    """Where a demonstration is, who works there, and the receipts that were given out."""

    folder: Path
    public: str
    desk: str
    staff: dict[str, str]
    receipts: list[tuple[str, str]]
    spare: dict[str, list[str]] = field(default_factory=dict)


@contextmanager
def demonstration(folder: Path) -> Iterator[Both]:
    """Filled and started, until the end of the block."""
    said = command(folder, "demo")
    staff = dict(re.findall(r"^  (Demo \w+): (\S+)$", said, re.MULTILINE))
    receipts = re.findall(r"^  (\w{4}(?:-\w{4}){3})  (.+)$", said, re.MULTILINE)
    _run(folder, ["inbeeld.office", "prepare"])
    with site(folder) as public, site(folder, DESK) as desk:
        yield Both(folder, public, f"{desk}/desk/", staff, receipts)


def give_password(page: Page, there: Both, name: str, password: str) -> None:
    page.goto(f"{there.desk}in")
    page.locator("#login").fill(name)
    page.locator("#password").fill(password)
    press(page.locator("main button"))


def sign_in(page: Page, there: Both, name: str, password: str = "") -> None:
    """All the way: the second factor is set up the first time, and asked for each next time."""
    give_password(page, there, name, password or there.staff[name])
    second_step(page, there, name)


def second_step(page: Page, there: Both, name: str) -> None:
    """A code from the app the first time; then a spare one, since each code is good for once."""
    if not page.url.endswith("/desk/code"):
        page.locator("#code").fill(there.spare[name].pop())
        press(page.locator("main button"))
        return
    secret = page.locator("code").inner_text()
    page.locator("#code").fill(code(secret, time.time()))
    press(page.locator("main button"))
    there.spare[name] = page.locator("main li code").all_inner_texts()
    press(page.locator("main a.button"))


def code(secret: str, at: float) -> str:
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    return TOTP(key, 6, SHA1(), STEP, enforce_key_length=False).generate(int(at)).decode()
