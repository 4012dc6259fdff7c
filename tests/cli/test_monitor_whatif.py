"""`inbeeld monitor sensitivity` and `inbeeld monitor coverage` on a terminal."""

from __future__ import annotations

import pytest

from tests.cli.commands import Command, refused
from tests.cli.test_schemas import faults
from tests.estimate.known import FOLDER

KOREA = str(FOLDER / "tables/Korea.csv")
APART = "A,B,n\n1,0,5\n0,1,5\n"


def test_sensitivity_prints_each_change_beside_the_estimate(command: Command):
    words = ("monitor", "sensitivity", KOREA, "--draws", "3", "--referral", "b:c")
    found = command.json(*words)
    assert faults(found, "monitor-sensitivity.json") == []
    kinds = [one["what"] for one in found["changes"]]
    assert kinds.count("without") == kinds.count("merged") == 3
    assert kinds[-3:] == ["receiver-out", "referral-merged", "referral-term"]
    for one in found["changes"]:
        if one["estimate"] is not None:
            assert one["ratio"] == pytest.approx(one["estimate"] / found["estimate"])


def test_sensitivity_says_it_in_words(command: Command):
    said = command("monitor", "sensitivity", KOREA, "--draws", "2", "--lang", "en").out
    assert "Without this list:" in said
    assert "These two lists as one:" in said
    assert "name what moves it most" in said
    assert "Zonder deze lijst:" in command("monitor", "sensitivity", KOREA, "--draws", "2").out


def test_without_an_estimate_there_is_nothing_to_compare(command: Command, tmp_path):
    path = tmp_path / "table.csv"
    path.write_text(APART, encoding="utf-8")
    found = command.json("monitor", "sensitivity", str(path), "--draws", "1")
    assert faults(found, "monitor-sensitivity.json") == []
    assert found["estimate"] is None
    said = command("monitor", "sensitivity", str(path), "--draws", "1", "--lang", "en").out
    assert "No estimate exists" in said


def test_coverage_prints_how_methods_did(command: Command):
    words = ("monitor", "coverage", KOREA, "--runs", "4", "--bootstrap", "50", "--seed", "2")
    found = command.json(*words)
    assert faults(found, "monitor-coverage.json") == []
    assert found["truth"] == 269
    assert found["model"] == [["b", "c"]]
    one = found["methods"][0]
    assert (one["method"], one["runs"], one["replicates"]) == ("stepwise", 4, 50)
    assert [held["of"] for held in one["coverage"]] == [4, 4]
    again = command.json(*words)
    assert again["methods"] == found["methods"]


def test_coverage_says_it_in_words(command: Command):
    words = ("monitor", "coverage", KOREA, "--runs", "2", "--bootstrap", "20", "--lang", "en")
    said = command(*words).out
    assert "In each run there are 269 people" in said
    assert "The 95 % interval held the truth in" in said
    assert "The real world follows no model." in said


@pytest.mark.parametrize(
    ("verb", "words", "told"),
    [
        ("sensitivity", ("--method", "magic"), "--method must be one of"),
        ("sensitivity", ("--referral", "A"), "must name two lists"),
        ("sensitivity", ("--referral", "A:Z"), "no such list"),
        ("sensitivity", ("--draws", "0"), "one draw or more"),
        ("coverage", ("--method", "magic"), "--method must be one or more of"),
        ("coverage", ("--runs", "0"), "--runs must be"),
        ("coverage", ("--bootstrap", "-1"), "--bootstrap must be"),
        ("coverage", (), "no estimate exists"),
    ],
)
def test_wrong_input_is_one_plain_message(command: Command, tmp_path, verb, words, told):
    path = tmp_path / "table.csv"
    path.write_text(APART, encoding="utf-8")
    assert told in refused(command("monitor", verb, str(path), *words))
