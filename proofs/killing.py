"""Reporters who go on through crashes, and whoever causes them.

A reporter whose request is cut waits and sends it again, as somebody does who sees that a page does not
come. What the site took with a 303, and the receipt it showed, is noted down: that is what must be there.
"""

from __future__ import annotations

import contextlib
import http.client
import random
import secrets
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from proofs.frame import CannotStart, Run
from proofs.reporter import Answers, NotTaken, Receipt, Reporter
from proofs.served import Site, free_port, start

TERMS = {"words_a_second": 1000, "waiting": 200, "drafts_a_minute": 100_000}
PATIENCE = 240  # seconds until a step must have worked
CUT = (OSError, http.client.HTTPException)
BUSY = (502, 503)  # the site lives and its store does not


@dataclass(frozen=True, slots=True)
class Shown:
    """A receipt that somebody saw, and each text that the site had taken before."""

    receipt: Receipt
    told: frozenset[str]


@dataclass
class Seen:
    """What all reporters saw together."""

    shown: list[Shown] = field(default_factory=list)
    cut: dict[str, int] = field(default_factory=dict)
    refused: int = 0
    faults: list[str] = field(default_factory=list)
    kills: dict[str, int] = field(default_factory=dict)
    busy: int = 0  # requests that somebody waits for at this moment
    met: int = 0  # requests that were so at the moment of a kill
    lock: threading.Lock = field(default_factory=threading.Lock)
    # Shut while receipts are opened: else more are shown meanwhile than can be opened, without end.
    door: threading.Event = field(default_factory=threading.Event)

    def was_cut(self, what: str) -> None:
        with self.lock:
            self.cut[what] = self.cut.get(what, 0) + 1

    def killed(self, what: str) -> None:
        self.kills[what] = self.kills.get(what, 0) + 1

    @contextlib.contextmanager
    def waiting(self) -> Iterator[None]:
        """Around a request, so that a kill can fall while one is under way."""
        with self.lock:
            self.busy += 1
        try:
            yield
        finally:
            with self.lock:
                self.busy -= 1


@dataclass
class Crashing:
    """The site and its database, which can be killed and come back at the same address."""

    run: Run
    settings: str
    port: int = field(default_factory=free_port)
    site: Site | None = None

    def start(self) -> None:
        self.site = start(self.run, port=self.port, settings=self.settings, **TERMS)

    def kill(self, chance: random.Random) -> str:
        """Kills something at this moment, and says what; `start` brings it back."""
        if self.run.database == "sqlite":
            self._kill_site()  # the database lives in the processes of the site
            return "site with its database"
        from proofs import postgres

        server = postgres.server(self.run.folder)
        what = chance.choice(("database", "site", "both"))
        if what != "site":
            server.kill()
        if what != "database":
            self._kill_site()
        if what != "site":
            time.sleep(chance.uniform(0, 0.3))  # reporters meet a site without a store
            server.start()
        return what

    def back(self) -> None:
        """All is running again."""
        if self.site is None or self.site.process.poll() is not None:
            self.start()

    def _kill_site(self) -> None:
        assert self.site is not None
        self.site.kill()


def reporting(seen: Seen, *, port: int, enough: threading.Event, stop: threading.Event) -> None:
    """One reporter after another, until there were enough; who is busy then still ends."""
    while not stop.is_set() and not enough.is_set():
        if not seen.door.wait(0.1):
            continue
        reporter = Reporter(port, patience=30)
        try:
            shown = _one(reporter, seen, stop)
        except (NotTaken, TimeoutError) as fault:
            with seen.lock:
                seen.faults.append(str(fault))
            continue
        finally:
            reporter.close()
        if shown is not None:
            with seen.lock:
                seen.shown.append(shown)


def _one(reporter: Reporter, seen: Seen, stop: threading.Event) -> Shown | None:
    story = _story()
    told: set[str] = set()
    here = _until_taken(reporter.begin, seen, stop, "a new draft")
    for number in sorted(story):
        if here is None:
            return None
        page = here.rpartition("/")[0] + f"/{number}"
        here = _until_taken(lambda p=page, n=number: _post(reporter, p, story[n]), seen, stop,
                            "an answer")  # fmt: skip
        told |= {text for text in story[number].values() if text.startswith("Er ")}
    if here is None:
        return None
    last = here.rpartition("/")[0] + "/13"
    receipt = _until_taken(lambda: reporter.send(last), seen, stop, "the last page")
    return None if receipt is None else Shown(receipt, frozenset(told))


def _post(reporter: Reporter, page: str, answers: Answers) -> str:
    found = reporter.post(page, answers)
    if found.status != 303:
        raise NotTaken(found.status, "a question")
    return found.place


def _story() -> Mapping[int, Mapping[str, str]]:
    """Texts that no other report has, on both sides of a report."""
    text = [f"Er staat elke dag een auto, {secrets.token_hex(6)}." for _ in range(4)]
    return {
        1: {"danger": "no"},
        3: {"seen": text[0], "told": text[1]},
        5: {"others": text[2]},
        9: {"safe": "contact", "how": text[3]},
    }


def _until_taken(step: Callable, seen: Seen, stop: threading.Event, what: str):
    """What a step gives, once it works. None where the proof stopped before; NotTaken for a refusal."""
    until = time.monotonic() + PATIENCE
    while not stop.is_set():
        if time.monotonic() > until:
            raise TimeoutError(f"{what} did not work for {PATIENCE} s")
        try:
            with seen.waiting():
                return step()
        except NotTaken as refused:
            if refused.status not in BUSY:
                raise
            with seen.lock:
                seen.refused += 1
        except ConnectionRefusedError:
            pass  # nothing is there to be cut
        except CUT:
            seen.was_cut(what)
        time.sleep(0.05)
    return None


def crash(
    crashing: Crashing, seen: Seen, *, wanted: int, kills: int, after: Callable[[], None]
) -> None:
    """Reporters write while everything is killed again and again; `after` each kill something looks."""
    chance, enough, stop = random.Random(), threading.Event(), threading.Event()
    crashing.start()
    seen.door.set()
    threads = [
        threading.Thread(
            target=reporting, args=(seen,),
            kwargs={"port": crashing.port, "enough": enough, "stop": stop}, daemon=True,
        )
        for _ in range(8)
    ]  # fmt: skip
    for thread in threads:
        thread.start()
    try:
        for number in range(kills):
            _until_shown(seen, wanted * number // kills)
            time.sleep(chance.uniform(0.05, 0.8))
            _until_busy(seen)
            seen.met += seen.busy
            seen.killed(crashing.kill(chance))
            seen.door.clear()
            crashing.back()
            after()
            seen.door.set()
        _until_shown(seen, wanted)
        enough.set()
        for thread in threads:
            thread.join(PATIENCE)
    finally:
        stop.set()
        for thread in threads:
            thread.join(PATIENCE)


def _until_busy(seen: Seen) -> None:
    """Waits until somebody waits for an answer: a kill between two requests shows little."""
    until = time.monotonic() + PATIENCE
    while not seen.busy and time.monotonic() < until:
        time.sleep(0.0005)


def _until_shown(seen: Seen, least: int) -> None:
    """Waits for so many receipts, which spreads the kills over all of them."""
    until, before = time.monotonic() + PATIENCE, len(seen.shown)
    while len(seen.shown) < least:
        if len(seen.shown) > before:
            until, before = time.monotonic() + PATIENCE, len(seen.shown)
        if time.monotonic() > until:
            raise CannotStart("The reporters came no further: the site takes nothing in.")
        time.sleep(0.01)
