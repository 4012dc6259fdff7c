"""What was shown is there, also where everything is killed while people write.

Reporters go through the public pages while the site and its database get SIGKILL at random moments. After
each restart the receipts that were shown are opened with their words, and at the end each report with the
staff's keys. A killed program loses what stands in its own memory; what it gave to the system stays. So
this shows crash safety, not what happens when the power fails.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field

from proofs.frame import Figure, Number, Proof, Run, prove, say
from proofs.killing import Crashing, Seen, Shown, crash
from proofs.reporter import Reporter
from proofs.served import open_for_reports
from proofs.staff import group_keys


@dataclass
class Kept:
    """What is there afterwards, as numbers of receipts or reports."""

    opened: set[str] = field(default_factory=set)
    lost: set[str] = field(default_factory=set)  # a receipt that opens nothing any more
    nothing: set[str] = field(default_factory=set)  # a receipt whose report cannot be read
    half: set[str] = field(default_factory=set)  # a report that lacks something that was taken


def measured(run: Run) -> Figure:
    open_for_reports(run)
    seen, kept = Seen(), Kept()
    crashing = Crashing(run, "proofs.broken.early" if run.broken else "")
    checked = 0

    def after() -> None:
        """Receipts that were not opened since they were shown."""
        nonlocal checked
        shown = seen.shown[checked:]
        _open(crashing.port, shown, kept)
        checked += len(shown)

    try:
        crash(crashing, seen, wanted=run["reports"], kills=run["kills"], after=after)
        killed = sum(seen.kills.values())
        crashing.site.kill()  # with nobody writing: what is stored does not hang on a quiet end
        crashing.start()
        _open(crashing.port, seen.shown, kept)
    finally:
        if crashing.site is not None:
            crashing.site.kill()
    whole = _read_by_staff(run, seen.shown, kept)
    say(f"Killed {killed} times: {_counted(seen.kills)}. Requests under way then: {seen.met}.")
    say(
        f"Requests cut: {_counted(seen.cut)}. Where the database alone is killed, requests wait for it."
    )
    say(f"Answered that the store failed, with the text still in the box: {seen.refused}.")
    for fault in seen.faults[:5]:
        say(f"A reporter could not go on: {fault}")
    say("It shows crash safety: programs were killed. It does not show what a power failure does.")
    bad = len(kept.lost) + len(kept.nothing) + len(kept.half) + len(seen.faults)
    return Figure(
        bad == 0
        and len(seen.shown) >= run["reports"]
        and len(kept.opened) == len(seen.shown)
        and seen.met >= killed,  # each kill fell while somebody waited for an answer
        f"of {len(seen.shown)} reports with a receipt shown {len(kept.lost)} lost, "
        f"{len(kept.half)} half, {len(kept.nothing)} receipts for nothing, "
        f"{len(seen.faults)} drafts lost; {whole} whole; {killed} kills.",
    )


def _counted(what: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in sorted(what.items())) or "none"


def _open(port: int, shown: list[Shown], kept: Kept) -> None:
    """Each with its words, on the public page."""
    reporter = Reporter(port)
    for one in shown:
        place = reporter.open(one.receipt)
        there = place is not None and reporter.get(place).status == 200
        (kept.opened if there else kept.lost).add(one.receipt.number)
    reporter.close()


def _read_by_staff(run: Run, shown: list[Shown], kept: Kept) -> int:
    """Each report with a receipt, shown or not: whole, and with all that was taken. How many are."""
    from django.db import connections

    from inbeeld.office.opened import open_whole
    from inbeeld.store import keyfiles, models
    from inbeeld.vault.errors import VaultError
    from inbeeld.vault.retention import RetentionFile

    connections.close_all()  # ours was to a server that was killed
    keys, file = group_keys(), RetentionFile(keyfiles.retention(run.data))
    said = {one.receipt.number.replace("-", ""): one for one in shown}
    must_stand = _every_question()
    whole, found = 0, set()
    for locator, report in models.Receipt.objects.values_list("locator", "report_id"):
        one = said.get(locator)
        if one is not None:
            found.add(locator)
        try:
            read = open_whole(report, keys=keys, retention=file.get(report))
        except VaultError:
            kept.nothing.add(locator)
            continue
        texts = {text for part in read.answers.values() for some in part.given.values()
                 for text in some}  # fmt: skip
        complete = must_stand <= set(read.answers) and (one is None or one.told <= texts)
        whole += complete
        if not complete:
            kept.half.add(locator)
    kept.lost |= {said[locator].receipt.number for locator in said.keys() - found}
    return whole


def _every_question() -> set[tuple]:
    """What each report that was sent has an answer to, skipped or not, and for whom."""
    from inbeeld.knowledge import load
    from inbeeld.knowledge.reporting import load_reporting
    from inbeeld.vault.seal.reports import Side

    questions = load_reporting(load().routes).questions.values()
    return {(one.id, Side(side.value)) for one in questions for side in one.sides}


PROOF = Proof(
    name="crash",
    does="kills the site and its database while people report, and looks for what was promised.",
    breaks="a receipt is shown before the report is stored",
    run=measured,
    numbers={
        "reports": Number(300, 10_000, "so many receipts are shown"),
        "kills": Number(25, 400, "so many times something is killed meanwhile"),
    },
)

if __name__ == "__main__":
    sys.exit(prove(PROOF))
