"""What takes reports in cannot read them back, whatever it holds.

The real site takes reports in. Then everything that its processes hold is laid on one heap: their
environment, what they made at start and keep in memory, every file of the key folder, the whole database.
Whatever on the heap could be a key is tried on every sealed thing, through the vault's own opening
functions; what opens goes on the heap too, until nothing new opens.
"""

from __future__ import annotations

import sys

from proofs.attack import Attack, everything_sealed
from proofs.frame import Figure, Number, Proof, Run, prove, say
from proofs.held import heap
from proofs.reporter import Reporter
from proofs.served import open_for_reports, serving
from proofs.staff import give_away_group_keys, opened_by_staff


def measured(run: Run) -> Figure:
    open_for_reports(run)
    if run.broken:
        give_away_group_keys(run)
    with serving(run) as site:
        reporter = Reporter(site.port)
        for _ in range(run["reports"]):
            reporter.report()
        reporter.close()
        held = heap(run, site)
    sealed = everything_sealed(held.retention)
    attack = Attack(held.parts, held.phrases)
    attack.on(sealed)
    say(
        f"The public process holds {len(held.parts)} byte strings; the attack also has "
        "the whole database, which is more than a role of PostgreSQL sees."
    )
    say(f"{len(attack.keys)} possible keys, {len(sealed)} sealed things, {attack.tries} tries.")
    readable = opened_by_staff(run)
    say(f"With a staff member's password {len(readable)} of {run['reports']} reports open.")
    open_reports = {one.report for one in attack.opened if one.report}
    return Figure(
        not attack.opened and len(readable) == run["reports"],
        f"{len(open_reports)} of {run['reports']} reports are openable with all that the public "
        f"process holds, and {len(readable)} with a staff member's password.",
    )


PROOF = Proof(
    name="intake",
    does="tries to open every stored report with all that the public process holds.",
    breaks="reports are sealed to keys whose private halves lie with the public process",
    run=measured,
    numbers={"reports": Number(20, 100, "so many reports are taken in")},
)

if __name__ == "__main__":
    sys.exit(prove(PROOF))
