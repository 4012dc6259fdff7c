"""All that the public process holds: its environment, its memory, the key folder and the database."""

from __future__ import annotations

import base64
import binascii
import os
import re
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from inbeeld.vault.keys import SEED
from inbeeld.vault.named import RetentionKey
from inbeeld.vault.retention import RetentionFile
from proofs.frame import Run, say
from proofs.served import Site, public_environment
from proofs.staff import report_keys

MADE_AT_START = rb"INBEELD_GUARD=([0-9a-f]{64})"
LONGEST = 256  # bytes of a cell that may hold a key
PIECE = 16 * 1024 * 1024


@dataclass(frozen=True)
class Held:
    """Byte strings, what could be a password or words, and the whole file of retention keys."""

    parts: frozenset[bytes]
    phrases: tuple[bytes, ...]
    retention: tuple[tuple[UUID, RetentionKey], ...]


def heap(run: Run, site: Site) -> Held:
    """All of it, while the site runs."""
    environment = _environment(run, site)
    parts = set(_decoded(environment))
    guards = {found for process in _processes(site) for found in in_memory(process, MADE_AT_START)}
    say(f"Made at start and found in the memory of the site: {len(guards)}.")
    parts |= {bytes.fromhex(one.decode()) for one in guards}
    keys = run.data / "keys"
    for path in keys.iterdir():
        if path.name != "retention":
            parts.add(path.read_bytes())
    file = RetentionFile(keys / "retention")
    retention = tuple((report, file.get(report)) for report in sorted(file.reports()))
    parts |= {key.reveal() for _, key in retention}
    parts |= set(_cells())
    parts |= _left_in_memory(site, retention)
    return Held(frozenset(parts), tuple(sorted({b"", *_settings(run)})), retention)


def _left_in_memory(site: Site, retention: Iterable[tuple[UUID, RetentionKey]]) -> set[bytes]:
    """Private halves that were forgotten, where their bytes were not: looked for, as we can know them.

    The two seeds of a half are looked for apart, since they may lie apart.
    """
    wanted = set(report_keys(dict(retention)))
    seeds = {seed for one in wanted for seed in (one[:SEED], one[SEED:])}
    pattern = b"(" + b"|".join(re.escape(one) for one in sorted(seeds)) + b")"
    found = {one for process in _processes(site) for one in in_memory(process, pattern)}
    whole = {one for one in wanted if {one[:SEED], one[SEED:]} <= found}
    say(f"Of {len(wanted)} private halves of reports {len(whole)} are left in its memory.")
    return whole


def _settings(run: Run) -> set[bytes]:
    """What the site was told in settings: each could be a password that was used twice."""
    given = public_environment(run).items()
    return {value.encode() for name, value in given if name.startswith(("INBEELD_", "PG"))}


def _environment(run: Run, site: Site) -> set[bytes]:
    """The values in the environment of each process of the site, as the system shows it."""
    found = {value.encode() for value in public_environment(run).values()}
    for process in _processes(site):
        try:
            raw = Path(f"/proc/{process}/environ").read_bytes()
        except OSError:
            continue
        found |= {pair.partition(b"=")[2] for pair in raw.split(b"\0")}
    return found


def _processes(site: Site) -> list[int]:
    """The site and its workers, which are of one group."""
    group = site.process.pid
    said = subprocess.run(["ps", "-eo", "pid=,pgid="], capture_output=True, text=True, check=True)
    pairs = (line.split() for line in said.stdout.splitlines())
    return [int(pid) for pid, its_group in pairs if int(its_group) == group]


def in_memory(process: int, pattern: bytes) -> set[bytes]:
    """What a pattern finds in the memory of a process that we may look into; its group, if any."""
    found: set[bytes] = set()
    try:
        maps = Path(f"/proc/{process}/maps").read_text(encoding="utf-8").splitlines()
        with Path(f"/proc/{process}/mem").open("rb", buffering=0) as memory:
            for line in maps:
                piece = _piece(line)
                if piece is not None:
                    found |= _in_piece(memory.fileno(), *piece, pattern)
    except OSError:
        say("The memory of the site may not be looked into here.")
    return found


def _piece(line: str) -> tuple[int, int] | None:
    """Start and end of a piece of memory that was written to."""
    addresses, rights = line.split()[:2]
    if not rights.startswith("rw"):
        return None
    start, end = (int(one, 16) for one in addresses.split("-"))
    return start, end


def _in_piece(memory: int, start: int, end: int, pattern: bytes) -> set[bytes]:
    found: set[bytes] = set()
    for place in range(start, end, PIECE):
        try:
            read = os.pread(memory, min(PIECE + 4096, end - place), place)
        except (OSError, OverflowError):
            continue  # reserved, and nothing there
        found |= {match[match.re.groups] for match in re.finditer(pattern, read)}
    return found


def _decoded(texts: set[bytes]) -> Iterator[bytes]:
    """Each as it is, and as what it may be written in."""
    for text in texts:
        yield text
        for way in (bytes.fromhex, base64.urlsafe_b64decode, base64.b64decode):
            try:
                yield way(text.decode())
            except (ValueError, binascii.Error):
                continue


def _cells() -> Iterator[bytes]:
    """Every cell of every table that is short enough to be a key. The longer ones are what is sealed."""
    from django.apps import apps

    for table in apps.get_app_config("store").get_models():
        for row in table.objects.values_list():
            for cell in row:
                part = cell.encode() if isinstance(cell, str) else cell
                if isinstance(part, bytes | memoryview) and len(part) <= LONGEST:
                    yield bytes(part)
