"""`inbeeld evaluate`: figures on labelled chats, and a clear answer to a file that is not that."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.cli.commands import refused
from tests.cli.test_schemas import faults

THREAT = "stuur nu geld of ik stuur je foto naar je klas"
ORDINARY = "hoe was je toets vandaag"


def row(label: str, text: str, **more: object) -> dict:
    concern = label == "concern"
    return {
        "id": "een", "lang": "nl", "label": label, "kind": "sextortion" if concern else "school",
        "level": "acute" if concern else "none", "instigator": "B" if concern else None,
        "first_concern": 1 if concern else None, "expected": ["S063", "S100"] if concern else [],
        "messages": [{"t": 0, "speaker": "A", "text": "hoi"}, {"t": 60, "speaker": "B", "text": text}],
    } | more  # fmt: skip


@pytest.fixture
def file(tmp_path: Path):
    def write(*rows: object) -> str:
        path = tmp_path / "chats.jsonl"
        path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
        return str(path)

    return write


def test_figures_count_what_came_out_right_and_what_did_not(command, file):
    wrong = row("concern", ORDINARY, lang="en", kind="grooming", level="possible")
    given = file(row("concern", THREAT), wrong, row("ordinary", ORDINARY), row("ordinary", THREAT))
    found = command.json("evaluate", given)
    every = found["all"]
    assert every["chats"] == 4
    assert (every["concern_reaching_ask"]["hits"], every["concern_reaching_ask"]["of"]) == (1, 2)
    assert (every["acute_reaching_act"]["hits"], every["acute_reaching_act"]["of"]) == (1, 1)
    assert (every["ordinary_reaching_ask"]["hits"], every["ordinary_reaching_ask"]["of"]) == (1, 2)
    assert every["instigator_right"]["hits"] == 1
    assert every["distance"] == 0
    assert [one["name"] for one in found["lang"]] == ["en", "nl"]
    assert [one["name"] for one in found["kind"]] == ["grooming", "school", "sextortion"]
    assert faults(found, "evaluate.json") == []


def test_other_names_of_the_same_keys_are_read_too(command, file):
    given = row("concern", THREAT)
    given["messages"] = [
        {"time": "2026-11-23T19:00:00", "who": "B", "text": THREAT},
    ]
    found = command.json("evaluate", file(given | {"first_concern": 0}))
    assert found["all"]["acute_reaching_act"]["hits"] == 1


def test_the_terminal_shows_counts_with_bounds_and_no_chat(command, file):
    ran = command("evaluate", file(row("concern", THREAT)))
    assert ran.code == 0
    assert "1 of 1" in ran.out
    assert "100.0 % (20.7 to 100.0)" in ran.out
    assert "klas" not in ran.out


def test_a_plot_shows_every_share_with_its_counts_in_words(command, file, tmp_path):
    given = file(row("concern", THREAT), row("ordinary", ORDINARY))
    assert command("evaluate", given, "--plot", str(tmp_path / "plot.svg")).code == 0
    words = [one.text for one in ET.parse(tmp_path / "plot.svg").iter() if one.text]
    assert "all: concern reaching ask" in words
    assert "1 of 1" in words


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ([], "holds no chats"),
        (["text"], "line 1: expected a JSON object"),
        ([{"label": "concern"}], "line 1: expected messages"),
        ([row("concern", "x"), row("odd", "x")], "line 2: label must be one of: concern, ordinary"),
        ([row("concern", "x", level="high")], "level must be one of"),
        ([row("concern", "x", first_concern=-1)], "first_concern must be a position"),
        ([row("concern", "x", instigator=3)], "instigator must be a name"),
        ([row("concern", "x", messages=[{"speaker": "A"}])], "message 0: expected a text"),
        ([row("concern", "x", messages=[{"text": "a", "t": "soon"}])], "expected a time"),
    ],
)
def test_a_file_that_is_not_labelled_chats_is_told_where(command, file, given, told):
    assert told in refused(command("evaluate", file(*given)))


def test_a_file_that_is_not_there_or_no_text_is_told(command, tmp_path):
    assert "is not there" in refused(command("evaluate", str(tmp_path / "none.jsonl")))
    (tmp_path / "odd").write_bytes(b"\xff\xfe\x00")
    assert "not UTF-8" in refused(command("evaluate", str(tmp_path / "odd")))
    assert "is a folder" in refused(command("evaluate", str(tmp_path)))


def test_the_line_that_is_no_json_is_told_without_its_text(command, tmp_path):
    path = tmp_path / "chats.jsonl"
    path.write_text('{"label": geheim}\n', encoding="utf-8")
    told = refused(command("evaluate", str(path)))
    assert "line 1: not JSON" in told
    assert "geheim" not in told


# ---------- the classic benchmark


XML = """<?xml version="1.0"?><conversations>
<conversation id="c1">
<message line="1"><author>p1</author><time>10:00</time><text>hoi</text></message>
<message line="2"><author>p1</author><time>10:01</time><text>{threat}</text></message>
<message line="3"><author>v1</author><time>10:02</time><text>stop &amp; ga weg</text></message>
</conversation>
<conversation id="c2">
<message line="1"><author>o1</author><time>10:00</time><text>how was school</text></message>
</conversation>
</conversations>"""


@pytest.fixture
def benchmark(tmp_path: Path):
    (tmp_path / "all.xml").write_text(XML.format(threat=THREAT), encoding="utf-8")
    (tmp_path / "authors.txt").write_text("p1\np2\n", encoding="utf-8")
    (tmp_path / "lines.txt").write_text("c1\t2\nc1\t1\n", encoding="utf-8")
    return tmp_path


def pan12(folder: Path, *more: str) -> list[str]:
    files = ["--xml", str(folder / "all.xml"), "--truth", str(folder / "authors.txt")]
    return ["evaluate", "pan12", *files, *more]


def test_the_benchmark_counts_authors_and_lines(command, benchmark):
    found = command.json(*pan12(benchmark, "--lines", str(benchmark / "lines.txt")))
    assert (found["conversations"], found["messages"]) == (2, 4)
    assert (found["precision"], found["recall"]) == (1.0, 0.5)
    assert found["F1"] == pytest.approx(2 / 3, abs=0.0001)
    assert found["F0.5"] == pytest.approx(1.25 * 0.5 / (0.25 + 0.5), abs=0.0001)
    assert found["line_F3"] == pytest.approx(10 * 0.5 / (9 + 0.5), abs=0.0001)
    late = 2 / (1 + 3**-0.5) - 1  # the second message of three; the third would be a half
    assert found["F_latency"] == pytest.approx(2 / 3 * (1 - late), abs=0.0001)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("<conversations><conv", "is not XML at line 1"),
        ("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "document type"),
        ("<!--" + "x" * 9000 + "--><!DOCTYPE a><a/>", "document type"),
    ],
)
def test_xml_that_cannot_be_trusted_or_read_is_refused(command, benchmark, content, told):
    (benchmark / "all.xml").write_text(content, encoding="utf-8")
    assert told in refused(command(*pan12(benchmark)))


def test_the_options_of_one_way_are_not_taken_for_the_other(command, benchmark, file):
    assert "needs --xml" in refused(command("evaluate", "pan12"))
    assert "--plot" in refused(command(*pan12(benchmark, "--plot", "x.svg")))
    assert "--xml belongs to" in refused(
        command("evaluate", file(row("concern", "x")), "--xml", "a")
    )
