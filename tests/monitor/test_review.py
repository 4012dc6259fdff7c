"""What a person decides about doubtful pairs: without a name, and above what the numbers say."""

from __future__ import annotations

import csv

import pytest

from inbeeld.monitor.clusters import clustered
from inbeeld.monitor.faults import FileFault
from inbeeld.monitor.records import KEYS
from inbeeld.monitor.review import (
    HEADER,
    HIGH,
    LOW,
    Decision,
    decided,
    doubtful,
    read_decisions,
    write_review,
)
from tests.monitor.linking import linked


def filled(path, word="same", many=3):
    """The file with a decision in its first rows."""
    with path.open(encoding="utf-8") as file:
        rows = list(csv.reader(file))
    for row in rows[1 : many + 1]:
        row[-1] = word
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


@pytest.fixture
def sheet(tmp_path):
    path = tmp_path / "doubtful.csv"
    assert write_review(linked().found.pairs, linked().found.records, path) > 3
    return path


def test_the_doubtful_pairs_hold_no_word_of_a_record(sheet):
    found = linked().found
    words = {value for key in KEYS for value in found.records[key].unique().to_pylist() if value}
    with sheet.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert tuple(rows[0]) == HEADER
    for row in rows:
        assert row["decision"] == ""
        own = {row[name] for name in HEADER if name not in ("record_a", "record_b", "chance")}
        assert not own & (words - {"police"})


def test_only_doubtful_pairs_are_asked_about_the_most_doubtful_first():
    pairs = linked().found.pairs
    chance = pairs.chance[doubtful(pairs)]
    assert ((chance >= LOW) & (chance < HIGH)).all()
    distance = abs(chance - 0.5).tolist()
    assert distance == sorted(distance)


def test_a_decision_is_kept_and_asked_no_more(sheet, tmp_path):
    found = linked().found
    for word, joined in (("same", True), ("different", False)):
        decisions = read_decisions(filled(sheet, word))
        assert set(decisions.values()) == {Decision(word)}
        pairs = decided(found.pairs, found.records, decisions, name="doubtful.csv")
        person = clustered(pairs, found.of_list, threshold=found.threshold).person
        looked = pairs.said != 0
        assert looked.sum() == 3
        assert not set(doubtful(pairs)) & set(looked.nonzero()[0])
        together = person[pairs.left[looked]] == person[pairs.right[looked]]
        assert together.any() if joined else not together.any()


def test_rows_without_a_decision_decide_nothing(sheet):
    assert read_decisions(sheet) == {}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no column list_a"),
        ("list_a,record_a,list_b,record_b\n", "no column decision"),
        ("list_a,record_a,list_b,record_b,decision\na,1,b,2,maybe\n", "row 2, column decision"),
        ("list_a,record_a,list_b,record_b,decision\na,1,b,2\n", "row 2: 4 cells"),
        (
            "list_a,record_a,list_b,record_b,decision\na,1,b,2,same\na,1,b,2,different\n",
            "otherwise",
        ),
    ],
)
def test_a_sheet_that_cannot_be_used_is_refused_with_its_row(tmp_path, text, said):
    path = tmp_path / "sheet.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FileFault, match=said):
        read_decisions(path)


def test_a_decision_about_records_of_other_lists_is_refused():
    found = linked().found
    with pytest.raises(FileFault, match="decision 1: these lists have no such"):
        decided(found.pairs, found.records, {("x", "1", "y", "2"): Decision.SAME}, name="sheet")


def test_a_semicolon_as_a_spreadsheet_writes_it_is_read(sheet, tmp_path):
    path = tmp_path / "semicolon.csv"
    path.write_text(filled(sheet).read_text(encoding="utf-8").replace(",", ";"), encoding="utf-8")
    assert len(read_decisions(path)) == 3
