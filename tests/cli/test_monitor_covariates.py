"""`inbeeld monitor covariates` on a terminal: groups that add up, and wrong input in one message."""

from __future__ import annotations

import pytest

from tests.cli.commands import Command, refused
from tests.cli.test_schemas import faults
from tests.estimate.known import FOLDER

DEMO = str(FOLDER / "tables/covariates_demo_units.csv.gz")
SIMPLE = ("--lists", "R1,R2,R3,R4", "--covariates", "X1", "--year", "Y")
GOOD = "A,B,sex,n\n1,0,x,30\n0,1,x,20\n1,1,x,10\n1,0,y,12\n0,1,y,14\n1,1,y,9\n0,1,,2\n"


def test_it_prints_figures_that_add_up(command: Command):
    found = command.json(
        "monitor", "covariates", DEMO, *SIMPLE, "--bootstrap", "3", "--seed", "2", "--degree", "2"
    )
    assert faults(found, "monitor-covariates.json") == []
    assert found["listed"] == 1043
    for name in ("X1", "year"):
        levels = [
            one for one in found["groups"] if [part["name"] for part in one["group"]] == [name]
        ]
        assert sum(one["estimate"] for one in levels) == found["estimate"]
    assert [one["level"] for one in found["intervals"]] == [0.8, 0.95]
    assert "few-replicates" in found["warnings"]


def test_it_says_in_words_what_it_found(command: Command):
    ran = command("monitor", "covariates", DEMO, *SIMPLE, "--degree", "1", "--lang", "en")
    assert "1,043 people are on one or more lists." in ran.out
    assert "Everybody: an estimated" in ran.out
    assert "X1 2: an estimated" in ran.out
    assert "Iedereen: naar schatting" in command(
        "monitor", "covariates", DEMO, *SIMPLE, "--degree", "1"
    ).out  # fmt: skip


def test_a_cell_that_is_not_known_counts_and_rows_may_stand_for_more(command: Command, tmp_path):
    path = tmp_path / "units.csv"
    path.write_text(GOOD, encoding="utf-8")
    words = ("--lists", "A,B", "--covariates", "sex", "--count", "n")
    found = command.json("monitor", "covariates", str(path), *words)
    assert faults(found, "monitor-covariates.json") == []
    assert found["listed"] == 97


def test_without_any_estimate_it_says_so_and_why(command: Command, tmp_path):
    path = tmp_path / "units.csv"
    path.write_text("A,B,n\n1,0,5\n0,1,5\n", encoding="utf-8")
    words = ("--lists", "A,B", "--count", "n")
    found = command.json("monitor", "covariates", str(path), *words)
    assert faults(found, "monitor-covariates.json") == []
    assert (found["status"], found["estimate"]) == ("none", None)
    assert found["refused"] == [{"terms": [], "reason": "does-not-exist"}]
    said = command("monitor", "covariates", str(path), *words, "--lang", "en").out
    assert "No model gives an estimate here." in said


@pytest.mark.parametrize(
    ("text", "words", "told"),
    [
        ("", (), "is empty"),
        ("A,B\n" + "1" * 200_000 + ",1\n", (), "no CSV file"),
        (GOOD, ("--covariates", "age"), "one column age"),
        (GOOD, ("--covariates", "A"), "asked for twice"),
        (GOOD.replace("1,0,x", "2,0,x"), (), "row 2, column A"),
        (GOOD.replace("1,0,x", "0,0,x"), (), "row 2: somebody on no list"),
        (GOOD.replace("x,30", "x,-3"), ("--count", "n"), "row 2, column n: must be a whole number"),
        (GOOD.replace("1,0,x,30", "1,0,x"), (), "row 2: 3 cells"),
        (GOOD, ("--year", "sex"), "row 2, column sex: must be a year"),
        (GOOD, ("--criterion", "cic"), "--criterion must be one of"),
        (GOOD, ("--draw", "cards"), "--draw must be one of"),
        (GOOD, ("--bootstrap", "-1"), "--bootstrap must be"),
        (GOOD, ("--degree", "9"), "--degree must be"),
        (GOOD.replace("y", "x"), ("--covariates", "sex"), "fewer than two levels"),
    ],
)
def test_wrong_input_is_one_plain_message(command: Command, tmp_path, text, words, told):
    path = tmp_path / "units.csv"
    path.write_text(text, encoding="utf-8")
    ran = command("monitor", "covariates", str(path), "--lists", "A,B", *words)
    assert told in refused(ran)
