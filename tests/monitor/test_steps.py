"""The steps of a release in the making, with real lists: decisions stay, and records give the same."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from inbeeld.monitor import making, working
from inbeeld.monitor.keys import new_key, write_key
from inbeeld.monitor.making import Step
from inbeeld.monitor.periods import read_period
from inbeeld.monitor.steps import STEPS
from tests.cli.commands import Command

NOW = dt.datetime(2026, 11, 28, 12, tzinfo=dt.UTC)


@pytest.fixture
def command(capsys) -> Command:
    return Command(capsys)


@pytest.fixture
def lists(tmp_path, command: Command):
    write_key(new_key(read_period("2025")), tmp_path / "k.key")
    words = ("monitor", "simulate", "--rows", "150", "--seed", "3")
    ran = command(*words, "--key", str(tmp_path / "k.key"), "--out", str(tmp_path / "lists"))
    assert ran.code == 0
    return sorted((tmp_path / "lists").glob("*.parquet"))


def work(data, ident):
    assert working.work(data, STEPS) == 1
    made = making.read(data, ident)
    assert (made.said, made.detail) == ("", "")
    return made


def linked(data, ident):
    making.link(data, ident)
    work(data, ident)
    return making.found(data, ident)["linked"]


def test_what_was_decided_stays_decided_and_records_give_the_same_numbers(
    tmp_path, lists, command: Command
):
    data = tmp_path / "data"
    ident = making.begin(data, by="An analyst", now=NOW).id
    for path in lists:
        making.add_list(data, ident, name=path.stem, content=iter([path.read_bytes()]))
    first = linked(data, ident)
    doubts = [one["id"] for one in making.undecided(data, ident)]
    assert len(doubts) > 1
    making.decide(data, ident, dict.fromkeys(doubts[:1], "different"))
    assert linked(data, ident)["reviewed"] == 1
    assert linked(data, ident)["reviewed"] == 1  # and it is not forgotten the time after
    making.remove_list(data, ident, name=lists[0].stem)
    assert linked(data, ident)["people"] < first["people"]  # what no longer fits is passed over
    making.add_list(data, ident, name=lists[0].stem, content=iter([lists[0].read_bytes()]))
    assert linked(data, ident)["reviewed"] == 1

    making.ask(data, ident, Step.ESTIMATE)
    work(data, ident)
    making.prepare(data, ident, name="series", date=NOW.date())
    work(data, ident)
    inside = making.folder_of(data, ident) / "release/inside"
    (tmp_path / "people").mkdir()
    for name in ("table.csv", "doubt.csv", "people.parquet"):
        path = making.folder_of(data, ident) / "linked" / name
        (tmp_path / "people" / name).write_bytes(path.read_bytes())
    path = making.folder_of(data, ident) / "estimates.json"
    (tmp_path / "people" / path.name).write_bytes(path.read_bytes())
    path = making.folder_of(data, ident) / "runs/reviewed.csv"
    (tmp_path / "lists" / path.name).write_bytes(path.read_bytes())
    for step, folder in (("link", "lists"), ("estimate", "people"), ("release", "people")):
        record = inside / f"run-{step}.json"
        assert json.loads(record.read_text())["verb"] == step
        ran = command("monitor", "rerun", str(record), "--inputs", str(tmp_path / folder))
        assert (ran.code, ran.err) == (0, "")
    making.ask(data, ident, Step.DONE)
    work(data, ident)
    assert (data / "releases/series-1/inside/run-link.json").exists()
    assert not (making.folder_of(data, ident) / "lists").exists()
