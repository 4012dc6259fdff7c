"""Writers stand in line: each waits for its turn and none is let in twice while others wait."""

from __future__ import annotations

import subprocess
import sys
import threading
import uuid
from pathlib import Path

import django
import pytest

from tests.site.conftest import _served  # noqa: F401 (the same settings, database and migrations)

django.setup()

HOLDING = """
import fcntl, os, sys
lock = os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT, 0o600)
fcntl.flock(lock, fcntl.LOCK_EX)
print("held", flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def line() -> Path:
    from django.db import connection

    return Path(str(connection.settings_dict["NAME"])).with_suffix(".turn")


def test_two_threads_never_write_at_the_same_time(line):
    from django.db import connection

    from inbeeld.store.turns import writing

    inside, most, lock = [0], [0], threading.Lock()

    def write():
        for _ in range(20):
            with writing():
                with lock:
                    inside[0] += 1
                    most[0] = max(most[0], inside[0])
                with lock:
                    inside[0] -= 1
        connection.close()

    threads = [threading.Thread(target=write) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most[0] == 1
    assert line.read_bytes() == b""


def test_a_writer_waits_for_another_process(line):
    from django.db import connection

    from inbeeld.store.turns import writing

    other = subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(line)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert other.stdout.readline() == "held\n"
    done = threading.Event()

    def write():
        with writing():
            done.set()
        connection.close()

    thread = threading.Thread(target=write)
    thread.start()
    assert not done.wait(0.2)
    other.communicate("\n", timeout=10)
    assert done.wait(10)
    thread.join()


def test_a_turn_within_a_turn_does_not_wait_for_itself():
    from inbeeld.store.turns import writing

    with writing(), writing():
        pass


def test_where_the_line_cannot_be_made_the_store_says_that_it_failed(monkeypatch):
    from inbeeld.store import intake, turns
    from inbeeld.store.nouns import StoreFailed

    def full(*_):
        raise OSError("no space")

    monkeypatch.setattr(turns.os, "open", full)
    with pytest.raises(StoreFailed):
        intake.add(uuid.uuid4(), [])
