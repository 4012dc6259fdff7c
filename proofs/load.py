"""Many people report at once on a small machine, and somebody guesses receipts beside them.

The real site is served on two cores. First reporters go through all its pages without pauses, then the
same again while a process of its own sends wrong words for a living receipt. A step is an answer sent and
the next question read; the last step gives the receipt.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from inbeeld.desk.terms import Terms, variable
from proofs.frame import Figure, Number, Proof, Run, prove, say
from proofs.reporter import QUESTIONS, STORY, Reporter
from proofs.served import Site, open_for_reports, serving

CORES = 2
STEP, LAST = 1.0, 2.0  # seconds, at 95 of 100
FELT = 0.3  # seconds; where steps stay under it nobody notices, and twice very little is chance


@dataclass
class Timed:
    """How long each step took, in seconds, over all reporters."""

    steps: list[float] = field(default_factory=list)
    last: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    seconds: float = 0

    def says(self) -> str:
        return (
            f"{len(self.steps) / self.seconds:.1f} steps and {len(self.last) / self.seconds:.2f} "
            f"reports a second; a step p95 {p95(self.steps):.3f} s (median "
            f"{statistics.median(self.steps):.3f}), the last p95 {p95(self.last):.3f} s"
        )


def measured(run: Run) -> Figure:
    _on_two_cores()
    open_for_reports(run)
    say(f"Settings: {'no door for tries' if run.broken else _doors()}; all others as shipped.")
    with serving(run, module="proofs.wide_open" if run.broken else "inbeeld.site") as site:
        living = Reporter(site.port).report().number
        alone = _reporting(run, site)
        say(f"{run['reporters']} reporters: {alone.says()}.")
        with _guessing(run, site, living) as guesses:
            beside = _reporting(run, site)
        say(f"With {guesses.says()} beside them: {beside.says()}.")
    failed = [*alone.failed, *beside.failed]
    if failed:
        say(f"Failed: {len(failed)}, the first with {failed[0]}")
    slowest = max(p95(beside.steps), p95(beside.last))
    more = [p95(beside.steps) / p95(alone.steps), p95(beside.last) / p95(alone.last)]
    return Figure(
        not failed
        and p95(alone.steps) < STEP
        and p95(alone.last) < LAST
        and (max(more) < run["times"] or slowest < FELT),
        f"{run['reporters']} reporters on {CORES} cores: a step p95 {p95(alone.steps):.2f} s, the "
        f"last {p95(alone.last):.2f} s; with wrong receipts beside them {more[0]:.2f} and "
        f"{more[1]:.2f} times that.",
    )


def p95(times: list[float]) -> float:
    """Of 100 times, the 95th."""
    return sorted(times)[max(0, int(len(times) * 0.95) - 1)] if times else float("inf")


def _on_two_cores() -> None:
    """This process and all that it starts."""
    if hasattr(os, "sched_setaffinity"):
        may = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, may[:CORES])
        say(f"On {len(may[:CORES])} cores of {os.cpu_count()}, which the reporters share.")


def _doors() -> str:
    """The settings that decide most, as shipped."""
    names = ("drafts_a_minute", "words_a_second", "waiting")
    return ", ".join(f"{variable(name)}={getattr(Terms(), name)}" for name in names)


def _reporting(run: Run, site: Site) -> Timed:
    """Reporters who begin anew as soon as they are done, for so many seconds."""
    timed = Timed()
    until = time.monotonic() + run["seconds"]
    threads = [
        threading.Thread(target=_reporter, args=(site.port, until, timed), daemon=True)
        for _ in range(run["reporters"])
    ]
    since = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    timed.seconds = time.monotonic() - since
    return timed


def _reporter(port: int, until: float, timed: Timed) -> None:
    reporter = Reporter(port)
    try:
        while time.monotonic() < until:
            since = time.monotonic()
            here = reporter.begin()
            timed.steps.append(time.monotonic() - since)
            for number in range(1, QUESTIONS + 1):
                since = time.monotonic()
                here = reporter.answer(here, STORY.get(number, {}))
                timed.steps.append(time.monotonic() - since)
            since = time.monotonic()
            reporter.send(here)
            timed.last.append(time.monotonic() - since)
    except Exception as error:
        timed.failed.append(f"{type(error).__name__}: {error}")
    reporter.close()


@dataclass
class Guesses:
    """What the process that guesses said at its end."""

    said: str = ""

    def says(self) -> str:
        return self.said


@contextmanager
def _guessing(run: Run, site: Site, number: str) -> Iterator[Guesses]:
    """Wrong words for a living receipt, so many a second, from a process of its own."""
    command = [sys.executable, "-m", "proofs.guesser"]
    given = [str(site.port), number, str(run["guesses"])]
    process = subprocess.Popen(
        [*command, *given], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    guesses = Guesses()
    try:
        time.sleep(1)
        yield guesses
    finally:
        guesses.said = process.communicate("stop\n", timeout=60)[0].strip()


PROOF = Proof(
    name="load",
    does="measures many reporters without pauses on two cores, and with wrong receipts beside them.",
    breaks="the door for tries of words is wide open",
    run=measured,
    numbers={
        "reporters": Number(50, 50, "so many people report at once"),
        "seconds": Number(20, 60, "for so many seconds, twice"),
        "guesses": Number(200, 200, "so many wrong receipts a second"),
        "times": Number(2, 2, "with which a step takes less than so many times as long"),
    },
)

if __name__ == "__main__":
    sys.exit(prove(PROOF))
