"""`proofs.stolen` and `proofs.crash` in small numbers, on both databases; broken on purpose, they fail.

Here one worker serves, and one kill must do. The numbers of the promise itself are the usual ones of each
command, with the workers as shipped; `make proofs` takes the large ones.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SMALL = {"stolen": ("--canaries", "30"), "crash": ("--reports", "4", "--kills", "1")}
FIGURE = {
    "stolen": r"(\d+) of (\d+) canaries found in \d+ MB; of the same, planted unsealed, (\d+)\.",
    "crash": r"of (\d+) reports with a receipt shown (\d+) lost, (\d+) half, (\d+) receipts for "
    r"nothing, (\d+) drafts lost; \d+ whole; 1 kills\.",
}
DATABASES = ("sqlite", "postgres")


def proved(name: str, database: str, *more: str) -> tuple[int, str, list[int]]:
    """The exit code, the word before the figure, and the numbers in the figure."""
    command = [sys.executable, "-m", f"proofs.{name}", "--database", database, *SMALL[name], *more]
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ | {"INBEELD_WORKERS": "1"},
        capture_output=True, text=True, timeout=240, check=False,
    )  # fmt: skip
    assert not done.stderr, done.stderr[-2000:]
    last = done.stdout.splitlines()[-1]
    word, _, figure = last.partition(": ")
    found = re.fullmatch(FIGURE[name], figure)
    assert found, done.stdout[-2000:]
    assert {"sqlite": "SQLite", "postgres": "PostgreSQL"}[database] in done.stdout
    return done.returncode, word, [int(one) for one in found.groups()]


@pytest.mark.parametrize("database", DATABASES)
def test_stolen_disks_hold_nothing_and_the_search_sees_what_is_planted(database):
    code, word, (found, typed, planted) = proved("stolen", database)
    assert (code, word) == (0, "Holds")
    assert found == 0
    assert planted == typed >= 30


@pytest.mark.parametrize("database", DATABASES)
def test_without_sealing_stolen_disks_hold_it(database):
    code, word, (found, typed, planted) = proved("stolen", database, "--break")
    assert (code, word) == (1, "Does not hold")
    assert found > 15
    assert planted == typed


@pytest.mark.parametrize("database", DATABASES)
def test_what_was_shown_is_there_after_a_crash(database):
    code, word, (shown, *bad) = proved("crash", database)
    assert bad == [0, 0, 0, 0]
    assert shown >= 4
    assert (code, word) == (0, "Holds")


@pytest.mark.parametrize("database", DATABASES)
def test_a_receipt_that_is_shown_too_early_is_lost_in_a_crash(database):
    code, word, (_, lost, *_) = proved("crash", database, "--break")
    assert (code, word) == (1, "Does not hold")
    assert lost > 0
