"""The signals say what the fact list says, and every observer sees a part."""

from __future__ import annotations

from collections import Counter

import pytest

from inbeeld.knowledge import Kind, Level, Observer
from tests.knowledge.facts_signals import FACTS, Fact

NUMBERS = [f"S{number:03}" for number in range(1, 121)]


def test_the_numbers_s001_to_s120_each_stand_once(known):
    assert sorted(signal.fact for signal in known.signals.values()) == NUMBERS
    assert list(FACTS) == NUMBERS


@pytest.mark.parametrize("number", NUMBERS)
def test_a_signal_agrees_with_the_fact_list(known, number):
    signal = next(one for one in known.signals.values() if one.fact == number)
    assert (
        Fact(
            level=signal.level,
            kind=signal.kind,
            category=known.categories[signal.category].number,
            forms=frozenset(known.forms[form].fact for form in signal.forms),
            observers=frozenset(signal.observers),
        )
        == FACTS[number]
    )


def test_no_form_or_observer_is_named_twice_in_one_signal(known):
    for signal in known.signals.values():
        for labels in (signal.forms, signal.observers, signal.phases, signal.sources):
            assert len(set(labels)) == len(labels), signal.id


def test_a_signal_stands_in_the_file_of_its_category(known):
    from inbeeld.knowledge.loader import SIGNAL_FILES, data_folder
    from inbeeld.knowledge.reading import Reader

    for number, file in enumerate(SIGNAL_FILES, start=1):
        rows = Reader(data_folder()).table(file)["signal"]
        assert {known.categories[row["category"]].number for row in rows} == {number}


def test_each_level_and_kind_holds_as_many_signals_as_the_fact_list(known):
    levels = Counter(signal.level for signal in known.signals.values())
    assert levels == {Level.GENERAL: 34, Level.POSSIBLE: 45, Level.STRONG: 34, Level.ACUTE: 7}
    assert sum(signal.kind is Kind.HARM for signal in known.signals.values()) == 27


def test_ids_are_readable_slugs_and_no_numbers(known):
    for label in known.signals:
        assert label == label.lower()
        assert label.replace("-", "").isalnum()
        assert label not in FACTS


@pytest.mark.parametrize("observer", Observer)
def test_every_observer_sees_signals_of_more_than_one_level(known, observer):
    seen = {signal.level for signal in known.signals.values() if observer in signal.observers}
    assert len(seen) >= 3


def test_what_else_it_may_be_stands_beside_every_signal(known):
    for signal in known.signals.values():
        assert signal.otherwise.nl != signal.text.nl
        assert signal.question.nl.endswith("?")
        assert signal.question.en.endswith("?")


def test_acute_signals_name_their_own_first_call_and_not_always_112(known):
    acute = [signal for signal in known.signals.values() if signal.level is Level.ACUTE]
    first = {signal.fact: signal.routes[0] for signal in acute}
    assert first == {
        "S017": "113",
        "S029": "alarm-112",
        "S055": "alarm-112",
        "S056": "alarm-112",
        "S103": "alarm-112",
        "S118": "alarm-112",
        "S120": "csg",
    }


def test_the_young_person_has_fifteen_statements_that_lead_to_signals(known):
    assert sorted(one.fact for one in known.statements.values()) == [
        f"Z{number:02}" for number in range(1, 16)
    ]
    for statement in known.statements.values():
        assert statement.signals, statement.id
    # The question about safety comes first.
    assert next(iter(known.statements.values())).fact == "Z15"


def test_vulnerabilities_are_no_signals(known):
    assert sorted(one.fact for one in known.vulnerabilities.values()) == [
        f"V{number:02}" for number in range(1, 11)
    ]
    assert not known.vulnerabilities.keys() & known.signals.keys()
    for rule in known.rules.values():
        named = {*rule.signals, *rule.together_with}
        assert not named & known.vulnerabilities.keys(), rule.id
