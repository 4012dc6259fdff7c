"""What cannot be read is answered with the file, the row and what is expected; nothing is guessed."""

from __future__ import annotations

import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from inbeeld.archive.faults import ArchiveFault, RowFault, WillNotGoOn
from inbeeld.archive.row import NoRow, Row, read_row
from tests.archive.archives import screened, write_jsonl

GOOD = {"conversation": "c", "time": "2026-11-23T19:00", "speaker": "A", "text": "hoi"}


def line(**changed) -> bytes:
    return json.dumps(GOOD | changed).encode()


@pytest.mark.parametrize(
    ("given", "row"),
    [
        (line(), Row("c", 1795460400000000, "A", "hoi")),
        (line(time="2026-11-23T19:00:00+01:00"), Row("c", 1795456800000000, "A", "hoi")),
        (line(time="2026-11-23T19:00:00Z"), Row("c", 1795460400000000, "A", "hoi")),
        (line(time=1.5), Row("c", 1500000, "A", "hoi")),
        (line(time=None, speaker=None, text=None), Row("c", None, None, "")),
        (line(conversation=7, speaker=8), Row("7", 1795460400000000, "8", "hoi")),
        (line(text="\ud83d"), Row("c", 1795460400000000, "A", "\ufffd")),
        (
            b'{"conversation": "c", "t": 0, "who": "A", "text": "", "more": [1]}',
            Row("c", 0, "A", ""),
        ),
    ],
)
def test_a_message_is_read(given, row):
    assert read_row(given) == row


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (b"hoi", "this is not JSON at character 1"),
        (b"[" * 100_000, "this is not JSON"),
        (b'{"conversation": ' + b"9" * 5000 + b"}", "this is not JSON"),
        (b"[1]", "this is no object"),
        (b"\xff\xfe", "byte 1 is not UTF-8"),
        (b'{"time": 0, "speaker": "A", "text": "hoi"}', "conversation is missing"),
        (b'{"conversation": "c", "speaker": "A", "text": "hoi"}', "time is missing"),
        (b'{"conversation": "c", "t": 0, "text": "hoi"}', "speaker is missing"),
        (line(conversation=""), "conversation is empty"),
        (line(conversation=None), "conversation is null"),
        (line(conversation=True), "conversation is true or false"),
        (line(speaker=["A"]), "speaker is a list"),
        (line(text={"a": 1}), "text is an object"),
        (line(text=5), "text is a number"),
        (line(time="gisteren"), "time is a text, and must be such as 2026-11-23T19:00"),
        (line(time=True), "time is true or false"),
        (line(time=10**400), "time is a number"),
        (line(time=float("nan")), "time is a number"),
        (line(time=float("inf")), "time is a number"),
    ],
)
def test_a_line_that_is_no_message_says_why_and_never_what_it_says(given, why):
    with pytest.raises(NoRow) as caught:
        read_row(given)
    assert str(caught.value).startswith(why)
    assert "hoi" not in str(caught.value)
    assert "gisteren" not in str(caught.value)


def test_a_wrong_line_is_named_with_its_file_and_number(tmp_path):
    source = write_jsonl(tmp_path / "in.jsonl", [GOOD, GOOD])
    source.write_text(f"\ufeff{source.read_text()}\n\n{{}}\n", encoding="utf-8")
    with pytest.raises(RowFault) as caught:
        screened(source, tmp_path / "out")
    assert str(caught.value) == (
        "in.jsonl: row 5: conversation is missing. Expected on each line: an object with "
        "conversation, time (or t), speaker (or who), text."
    )


def test_a_line_without_end_is_not_read_into_memory(tmp_path):
    source = tmp_path / "in.jsonl"
    source.write_bytes(line() + b"\n" + b" " * 3_000_000)
    with pytest.raises(RowFault, match=r"in.jsonl: row 2: this line is longer than 1048576 bytes"):
        screened(source, tmp_path / "out")


