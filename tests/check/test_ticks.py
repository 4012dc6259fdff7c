"""What may be ticked about a chat, and what those ticks observe."""

from __future__ import annotations

import pytest

from inbeeld.check import Circumstance, Known, Observation, Observer
from inbeeld.check.ticks import tick_list, ticked
from inbeeld.knowledge.chat_rules import shipped_chat_rules
from inbeeld.knowledge.words import Setting
from tests.check.catalogue import KNOWN

RULES = shipped_chat_rules()
GROUPS = tick_list(KNOWN, RULES, observer=Observer.PARENT)
TICKS = {tick.signal.id: tick for group in GROUPS for tick in group.ticks}


def test_every_signal_of_a_chat_may_be_ticked_once():
    in_chats = {one.id for one in KNOWN.signals.values() if one.setting is Setting.CHAT}
    assert len(in_chats) == 23
    assert in_chats <= TICKS.keys()
    assert TICKS.keys() == RULES.signs.keys()
    assert sum(len(group.ticks) for group in GROUPS) == len(TICKS)


def test_the_young_person_is_spoken_to_and_others_are_not():
    own = tick_list(KNOWN, RULES, observer=Observer.SELF)
    texts = [tick.text.nl.casefold() for group in own for tick in group.ticks]
    assert len(set(texts)) == len(texts)
    assert not [text for text in texts if "jongere" in text or "minderjarige" in text]
    assert all(tick.text == tick.signal.text for tick in TICKS.values())


def test_each_circumstance_of_the_outcome_table_can_be_ticked():
    for rule in KNOWN.rules.values():
        for signal in rule.signals if rule.circumstances else ():
            assert set(rule.circumstances) <= set(TICKS[signal].urgent.values())


@pytest.mark.parametrize(
    ("given", "observed"),
    [
        ([], ()),
        ([("s085", "a")], (Observation("asks-for-secrecy"),)),
        ([("s085", "a"), ("s085", "a")], (Observation("asks-for-secrecy"),)),
        ([("c091", "c")], ()),
        (
            [("c091", "c"), ("s091", "a")],
            (Observation("wants-to-meet-in-secret", Known.SEEN, frozenset({Circumstance.TODAY})),),
        ),
    ],
)
def test_ticks_are_what_was_seen(given, observed):
    assert ticked(GROUPS, given) == observed


@pytest.mark.parametrize("given", [("s999", "a"), ("x", "a"), ("", "a"), ("c017", "a")])
def test_a_code_of_no_list_is_refused(given):
    with pytest.raises(KeyError):
        ticked(GROUPS, [given])


@pytest.mark.parametrize(
    "given", [("s085", "b"), ("s085", ""), ("c091", "a"), ("c085", "a"), ("c075", "z")]
)
def test_a_value_that_a_code_does_not_have_is_refused(given):
    with pytest.raises(ValueError, match=given[0]):
        ticked(GROUPS, [given])
