"""Whatever is sent, no answer is a failure of ours.

Every route of the URL tables, with every method and kind of content, gets odd addresses, bodies and
headers. The routes are read from the tables themselves, so that a new page is tried from its first day.
Each side's WSGI application runs in a process of its own; chance begins at a fixed seed, so that a
failure comes back.
"""

from __future__ import annotations

import dataclasses
import importlib
import importlib.util
import multiprocessing
import os
import random
import sys
import traceback
from collections import Counter
from pathlib import Path

from proofs.frame import Figure, Number, Proof, Run, prove, say
from proofs.odd import KINDS, METHODS, Asked, request
from proofs.routes import Route, routes

# Each side with its settings; the staff's side counts from the day it has pages.
SIDES = {"site": "inbeeld.site.settings", "office": "inbeeld.office.web"}
SHOWN = 5  # failures
RAISED = 599  # no answer at all


@dataclasses.dataclass
class Seen:
    """What one side answered."""

    requests: Counter[str] = dataclasses.field(default_factory=Counter)
    answers: Counter[int] = dataclasses.field(default_factory=Counter)
    failed: list[str] = dataclasses.field(default_factory=list)


def measured(run: Run) -> Figure:
    sides = [side for side in SIDES if importlib.util.find_spec(f"inbeeld.{side}.urls")]
    # A fresh process for each: settings are chosen once.
    with multiprocessing.get_context("spawn").Pool(len(sides)) as pool:
        found = pool.starmap(_side, [(run, side, run["requests"] // len(sides)) for side in sides])
    count, failed = 0, []
    for side, seen in zip(sides, found, strict=True):
        for name, number in sorted(seen.requests.items()):
            say(f"{side} {name}: {number}")
        say(f"{side} answered: " + ", ".join(f"{s}: {n}" for s, n in sorted(seen.answers.items())))
        count += seen.requests.total()
        failed += seen.failed
    for one in failed[:SHOWN]:
        say(f"Failed: {one}")
    return Figure(
        not failed and count >= run["requests"],
        f"{len(failed)} of {count} requests were answered with a failure of ours (5xx).",
    )


def _side(run: Run, side: str, wanted: int) -> Seen:
    """Fuzzes one side with at least `wanted` requests, as often on each route, method and kind."""
    run = dataclasses.replace(run, folder=run.folder / side)
    run.data.mkdir(parents=True)
    os.environ["INBEELD_DATA"] = str(run.data)
    log = os.open(run.folder / "log", os.O_WRONLY | os.O_CREAT)
    os.dup2(log, sys.stderr.fileno())  # names that are not ours are logged, thousands of them
    from proofs.inside import prepared
    from proofs.opened_doors import VALUES, raising

    prepared(
        run,
        settings=SIDES[side],
        words_a_second=1000,
        waiting=200,
        drafts_a_minute=100_000,
        answers_a_draft=10_000,
    )
    table = routes()
    with raising(on=run.broken):
        application = importlib.import_module(f"inbeeld.{side}.wsgi").application
        seen, chance = Seen(), random.Random(f"{run['seed']}/{side}")
        while seen.requests.total() < wanted:
            pool = VALUES[side]()  # anew: drafts are sent, and somebody signs out
            for route in table:
                for method in METHODS:
                    for kind in KINDS:
                        asked = request(chance, route, method, kind, pool)
                        _ask(application, route, asked, seen)
    return seen


def _ask(application, route: Route, asked: Asked, seen: Seen) -> None:
    seen.requests[route.shown] += 1
    told: list[str] = []
    try:
        body = application(asked.environment(), lambda status, _headers, *_: told.append(status))
        for _ in body:
            pass
        if hasattr(body, "close"):
            body.close()
        status = int(told[0].split()[0])
    except Exception as error:
        status = RAISED
        last = traceback.extract_tb(error.__traceback__)[-1]
        told = [f"{type(error).__name__} raised at {Path(last.filename).name}:{last.lineno}"]
    seen.answers[status] += 1
    if status >= 500:
        seen.failed.append(f"{told[0]} at {asked.shown()}")


PROOF = Proof(
    name="fuzz",
    does="sends odd requests to every route with every method and kind of content.",
    breaks="one page raises an error",
    run=measured,
    numbers={
        "requests": Number(20_000, 100_000, "at least so many requests"),
        "seed": Number(1, 1, "where chance begins"),
    },
    databases=("sqlite",),
)

if __name__ == "__main__":
    sys.exit(prove(PROOF))
