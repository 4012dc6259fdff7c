"""What an archive shows is the same however it is read, and tells nothing that it must not."""

from __future__ import annotations

import dataclasses
import json
import random
import stat

import pyarrow.parquet as pq
import pytest

from inbeeld import __version__
from inbeeld.archive import run
from inbeeld.archive.checksum import added, row_hash, written
from inbeeld.archive.meaning import TELLING, meaning
from inbeeld.archive.nouns import CONVERSATIONS, FINDINGS
from inbeeld.archive.spread import bucket_of
from inbeeld.check import Observer, Outcome
from inbeeld.knowledge.chat_rules import shipped_chat_rules
from inbeeld.screen import Said, shipped_screen
from inbeeld.screen.conversation import understand
from tests.archive import archives
from tests.archive.archives import GROUND, screened, table, write_jsonl, write_parquet


def test_there_is_something_to_find(expected, talk):
    _, manifest = expected
    tally = manifest.tally
    assert tally.messages == len(talk)
    assert tally.conversations == len({one.conversation for one in talk})
    assert tally.findings > tally.counted > 0
    assert sum(tally.outcomes.values()) == tally.conversations
    assert list(tally.outcomes) == list(Outcome)


def test_parquet_shows_the_same_as_jsonl(tmp_path, talk, expected):
    source = write_parquet(tmp_path / "talk.parquet", talk)
    assert screened(source, tmp_path / "out").checksum == expected[1].checksum


def test_a_folder_of_both_kinds_shows_the_same(tmp_path, talk, expected):
    folder = tmp_path / "in"
    (folder / "deeper").mkdir(parents=True)
    write_parquet(folder / "deeper" / "b.parquet", talk[300:])
    write_jsonl(folder / "a.jsonl", talk[:300])
    (folder / "_SUCCESS").touch()
    (folder / ".c.jsonl").write_text("not read", encoding="utf-8")
    (folder / "read-me.txt").write_text("not read either", encoding="utf-8")
    found = screened(folder, tmp_path / "out")
    assert found.checksum == expected[1].checksum
    assert [one.name for one in found.files] == ["a.jsonl", "deeper/b.parquet"]


@pytest.mark.parametrize("buckets", [2, 7, 64])
def test_the_number_of_buckets_changes_nothing(tmp_path, source, expected, buckets):
    assert screened(source, tmp_path / "out", buckets=buckets).checksum == expected[1].checksum


def test_the_number_of_processes_changes_nothing(tmp_path, source, expected):
    found = screened(source, tmp_path / "out", buckets=5, processes=2)
    assert found.checksum == expected[1].checksum


def test_the_order_of_rows_changes_nothing_where_times_tell_the_order(tmp_path, talk, expected):
    mixed = random.Random(3).sample(talk, len(talk))
    source = write_jsonl(tmp_path / "mixed.jsonl", mixed)
    assert screened(source, tmp_path / "out").checksum == expected[1].checksum


def test_without_times_the_order_of_rows_is_the_order_of_messages(tmp_path, talk, expected):
    rows = [one.as_dict() | {"time": None} for one in talk]
    source = write_jsonl(tmp_path / "no-times.jsonl", rows)
    assert screened(source, tmp_path / "out").checksum == expected[1].checksum


def test_other_names_and_times_in_seconds_show_the_same(tmp_path, talk, expected):
    rows = [
        {
            "conversation": one.conversation,
            "t": (one.time - archives.START).total_seconds(),
            "who": one.speaker,
            "text": one.text,
        }
        for one in talk
    ]
    source = write_jsonl(tmp_path / "short.jsonl", rows)
    assert screened(source, tmp_path / "out").checksum == expected[1].checksum


def test_a_conversation_may_begin_in_one_batch_and_end_in_the_next(
    tmp_path, source, expected, monkeypatch
):
    monkeypatch.setattr(run, "ROWS_AT_ONCE", 3)
    assert screened(source, tmp_path / "out").checksum == expected[1].checksum


def test_each_conversation_shows_what_it_shows_on_its_own(expected, talk, known):
    out, manifest = expected
    found, rows = table(out, "findings"), {}
    for row in table(out, "conversations"):
        rows[row["conversation"]] = row
    for name in sorted({one.conversation for one in talk}):
        lines = [Said(m.text, m.speaker, m.time) for m in talk if m.conversation == name]
        shown = shipped_screen().conversation(
            lines, observer=Observer.PARENT, knowledge=known, at=archives.clock()
        )
        row = rows.pop(name)
        assert row["outcome"] == shown.advice.outcome
        assert row["messages"] == len(lines)
        assert row["first_concern"] == shown.first_concern
        assert row["mostly_from"] == shown.instigator
        assert {one["signal"] for one in row["observations"]} == {
            one.signal for one in shown.observations
        }
        own = [one for one in found if one["conversation"] == name]
        assert row["findings"] == len(own)
        assert [
            (one["message"], one["start"], one["end"], one["signal"], one["counts"]) for one in own
        ] == [
            (one.message, one.start, one.end, one.sign.signal, one.counts) for one in shown.findings
        ]
    assert not rows
    assert manifest.tally.findings == len(found)


