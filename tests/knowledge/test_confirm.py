"""A person called, visited or read it: only that fills a confirmation, and the file stays as it was."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from inbeeld.knowledge import CannotWrite, DataFaults, KnowledgeError, UnknownId, data_folder, load
from inbeeld.knowledge.audit import STALE, UNCONFIRMED, audit
from inbeeld.knowledge.confirm import confirm

TODAY = dt.date(2026, 11, 23)
NOBODY = 65534
NEW = ["confirmed_on = 2026-11-23", 'confirmed_by = "Een Beller"']


def problems(folder: Path, label: str, *, today: dt.date) -> set[str]:
    """What the audit says of one entry."""
    return {one.problem for one in audit(load(folder), today=today) if one.id == label}


@pytest.mark.parametrize("label", ["veilig-thuis", "113", "mum", "bill-on-trafficking"])
def test_the_date_and_the_name_are_written_and_read_again(copy, label):
    path = confirm(copy.folder, label, on=TODAY, by="  Een   Beller ", today=TODAY)
    known = load(copy.folder)
    entry = known.routes.get(label) or known.law[label]
    assert (entry.confirmed_on, entry.confirmed_by) == (TODAY, "Een Beller")
    assert path.name == ("law.toml" if label in known.law else "routes.toml")
    others = [one for one in (*known.routes.values(), *known.law.values()) if one is not entry]
    assert not any(one.confirmed_on or one.confirmed_by for one in others)


# First and last of each file, with and without channels, and those before a heading in a comment.
PLACES = {
    "routes.toml": ("alarm-112", "veilig-thuis", "stop-it-now-flanders", "european-116111"),
    "law.toml": (
        "sexual-approach-of-children",
        "manuals-for-abuse",
        "bill-on-trafficking",
        "formal-complaint",
        "eu-scanning-of-messages",
    ),
}


@pytest.mark.parametrize(
    ("file", "label"), [(file, label) for file, labels in PLACES.items() for label in labels]
)
def test_two_lines_are_added_to_the_entry_and_nothing_else_changes(copy, known, file, label):
    before = (copy.folder / file).read_text(encoding="utf-8").splitlines()
    confirm(copy.folder, label, on=TODAY, by="Een Beller", today=TODAY)
    after = (copy.folder / file).read_text(encoding="utf-8").splitlines()
    place = after.index(NEW[0], _entry(before, label))
    assert after[place : place + 2] == NEW
    assert after[:place] + after[place + 2 :] == before
    again = load(copy.folder)
    assert [*again.routes] == [*known.routes]
    assert [*again.law] == [*known.law]


def test_the_new_lines_stand_where_an_editor_looks_for_them(copy):
    """Right under the entry's own keys: before its channels, and before the next heading."""
    confirm(copy.folder, "veilig-thuis", on=TODAY, by="Een Beller", today=TODAY)
    confirm(copy.folder, "manuals-for-abuse", on=TODAY, by="Een Lezer", today=TODAY)
    routes = (copy.folder / "routes.toml").read_text(encoding="utf-8")
    laws = (copy.folder / "law.toml").read_text(encoding="utf-8")
    start = routes.index('id = "veilig-thuis"')
    assert start < routes.index(NEW[0]) < routes.index("[[route.channels]]", start)
    assert laws.index(NEW[0]) < laws.index("# ---------- trafficking")


def _entry(lines: list[str], label: str) -> int:
    """Where an entry begins."""
    return lines.index(f'id = "{label}"')


def test_confirming_again_replaces_the_date_and_the_name(copy):
    confirm(copy.folder, "113", on=dt.date(2025, 1, 2), by="De Een", today=TODAY)
    lines = len((copy.folder / "routes.toml").read_text(encoding="utf-8").splitlines())
    confirm(copy.folder, "113", on=TODAY, by="De Ander", today=TODAY)
    text = (copy.folder / "routes.toml").read_text(encoding="utf-8")
    assert len(text.splitlines()) == lines
    assert "De Een" not in text
    assert load(copy.folder).routes["113"].confirmed_by == "De Ander"


def test_a_name_with_quotes_comes_back_as_it_was(copy):
    name = 'Zoë "de beller" O\'Brien \\ 113'
    confirm(copy.folder, "113", on=TODAY, by=name, today=TODAY)
    assert load(copy.folder).routes["113"].confirmed_by == name


def test_the_audit_lists_it_no_longer_until_it_is_stale(copy):
    assert problems(copy.folder, "113", today=TODAY) == {UNCONFIRMED}
    confirm(copy.folder, "113", on=TODAY, by="Een Beller", today=TODAY)
    days = load(copy.folder).routes["113"].stale_after_days
    assert problems(copy.folder, "113", today=TODAY) == set()
    assert problems(copy.folder, "113", today=TODAY + dt.timedelta(days=days)) == set()
    assert problems(copy.folder, "113", today=TODAY + dt.timedelta(days=days + 1)) == {STALE}


