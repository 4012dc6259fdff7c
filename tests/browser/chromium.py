"""Where Chromium is, and how it starts without asking anything of the outside."""

from __future__ import annotations

import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--disable-extensions",
)


def executable() -> str:
    """The path of Chromium. `make test` installs it where it may; here it must be there."""
    for name in NAMES:
        found = shutil.which(name)
        if found:
            return found
    raise FileNotFoundError("Chromium is missing. Run: make test")


def arguments() -> list[str]:
    return list(ARGUMENTS)
