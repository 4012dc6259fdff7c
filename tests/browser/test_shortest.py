"""Patterns go over the line as short as they get, and find the same: the same words, the same place.

That every rule in use still says what it said is held by `test_interpreters.py`, on 20,000 chats."""

from __future__ import annotations

import dataclasses
import random
import re

import pytest

from inbeeld.browser.pack import pack
from inbeeld.browser.rule_text import BETWEEN, MARKS, rule_text
from inbeeld.browser.shortest import Shortest
from inbeeld.knowledge import load
from inbeeld.knowledge.chat_rules import shipped_chat_rules
from inbeeld.knowledge.words import Lang
from inbeeld.screen.syntax import Choice, Gap, Item, Lists, Number, Word, parse, regex

LISTS = {"kin": ("pap", "mam", "mijn oom"), "all": ("zus", "{kin}")}


@pytest.mark.parametrize(
    ("written", "short"),
    [
        ("stuur [me|mij] (een|die|nog een) foto", "stuur[me|mij](die|een|nog een)foto"),
        ("(b|a) ..3 (d|c|c*)", "(a|b)..3(c|c*|d)"),
        ("(b|{kin}|a)", "(a|b|{kin})"),
        ("(b|{kin}|pap)", "(b|{kin}|pap)"),
        ("(z c|b|z)", "(b|z c|z)"),  # `z` first would end before `c`
        ("([z] c|c)", "([z]c|c)"),
        ("(# uur|b|a)", "(# uur|b|a)"),  # a number may be any of them
        ("ik ben # jaar", "ik ben # jaar"),
    ],
)
def test_words_change_places_only_where_none_goes_before_a_longer_way(written, short):
    assert Shortest(LISTS).pattern(written) == short


def test_a_list_is_sent_in_the_same_order():
    assert Shortest(LISTS).entries("all") == ["zus", "{kin}"]
    assert Shortest(LISTS).entries("kin") == ["mam", "pap", "mijn oom"]


def words_of(items: tuple[Item, ...], chance: random.Random) -> list[str]:
    """A text that a pattern matches."""
    found: list[str] = []
    for item in items:
        match item:
            case Word():
                found.append(item.text + chance.choice(("", "en")) * item.tail)
            case Gap():
                found += ["even"] * chance.randint(0, item.most)
            case Number():
                found.append(str(chance.randint(1, 99)))
            case Choice():
                if not item.optional or chance.random() < 0.5:
                    found += words_of(chance.choice(item.ways), chance)
    return found


def test_every_pattern_in_use_stands_where_it_stood():
    rules, chance = shipped_chat_rules(), random.Random(7)
    shortest = Shortest(rules.lists)
    sent = Lists({name: shortest.entries(name) for name in rules.lists})
    for rule in rules.rules.values():
        for written in (*rule.words, *rule.also, *rule.unless):
            items = parse(written, shortest.lists)
            ours = re.compile(regex(items))
            theirs = re.compile(regex(parse(shortest.pattern(written), sent)))
            for _ in range(5):
                text = f" {' '.join(['x', *words_of(items, chance), *words_of(items, chance)])} "
                one, other = ours.search(text), theirs.search(text)
                assert one, (written, text)
                assert other, (written, text)
                assert (one.span(), one.groups()[-1:]) == (other.span(), other.groups()[-1:]), text


def test_no_line_of_a_rule_is_taken_for_something_else():
    rules = shipped_chat_rules()
    lines = rule_text(rules.rules.values(), Shortest(rules.lists)).split(BETWEEN)
    marked = [line for line in lines if line[0] in MARKS]
    plain = sum(len(one.words) + len(one.also) + len(one.unless) for one in rules.rules.values())
    assert len(lines) - len(marked) == plain
    assert sum(line[0] == "=" for line in marked) == len(rules.rules)


def test_only_lists_that_a_pattern_or_such_a_list_names_come_along():
    rules = shipped_chat_rules()
    first = next(iter(rules.rules.values()))
    given = dataclasses.replace(
        rules,
        rules={first.id: dataclasses.replace(first, words=("geef {outer}",), also=(), unless=())},
        lists={
            **rules.lists,
            "inner": ("een",),
            "outer": ("{inner} ding",),
            "weighs-not": ("los",),
        },
    )
    made = pack(given, load(), Lang.NL, shortest=Shortest(given.lists))["lists"]
    assert {"inner", "outer"} <= made.keys()
    assert "weighs-not" not in made