def test_a_law_may_grow_stale_sooner(copy):
    confirm(copy.folder, "bill-on-trafficking", on=TODAY, by="Een Lezer", today=TODAY)
    days = load(copy.folder).law["bill-on-trafficking"].stale_after_days
    later = TODAY + dt.timedelta(days=days + 1)
    assert days < 365
    assert STALE in problems(copy.folder, "bill-on-trafficking", today=later)


def test_today_is_no_future_date(copy):
    confirm(copy.folder, "113", on=TODAY, by="Een Beller", today=TODAY)


@pytest.mark.parametrize(
    "on", [TODAY + dt.timedelta(days=1), dt.date(2206, 1, 1), dt.date(1999, 1, 1)]
)
def test_a_day_that_cannot_be_is_refused(copy, on):
    with pytest.raises(KnowledgeError, match="--on must be a day"):
        confirm(copy.folder, "113", on=on, by="Een Beller", today=TODAY)
    assert load(copy.folder).routes["113"].confirmed_on is None


@pytest.mark.parametrize("by", ["", "   ", "\n", "Een\x00Beller", "Een\x1b[31mBeller"])
def test_a_missing_or_unprintable_name_is_refused(copy, by):
    with pytest.raises(KnowledgeError, match="--by needs the name"):
        confirm(copy.folder, "113", on=TODAY, by=by, today=TODAY)
    assert load(copy.folder).routes["113"].confirmed_on is None


def test_an_unknown_id_is_answered_with_the_nearest(copy):
    with pytest.raises(UnknownId) as told:
        confirm(copy.folder, "veilig-tuis", on=TODAY, by="Een Beller", today=TODAY)
    assert told.value.nearest[0] == "veilig-thuis"
    assert str(told.value).startswith("Unknown route or law: veilig-tuis. Nearest: veilig-thuis")


def test_an_id_of_a_signal_is_no_route(copy):
    with pytest.raises(UnknownId):
        confirm(copy.folder, "asks-for-secrecy", on=TODAY, by="Een Beller", today=TODAY)


def test_control_signs_in_an_unknown_id_do_not_reach_the_terminal(copy):
    with pytest.raises(UnknownId) as told:
        confirm(copy.folder, "\x1b[31m113\n", on=TODAY, by="Een Beller", today=TODAY)
    assert "\x1b" not in str(told.value)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("file", ["routes.toml", "law.toml", "sources.toml"])
def test_files_that_do_not_hold_are_told_and_not_written(copy, file):
    copy.add(file, "broken = [")
    before = (copy.folder / "routes.toml").read_bytes()
    with pytest.raises(DataFaults, match=file):
        confirm(copy.folder, "113", on=TODAY, by="Een Beller", today=TODAY)
    assert (copy.folder / "routes.toml").read_bytes() == before


def test_a_missing_file_is_told(copy):
    (copy.folder / "routes.toml").unlink()
    with pytest.raises(DataFaults, match=r"routes\.toml: file: is missing"):
        confirm(copy.folder, "113", on=TODAY, by="Een Beller", today=TODAY)


def test_a_folder_that_may_not_be_changed_says_so_and_what_to_do():
    with read_only_copy() as folder:
        before = (folder / "routes.toml").read_bytes()
        with pytest.raises(CannotWrite, match="INBEELD_KNOWLEDGE"):
            confirm(folder, "113", on=TODAY, by="Een Beller", today=TODAY)
        assert (folder / "routes.toml").read_bytes() == before


def test_nothing_stays_behind_when_writing_fails(copy):
    # A folder in the place of the new file: writing fails after everything else went well.
    (copy.folder / "routes.new").mkdir()
    with pytest.raises(CannotWrite):
        confirm(copy.folder, "113", on=TODAY, by="Een Beller", today=TODAY)
    assert load(copy.folder).routes["113"].confirmed_on is None


@contextmanager
def read_only_copy() -> Iterator[Path]:
    """A data folder that this process may read and not change, also when it runs as root."""
    top = Path(tempfile.mkdtemp())
    folder = shutil.copytree(data_folder(), top / "data")
    root = os.geteuid() == 0
    try:
        for path in (top, *top.rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)
        if root:
            os.seteuid(NOBODY)
        yield folder
    finally:
        if root:
            os.seteuid(0)
        for path in (top, *top.rglob("*")):
            path.chmod(0o755)
        shutil.rmtree(top)
