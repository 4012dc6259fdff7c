"""Single lines, plain ways of saying each thing: how many are seen as what they mean.

`chats/lines.tsv`: sets 1 and 2 were written by people who had read no rule; rules were then mended by
looking at them. Set 3 came after that and was counted only. Chats hide what lines show: a set of rules
may tell chats apart as well as another and yet no longer know the plainest sentence.
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from inbeeld.screen import shipped_screen
from inbeeld.screen.rulebook import Kind

LINES = Path(__file__).parent / "chats" / "lines.tsv"
ORDINARY = "ordinary"
# Lines seen as what they mean, of how many. More is well: then change it here and in the card.
SEEN = {"1": (294, 378), "2": (229, 270), "3": (128, 161)}
# Ordinary lines that hold what a rule knows, hints left out. Fewer is well.
NOTICED = {"1": 82, "2": 70, "3": 29}


@pytest.fixture(scope="module")
def counted() -> tuple[Counter[str], Counter[str], Counter[str]]:
    """By set: lines that mean something, those of them seen as that, ordinary ones with a finding."""
    with LINES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    screen = shipped_screen()
    found: dict[int, set[str]] = {}
    silent = set()
    for hit in screen.matcher.hits([row["message"] for row in rows]):
        owner = screen.book.owners[hit.owner]
        if owner.kind is Kind.RULE:
            found.setdefault(hit.text, set()).add(owner.id)
        elif owner.kind is Kind.UNLESS:
            silent.add((hit.text, owner.id))
    meant, seen, noticed = Counter[str](), Counter[str](), Counter[str]()
    for number, row in enumerate(rows):
        rules = {one for one in found.get(number, set()) if (number, one) not in silent}
        if row["meant"] == ORDINARY:
            noticed[row["set"]] += any(not one.startswith("hint-") for one in rules)
        else:
            meant[row["set"]] += 1
            signals = {screen.book.rules.rules[one].signal for one in rules}
            seen[row["set"]] += row["meant"] in signals
    return meant, seen, noticed


@pytest.mark.parametrize("batch", SEEN)
def test_plain_lines_are_seen_as_what_they_mean(counted, batch):
    meant, seen, _ = counted
    assert (seen[batch], meant[batch]) == SEEN[batch]


@pytest.mark.parametrize("batch", NOTICED)
def test_ordinary_lines_hold_little_that_a_rule_knows(counted, batch):
    assert counted[2][batch] == NOTICED[batch]
