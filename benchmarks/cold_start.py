"""From the command to the answer: a WhatsApp export of 400 messages in a process of its own.

Asked for: 0.4 seconds, with the rules prebuilt. Run twice over: everyday talk with one threat in it, and
the ordinary chats that were written to look worrying, in which far more patterns must be made ready. The
named baseline is a process that only starts Python. The last line says what holds; exit 1 where the first
does not.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from benchmarks.screening import talk

RUNS, LINES, MOST = 9, 400, 0.4
COMMAND = (str(Path(sys.executable).with_name("inbeeld")), "chat", "check")
THREAT = "stuur nu geld of ik stuur je foto naar je klas"
CHATS = Path(__file__).parents[1] / "tests" / "screen" / "chats" / "more.jsonl"


def everyday() -> list[str]:
    said = talk(LINES - 1)
    return [*said[: LINES // 2], THREAT, *said[LINES // 2 :]]


def alike() -> list[str]:
    chats = map(json.loads, CHATS.read_text(encoding="utf-8").splitlines())
    ordinary = (one for one in chats if one["label"] == "ordinary")
    return list(islice((said["text"] for one in ordinary for said in one["messages"]), LINES))


def export(said: Iterable[str], path: Path) -> Path:
    lines = (
        f"[02-05-2022 16:{n // 60 % 60:02}:{n % 60:02}] {'AB'[n % 2]}: {text}"
        for n, text in enumerate(said)
    )
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def took(*command: str) -> float:
    """The median of processes that run this, in seconds."""
    times = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - begun)
    return statistics.median(times)


def main() -> int:
    bare = took(sys.executable, "-c", "pass")
    print(f"starting Python: {bare:.2f} s")
    with tempfile.TemporaryDirectory() as folder:
        found = []
        for name, said in (("everyday talk", everyday()), ("talk that looks worrying", alike())):
            found.append(took(*COMMAND, str(export(said, Path(folder) / "chat.txt"))))
            print(
                f"{LINES} messages of {name}: {found[-1]:.2f} s, {found[-1] / bare:.1f} times that"
            )
    holds = [one < MOST for one in found]
    print(
        f"under {MOST} s: everyday {'yes' if holds[0] else 'no'}, alike {'yes' if holds[1] else 'no'}"
    )
    return 0 if holds[0] else 1


if __name__ == "__main__":
    sys.exit(main())
