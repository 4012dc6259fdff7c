"""Is all well here? Each thing that can go wrong in silence, looked at when somebody asks.

It changes nothing. Of what people told, it knows a count and no more.
"""

from __future__ import annotations

import datetime as dt
import enum
import os
import zoneinfo
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import Error

from inbeeld.desk.ready import STAFF, read_setup, readiness
from inbeeld.desk.terms import WrongTerm, read_terms
from inbeeld.knowledge import load
from inbeeld.knowledge.audit import audit
from inbeeld.office import news
from inbeeld.store import health, keyfiles, staff
from inbeeld.store.models import Group, Receipt, Recovery, Report
from inbeeld.store.nouns import StoreFailed
from inbeeld.vault.errors import VaultError
from inbeeld.vault.retention import RetentionFile
from inbeeld.vault.sealing import KEY

OTHERS = 0o077  # rights of everybody but the owner
SLACK = dt.timedelta(minutes=10)  # a draft dies within so long of its hour, while `work` runs
BUILT = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)  # no clock of today is before this was written


class Check(enum.StrEnum):
    """What is looked at, in the order in which it is told."""

    SETUP = "setup"
    TERMS = "terms"
    FOLDER = "folder"
    KEYS_FOLDER = "keys-folder"
    KEYS_APART = "keys-apart"
    DATABASE = "database"
    RETENTION = "retention"
    EVERY_KEY = "every-key"
    NUMBERS = "numbers"
    READERS = "readers"
    RECOVERY = "recovery"
    DISK = "disk"
    ZONE = "zone"
    CLOCK = "clock"
    ROUTES = "routes"
    DRAFTS = "drafts"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that was looked at; `count` is how many are not well, where that can be counted."""

    check: Check
    good: bool
    count: int = 0


@dataclass(frozen=True, slots=True)
class Here:
    """What is looked at, and when."""

    data: Path
    now: dt.datetime


def examine(data: Path, *, now: dt.datetime) -> tuple[Found, ...]:
    """Every check. One that fails is not well; without a database, what would ask it is left out."""
    return tuple(_found(Here(data, now)))


def _found(here: Here) -> Iterator[Found]:
    made = _made()
    for check, look in LOOKS.items():
        if not made and check in ASKS:
            continue
        try:
            count = look(here) if made or check is not Check.DATABASE else 1
        except (Error, OSError, StoreFailed, VaultError):
            count = 1
        yield Found(check, count == 0, count)


def _made() -> bool:
    """Whether there is a database to ask. SQLite would make an empty one by being asked."""
    held = settings.DATABASES["default"]
    return "sqlite" not in str(held["ENGINE"]) or Path(held["NAME"]).is_file()


def _setup(here: Here) -> int:
    """Without staff and routes, which have a check of their own."""
    setup = read_setup(here.data)
    return len(readiness(setup, staff=STAFF, unconfirmed=0, today=here.now.date()).lacks)


def _terms(here: Here) -> int:  # noqa: ARG001
    try:
        read_terms()
        news.read_mail()
    except (WrongTerm, news.WrongMail):
        return 1
    return 0


def _folder(here: Here) -> int:
    return int(not os.access(here.data, os.R_OK | os.W_OK | os.X_OK) or _others(here.data))


def _keys_folder(here: Here) -> int:
    keys = keyfiles.folder(here.data)
    return sum(_others(one) for one in (keys, *keys.glob("*")))


def _keys_apart(here: Here) -> int:
    """A copy of the data folder must not take the keys along."""
    return int(keyfiles.folder(here.data).resolve().is_relative_to(here.data.resolve()))


def _database(here: Here) -> int:  # noqa: ARG001
    """It answers, and its tables are there: a table that is missing is an error."""
    Group.objects.exists()
    return int(not health.answers())


def _retention(here: Here) -> int:
    if not keyfiles.retention(here.data).is_file():
        return 1
    RetentionFile(keyfiles.retention(here.data)).reports()
    return 0


def _every_key(here: Here) -> int:
    """Reports that nobody can open any more: their key is gone, and their rows are not."""
    if not keyfiles.retention(here.data).is_file():
        return Report.objects.count()
    held = RetentionFile(keyfiles.retention(here.data)).reports()
    return sum(one not in held for one in Report.objects.values_list("id", flat=True).iterator())


def _numbers(here: Here) -> int:
    return int((keyfiles.folder(here.data) / "numbers").stat().st_size != KEY)


def _readers(here: Here) -> int:  # noqa: ARG001
    return max(0, STAFF - staff.with_opened_keys())


def _recovery(here: Here) -> int:  # noqa: ARG001
    return int(not Recovery.objects.exists())


def _disk(here: Here) -> int:
    return int(not health.room(here.data))


def _zone(here: Here) -> int:  # noqa: ARG001
    try:
        zoneinfo.ZoneInfo("Europe/Amsterdam")
    except zoneinfo.ZoneInfoNotFoundError:
        return 1
    return 0


def _clock(here: Here) -> int:
    """Not before this version was made, nor before the newest row."""
    newest = Receipt.objects.order_by("-given").values_list("given", flat=True).first()
    return int(here.now < max(BUILT, newest or BUILT))


def _routes(here: Here) -> int:
    return sum(one.blocks for one in audit(load(), today=here.now.date()))


def _drafts(here: Here) -> int:
    return Report.objects.filter(receipt__isnull=True, until__lt=here.now - SLACK).count()


def _unread(here: Here) -> int:
    """Reports that no member opened: what they do beside one is sealed, that they did is not."""
    try:
        hours = read_terms().unread_hours
    except WrongTerm:
        return 0
    before = here.now - dt.timedelta(hours=hours)
    told = Report.objects.filter(receipt__given__lt=before, entry__isnull=True)
    return told.distinct().count()


def _others(path: Path) -> bool:
    """Whether anyone but its owner may do anything with it."""
    return bool(path.stat().st_mode & OTHERS)


LOOKS: dict[Check, Callable[[Here], int]] = {
    Check.SETUP: _setup,
    Check.TERMS: _terms,
    Check.FOLDER: _folder,
    Check.KEYS_FOLDER: _keys_folder,
    Check.KEYS_APART: _keys_apart,
    Check.DATABASE: _database,
    Check.RETENTION: _retention,
    Check.EVERY_KEY: _every_key,
    Check.NUMBERS: _numbers,
    Check.READERS: _readers,
    Check.RECOVERY: _recovery,
    Check.DISK: _disk,
    Check.ZONE: _zone,
    Check.CLOCK: _clock,
    Check.ROUTES: _routes,
    Check.DRAFTS: _drafts,
    Check.UNREAD: _unread,
}
ASKS = frozenset({
    Check.EVERY_KEY, Check.READERS, Check.RECOVERY, Check.CLOCK, Check.DRAFTS,
    Check.UNREAD,
})  # fmt: skip
