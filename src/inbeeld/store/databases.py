"""Which database: SQLite in the data folder, or PostgreSQL by one setting."""

from __future__ import annotations

from pathlib import Path
from typing import Any

# A report is on the disk before its receipt is shown (FULL), readers do not wait for writers (WAL), and
# what is deleted is overwritten where it stood.
PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
PATIENCE = 20  # seconds that a write waits for another


def databases(data: Path) -> dict[str, Any]:
    """Django's `DATABASES`."""
    return {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": data / "inbeeld.sqlite3",
            "OPTIONS": {
                "init_command": PRAGMAS,
                "transaction_mode": "IMMEDIATE",
                "timeout": PATIENCE,
            },
            "CONN_MAX_AGE": 60,
        }
    }
