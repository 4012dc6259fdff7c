"""Cells are counted, not patterns: every signal of a chat in each language has rules that each matter."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from inbeeld.knowledge import load
from inbeeld.knowledge.words import Lang, Setting
from inbeeld.screen import shipped_screen
from inbeeld.screen.rulebook import Kind
from tests.screen.test_pairs import listed

TUNE = Path(__file__).parent / "chats" / "tune.jsonl"
SIGNALS = [one.id for one in load().signals.values() if one.setting is Setting.CHAT]
ENOUGH = 3


@pytest.fixture(scope="module")
def alone() -> dict[tuple[str, str], Counter]:
    """Per signal and language, by rule: how many chats it catches that no other rule of the cell does."""
    screen = shipped_screen()
    found: dict[tuple[str, str], Counter] = defaultdict(Counter)
    for line in TUNE.read_text(encoding="utf-8").splitlines():
        texts = [one["text"] for one in json.loads(line)["messages"]]
        hits = screen.matcher.hits(texts)
        owners = [(hit.text, screen.book.owners[hit.owner]) for hit in hits]
        silent = {(text, owner.id) for text, owner in owners if owner.kind is Kind.UNLESS}
        cells = defaultdict(set)
        for text, owner in owners:
            if owner.kind is Kind.RULE and (text, owner.id) not in silent:
                rule = screen.book.rules.rules[owner.id]
                cells[rule.signal, str(rule.lang)].add(rule.id)
        for cell, rules in cells.items():
            if len(rules) == 1:
                found[cell][next(iter(rules))] += 1
    return found


def test_the_chat_signals_are_those_of_the_facts():
    assert len(SIGNALS) == 23


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("signal", SIGNALS)
def test_every_cell_has_three_rules(signal, lang):
    rules = shipped_screen().book.rules.rules.values()
    assert sum((one.signal, one.lang) == (signal, lang) for one in rules) >= ENOUGH


def test_each_of_three_rules_catches_a_chat_that_no_other_does_but_in_the_cells_listed(alone):
    short = {
        f"{signal}-{lang}": f"{len(alone[signal, lang])} of 3"
        for signal in SIGNALS
        for lang in Lang
        if len(alone[signal, lang]) < ENOUGH
    }
    assert short == listed("Cells that fall short")
