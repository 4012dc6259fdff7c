"""Each proof, short, as its command: it holds, and it does not once its protection is switched off.

The figures themselves are those of `make proofs`. Here the numbers are small, so that this takes seconds.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from proofs.every import all_proofs
from proofs.frame import DATABASES, CannotStart, Figure, Number, Proof, prove

ROOT = Path(__file__).parents[2]
# The smallest numbers that still show something. A proof without a line fails below.
SHORT = {
    "disclosure": ["--years", "3"],
    "fuzz": ["--requests", "2000"],
    "intake": ["--reports", "1"],
    # Other tests run beside these two: twice, and 5 %, are for a machine that does nothing else.
    "load": ["--reporters", "4", "--seconds", "1", "--guesses", "20", "--times", "25"],
    "receipts": ["--tries", "25", "--rounds", "8", "--percent", "40"],
    "retention": ["--neighbours", "1"],
}
ELSEWHERE = {"crash", "stolen"}  # `test_proofs_disks.py`, on both databases
BROKEN = {"receipts": ["--tries", "10"], "load": ["--reporters", "4", "--seconds", "1"]}


def run(name: str, *options: str) -> tuple[int, list[str]]:
    """The code of a proof and its lines."""
    done = subprocess.run(
        [sys.executable, "-m", f"proofs.{name}", *options], cwd=ROOT, capture_output=True, text=True,
        timeout=180, check=False,
    )  # fmt: skip
    assert not done.stderr, done.stderr
    return done.returncode, done.stdout.splitlines()


@pytest.mark.parametrize("name", SHORT)
def test_a_proof_holds_and_says_so_in_its_last_line(name):
    code, lines = run(name, *SHORT[name])
    assert lines[-1].startswith("Holds: "), lines
    assert code == 0
    assert lines[0].startswith(f"{name}: ")
    assert "Database: SQLite" in "\n".join(lines)


@pytest.mark.parametrize("name", SHORT)
def test_a_proof_does_not_hold_once_its_protection_is_off(name):
    code, lines = run(name, "--break", *BROKEN.get(name, SHORT[name]))
    assert lines[-1].startswith("Does not hold: "), lines
    assert code == 1
    assert any(line.startswith("Broken on purpose: ") for line in lines)


# ---------- the frame


def proof(answer) -> Proof:
    return Proof("name", "does it.", "it is off", answer, {"reports": Number(3, 30, "so many")})


def test_a_number_is_as_given_or_large_or_usual(capsys):
    seen = []

    def answer(run):
        seen.append(run["reports"])
        return Figure(True, "all of them.")

    assert [prove(proof(answer), given) for given in ([], ["--full"], ["--reports", "7"])] == [
        0
    ] * 3
    assert seen == [3, 30, 7]
    assert capsys.readouterr().out.splitlines()[-1] == "Holds: all of them."


def test_a_number_that_is_none_is_wrong_input(capsys):
    with pytest.raises(SystemExit) as ended:
        prove(proof(lambda _: Figure(True, "")), ["--reports", "many"])
    assert ended.value.code == 2
    assert "whole number" in capsys.readouterr().err


def test_what_cannot_be_started_is_a_failure_in_one_sentence(capsys):
    def answer(_):
        raise CannotStart("The database did not start.")

    assert prove(proof(answer), []) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "The database did not start."


def test_every_proof_is_tried_here_and_says_what_it_breaks():
    found = {one.name: one for one in all_proofs()}
    assert set(SHORT) | ELSEWHERE == set(found)
    for one in found.values():
        assert one.does.endswith(".")
        assert one.breaks
        assert set(one.databases) <= set(DATABASES)
