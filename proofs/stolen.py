"""Whoever steals the disks finds nothing of what was told.

Canaries, texts that stand nowhere else, are typed through the public pages into every place where one can
write, and staff write some on the pages of the desk. Then all that a thief would carry off is searched
for each of them as text, hexadecimal, base64 and UTF-16: while everything runs, and again after it
stopped. Only the folder of key files is left out, which never lies in a backup. At the end the same
canaries are planted unsealed, in every form, and must be found: else the search itself would be blind.
"""

from __future__ import annotations

import base64
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from proofs.canaries import Canaries, typed
from proofs.desk import working
from proofs.frame import Figure, Number, Proof, Run, prove, say
from proofs.searched import SHORTEST, Found, Search, files, forms
from proofs.served import open_for_reports, serving

UNSEALED = "proofs.broken.unsealed"
TERMS = {"words_a_second": 1000, "waiting": 200, "drafts_a_minute": 100_000}
PLANTED = "planted"
RAW, SQLITE_DUMP, PG_RAW, PG_DUMP = "folders and logs", "SQLite dump", "PostgreSQL files", "pg_dump"
# Where a canary in a table must be seen, or the search is blind: in raw files and in a dump.
KINDS = {"sqlite": (RAW, SQLITE_DUMP), "postgres": (PG_RAW, PG_DUMP)}


def measured(run: Run) -> Figure:
    temporary = run.folder / "tmp"
    temporary.mkdir()
    os.environ["TMPDIR"] = str(temporary)  # of all that is started from here
    open_for_reports(run)
    with (
        serving(run, settings=UNSEALED if run.broken else "", **TERMS) as site,
        working(run) as hand,
    ):
        made = typed(run, site.port, hand, _fields())
        say(f"Typed {len(made.texts)} canaries: {made.counted()}.")
        search = Search(made.texts)
        running = search.look(_stolen(run))
    stopped = search.look(_stolen(run))
    found = running.canaries | stopped.canaries
    for one in (running, stopped):
        _say(one, made)
    readable = 0 if run.broken else _readable(run, made)
    say(f"Of {len(made.kept)} that a report keeps the desk's pages showed {made.read_by_staff}.")
    say(f"With the staff's keys {readable} of them open in the database.")
    _plant(run, made)
    control = search.look(_stolen(run))
    say(f"Planted unsealed: {len(control.canaries)} found, in {len(control.forms)} forms.")
    seeing = control.forms == set(forms("x" * SHORTEST)) and all(
        control.seen.get(f"text in {kind}") == len(made.texts) for kind in KINDS[run.database]
    )
    return Figure(
        not found
        and readable == made.read_by_staff == len(made.kept) > 0
        and len(control.canaries) == len(made.texts)
        and seeing,
        f"{len(found)} of {len(made.texts)} canaries found in {stopped.bytes / 1e6:.0f} MB; "
        f"of the same, planted unsealed, {len(control.canaries)}.",
    )


def _fields() -> dict[int, list[str]]:
    """By page, from 1: each field that takes text."""
    from inbeeld.knowledge import load
    from inbeeld.knowledge.reporting import FieldKind, load_reporting

    return {
        number: [one.id for one in question.field if one.kind in (FieldKind.TEXT, FieldKind.LINE)]
        for number, question in enumerate(load_reporting(load().routes).questions.values(), start=1)
    }


def _stolen(run: Run) -> Iterator[tuple[str, bytes]]:
    """All that a thief carries off, piece by piece: raw files, logs, temporary folders, dumps."""
    from inbeeld.store import keyfiles

    yield from files(run.folder, kind=RAW, but=[keyfiles.folder(run.data)])
    if run.database == "sqlite":
        yield SQLITE_DUMP, _sqlite_dump(run)
        return
    from proofs import postgres

    server = postgres.server(run.folder)
    dump = server.dump()
    yield PG_DUMP, dump
    yield PG_DUMP, _in_hexadecimal(dump)
    server.run(["CHECKPOINT"])  # what was in its memory alone is on the disk too
    yield from files(server.folder, kind=PG_RAW, but=[server.folder / "wheel"])


def _sqlite_dump(run: Run) -> bytes:
    """What `.dump` of SQLite writes, and what stands in its hexadecimal."""
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(run.data / "inbeeld.sqlite3")) as line:
        dump = "\n".join(line.iterdump()).encode()
    return dump + _in_hexadecimal(dump)


def _in_hexadecimal(dump: bytes) -> bytes:
    """The bytes of the binary columns of a dump, as they were before it was written."""
    found = re.findall(rb"(?:\\\\x|X')((?:[0-9a-fA-F]{2}){8,})", dump)
    return b"\n".join(bytes.fromhex(one.decode()) for one in found)


def _say(found: Found, made: Canaries) -> None:
    say(f"Searched {found.places} files and dumps, {found.bytes / 1e6:.0f} MB, without key files.")
    for what, count in sorted(found.seen.items()):
        say(f"  {count} as {what}")
    for number in sorted(found.canaries)[:5]:
        say(f"  such as one {made.places[number]}")


def _readable(run: Run, made: Canaries) -> int:
    """How many of those that a report keeps its readers can read: they were stored, and sealed."""
    from inbeeld.office.opened import open_whole
    from inbeeld.store import keyfiles, models
    from inbeeld.vault.retention import RetentionFile
    from proofs.staff import group_keys

    keys, file = group_keys(), RetentionFile(keyfiles.retention(run.data))
    told = []
    for report in models.Report.objects.filter(receipt__isnull=False).distinct():
        whole = open_whole(report.id, keys=keys, retention=file.get(report.id))
        told += [text for one in whole.answers.values() for some in one.given.values()
                 for text in some]  # fmt: skip
        told += [one.text for one in whole.requests]
    all_told = "\n".join(told)
    return sum(made.texts[number] in all_told for number in made.kept)


def _plant(run: Run, made: Canaries) -> None:
    """All canaries unsealed: in a table of the database, and in a file in every other form."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {PLANTED} (said text)")
        cursor.executemany(f"INSERT INTO {PLANTED} VALUES (%s)", [(text,) for text in made.texts])
    rows = [_as_written(text) for text in made.texts]
    Path(run.data / PLANTED).write_bytes(b"\n".join(rows))


def _as_written(text: str) -> bytes:
    """A canary as other programs would leave it."""
    plain = text.encode()
    in_base64 = [base64.b64encode(b"." * before + plain + b".") for before in range(3)]
    hexadecimal = [plain.hex().encode(), plain.hex().upper().encode()]
    wide = [text.encode("utf-16-le"), b"\0" + text.encode("utf-16-be")]
    return b" ".join([*in_base64, *hexadecimal, *wide])


PROOF = Proof(
    name="stolen",
    does="types texts that stand nowhere else, and looks for them in all that can be stolen.",
    breaks="what people write is stored without sealing",
    run=measured,
    numbers={"canaries": Number(500, 5000, "at least so many are typed")},
)

if __name__ == "__main__":
    sys.exit(prove(PROOF))
