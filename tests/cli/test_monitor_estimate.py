"""`inbeeld monitor estimate` on a terminal: what it prints, and what it says of wrong input."""

from __future__ import annotations

import gzip
import math

import pytest

from tests.cli.commands import Command, elsewhere, refused
from tests.cli.test_schemas import faults
from tests.estimate.known import FOLDER, STEPWISE, replicates

KOREA = str(FOLDER / "tables/Korea.csv")
GOOD = "A,B,count\n1,0,30\n0,1,20\n1,1,10\n"


def estimate(command, *words):
    return command("monitor", "estimate", *words)


def test_it_prints_the_estimate_and_no_interval_without_replicates(command: Command):
    found = command.json("monitor", "estimate", KOREA)
    assert faults(found, "monitor-estimate.json") == []
    assert [one["method"] for one in found] == ["stepwise"]
    assert found[0]["estimate"] == pytest.approx(STEPWISE["Korea"])
    assert found[0]["interval"] is None
    assert found[0]["terms"] == [["b", "c"]]


def test_all_methods_stand_side_by_side(command: Command):
    kosovo = str(FOLDER / "tables/Kosovo.csv")
    plain = command.json("monitor", "estimate", kosovo, "--method", "all")
    drawn = command.json("monitor", "estimate", kosovo, "--method", "all", "--bootstrap", "60")
    for found in (plain, drawn):
        assert faults(found, "monitor-estimate.json") == []
        assert [one["method"] for one in found] == [
            "stepwise", "bic", "graphs", "chao", "coverage", "aic2014",
        ]  # fmt: skip
    for one, other in zip(plain, drawn, strict=True):
        assert one["estimate"] == other["estimate"]
        assert (one["interval"], one["intervals"]) == (None, [])
        assert other["interval"]["low"] < other["estimate"] < other["interval"]["high"]


@pytest.mark.parametrize("method", ["bic", "graphs", "chao", "coverage", "aic2014"])
def test_a_method_that_is_asked_comes_alone(command: Command, method):
    (found,) = command.json("monitor", "estimate", KOREA, "--method", method)
    assert found["method"] == method
    assert found["estimate"] > 123
    assert found["interval"] is None


def test_a_method_that_cannot_be_used_here_is_refused(command: Command):
    said = refused(estimate(command, str(FOLDER / "tables/NewOrl.csv"), "--method", "graphs"))
    assert "graphs" in said


def test_the_same_seed_gives_the_same_interval(command: Command):
    words = ("monitor", "estimate", KOREA, "--bootstrap", "300", "--seed")
    first, again, other = (command.json(*words, seed)[0] for seed in ("4", "4", "5"))
    assert faults([first], "monitor-estimate.json") == []
    assert first["interval"]["level"] == 0.95
    assert first["interval"]["low"] < first["estimate"] < first["interval"]["high"]
    assert [one["level"] for one in first["intervals"]] == [0.8, 0.95]
    assert again["intervals"] == first["intervals"] != other["intervals"]


def test_it_says_in_words_what_to_know(command: Command):
    ran = estimate(command, str(FOLDER / "tables/NewOrl.csv"), "--bootstrap", "200", "--lang", "en")
    assert "185 people are on one or more of 8 lists." in ran.out
    assert "an estimated 1,184 people in all" in ran.out
    assert "At least two lists share nobody." in ran.out
    assert "Never take one number" in ran.out
    assert "naar schatting 1.184 mensen" in estimate(command, str(FOLDER / "tables/NewOrl.csv")).out


