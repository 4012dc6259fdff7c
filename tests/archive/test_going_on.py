"""A run that was stopped goes on where it was: nothing lost, nothing twice, nothing of another run."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from inbeeld.archive import written
from inbeeld.archive.faults import ArchiveFault, WillNotGoOn
from inbeeld.archive.manifest import NAME, Manifest
from inbeeld.archive.run import alone
from inbeeld.archive.written import busy
from tests.archive import archives
from tests.archive.archives import GROUND, screened, table, write_jsonl


@pytest.fixture(scope="module")
def talk() -> list[archives.Message]:
    """Fewer than elsewhere: these tests read them many times."""
    return archives.talk(12)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory, talk) -> Path:
    return write_jsonl(tmp_path_factory.mktemp("archive") / "talk.jsonl", talk)


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory, source) -> tuple[Path, Manifest]:
    out = tmp_path_factory.mktemp("expected") / "out"
    return out, screened(source, out, buckets=1)


class Killed(BaseException):
    """The end of a process, at a moment of our choosing."""


def kill_at(monkeypatch: pytest.MonkeyPatch, moment: int, *, after: bool) -> None:
    """Ends the run when it puts its n-th whole file in place: just before that, or just after."""
    settle, count = written._settle, [0]

    def settles(aside: Path, path: Path) -> None:
        count[0] += 1
        if count[0] == moment and not after:
            raise Killed
        settle(aside, path)
        if count[0] == moment:
            raise Killed

    monkeypatch.setattr(written, "_settle", settles)


# A run of three buckets puts twelve files in place: the manifest three times, and per bucket two
# tables and a note.
@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("moment", range(1, 13))
def test_killed_at_any_moment_it_goes_on_to_the_same(
    tmp_path, source, expected, monkeypatch, moment, after
):
    with monkeypatch.context() as patch:
        kill_at(patch, moment, after=after)
        with pytest.raises(Killed):
            screened(source, tmp_path / "out", buckets=3)
    found = screened(source, tmp_path / "out")
    assert found.checksum == expected[1].checksum
    assert len(table(tmp_path / "out", "findings")) == expected[1].tally.findings
    assert len(table(tmp_path / "out", "conversations")) == expected[1].tally.conversations
    left = {path.name for path in (tmp_path / "out").rglob("*") if path.name.startswith(".")}
    assert not left


def test_killed_while_it_spreads_it_spreads_again(tmp_path, source, expected):
    def tell(stage: str, done: int, total: int) -> None:
        raise Killed

    with pytest.raises(Killed):
        screened(source, tmp_path / "out", tell, buckets=3)
    assert list(busy(tmp_path / "out").glob("bucket-*"))
    assert screened(source, tmp_path / "out").checksum == expected[1].checksum


def test_a_real_kill_loses_and_doubles_nothing(tmp_path, source, expected):
    """`kill -9` of the command while its processes read, and no process stays behind."""
    out = tmp_path / "out"
    command = [sys.executable, "-m", "inbeeld.cli", "archive", "screen", source, out]
    command += ["--ground", GROUND, "--buckets", "400", "--format", "json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True) as run:
        wait_for(lambda: len(list(busy(out).glob("note-*.json"))) >= 5 or run.poll() is not None)
        os.kill(run.pid, signal.SIGKILL)
        run.wait()
    wait_for(lambda: not group_lives(run.pid))
    assert busy(out).exists()
    assert 5 <= len(list(busy(out).glob("note-*.json"))) < 400
    found = screened(source, out)
    assert found.checksum == expected[1].checksum
    assert len(table(out, "findings")) == expected[1].tally.findings
    assert len(table(out, "conversations")) == expected[1].tally.conversations


def wait_for(true, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.01)


def group_lives(group: int) -> bool:
    """Whether any process of the group still runs; one that ended but was not asked after does not."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, in_group = stat.read_text().rpartition(")")[2].split()[:3]
        except (OSError, ValueError):
            continue
        if int(in_group) == group and state != "Z":
            return True
    return False


def test_a_finished_run_says_the_same_again_and_writes_nothing(tmp_path, source):
    out = tmp_path / "out"
    first = screened(source, out, buckets=2)
    written_at = {path: path.stat().st_mtime_ns for path in out.rglob("*")}
    assert screened(source, out) == first
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*")} == written_at


def stopped(source: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        kill_at(patch, 5, after=True)
        with pytest.raises(Killed):
            screened(source, out, buckets=3)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"ground": "een andere grond"}, "the legal ground differs"),
        ({"buckets": 4}, "the number of buckets differs"),
    ],
)
def test_another_ground_or_plan_does_not_go_on(tmp_path, source, monkeypatch, changed, why):
    stopped(source, tmp_path / "out", monkeypatch)
    with pytest.raises(WillNotGoOn, match=f"not the same: {why}. Name a new folder"):
        screened(source, tmp_path / "out", **changed)


def test_another_archive_does_not_go_on(tmp_path, talk, monkeypatch):
    source = write_jsonl(tmp_path / "in.jsonl", talk)
    stopped(source, tmp_path / "out", monkeypatch)
    text = source.read_bytes()
    source.write_bytes(text.replace(b"hoi", b"hai", 1))
    with pytest.raises(WillNotGoOn, match="the archive that goes in differs"):
        screened(source, tmp_path / "out")
    source.write_bytes(text)
    assert screened(source, tmp_path / "out").finished


def test_other_rules_do_not_go_on(tmp_path, source, monkeypatch):
    from inbeeld.archive import manifest

    stopped(source, tmp_path / "out", monkeypatch)
    kept = tmp_path / "out" / NAME
    text = kept.read_text(encoding="utf-8")
    identity = archives.shipped_chat_rules().identity
    assert identity in text
    kept.write_text(text.replace(identity, "0" * 16), encoding="utf-8")
    with pytest.raises(WillNotGoOn, match="the rules by which chats are read differ"):
        screened(source, tmp_path / "out")
    kept.write_text(text, encoding="utf-8")
    monkeypatch.setattr(manifest, "knowledge_identity", lambda: "other")
    with pytest.raises(WillNotGoOn, match="the signals or the table of outcomes differ"):
        screened(source, tmp_path / "out")


def test_a_folder_with_other_things_in_it_is_left_alone(tmp_path, source):
    out = tmp_path / "out"
    out.mkdir()
    (out / "mine.txt").touch()
    with pytest.raises(WillNotGoOn, match="holds other files"):
        screened(source, out)
    (out / "mine.txt").rename(out / NAME)
    with pytest.raises(WillNotGoOn, match="cannot be read"):
        screened(source, out)
    with pytest.raises(WillNotGoOn, match="is no folder"):
        screened(source, out / NAME)


def test_two_runs_do_not_write_in_one_folder(tmp_path, source, monkeypatch):
    stopped(source, tmp_path / "out", monkeypatch)
    with alone(tmp_path / "out"), pytest.raises(WillNotGoOn, match="Another run is writing"):
        screened(source, tmp_path / "out")


def test_a_process_that_stops_is_said_and_the_run_can_go_on(
    tmp_path, source, expected, monkeypatch
):
    from inbeeld.archive import run

    with monkeypatch.context() as patch:
        patch.setattr(run, "_in_process", os._exit)
        with pytest.raises(ArchiveFault, match="The same command goes on where this one stopped"):
            screened(source, tmp_path / "out", buckets=3, processes=2)
    assert screened(source, tmp_path / "out").checksum == expected[1].checksum
