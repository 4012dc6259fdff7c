"""A release in the making survives a stop, and never stays at work for ever."""

from __future__ import annotations

import datetime as dt
import json
import stat
from dataclasses import replace

import pytest

from inbeeld.monitor import making, working
from inbeeld.monitor.faults import MonitorFault
from inbeeld.monitor.making import NotNow, Step, Trouble, Turn
from inbeeld.monitor.records import Kind, cleaned, write_list

NOW = dt.datetime(2026, 11, 28, 12, tzinfo=dt.UTC)


def a_list(tmp_path, kind=Kind.TOKENS, rows=3):
    path = tmp_path / "given.parquet"
    columns = {
        "record": [str(n) for n in range(rows)],
        "key_first": [f"{n:032x}" for n in range(rows)],
    }
    write_list(
        cleaned(columns, name="x", kind=kind, key_id="k" if kind is Kind.TOKENS else ""), path
    )
    return [path.read_bytes()]


@pytest.fixture
def begun(tmp_path):
    return making.begin(tmp_path, by="An analyst", now=NOW)


def trouble(call, *args, **more):
    with pytest.raises(NotNow) as refused:
        call(*args, **more)
    return refused.value.trouble


def test_all_of_it_is_for_this_user_only(tmp_path, begun):
    for folder in (making.root(tmp_path), making.folder_of(tmp_path, begun.id)):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert making.every(tmp_path) == [begun]


def test_a_list_of_pseudonyms_is_taken_and_one_with_names_is_not(tmp_path, begun):
    making.add_list(tmp_path, begun.id, name="police", content=iter(a_list(tmp_path)))
    assert [one.stem for one in making.lists_of(tmp_path, begun.id)] == ["police"]
    plain = a_list(tmp_path, Kind.PLAIN)
    take = making.add_list
    assert trouble(take, tmp_path, begun.id, name="care", content=iter(plain)) is Trouble.PLAIN
    assert (
        trouble(take, tmp_path, begun.id, name="care", content=iter([b"x"])) is Trouble.UNREADABLE
    )
    assert trouble(take, tmp_path, begun.id, name="../care", content=iter([])) is Trouble.NAME
    again = iter(a_list(tmp_path))
    assert trouble(take, tmp_path, begun.id, name="police", content=again) is Trouble.TAKEN
    left = [one.name for one in (making.folder_of(tmp_path, begun.id) / "lists").iterdir()]
    assert left == ["police.parquet"]  # nothing of what was refused stays behind
    assert trouble(making.link, tmp_path, begun.id) is Trouble.FEW


def test_what_was_asked_is_done_and_the_next_turn_is_a_persons(tmp_path, begun):
    making.ask(tmp_path, begun.id, Step.ESTIMATE, reason="new lists")
    assert working.waits(tmp_path)
    seen = []

    def do(folder, chosen):
        seen.append((folder.name, chosen["reason"], making.read(tmp_path, begun.id).turn))
        return Step.RELEASE, {"version": 2}

    assert working.work(tmp_path, {Step.ESTIMATE: do}) == 1
    assert seen == [(begun.id, "new lists", Turn.RUNNING)]
    after = making.read(tmp_path, begun.id)
    assert (after.step, after.turn) == (Step.RELEASE, Turn.PERSON)
    assert after.chosen == {"reason": "new lists", "version": 2}
    assert not working.waits(tmp_path)


def test_a_step_that_was_cut_off_is_done_again(tmp_path, begun):
    making.ask(tmp_path, begun.id, Step.LINK)

    def killed(folder, chosen):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        working.work(tmp_path, {Step.LINK: killed})
    assert making.read(tmp_path, begun.id).turn is Turn.RUNNING  # as after a kill
    assert working.work(tmp_path, {Step.LINK: lambda *_: (Step.REVIEW, {})}) == 1
    assert making.read(tmp_path, begun.id).step is Step.REVIEW


def test_only_one_works_at_a_time(tmp_path, begun):
    making.ask(tmp_path, begun.id, Step.LINK)

    def do(folder, chosen):
        assert working.work(tmp_path, {}) == 0  # another comes by
        return Step.REVIEW, {}

    assert working.work(tmp_path, {Step.LINK: do}) == 1


@pytest.mark.parametrize(
    ("fault", "said", "detail"),
    [
        (NotNow(Trouble.KEYS), Trouble.KEYS, ""),
        (MonitorFault("The list is empty."), Trouble.FAILED, "The list is empty."),
    ],
)
def test_what_fails_says_why_and_waits_for_a_person(tmp_path, begun, fault, said, detail):
    making.ask(tmp_path, begun.id, Step.LINK)

    def do(folder, chosen):
        raise fault

    working.work(tmp_path, {Step.LINK: do})
    after = making.read(tmp_path, begun.id)
    assert (after.turn, after.said, after.detail) == (Turn.PERSON, said, detail)


def test_a_fault_of_ours_is_seen_and_does_not_keep_it_at_work(tmp_path, begun):
    making.ask(tmp_path, begun.id, Step.LINK)

    def do(folder, chosen):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        working.work(tmp_path, {Step.LINK: do})
    after = making.read(tmp_path, begun.id)
    assert (after.turn, after.said, after.detail) == (Turn.PERSON, Trouble.FAILED, "")


def test_nothing_is_changed_while_the_program_is_at_work(tmp_path, begun):
    making.ask(tmp_path, begun.id, Step.ESTIMATE)
    for call in (making.throw_away, making.link):
        assert trouble(call, tmp_path, begun.id) in (Trouble.BUSY, Trouble.FEW)
    assert trouble(making.throw_away, tmp_path, begun.id) is Trouble.BUSY
    assert trouble(making.remove_list, tmp_path, begun.id, name="police") is Trouble.BUSY


def test_thrown_away_is_gone(tmp_path, begun):
    making.throw_away(tmp_path, begun.id)
    assert making.every(tmp_path) == []
    assert trouble(making.read, tmp_path, begun.id) is Trouble.GONE
    assert trouble(making.read, tmp_path, "../..") is Trouble.GONE


def test_when_the_last_doubt_is_decided_linking_is_asked_once_more(tmp_path, begun):
    folder = making.folder_of(tmp_path, begun.id)
    doubts = [{"id": name, "place": ["a", "1", "b", name], "fields": []} for name in ("p1", "p2")]
    making.put(folder / making.PAIRS, doubts)
    making.write(tmp_path, replace(begun, step=Step.REVIEW))
    making.decide(tmp_path, begun.id, {"p1": "same", "px": "same"})
    assert [one["id"] for one in making.undecided(tmp_path, begun.id)] == ["p2"]
    assert not making.read(tmp_path, begun.id).busy
    making.decide(tmp_path, begun.id, {"p2": "different"})
    assert making.read(tmp_path, begun.id).step is Step.LINK
    known = json.loads((folder / making.DECISIONS).read_text())
    assert {name: one["is"] for name, one in known.items()} == {"p1": "same", "p2": "different"}


def test_who_waits_sees_how_many_parts_are_done_and_a_step_begins_at_none(tmp_path, begun):
    folder = making.folder_of(tmp_path, begun.id)
    seen = []

    def step(place, _):
        seen.append(making.found(tmp_path, begun.id).get("progress"))
        making.progress(place, 2, 6)
        seen.append(making.found(tmp_path, begun.id)["progress"])
        return Step.RELEASE, {}

    for _ in range(2):
        making.ask(tmp_path, begun.id, Step.ESTIMATE)
        working.work(tmp_path, {Step.ESTIMATE: step})
    assert seen == [None, {"done": 2, "of": 6}] * 2
    assert folder.exists()
