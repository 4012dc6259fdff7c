"""A whole archive on this machine: how long it takes, how much memory, and what the same messages take in
one process after another, without an archive (the named baseline).

    python benchmarks/archive.py [--messages 10000000]

Asked for: 10 million messages on 2 cores within 2 GB. Memory is the most that the command and all that it
starts hold at one moment, shared pages shared out (`Pss`), looked at ten times a second. Linux only.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from inbeeld.check import Observer
from inbeeld.knowledge import shipped
from inbeeld.knowledge.chat_rules import shipped_chat_rules
from inbeeld.screen import Said, shipped_screen

FILES, EACH = 8, 20  # files; messages a conversation
MOST_GB = 2.0
BASELINE = 20_000  # messages
AT = dt.datetime(2026, 11, 23, 19, 0, tzinfo=dt.UTC)
SPEAKERS = ("A", "B")
EVERYDAY = (
    "hoi", "ben net thuis", "heb je het huiswerk af?", "nee nog niet", "zie je morgen op training",
    "mama zegt dat we om 5 eten", "what are you up to", "not much", "see you at practice", "ok", "lol",
    "the train was late again", "we gaan zaterdag naar het strand", "wie brengt de ballen mee",
)  # fmt: skip


def texts(seed: int, count: int) -> list[str]:
    """Everyday talk; one message in fifty is an example of a rule."""
    chance = random.Random(seed)
    examples = [text for rule in shipped_chat_rules().rules.values() for text in rule.caught]
    return [
        chance.choice(examples) if chance.random() < 0.02 else f"{chance.choice(EVERYDAY)} {n % 97}"
        for n in range(count)
    ]


def write(folder: Path, messages: int) -> None:
    """Files in which the messages of a conversation lie apart, as in a real archive."""
    said = texts(1, 200_000)
    per_file = messages // FILES
    for number in range(FILES):
        with pq.ParquetWriter(folder / f"{number}.parquet", SCHEMA) as file:
            for first in range(0, per_file, 250_000):
                rows = range(first, min(first + 250_000, per_file))
                table = {
                    "conversation": [f"{number}-{row % (per_file // EACH + 1)}" for row in rows],
                    "time": list(rows),
                    "speaker": [SPEAKERS[row // 7 % 2] for row in rows],
                    "text": [said[(row * 7919 + number) % len(said)] for row in rows],
                }
                file.write_table(pa.table(table, SCHEMA))


SCHEMA = pa.schema(
    [
        ("conversation", pa.string()), ("time", pa.int64()), ("speaker", pa.string()),
        ("text", pa.string()),
    ]
)  # fmt: skip


def family(process: int) -> list[int]:
    """A process and all that came from it."""
    found = [process]
    for one in found:
        try:
            tasks = Path(f"/proc/{one}/task").iterdir()
            found += [int(n) for t in tasks for n in (t / "children").read_text().split()]
        except OSError:
            continue
    return found


def held(process: int) -> int:
    """Bytes of a process and all that came from it."""
    total = 0
    for one in family(process):
        try:
            lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total * 1024


def screened(source: Path, out: Path) -> tuple[float, int, dict]:
    """Seconds, most bytes, and the manifest."""
    command = [
        str(Path(sys.executable).with_name("inbeeld")), "archive", "screen", str(source), str(out),
        "--ground", "a benchmark on invented messages",
    ]  # fmt: skip
    begun, most = time.perf_counter(), 0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        while running.poll() is None:
            most = max(most, held(running.pid))
            time.sleep(0.1)
    if running.returncode:
        raise SystemExit(f"the command ended with {running.returncode}")
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    return time.perf_counter() - begun, most, manifest


def baseline() -> float:
    """Messages a second, one conversation after another in this process."""
    screen, known = shipped_screen(), shipped()
    said = texts(2, BASELINE)
    begun = time.perf_counter()
    for first in range(0, BASELINE, EACH):
        lines = [Said(said[first + n], SPEAKERS[n // 7 % 2]) for n in range(EACH)]
        screen.conversation(lines, observer=Observer.PARENT, knowledge=known, at=AT)
    return BASELINE / (time.perf_counter() - begun)


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--messages", type=int, default=400_000)
    messages = asked.parse_args().messages
    plain = baseline()
    print(f"one conversation after another, baseline: {plain:,.0f} messages a second")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "in")
        source.mkdir()
        write(source, messages)
        seconds, most, manifest = screened(source, Path(folder, "out"))
    counts = manifest["counts"]
    if counts["messages"] != messages // FILES * FILES:
        raise SystemExit(f"{counts['messages']:,} messages came through of {messages:,}")
    print(f"{counts['messages']:,} messages in {counts['conversations']:,} conversations")
    speed = messages / seconds
    print(f"archive: {messages:,} messages in {seconds:.0f} s, {speed:,.0f} a second")
    print(
        f"at most {most / 1e9:.2f} GB (asked: {MOST_GB:.0f}); {speed / plain:.1f} times the baseline"
    )
    return 0 if most <= MOST_GB * 1e9 else 1


if __name__ == "__main__":
    raise SystemExit(main())