COLUMNS = {"conversation": ["c", "d"], "time": [0, 1], "speaker": ["A", "B"], "text": ["a", "b"]}


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"conversation": ["c", None]}, "in.parquet: row 2: conversation is empty"),
        ({"conversation": ["", "d"]}, "in.parquet: row 1: conversation is empty"),
        ({"time": ["2026-11-23T19:00", "later"]}, "in.parquet: row 2: time is a text"),
        ({"time": [0.5, float("nan")]}, "in.parquet: row 2: time is a number"),
        ({"time": [0, 2**63 - 1]}, "in.parquet: row 2: time is a number"),
        ({"text": [1, 2]}, "in.parquet: column text holds int64. Expected: text."),
        ({"time": [[1], [2]]}, "in.parquet: column time holds list"),
        ({"speaker": None}, "in.parquet: speaker is missing. Expected columns: conversation, time"),
    ],
)
def test_a_wrong_table_says_which_row_or_column(tmp_path, changed, why):
    columns = {key: value for key, value in (COLUMNS | changed).items() if value is not None}
    pq.write_table(pa.table(columns), tmp_path / "in.parquet")
    with pytest.raises(ArchiveFault) as caught:
        screened(tmp_path / "in.parquet", tmp_path / "out")
    assert str(caught.value).startswith(why)


@pytest.mark.parametrize(
    "times",
    [
        pa.array([0, 60]),
        pa.array([0.0, 60.0]),
        pa.array([0, 60], pa.timestamp("s")),
        pa.array([0, 60_000_000_000], pa.timestamp("ns", "Europe/Amsterdam")),
        pa.array(["1970-01-01T00:00", "1970-01-01T00:01"]),
        pa.array(["1970-01-01T00:00", "1970-01-01T01:01+01:00"]),
        pa.array(["1970-01-01T00:00Z", "1970-01-01T00:01Z"]).dictionary_encode(),
        pa.array([None, None]),
        pa.array([None, None], pa.string()),
    ],
    ids=lambda times: str(times.type),
)
def test_times_of_every_kind_are_read(tmp_path, times):
    from inbeeld.archive.source import pieces, read

    pq.write_table(pa.table(COLUMNS | {"time": times}), tmp_path / "in.parquet")
    [batch] = [batch for piece in pieces(tmp_path / "in.parquet") for batch in read(piece)]
    found = batch.column("time").to_pylist()
    assert found == ([None, None] if times.null_count else [0, 60_000_000])


def test_a_file_that_is_not_what_its_name_says_is_refused(tmp_path):
    (tmp_path / "in.parquet").write_bytes(b"PAR1 and then nothing")
    with pytest.raises(ArchiveFault, match=r"in.parquet: this Parquet file cannot be read"):
        screened(tmp_path / "in.parquet", tmp_path / "out")
    (tmp_path / "in.parquet").write_bytes(line())
    with pytest.raises(ArchiveFault, match=r"in.parquet: this is no Parquet file"):
        screened(tmp_path / "in.parquet", tmp_path / "out")


def test_an_archive_that_is_not_there_is_said(tmp_path):
    with pytest.raises(ArchiveFault, match=r"there is no such file or folder"):
        screened(tmp_path / "nowhere", tmp_path / "out")
    (tmp_path / "empty").mkdir()
    with pytest.raises(ArchiveFault, match=r"no file in this folder ends in .parquet, .jsonl"):
        screened(tmp_path / "empty", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_an_empty_archive_shows_nothing(tmp_path):
    (tmp_path / "in.jsonl").touch()
    assert screened(tmp_path / "in.jsonl", tmp_path / "out").tally.messages == 0


@pytest.mark.parametrize("ground", ["", " ", "\n\t"])
def test_without_a_ground_nothing_is_read_or_written(tmp_path, source, ground):
    with pytest.raises(ArchiveFault, match="The legal ground is empty"):
        screened(source, tmp_path / "out", ground=ground)
    assert not (tmp_path / "out").exists()


def test_what_comes_out_may_not_lie_in_what_goes_in(tmp_path):
    write_jsonl(tmp_path / "in.jsonl", [GOOD])
    for out in (tmp_path, tmp_path / "deeper" / "out"):
        with pytest.raises(WillNotGoOn, match="lies in the archive itself"):
            screened(tmp_path, out)
