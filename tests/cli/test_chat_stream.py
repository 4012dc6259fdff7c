"""`inbeeld chat stream`: one answer a line, at once, whatever comes in."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from types import SimpleNamespace

import pytest

from inbeeld.knowledge import Circumstance, Level
from inbeeld.knowledge.chat_rules import shipped_chat_rules
from tests.cli.commands import Command, refused
from tests.cli.test_schemas import SCHEMAS, faults

THREAT = {
    "conversation": "c",
    "time": 0,
    "speaker": "B",
    "text": "anders stuur ik je foto naar je klas",
}
DEMAND = {"conversation": "c", "t": 5, "who": "B", "text": "stuur nu geld"}


@pytest.fixture
def stream(command: Command, monkeypatch):
    """Runs the command on lines, given as bytes or as what stands in them."""

    def run(*lines, words=("--ground", "art. 6")):
        given = b"".join(
            line if isinstance(line, bytes) else json.dumps(line).encode() + b"\n" for line in lines
        )
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(given)))
        ran = command("chat", "stream", *words)
        answers = [json.loads(line) for line in ran.out.splitlines()]
        assert [fault for answer in answers for fault in faults(answer, "chat-stream.json")] == []
        return ran, answers

    return run


def test_every_message_gets_an_answer_with_rules_and_ground(stream):
    ran, answers = stream(THREAT, DEMAND)
    assert (ran.code, ran.err) == (0, "")
    assert [answer["message"] for answer in answers] == [0, 1]
    assert answers[-1]["outcome"] in ("consult", "act")
    assert answers[0]["findings"][0]["rule"] in shipped_chat_rules().rules
    for number, answer in enumerate(answers, 1):
        assert answer["line"] == number
        assert answer["ground"] == "art. 6"
        assert answer["rules"] == shipped_chat_rules().identity
    assert THREAT["text"] not in ran.out


def test_a_bad_line_gets_its_reason_and_the_stream_goes_on(stream):
    ran, answers = stream(
        THREAT, b"hoi\n", b"\n", {"conversation": "c"}, b"x" * 3_000_000 + b"\n", DEMAND
    )
    assert [(answer["line"], answer.get("fault", "")[:25]) for answer in answers] == [
        (1, ""),
        (2, "this is not JSON at chara"),
        (4, "time is missing. Expected"),
        (5, "this line is longer than "),
        (6, ""),
    ]
    assert all(answer["ground"] == "art. 6" for answer in answers)
    assert ran.code == 1
    assert ran.err == "inbeeld: 3 lines could not be read; see their answers.\n"


def test_nothing_in_nothing_out(stream):
    ran, answers = stream()
    assert (ran.code, answers) == (0, [])


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ((), "--ground"),
        (("--ground", ""), "--ground is empty"),
        (("--ground", "g", "--window", "0"), "--window must be a whole number from 1"),
        (("--ground", "g", "--most", "many"), "--most must be a whole number from 1"),
    ],
)
def test_wrong_options_are_answered_plainly(stream, words, why):
    assert why in refused(stream(THREAT, words=words)[0])


def test_an_answer_comes_before_the_next_message():
    command = [sys.executable, "-m", "inbeeld.cli", "chat", "stream", "--ground", "g"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as run:
        assert run.stdin
        assert run.stdout
        for place in range(3):
            run.stdin.write(json.dumps(THREAT).encode() + b"\n")
            run.stdin.flush()
            assert json.loads(run.stdout.readline())["message"] == place
        run.stdin.close()
        assert run.wait(timeout=20) == 0


def test_the_schema_knows_the_closed_sets_of_the_code():
    parts = SCHEMAS["chat-stream.json"]["$defs"]
    assert parts["finding"]["properties"]["level"]["enum"] == list(Level)
    urgent = parts["observation"]["properties"]["circumstances"]["items"]["enum"]
    assert urgent == list(Circumstance)
