"""The vectors that hold both interpreters to the same: what Python makes of them now."""

from __future__ import annotations

import json
import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOOL = runpy.run_path(str(ROOT / "tools" / "vectors.py"))


@pytest.mark.parametrize("name", TOOL["MAKERS"])
def test_python_makes_of_the_vectors_what_they_say(name):
    given = (ROOT / "tests" / "vectors" / f"{name}.json").read_text(encoding="utf-8")
    assert given == TOOL["written"](name), "run tools/vectors.py and look at what changed"


def test_the_vectors_hold_every_way_in_which_a_chat_can_come_out():
    cases = json.loads((ROOT / "tests" / "vectors" / "conversation.json").read_text("utf-8"))
    findings = [finding for case in cases for finding in case["findings"]]
    assert {case["outcome"] for case in cases} >= {"talk", "ask", "consult", "act"}
    assert {counts for *_, counts in findings} == {True, False}
    assert {excuse for *_, excuse, _, _ in findings} >= {None, "quote", "lyrics", "surprise"}
    assert any(case["instigator"] is None and case["first_concern"] is not None for case in cases)
    assert any(rule is None for *_, rule, _ in findings)


def test_the_vectors_use_every_rule_and_context_of_their_set():
    rules = TOOL["screen"]().book.rules
    cases = json.loads((ROOT / "tests" / "vectors" / "hits.json").read_text("utf-8"))
    seen = {(kind, name) for case in cases for _, kind, name, *_ in case["hits"]}
    tables = {
        "rule": rules.rules,
        "context": rules.contexts,
        "age": rules.ages,
        "when": rules.whens,
        "answer": rules.answers,
        "ease": rules.eases,
    }
    for kind, entries in tables.items():
        assert {name for found, name in seen if found == kind} == set(entries)
