"""How much memory and time reading a large chat takes.

A WhatsApp chat is written by chance, in which only the last line decides the order of the dates.
Asked for: 1 GB in less than 300 MB. The last line says it; exit 1 when it does not hold.

    python benchmarks/reading.py --megabytes 1000
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

MOST = 300  # MB
NAMES = ("Anna", "Bo de Vries", "+31 6 12345678", "Cas 🌸")
WORDS = (
    "hoi", "ja", "nee", "morgen", "school", "fiets", "misschien", "laat", "thuis", "prima", "we",
    "gaan", "om", "de", "hoek", "één", "👍",
)  # fmt: skip


def write(path: Path, size: int) -> None:
    """A chat of about so many bytes. Days and months stay below 13 until the last line."""
    chance = random.Random(1)
    bodies = [" ".join(chance.choices(WORDS, k=chance.randint(1, 16))) for _ in range(5000)]
    at = dt.datetime(2012, 1, 1, 9, 0, tzinfo=dt.UTC)
    written = 0
    with path.open("w", encoding="utf-8") as stream:
        while written < size:
            at += dt.timedelta(seconds=chance.randint(1, 40))
            if at.day > 12:
                at = (at.replace(day=1) + dt.timedelta(days=32)).replace(day=1)
            begin = f"{at:%d/%m/%y, %H:%M} - "
            lines = [
                f"{begin}{name}: {body}" for name in NAMES for body in chance.sample(bodies, 20)
            ]
            lines.insert(7, "een tweede regel van hetzelfde bericht")
            text = "\n".join(lines) + "\n"
            written += stream.write(text)
        stream.write(f"{at.replace(day=28):%d/%m/%y, %H:%M} - Anna: dag\n")


def measure(path: Path) -> int:
    """Opens the chat and goes through it, in this process, and prints what that took."""
    from inbeeld.chats import open_chat

    started = time.perf_counter()
    chat = open_chat(path)
    opened = time.perf_counter()
    count = sum(1 for _ in chat)
    gone = time.perf_counter()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    assert count == chat.source.messages
    assert not chat.source.notes
    print(f"{path.stat().st_size / 1e6:.0f} MB, {count:,} messages")
    print(
        f"opening, which settles dates and counts: {count / (opened - started):,.0f} messages a second"
    )
    print(f"going through it: {count / (gone - opened):,.0f} messages a second")
    print(f"peak memory {memory:.0f} MB (at most {MOST})")
    return 0 if memory <= MOST else 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=32)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.file is not None:
        return measure(options.file)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "chat.txt"
        write(path, options.megabytes * 1_000_000)
        # A process of its own: what writing took must not count for reading.
        done = subprocess.run([sys.executable, __file__, "--file", str(path)], check=False)
    return done.returncode


if __name__ == "__main__":
    raise SystemExit(main())
