"""The rules for chats are read like every other data file: all faults at once, with file and entry."""

from __future__ import annotations

import shutil

import pytest

from inbeeld.knowledge import DataFaults, data_folder, load
from inbeeld.knowledge.chat_rules import load_chat_rules, shipped_chat_rules

RULES = shipped_chat_rules()


@pytest.fixture
def copy(tmp_path):
    shutil.copytree(data_folder() / "chat", tmp_path / "chat")
    return tmp_path


def faults(folder) -> str:
    with pytest.raises(DataFaults) as told:
        load_chat_rules(folder=folder)
    return str(told.value)


def test_every_process_sign_and_rule_has_what_it_names():
    known = load()
    assert {sign.process for sign in RULES.signs.values()} <= RULES.processes.keys()
    assert {rule.signal for rule in RULES.rules.values()} <= RULES.signs.keys()
    assert RULES.signs.keys() <= known.signals.keys()
    assert all(sign.sources for sign in RULES.signs.values())


def test_every_process_of_the_facts_has_its_place():
    facts = {process.fact for process in RULES.processes.values()}
    assert facts >= {f"P{number}" for number in range(1, 8)}


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("processes.toml", '= "trust"', '= "trusting"', "a process that is not there: trust"),
        ("processes.toml", '"quote"', '"quot"', "names a context that is not there: quot"),
        ("contexts.toml", 'scope = "near"', 'scope = "close"', "scope must be one of: message"),
        ("contexts.toml", '"today"', '"soon"', "circumstance must be one of"),
        ("lists.toml", "[[list]]", "[[lists]]", "lists.toml: lists: is not known here"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_file_and_entry(copy, file, old, new, told):
    path = copy / "chat" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    assert told in faults(copy)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ('["Foto!"]', "may hold a-z, 0-9 and a space alone: Foto!"),
        ('["een twee drie"]', "may hold a-z, 0-9 and a space alone: een twee drie"),
        ('["zomaar", "zomaar"]', "weighs a word that weighs before: zomaar"),
    ],
)
def test_a_word_that_no_page_could_carry_is_told(copy, words, told):
    own = f'[[tone]]\nid = "own"\nweight = 3\nwords = {words}\n'
    (copy / "chat" / "own.toml").write_text(own, encoding="utf-8")
    assert told in faults(copy)


def test_two_faults_are_told_together(copy):
    for file in ("lists.toml", "imagery.toml"):
        (copy / "chat" / file).write_text("[[list]]\nid = 3\n", encoding="utf-8")
    told = faults(copy)
    assert "lists.toml" in told
    assert "imagery.toml" in told


def test_a_rule_that_stands_twice_is_told(copy):
    first = next(iter(sorted((copy / "chat").glob("t*.toml"))))
    (copy / "chat" / "own.toml").write_text(first.read_text("utf-8"), encoding="utf-8")
    assert "stands in another file too" in faults(copy)


def test_the_identity_changes_with_the_rules(copy):
    before = load_chat_rules(folder=copy).identity
    path = copy / "chat" / "contexts.toml"
    path.write_text(path.read_text("utf-8") + "\n# one more word\n", encoding="utf-8")
    assert load_chat_rules(folder=copy).identity != before


def test_a_pack_from_a_folder_comes_on_top(tmp_path):
    (tmp_path / "own.toml").write_text(
        '[[list]]\nid = "own"\nwords = ["zwompel"]\n', encoding="utf-8"
    )
    more = load_chat_rules([tmp_path])
    assert more.lists["own"] == ("zwompel",)
    assert more.rules.keys() == RULES.rules.keys()
