"""What the staff's side can do with a password: the positive control of a proof."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from uuid import UUID

from inbeeld.vault.errors import VaultError
from inbeeld.vault.named import RetentionKey
from proofs.frame import Run
from proofs.served import PASSWORD, STAFF


def group_keys() -> Mapping:
    """Every private key of a group that the first member's password opens."""
    from inbeeld.office import people
    from inbeeld.store.models import Member
    from inbeeld.vault.named import Password

    member = Member.objects.get(name=STAFF[0])
    return people.group_keys(member, people.opened(member, Password(PASSWORD.encode())))


def opened_by_staff(run: Run, *, keys: Mapping | None = None) -> dict[UUID, str]:
    """What each report tells, for those that open with the staff's keys and the file of this moment."""
    from inbeeld.office.opened import open_whole
    from inbeeld.store import keyfiles, models
    from inbeeld.vault.retention import RetentionFile

    keys = group_keys() if keys is None else keys
    retention = RetentionFile(keyfiles.retention(run.data))
    found = {}
    for report in models.Report.objects.filter(receipt__isnull=False).distinct():
        try:
            whole = open_whole(report.id, keys=keys, retention=retention.get(report.id))
        except VaultError:
            continue
        told = [
            value for one in whole.answers.values() for some in one.given.values() for value in some
        ]
        if told:
            found[report.id] = "\n".join(told)
    return found


def report_keys(retention: Mapping[UUID, RetentionKey]) -> Iterator[bytes]:
    """The private halves of these reports, of both sides, as the staff can open them at this moment."""
    from inbeeld.office.opened import report_key
    from inbeeld.store.models import Report
    from inbeeld.vault.seal.reports import Side

    keys = group_keys()
    for row in Report.objects.filter(id__in=list(retention)):
        for side in Side:
            found = report_key(row, side, keys=keys, retention=retention[row.id])
            if found is not None:
                yield found.reveal()


def give_away_group_keys(run: Run) -> None:
    """Puts the private halves where the public process can read them."""
    from inbeeld.store import keyfiles

    folder = keyfiles.folder(run.data)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for (side, epoch), key in group_keys().items():
        (folder / f"{side}-{epoch}").write_bytes(key.reveal())