def test_without_a_hit_that_tells_something_nothing_is_found():
    """So a conversation without one need not be understood."""
    book = shipped_screen().book
    lines = [Said("a", "A"), Said("b", "B")]
    hits = [
        hit
        for place, text in enumerate(["haha grapje morgen", "ik ben 15 en ik hou van je", "i'm 40"])
        for hit in shipped_screen().matcher.hits([text])
        if book.owners[hit.owner].kind not in TELLING
        for hit in [hit._replace(text=place % 2)]
    ]
    assert understand(book, lines, hits) == ((), ())
    assert meaning(()).outcome is Outcome.TALK


# ---------- what is written


def test_the_text_of_no_message_is_written(expected, talk):
    out, _ = expected
    long = {one.text for one in talk if len(one.text) > 12}
    assert len(long) > 20
    for name in ("findings", "conversations"):
        assert not long & {
            value for row in table(out, name) for value in row.values() if isinstance(value, str)
        }
    everything = b"".join(path.read_bytes() for path in out.rglob("*") if path.is_file())
    assert not [text for text in long if text.encode() in everything]


def test_no_table_is_grouped_by_person():
    assert "speaker" not in CONVERSATIONS.names
    assert set(FINDINGS.names) & set(CONVERSATIONS.names) == {"conversation"}
    numbers = [one.name for one in CONVERSATIONS if "int" in str(one.type)]
    assert numbers == ["messages", "findings", "first_concern"]


def test_the_ground_and_the_rules_stand_in_every_file(tmp_path, source, expected):
    out = tmp_path / "out"
    manifest = screened(source, out, buckets=3, ground=f"  {GROUND}  ")
    files = list(out.rglob("*.parquet"))
    assert len(files) == 6
    for path in files:
        about = pq.read_schema(path).metadata or {}
        about |= pq.read_metadata(path).metadata or {}
        assert about[b"inbeeld.ground"].decode() == GROUND
        assert about[b"inbeeld.rules"].decode() == shipped_chat_rules().identity
        assert about[b"inbeeld.version"].decode() == __version__
        assert about[b"inbeeld.when"].decode() == archives.clock().isoformat(timespec="seconds")
        assert json.loads(about[b"inbeeld.counts"])["messages"] > 0
    kept = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert kept["ground"] == GROUND
    assert kept["rules"] == shipped_chat_rules().identity
    assert kept["checksum"] == manifest.checksum == expected[1].checksum
    assert kept["counts"] == dataclasses.asdict(manifest.tally)
    assert kept["note"] == "Nothing found does not mean that all is well."


def test_only_the_tables_and_the_manifest_are_left(expected):
    out, _ = expected
    assert sorted(path.name for path in out.iterdir()) == [
        "conversations", "findings", "manifest.json",
    ]  # fmt: skip


def test_while_a_run_goes_on_only_this_user_can_open_its_text(tmp_path, source):
    seen = []

    def tell(stage: str, done: int, total: int) -> None:
        seen.append((stage, stat.S_IMODE((tmp_path / "out" / ".busy").stat().st_mode)))

    screened(source, tmp_path / "out", tell)
    assert {mode for _, mode in seen} == {0o700}
    assert {stage for stage, _ in seen} == {"spreading", "screening"}


# ---------- the checksum


def test_the_checksum_can_be_made_again_from_the_tables(expected):
    out, manifest = expected
    parts = [row_hash("findings", tuple(row.values())) for row in table(out, "findings")]
    parts += [row_hash("conversations", tuple(row.values())) for row in table(out, "conversations")]
    assert written(added(parts)) == manifest.checksum
    assert written(added(reversed(parts))) == manifest.checksum
    assert written(added([*parts, parts[0]])) != manifest.checksum
    assert written(added([*parts, parts[0], parts[0]])) != manifest.checksum
    assert written(added(parts[1:])) != manifest.checksum


def test_a_conversation_stands_in_the_same_bucket_on_every_machine():
    assert [bucket_of(name, 512) for name in ("c1", "gesprek 7", "é")] == [161, 153, 318]
