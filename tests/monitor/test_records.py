"""A cleaned list has one shape, and lists that do not belong together are refused."""

from __future__ import annotations

import datetime as dt

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from inbeeld.monitor.faults import FileFault, ListFault
from inbeeld.monitor.records import (
    KEYS,
    SCHEMA,
    Kind,
    cleaned,
    key_of,
    kind_of,
    name_of,
    read_list,
    together,
    write_list,
)


def small(name: str = "police", kind: Kind = Kind.PLAIN, key_id: str = "", **more) -> pa.Table:
    columns = {"record": ["1", "2"], "key_first": ["lotte", None], "sex": ["female", None], **more}
    return cleaned(columns, name=name, kind=kind, key_id=key_id)


def test_a_cleaned_list_has_every_column_and_says_what_it_is():
    table = small(registered=[dt.date(2026, 3, 1), None])
    assert table.schema == SCHEMA
    assert (name_of(table), kind_of(table), key_of(table)) == ("police", Kind.PLAIN, "")
    assert table["key_last"].null_count == 2
    assert table["list"].to_pylist() == ["police", "police"]


def test_a_list_that_is_written_is_read_as_it_was(tmp_path):
    table = small(kind=Kind.TOKENS, key_id="a1")
    write_list(table, tmp_path / "a.parquet")
    assert (tmp_path / "a.parquet").stat().st_mode & 0o077 == 0
    found = read_list(tmp_path / "a.parquet")
    assert found.equals(table)
    assert (kind_of(found), key_of(found)) == (Kind.TOKENS, "a1")


def test_what_inbeeld_did_not_write_is_refused(tmp_path):
    path = tmp_path / "a.parquet"
    for content in (b"", b"PAR1 nothing", b"record,list\n"):
        path.write_bytes(content)
        with pytest.raises(FileFault, match="no whole Parquet file"):
            read_list(path)
    pq.write_table(pa.table({"record": ["1"]}), path)
    with pytest.raises(FileFault, match="no list that InBeeld wrote"):
        read_list(path)
    write_list(small(sex=["female", "f"]), path)
    with pytest.raises(FileFault, match="column sex"):
        read_list(path)
    with pytest.raises(FileFault, match="cannot be read"):
        read_list(tmp_path / "nowhere.parquet")


def test_lists_stand_under_each_other_when_they_belong_together():
    table = together([small("a"), small("b")])
    assert table["list"].to_pylist() == ["a", "a", "b", "b"]
    for others, reason in (
        ([small("a"), small("a")], "same name"),
        ([small("a"), small("b", Kind.TOKENS, "k")], "hold names"),
        ([small("a", Kind.TOKENS, "k"), small("b", Kind.TOKENS, "l")], "different keys"),
    ):
        with pytest.raises(ListFault, match=reason):
            together(others)


def test_the_schema_holds_no_column_for_a_name_or_a_text():
    assert {name for name in SCHEMA.names if name.startswith("key_")} == set(KEYS)
    assert not {"name", "first", "last", "birth", "note"} & set(SCHEMA.names)
