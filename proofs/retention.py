"""What was deleted is unreadable, in raw files and in a backup from before.

The real site takes reports in, the database is copied, then one report and one draft are erased by the
desk's own code. After that the copy is put back, and somebody with every staff key and the key file of
this moment tries to open each sealed thing in it.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Collection
from uuid import UUID

from inbeeld.desk.terms import Terms
from inbeeld.vault.retention import RetentionFile
from proofs.attack import Attack, everything_sealed
from proofs.backups import raw_files, restored, taken
from proofs.frame import Figure, Number, Proof, Run, prove, say
from proofs.reporter import STORY, Reporter
from proofs.served import STAFF, open_for_reports, serving
from proofs.staff import group_keys, opened_by_staff, report_keys

CANARY = "een zin die nergens anders staat"


class NeverDestroyed(RetentionFile):
    """Retention switched off: rows go, keys stay."""

    def destroy(self, reports: Collection[UUID]) -> int:
        return len(reports)


def measured(run: Run) -> Figure:
    open_for_reports(run)
    report, draft = _told(run)
    before = opened_by_staff(run)
    say(f"Before: {len(before)} of {run['neighbours'] + 1} reports open with the staff's keys.")
    file = (NeverDestroyed if run.broken else RetentionFile)(run.data / "keys" / "retention")
    _carried_out(file, report)
    secrets = _secrets(file, (report, draft))
    backup = taken(run)
    _erase(file, report, draft)
    lying = _in_raw_files(run, secrets)
    control = _in_raw_files(run, _secrets(file, before.keys() - {report}))
    say(f"In raw files {lying} keys of what was erased are found; of its neighbours {control}.")
    restored(run, backup)
    pieces = everything_sealed([(one, file.get(one)) for one in sorted(file.reports())])
    attack = Attack([key.reveal() for key in group_keys().values()])
    attack.on(pieces)
    of_erased = [one for one in pieces if one.report in (report, draft)]
    readable = [one for one in attack.opened if one.report in (report, draft)]
    others = before.keys() - {report}
    still = {one.report for one in attack.opened if one.what == "answer"} & others
    say(f"The copy from before holds {len(pieces)} sealed things; {attack.tries} tries.")
    return Figure(
        not readable
        and not lying
        and bool(of_erased)
        and control > 0
        and len(still) == run["neighbours"],
        f"{len(readable)} of {len(of_erased)} pieces of what was erased are readable from raw "
        f"files or a restored backup, and {len(still)} of {run['neighbours']} neighbours are.",
    )


def _told(run: Run) -> tuple[UUID, UUID]:
    """Neighbours, one report with all that can hang on it, and a draft that is left behind."""
    from inbeeld.store.models import Report

    with serving(run) as site:
        reporter = Reporter(site.port)
        for _ in range(run["neighbours"]):
            reporter.report()
        known = set(Report.objects.values_list("id", flat=True))
        receipt = reporter.report({**STORY, 3: {"seen": CANARY}})
        mailbox = reporter.open(receipt)
        assert mailbox is not None
        for asked in ({"k": "add", "t": CANARY}, {"k": "delete"}):
            assert reporter.post(mailbox, asked).status == 303
        (report,) = set(Report.objects.values_list("id", flat=True)) - known
        reporter.answer(reporter.begin(), STORY[1])
        (draft,) = set(Report.objects.values_list("id", flat=True)) - known - {report}
        reporter.close()
    return report, draft


def _carried_out(file: RetentionFile, report: UUID) -> None:
    """A member opens the report and so carries out what its reporter asked: erasing, after a while."""
    from inbeeld.office.carrying import carry_out, read
    from inbeeld.office.opened import report_key
    from inbeeld.store.models import Report
    from inbeeld.vault.seal.reports import Side

    row, now = Report.objects.get(id=report), dt.datetime.now(dt.UTC)
    key = report_key(row, Side.DESK, keys=group_keys(), retention=file.get(report))
    assert key is not None
    carry_out(report, key, by=STAFF[0], now=now, hours=Terms().delete_hours)
    read(report, key, by=STAFF[0], now=now)


def _erase(file: RetentionFile, report: UUID, draft: UUID) -> None:
    """The desk's round of tidying, once the report is due and the draft is dead."""
    from inbeeld.office.tidy import tidy
    from inbeeld.store.models import Report

    later = dt.timedelta(hours=Terms().delete_hours + 1)
    tidy(file, now=dt.datetime.now(dt.UTC) + later)
    assert not Report.objects.filter(id__in=[report, draft]).exists()


def _secrets(file: RetentionFile, reports: Collection[UUID]) -> set[bytes]:
    """What opens these reports, as bytes to look for: their retention keys and their private halves."""
    kept = {one: file.get(one) for one in reports}
    return {key.reveal() for key in kept.values()} | set(report_keys(kept))


def _in_raw_files(run: Run, secrets: Collection[bytes]) -> int:
    """How many of them lie in any file of the data folder, or of the database server."""
    found: set[bytes] = set()
    for path in raw_files(run):
        held = path.read_bytes()
        found |= {one for one in secrets if one in held}
    return len(found)


PROOF = Proof(
    name="retention",
    does="erases one report and one draft, and tries to read them from files and an older backup.",
    breaks="retention is off: rows are deleted, and the keys outside the database are kept",
    run=measured,
    numbers={"neighbours": Number(10, 100, "so many reports stay")},
)

if __name__ == "__main__":
    sys.exit(prove(PROOF))
