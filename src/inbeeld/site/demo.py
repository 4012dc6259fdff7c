"""A demonstration says on every page that nobody reads along."""

from __future__ import annotations

import functools
import time
from pathlib import Path

from django.conf import settings

from inbeeld.desk.ready import read_setup

SECONDS = 5


def is_demo() -> bool:
    """Whether this site is a demonstration, as the data folder says; looked up every few seconds."""
    return _demo(settings.DATA, int(time.monotonic() / SECONDS))


@functools.lru_cache(maxsize=4)
def _demo(data: Path, _moment: int) -> bool:
    setup = read_setup(data)
    return setup is not None and setup.demo
