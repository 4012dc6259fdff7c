"""The retention keys: on the disk before anything rests on them, and gone when they are destroyed."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from inbeeld.vault.errors import KeyDestroyed, UnknownForm
from inbeeld.vault.retention import FIRST, RECORD, RetentionFile


@pytest.fixture
def file(tmp_path):
    return RetentionFile(tmp_path / "keys" / "retention")


def test_a_key_comes_back_for_its_report_and_no_other(file):
    one, other = uuid4(), uuid4()
    keys = {one: file.add(one), other: file.add(other)}
    assert {report: file.get(report) for report in keys} == keys
    assert keys[one] != keys[other]
    assert file.reports() == {one, other}


def test_a_destroyed_key_is_not_in_the_file_and_its_neighbours_are(file):
    reports = [uuid4() for _ in range(5)]
    keys = [file.add(report) for report in reports]
    assert file.destroy([reports[2], uuid4()]) == 1
    held = file.path.read_bytes()
    assert [key.reveal() in held for key in keys] == [True, True, False, True, True]
    with pytest.raises(KeyDestroyed):
        file.get(reports[2])
    assert file.get(reports[4]) == keys[4]


def test_only_its_owner_may_read_it(file):
    file.add(uuid4())
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("torn", range(1, RECORD, 11))
def test_a_record_half_written_at_a_crash_is_cut_off_and_loses_nothing(file, torn):
    first = uuid4()
    key = file.add(first)
    with file.path.open("ab") as raw:
        raw.write(bytes([7]) * torn)
    second = uuid4()
    fresh = file.add(second)
    assert file.path.stat().st_size == len(FIRST) + 2 * RECORD
    assert (file.get(first), file.get(second)) == (key, fresh)


def test_many_at_once_lose_nothing(file):
    reports = [uuid4() for _ in range(200)]
    with ThreadPoolExecutor(8) as many:
        keys = list(many.map(lambda one: RetentionFile(file.path).add(one), reports))
        many.map(lambda one: RetentionFile(file.path).destroy([one]), reports[::4])
    left = [number for number in range(200) if number % 4]
    assert file.reports() == {reports[number] for number in left}
    assert all(file.get(reports[number]) == keys[number] for number in left)


def test_a_file_of_another_kind_is_not_touched(file):
    file.path.parent.mkdir()
    file.path.write_bytes(b"something else")
    with pytest.raises(UnknownForm, match="retention"):
        file.get(uuid4())
    with pytest.raises(UnknownForm):
        file.add(uuid4())
    assert file.path.read_bytes() == b"something else"
