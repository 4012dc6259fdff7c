"""The outcome table by worked cases, and what surrounds it."""

from __future__ import annotations

import pytest

from inbeeld.check import Advice, Circumstance, Home, Known, Observation, Observer, advise
from inbeeld.knowledge import UnknownId
from tests.check.cases import CASES, Case
from tests.check.catalogue import EVENING, KNOWN, NIGHT, Visit, observation, signal

ACUTE = ["S017", "S029", "S055", "S056", "S103", "S118", "S120"]


def advice(case: Case) -> Advice:
    return advise(
        case.observations,
        observer=case.observer,
        knowledge=KNOWN,
        at=NIGHT if case.night else EVENING,
        home=case.home,
        country=case.country,
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_worked_case_has_its_outcome_its_first_calls_and_its_forms(case):
    found = advice(case)
    assert found.outcome == case.outcome
    assert tuple(now.route.id for now in found.first_calls) == case.calls
    if case.forms is not None:
        assert {pointer.form.id for pointer in found.forms} == case.forms


def test_there_are_many_worked_cases_and_no_two_are_the_same():
    assert len(CASES) >= 48
    assert len({case.name for case in CASES}) == len(CASES)
    assert {case.outcome for case in CASES} == {"talk", "ask", "consult", "act"}
    assert {case.observer for case in CASES} == set(Observer)


def test_every_rule_of_the_table_decides_a_worked_case():
    deciding = {
        reason.rule.id
        for case in CASES
        for found in [advice(case)]
        for reason in found.reasons
        if reason.outcome is found.outcome
    }
    assert deciding == set(KNOWN.rules)


def test_the_catalogue_has_the_acute_signals_of_the_table():
    assert sorted(one.fact for one in KNOWN.signals.values() if one.level == "acute") == ACUTE


@pytest.mark.parametrize("fact", ACUTE)
@pytest.mark.parametrize("known", Known)
def test_an_acute_signal_is_act_with_its_own_call_however_it_is_known(fact, known):
    found = Visit((observation(fact, known),)).advice()
    assert found.outcome == "act"
    assert tuple(now.route.id for now in found.first_calls) == signal(fact).routes


def test_a_signal_that_is_noticed_at_home_counts_as_home_involved():
    asked = Visit((observation("S081", Known.THOUGHT),), home=Home.NO).advice()
    assert asked.home is Home.YES
    assert Visit((observation("S080"),), home=Home.NO).advice().home is Home.NO


@pytest.mark.parametrize("label", list(KNOWN.vulnerabilities))
def test_a_vulnerability_cannot_even_be_observed(label):
    with pytest.raises(UnknownId):
        Visit((Observation(label),)).advice()


def test_an_unknown_signal_is_refused_with_the_nearest_ids():
    with pytest.raises(UnknownId) as error:
        Visit((Observation("asks-for-secrec"),)).advice()
    assert error.value.nearest[0] == "asks-for-secrecy"
    assert "asks-for-secrecy" in str(error.value)


def test_a_signal_of_other_observers_is_accepted_and_noted():
    found = Visit((observation("S107"), observation("S023"))).advice()
    assert [note.signal for note in found.notes] == ["many-short-visits"]
    assert found.outcome == "ask"


def test_a_signal_known_twice_counts_as_best_known_and_as_urgent_as_it_was_ever_told():
    found = Visit(
        (
            observation("S075", Known.THOUGHT, Circumstance.NOW),
            observation("S075", Known.TOLD, Circumstance.NEAR_HOME),
        )
    ).advice()
    (reason,) = found.reasons
    assert reason.known is Known.TOLD
    assert reason.circumstances == {Circumstance.NOW, Circumstance.NEAR_HOME}


def test_the_reason_is_the_rule_that_needs_the_fewest_other_facts():
    found = Visit((observation("S085"), observation("S008"), observation("S003"))).advice()
    assert {reason.signal.fact: reason.rule.id for reason in found.reasons} == {
        "S085": "strong-or-harm",
        "S008": "possible",
        "S003": "three-general",
    }
    assert [reason.signal.fact for reason in found.reasons] == ["S085", "S003", "S008"]


def test_the_young_person_reads_back_the_statement_that_was_ticked_once():
    twice = (observation("S063"), observation("S065"))
    found = Visit(twice, observer=Observer.SELF).advice()
    assert len(found.reasons) == 2
    assert [reason.text for reason in found.told] == [
        KNOWN.statements["threatened-with-image"].text
    ]
    assert len(Visit(twice, observer=Observer.PARENT).advice().told) == 2


def test_the_young_person_is_never_asked_about_the_young_person():
    for fact in ("S040", "S063", "S075", "S085", "S091", "S017"):
        found = Visit((observation(fact),), observer=Observer.SELF).advice()
        texts = [*found.unknown, *(step.text for step in (*found.do, *found.dont)), found.say.text]
        assert not [text.nl for text in texts if "de jongere" in text.nl.lower()]
        assert not [text.en for text in texts if "the young person" in text.en.lower()]


def test_what_cannot_be_done_for_who_is_missing_is_not_advised():
    near = {"stay-near", "not-alone-now"}
    for given, expected in ((("S017",), near), (("S017", "S029"), set())):
        found = Visit(tuple(map(observation, given))).advice()
        assert near & {step.id for step in (*found.do, *found.dont)} == expected
    assert found.say.id == "say-missing"


def test_a_rule_says_its_reason_in_words_for_the_young_person():
    given = (observation("S085"),)
    young = Visit(given, observer=Observer.SELF).advice().reasons[0]
    other = Visit(given, observer=Observer.PARENT).advice().reasons[0]
    assert young.because == KNOWN.rules["strong-or-harm"].because_self
    assert other.because == KNOWN.rules["strong-or-harm"].because


def test_what_makes_it_urgent_is_asked_first_until_it_is_known():
    questions = [
        one.question for one in KNOWN.follow_ups.values() if one.signal == "other-threatens"
    ]
    assert questions == list(Visit((observation("S075"),)).advice().unknown[:2])
    known = Visit((observation("S075", Known.SEEN, Circumstance.NOW),)).advice()
    assert not set(questions) & set(known.unknown)


def test_what_was_asked_already_is_not_asked_again():
    visit = Visit((observation("S040"),))
    first = next(one for one in KNOWN.signals.values() if one.question in visit.advice().unknown)
    assert first.question not in visit.advice(asked=[first.id]).unknown


def test_a_professional_gets_the_five_steps_with_what_was_seen_told_and_thought():
    given = (
        observation("S040"),
        observation("S085", Known.TOLD),
        observation("S074", Known.THOUGHT),
        observation("S040"),
    )
    meldcode = Visit(given, at=NIGHT).advice().meldcode
    record = meldcode.record
    assert [step.number for step in meldcode.steps] == [1, 2, 3, 4, 5]
    assert all(step.questions for step in meldcode.steps)
    assert [one.signal for one in record.seen] == ["must-always-be-reachable"]
    assert [one.signal for one in record.told] == ["asks-for-secrecy"]
    assert [one.signal for one in record.thought] == ["afraid-of-the-other"]
    assert (record.by, record.on.isoformat()) == ("teacher", "2026-11-24")  # 0.30 there


@pytest.mark.parametrize("observer", Observer)
def test_only_professionals_get_the_meldcode(observer):
    found = Visit((observation("S040"),), observer=observer).advice()
    assert (found.meldcode is not None) == (
        observer in {"teacher", "youthworker", "health", "hotel"}
    )


def test_unless_home_is_surely_safe_the_meldcode_says_nothing_at_home():
    steps = {home: Visit((), home=home).advice().meldcode for home in Home}
    talk = KNOWN.meldcode[3]
    assert steps[Home.NO].steps[2].text == talk.text
    assert steps[Home.YES].steps[2].text == steps[Home.UNKNOWN].steps[2].text == talk.text_home
    assert talk.text_home not in (None, talk.text)


def test_the_questions_that_weigh_are_filled_with_what_was_noticed():
    given = (
        observation("S040"),
        observation("S085", Known.TOLD),
        observation("S074", Known.THOUGHT),
        observation("S081", Known.TOLD),
    )
    found = Visit(given).advice()
    filled = {
        weighed.question.en: {text.en for text in weighed.noticed}
        for step in found.meldcode.steps
        for weighed in step.questions
    }
    texts = {fact: signal(fact).text.en for fact in ("S040", "S085", "S074", "S081")}
    assert filled["What did I see or hear myself?"] == {texts["S040"]}
    assert filled["What did someone else tell me?"] == {texts["S085"], texts["S081"]}
    assert filled["Could someone at home be involved?"] == {texts["S081"]}
    assert filled["What do I not know yet?"] == {text.en for text in found.unknown}
    assert filled["What else could it be?"] == {one.otherwise.en for one in found.otherwise}
    assert filled["What would change my mind?"] == set()
    by_hand = {
        one.question.en for step in found.meldcode.steps for one in step.questions if one.by_hand
    }
    assert "What would change my mind?" in by_hand
    assert not by_hand & {name for name, noticed in filled.items() if noticed}


def test_what_someone_wrote_stays_out_of_a_log():
    one = Observation("asks-for-secrecy", when="maandag", where="station", evidence="een briefje")
    assert not [word for word in ("maandag", "station", "briefje") if word in repr(one)]
