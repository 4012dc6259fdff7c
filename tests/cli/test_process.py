"""The command as a process of its own: elsewhere, with broken data, into a closed pipe."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.commands import EVENING, copied, elsewhere, refused

SCRIPT = Path(sys.executable).parent / "inbeeld"


def test_it_runs_from_any_folder_and_leaves_nothing_there(tmp_path):
    ran = elsewhere("signals", "--format", "json", folder=tmp_path)
    assert (ran.code, len(ran.json), ran.err) == (0, 120, "")
    assert list(tmp_path.iterdir()) == []


def test_the_installed_command_is_the_same(tmp_path):
    words = ("check", "--observer", "self", "--seen", "S017", "--at", EVENING, "--format", "json")
    done = subprocess.run([SCRIPT, *words], cwd=tmp_path, capture_output=True, check=True)
    assert json.loads(done.stdout) == elsewhere(*words, folder=tmp_path).json


def test_wrong_input_says_nothing_on_stdout(tmp_path):
    said = refused(
        elsewhere("check", "--observer", "teacher", "--seen", "no-such", folder=tmp_path)
    )
    assert "Unknown signal: no-such" in said


def test_bytes_that_are_no_text_are_refused(tmp_path):
    command = [
        os.fsencode(sys.executable),
        b"-m",
        b"inbeeld.cli",
        b"check",
        b"--observer",
        b"teacher",
    ]
    done = subprocess.run(
        [*command, b"--seen", b"\xff\xfe\x1b[31m"], cwd=tmp_path, capture_output=True, check=False
    )
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr == b"inbeeld: Unknown signal: ???[31m.\n"


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Tokyo", "UTC"])
def test_a_time_without_a_zone_is_that_of_the_netherlands_on_every_machine(tmp_path, zone):
    words = ("check", "--observer", "self", "--at", "2026-07-01T20:59", "--format", "json")
    found = elsewhere(*words, folder=tmp_path, TZ=zone).json
    assert found["at"] == "2026-07-01T20:59:00+02:00"
    assert {one["id"]: one["open"] for one in found["routes"]}["kindertelefoon"] is True


def test_a_reader_who_stops_reading_is_no_fault(tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-m", "inbeeld.cli", "signals", "--format", "json"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout.readline() == b"[\n"
    process.stdout.close()
    _, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (0, b"")


def test_a_full_disk_is_one_plain_message(tmp_path):
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "inbeeld.cli", "signals"],
            cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.startswith("inbeeld: cannot go on: ")
    assert len(done.stderr.splitlines()) == 1


def test_a_terminal_that_does_not_know_every_letter_is_still_served(tmp_path):
    text = elsewhere("signals", folder=tmp_path, PYTHONIOENCODING="ascii")
    assert (text.code, len(text.out.splitlines()), text.err) == (0, 120, "")
    answer = elsewhere("signals", "--format", "json", folder=tmp_path, PYTHONIOENCODING="ascii")
    assert answer.json == elsewhere("signals", "--format", "json", folder=tmp_path).json


# ---------- broken data


def change(folder: Path, file: str, old: str, new: str) -> None:
    """Changes the first line that begins with `old`."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert f"\n{old}" in text
    path.write_text(text.replace(f"\n{old}", f"\n{new}", 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "file", "old", "new", "expected"),
    [
        ("routes", "routes.toml", 'country = "NL"', 'country = "XX"',
         "routes.toml: route alarm-112: country must be one of"),
        ("signals", "rules.toml", 'outcome = "talk"', 'outcome = "panic"',
         "rules.toml: rule general: outcome must be one of"),
        ("check --observer parent", "advice.toml", "do = true", "do = ",
         "advice.toml: file: is not valid TOML"),
        ("signals", "signals/6-health.toml", "[[signal]]", "[[signall]]",
         "signals/6-health.toml: signall: is not known here"),
        ("check --observer self", "self_check.toml", 'signals = ["cannot-', 'signals = ["x", "cannot-',
         "self_check.toml: not-safe-now: signals names x, which does not exist"),
        ("routes --lang en", "words.toml", 'unknown = { nl = "Wij', 'unknown = { nn = "Wij',
         "words.toml: words open.unknown: text must have nl and en"),
    ],
)  # fmt: skip
def test_a_broken_data_file_is_told_with_file_entry_and_reason(
    tmp_path, words, file, old, new, expected
):
    data = copied(tmp_path)
    change(data, file, old, new)
    said = refused(elsewhere(*words.split(), folder=tmp_path, INBEELD_KNOWLEDGE=str(data)))
    assert "in the data files:" in said
    assert expected in said


def test_all_faults_are_told_at_once(tmp_path):
    data = copied(tmp_path)
    change(data, "routes.toml", 'country = "NL"', 'country = "XX"')
    change(data, "law.toml", 'read = "', 'read = "not-')
    said = refused(elsewhere("signals", folder=tmp_path, INBEELD_KNOWLEDGE=str(data)))
    assert said.startswith("inbeeld: 2 faults in the data files:")
    assert "routes.toml" in said
    assert "law.toml" in said


@pytest.mark.parametrize(
    "words",
    [
        ("signals",),
        ("routes",),
        ("knowledge", "audit"),
        ("knowledge", "preview", "start"),
        ("knowledge", "confirm", "police", "--on", "2026-01-01", "--by", "A. Person"),
        ("serve", "--port", "8999"),
    ],
)
def test_a_data_folder_that_is_not_there_is_told(tmp_path, words):
    data = str(tmp_path / "nowhere")
    said = refused(elsewhere(*words, folder=tmp_path, INBEELD_KNOWLEDGE=data))
    assert "routes.toml: file: is missing" in said
