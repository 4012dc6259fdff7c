"""The rules for chats: each catches what it says it catches, and nothing that it says it lets pass."""

from __future__ import annotations

import re

import pytest

from inbeeld.knowledge.chat_rules import shipped_chat_rules
from inbeeld.screen import shipped_screen
from inbeeld.screen.rulebook import Kind

RULES = list(shipped_chat_rules().rules.values())
# First names that are no words of either language.
FIRST_NAMES = """
aaron abdi ahmed aisha amber amira anouar ayoub bilal callum chloe daan daniel dave dennis
dylan emma erik esra fatima femke floor gerrit henk ibrahim imane jamal jan jayden jeroen jess
joop kees kevin kieran koen lars leah leon linda liam lotte luca marcel marcus mehmet mohamed
naomi nadia neil noah noor oliver piet priya quincy rayan rico roos samira sarah sem sophie
stefan thijs tygo willy wout yara yusuf zara zayn
"""


def found_in(texts: list[str]) -> list[set[str]]:
    """Per text the rules that find something, those that keep silent left out."""
    screen = shipped_screen()
    hits = screen.matcher.hits(texts)
    kinds: list[dict[Kind, set[str]]] = [{kind: set() for kind in Kind} for _ in texts]
    for hit in hits:
        owner = screen.book.owners[hit.owner]
        kinds[hit.text][owner.kind].add(owner.id)
    return [found[Kind.RULE] - found[Kind.UNLESS] for found in kinds]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_catches_its_examples_and_passes_what_is_like_it(rule):
    texts = [*rule.caught, *rule.passed]
    found = found_in(texts)
    for text, rules in zip(texts, found, strict=True):
        assert (rule.id in rules) == (text in rule.caught), text
    assert rule.caught
    assert rule.passed


def test_an_example_is_one_plain_sentence():
    from inbeeld.knowledge.refuse import refused

    for rule in RULES:
        for text in (*rule.caught, *rule.passed):
            assert "\n" not in text
            assert len(text.split()) <= 25, text
            assert not refused(text), rule.id


def test_no_rule_holds_a_first_name():
    words = {
        word
        for rule in RULES
        for pattern in (*rule.words, *rule.also, *rule.unless)
        for word in re.findall(r"[a-z]+", pattern)
    }
    assert not words & {*FIRST_NAMES.split()}
