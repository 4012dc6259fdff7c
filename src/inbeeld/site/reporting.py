"""Whether reports are taken in here, and the few things that the public process holds for it.

It holds public keys, a key that checks numbers of receipts, and the right to add a retention key. None of
these opens a report.
"""

from __future__ import annotations

import contextlib
import functools
import os
import secrets
import threading
import time
from pathlib import Path

from django.conf import settings

from inbeeld.desk.ready import Readiness, read_setup, readiness
from inbeeld.desk.terms import Terms, read_terms
from inbeeld.site import clock
from inbeeld.site.content import Content
from inbeeld.site.gates import Counted, Gate
from inbeeld.store import keyfiles, staff
from inbeeld.store.nouns import StoreFailed
from inbeeld.vault.named import CheckKey, GuardSecret
from inbeeld.vault.retention import RetentionFile
from inbeeld.vault.sealing import KEY

SECONDS = 5  # an answer about readiness may be this old
# Words are hashed one at a time, since it takes memory and a whole core. Who sends a report never stands
# in line behind those who try words: that line anybody can make long.
trying = threading.Lock()
giving = threading.Lock()
_readers: dict[Path, int] = {}  # how many can read, as the database last said


@functools.cache
def terms() -> Terms:
    return read_terms()


@functools.cache
def drafts_gate() -> Gate:
    return Gate(terms().drafts_a_minute / 60)


@functools.cache
def words_gate() -> Gate:
    return Gate(terms().words_a_second, waiting=terms().waiting)


@functools.cache
def answers() -> Counted:
    return Counted(terms().answers_a_draft)


def retention() -> RetentionFile:
    return RetentionFile(keyfiles.retention(settings.DATA))


@functools.cache
def check_key() -> CheckKey:
    """The key that makes and checks numbers, made once and kept."""
    return keyfiles.check_key(settings.DATA)


@functools.cache
def guard() -> GuardSecret:
    """Under this an open mailbox waits in its address. Made at start, in memory alone, of all workers."""
    given = os.environ.get("INBEELD_GUARD")
    made = bytes.fromhex(given) if given else secrets.token_bytes(KEY)
    return GuardSecret(made)


def now_ready(here: Content) -> Readiness:
    """Whether reports are taken in at this moment.

    A database that is away counts as what it said last: else somebody's text would meet the page that
    says why no reports are taken in, where each step itself gives it back to them.
    """
    return _ready(_unconfirmed(here), int(time.monotonic() / SECONDS), settings.DATA)


@functools.lru_cache(maxsize=4)
def _ready(unconfirmed: int, _moment: int, data: Path) -> Readiness:
    with contextlib.suppress(StoreFailed):
        _readers[data] = staff.with_opened_keys()
    return readiness(
        read_setup(data),
        staff=_readers.get(data, 0),
        unconfirmed=unconfirmed,
        today=clock.now().date(),
    )


def _unconfirmed(here: Content) -> int:
    """How many public help routes nobody of us called or visited."""
    return sum(route.public and route.confirmed_on is None for route in here.known.routes.values())


def forget() -> None:
    """Asks everything again at the next request: for tests, and after a change of the set-up."""
    for kept in (terms, drafts_gate, words_gate, answers, check_key, guard, _ready):
        kept.cache_clear()
    _readers.clear()