@pytest.mark.parametrize("packed", [False, True])
def test_each_row_of_a_file_is_answered_in_its_place(command: Command, tmp_path, packed):
    counts, recorded = replicates()
    table = FOLDER / "tables/UKdat.csv"
    from tests.estimate.known import places

    lines = [",".join(f"{n:.0f}" for n in row[places("UKdat")]) for row in counts[:6]]
    lines[2] = ",".join("0" for _ in lines[2].split(","))  # nobody: no estimate
    text = "\n".join(lines) + "\n"
    path = tmp_path / ("rows.csv.gz" if packed else "rows.csv")
    path.write_bytes(gzip.compress(text.encode()) if packed else text.encode())
    ran = estimate(command, str(table), "--replicates", str(path), "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    found = [float(line) for line in ran.out.splitlines()]
    assert math.isnan(found[2])
    for place in (0, 1, 3, 4, 5):
        assert found[place] == pytest.approx(recorded[place], rel=1e-8)
    assert ran.out.splitlines()[2] == "nan"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "is empty"),
        ("\n\n", "is empty"),
        ("A,B,count\n", "no rows"),
        ("A,count\n1,3\n", "2 columns"),
        ("A,A,count\n1,0,3\n0,1,3\n", "the same name"),
        ("A,,count\n1,0,3\n", "a column has no name"),
        ("A,B,count\n1,0,-3\n", "row 2, column count: negative"),
        ("A,B,count\n1,0,three\n", "row 2, column count: must be a whole number"),
        ("A,B,count\n1,0,2.5\n", "row 2, column count"),
        ("A,B,count\n1,,3\n", "row 2, column B: must be 0"),
        ("A,B,count\n1,2,3\n", "row 2, column B"),
        ("A,B,count\n1,0\n", "row 2: 2 cells"),
        ("A,B,count\n0,0,9\n", "on no list"),
        ("A,B,count\n1,0,0\n0,1,0\n", "nobody"),
        ("A,B,count\n1,0,99999999999999\n", "row 2, column count"),
        (",".join(f"L{n}" for n in range(17)) + ",n\n" + "1," * 17 + "3\n", "17 lists"),
    ],
)
def test_a_wrong_table_says_what_where_and_ends_with_2(command: Command, tmp_path, text, why):
    path = tmp_path / "table.csv"
    path.write_text(text, encoding="utf-8")
    said = refused(estimate(command, str(path)))
    assert why in said
    assert "three" not in said  # what somebody typed is not repeated


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--method", "magic"), "--method must be one of"),
        (("--threshold", "much"), "--threshold"),
        (("--threshold", "nan"), "--threshold"),
        (("--threshold", "1"), "--threshold"),
        (("--bootstrap", "-5"), "--bootstrap"),
        (("--bootstrap", "1e3"), "--bootstrap"),
        (("--seed", "x"), "--seed"),
        (("--format", "xml"), "--format"),
        (("--replicates", "nowhere.csv"), "nowhere.csv cannot be read"),
        (("--replicates", KOREA, "--method", "all"), "--method stepwise only"),
        (("--replicates", KOREA), "row 1: 4 cells"),
    ],
)
def test_wrong_options_are_answered_plainly(command: Command, words, why):
    assert why in refused(estimate(command, KOREA, *words))


def test_a_file_that_is_no_text_or_not_there_is_answered(command: Command, tmp_path):
    path = tmp_path / "table.csv.gz"
    path.write_bytes(b"\x00\xff\xfe no gzip")
    assert "cannot be read" in refused(estimate(command, str(path)))
    path = tmp_path / "table.csv"
    path.write_bytes(b"A,B,n\n\xff\xfe,1,2\n")
    assert "UTF-8" in refused(estimate(command, str(path)))
    assert "cannot be read" in refused(estimate(command, str(tmp_path)))
    assert "cannot be read" in refused(estimate(command, str(tmp_path / "none.csv")))


def test_other_separators_and_a_mark_at_the_start_are_read(command: Command, tmp_path):
    path = tmp_path / "table.csv"
    for mark in ",;\t":
        path.write_text("\ufeff" + GOOD.replace(",", mark), encoding="utf-8")
        found = command.json("monitor", "estimate", str(path))
        assert found[0]["estimate"] == pytest.approx(120)


def test_it_runs_in_a_process_of_its_own(tmp_path):
    (tmp_path / "t.csv").write_text(GOOD, encoding="utf-8")
    ran = elsewhere("monitor", "estimate", "t.csv", "--lang", "en", folder=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    assert "120 people in all" in ran.out
    assert [path.name for path in tmp_path.iterdir()] == ["t.csv"]  # nothing is left behind
