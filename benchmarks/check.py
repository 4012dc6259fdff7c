"""How long advice takes for 30 observations, and how long `import inbeeld.check` takes.

Asked for: advice within 1 ms, the import within 150 ms. The last line says both; exit 1 when one
does not hold.
"""

from __future__ import annotations

import datetime as dt
import random
import statistics
import subprocess
import sys
import time

from inbeeld.check import Known, Observation, Observer, advise
from inbeeld.knowledge import load

RUNS = 2000
STARTS = 10
ADVICE_MS = 1.0
IMPORT_MS = 150.0
NOW = dt.datetime(2026, 11, 23, 19, 0, tzinfo=dt.UTC)


def milliseconds(started: float) -> float:
    return (time.perf_counter() - started) * 1000


def advice_time(observer: Observer) -> float:
    """The median of one call with 30 different signals."""
    known = load()
    chance = random.Random(1)
    given = [
        Observation(label, chance.choice(list(Known)))
        for label in chance.sample(list(known.signals), 30)
    ]
    times = []
    for _ in range(RUNS):
        started = time.perf_counter()
        advise(given, observer=observer, knowledge=known, at=NOW)
        times.append(milliseconds(started))
    return statistics.median(times)


def start_time(code: str) -> float:
    """The median time of a process that only runs this code."""
    times = []
    for _ in range(STARTS):
        started = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)
        times.append(milliseconds(started))
    return statistics.median(times)


def main() -> int:
    by_observer = {observer: advice_time(observer) for observer in Observer}
    for observer, taken in by_observer.items():
        print(f"advise, 30 observations, {observer}: {taken:.2f} ms at the median of {RUNS}")
    bare = start_time("pass")
    whole = start_time("import inbeeld.check")
    print(f"a bare interpreter: {bare:.0f} ms, with import inbeeld.check: {whole:.0f} ms")
    slowest, imported = max(by_observer.values()), whole - bare
    print(
        f"advise {slowest:.2f} ms (at most {ADVICE_MS:.0f}), "
        f"import {imported:.0f} ms (at most {IMPORT_MS:.0f})"
    )
    return 0 if slowest <= ADVICE_MS and imported <= IMPORT_MS else 1


if __name__ == "__main__":
    raise SystemExit(main())
