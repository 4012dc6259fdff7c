"""The staff's side on a real database of its own, with the settings of the public side (one process)."""

from __future__ import annotations

import datetime as dt

import django
import pytest

from tests.site.conftest import _served  # noqa: F401 (the same settings, database and migrations)

django.setup()

NOW = dt.datetime(2026, 11, 24, 10, tzinfo=dt.UTC)


@pytest.fixture
def tables():
    """The tables, with nothing in them before and after."""
    from tests.site.reporting import emptied

    emptied()
    yield
    emptied()
