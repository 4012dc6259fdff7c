"""Which questions are asked, of whom, in which order, and what the answers observe."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inbeeld.check import Circumstance, Known, Observation, Observer
from inbeeld.check.questions import (
    DANGER,
    Answer,
    Question,
    SelfAnswer,
    YesNo,
    areas_for,
    observed,
    self_questions,
    signal_questions,
)
from inbeeld.knowledge import Level
from tests.check.catalogue import KNOWN, PROMISE, Visit

NEUTRAL = re.compile(r"[a-z]\d+")
OTHERS = [one for one in Observer if one is not Observer.SELF]


def areas(observer: Observer) -> list[str]:
    return [area.id for area in areas_for(observer, KNOWN)]


def asked(observer: Observer, *parts: str, danger: YesNo = YesNo.UNKNOWN) -> tuple[Question, ...]:
    return signal_questions(KNOWN, observer=observer, areas=parts, danger=danger)


def main(questions: tuple[Question, ...]) -> list[Question]:
    return [one for one in questions if one.circumstance is None]


@st.composite
def forms(draw: st.DrawFn) -> tuple[Question, ...]:
    """The questions of any visitor."""
    observer = draw(st.sampled_from(list(Observer)))
    if observer is Observer.SELF:
        return self_questions(KNOWN)
    parts = draw(st.lists(st.sampled_from(areas(observer)), unique=True))
    return asked(observer, *parts, danger=draw(st.sampled_from(list(YesNo))))


# ---------- the young person


def test_the_young_person_gets_fifteen_statements_and_safety_comes_first():
    codes = [one.code for one in main(self_questions(KNOWN))]
    assert codes == ["z15", *(f"z{number:02}" for number in range(1, 15))]


def test_the_young_person_reads_their_own_words():
    for one in main(self_questions(KNOWN)):
        assert one.answers is SelfAnswer
        assert one.text in {statement.text for statement in KNOWN.statements.values()}


def test_a_yes_that_is_acute_shows_its_help_at_once():
    urgent = {one.code: one.routes for one in self_questions(KNOWN) if one.urgent}
    assert urgent["z15"] == ("alarm-112",)
    assert urgent["z14"] == ("113", "alarm-112")
    assert {code for code in urgent if code.startswith("z")} == {"z14", "z15"}


def test_every_statement_stands_for_signals_that_the_young_person_may_see():
    for one in main(self_questions(KNOWN)):
        assert one.signals
        assert all(Observer.SELF in signal.observers for signal in one.signals)


# ---------- all questions


@PROMISE
@given(forms())
def test_codes_are_neutral_and_stand_there_once(questions):
    codes = [one.code for one in questions]
    assert all(NEUTRAL.fullmatch(code) for code in codes)
    assert len(codes) == len(set(codes))


@PROMISE
@given(forms())
def test_a_follow_up_stands_after_its_question(questions):
    previous = ""
    for one in questions:
        if one.circumstance is None:
            previous = one.code
        else:
            assert one.after == previous
            assert one.answers is YesNo


@pytest.mark.parametrize("observer", Observer)
def test_a_follow_up_follows_wherever_its_signal_is_asked(observer):
    everything = (
        self_questions(KNOWN) if observer is Observer.SELF else asked(observer, *areas(observer))
    )
    main_signals = {signal.id for one in main(everything) for signal in one.signals}
    expected = [one.question for one in KNOWN.follow_ups.values() if one.signal in main_signals]
    found = [one.text for one in everything if one.circumstance is not None]
    assert sorted(map(str, found)) == sorted(map(str, expected))


def test_a_follow_up_shows_the_help_of_its_rule():
    routes = {
        (one.signals[0].fact, one.circumstance): one.routes
        for one in asked(Observer.FRIEND, *areas(Observer.FRIEND))
        if one.circumstance
    }
    assert routes == {
        ("S075", Circumstance.NOW): ("alarm-112", "police"),
        ("S075", Circumstance.NEAR_HOME): ("alarm-112", "police"),
        ("S091", Circumstance.TODAY): ("alarm-112", "police"),
        ("S091", Circumstance.TOMORROW): ("police", "alarm-112"),
        ("S092", Circumstance.TODAY): ("alarm-112", "police"),
        ("S092", Circumstance.TOMORROW): ("police", "alarm-112"),
    }


# ---------- someone who worries


@pytest.mark.parametrize("observer", OTHERS)
def test_only_what_this_observer_can_see_is_asked_and_all_of_it_can_be_reached(observer):
    found = [one.signals[0].id for one in main(asked(observer, *areas(observer)))]
    can_see = [one.id for one in KNOWN.signals.values() if observer in one.observers]
    assert sorted(found) == sorted(can_see)


@pytest.mark.parametrize("observer", OTHERS)
@pytest.mark.parametrize("danger", [YesNo.YES, YesNo.UNKNOWN])
def test_the_acute_questions_come_first_unless_there_is_no_danger(observer, danger):
    questions = main(asked(observer, *areas(observer), danger=danger))
    levels = [one.signals[0].level for one in questions]
    acute = [one.id for one in KNOWN.signals.values()
             if one.level is Level.ACUTE and observer in one.observers]  # fmt: skip
    assert levels[: len(acute)] == [Level.ACUTE] * len(acute)
    assert Level.ACUTE not in levels[len(acute) :]
    assert all(one.urgent for one in questions[: len(acute)])
    safe = main(asked(observer, *areas(observer), danger=YesNo.NO))
    assert [one.code for one in safe] == [one.code for one in questions[len(acute) :]]


@pytest.mark.parametrize("observer", OTHERS)
def test_who_does_not_know_where_to_look_is_asked_what_is_strong_everywhere(observer):
    found = [one.signals[0] for one in main(asked(observer, danger=YesNo.NO))]
    strong = {one.id for one in KNOWN.signals.values()
              if one.level is Level.STRONG and observer in one.observers}  # fmt: skip
    assert {one.id for one in found} == strong


def test_only_the_named_parts_of_life_are_asked_what_says_most_first():
    found = [
        one.signals[0] for one in main(asked(Observer.PARENT, "school", "money", danger=YesNo.NO))
    ]
    assert {one.area for one in found} == {"school", "money"}
    order = list(KNOWN.areas)
    said = [(order.index(one.area), -list(Level).index(one.level)) for one in found]
    assert said == sorted(said)


@pytest.mark.parametrize("observer", Observer)
def test_danger_is_no_part_of_life_to_choose(observer):
    found = areas(observer)
    assert DANGER not in found
    assert found == [area for area in KNOWN.areas if area in found]
    assert len(found) >= 3


def test_a_part_in_which_someone_sees_nothing_is_not_offered():
    assert "messages" not in areas(Observer.HOTEL)
    assert "messages" in areas(Observer.PARENT)


# ---------- answers


def test_seen_told_and_thought_become_three_kinds_of_observation():
    questions = asked(Observer.PARENT, "money", danger=YesNo.NO)
    answers = {"s033": "a", "s034": "b", "s035": "c", "s036": "d", "s038": "e"}
    assert set(observed(questions, answers)) == {
        Observation("much-cash", Known.SEEN),
        Observation("debts-or-savings-gone", Known.TOLD),
        Observation("contract-for-someone-else", Known.THOUGHT),
    }


def test_a_yes_to_a_follow_up_makes_the_signal_urgent():
    questions = asked(Observer.FRIEND, "threats", danger=YesNo.NO)
    now, near = (one.code for one in questions if one.after == "s075")
    both = observed(questions, {"s075": "b", now: "a", near: "a"})
    assert both == (
        Observation("other-threatens", Known.TOLD, frozenset({Circumstance.NOW, Circumstance.NEAR_HOME})),
    )  # fmt: skip
    neither = observed(questions, {"s075": "b", now: "d", near: "e"})
    assert neither == (Observation("other-threatens", Known.TOLD),)


@pytest.mark.parametrize("given", ["d", "e", None])
def test_a_follow_up_alone_observes_nothing(given):
    questions = asked(Observer.FRIEND, "threats", danger=YesNo.NO)
    now = next(one.code for one in questions if one.after == "s075")
    assert observed(questions, {now: "a"} | ({"s075": given} if given else {})) == ()


def test_one_statement_may_stand_for_two_signals_that_count_once_as_what_was_ticked():
    found = observed(self_questions(KNOWN), {"z05": "a"})
    assert [one.signal for one in found] == ["threat-to-share-images", "threat-with-fake-image"]
    advice = Visit(found, observer=Observer.SELF).advice()
    assert advice.outcome == "consult"
    assert len(advice.told) == 1


def test_the_young_person_who_is_not_sure_thinks_so():
    (found,) = observed(self_questions(KNOWN), {"z01": SelfAnswer.NOT_SURE})
    assert found.known is Known.THOUGHT
    assert observed(self_questions(KNOWN), {"z01": SelfAnswer.RATHER_NOT}) == ()


def test_a_threat_and_a_demand_of_the_young_person_is_act():
    found = observed(self_questions(KNOWN), {"z05": "a", "z06": "a"})
    assert Visit(found, observer=Observer.SELF).advice().outcome == "act"


def test_no_answers_observe_nothing():
    assert observed(self_questions(KNOWN), {}) == ()


@pytest.mark.parametrize(
    ("code", "answer"), [("z01", "b"), ("z01", "x"), ("z01", ""), ("z01", "A"), ("f1", "c")]
)
def test_an_answer_that_a_question_does_not_have_is_refused(code, answer):
    with pytest.raises(ValueError, match="is not a valid"):
        observed(self_questions(KNOWN), {code: answer})


@pytest.mark.parametrize("code", ["z16", "s075", "", "Z01"])
def test_an_answer_to_a_question_that_was_not_asked_is_refused(code):
    with pytest.raises(KeyError):
        observed(self_questions(KNOWN), {code: "a"})


@PROMISE
@given(forms(), st.data())
def test_whatever_is_answered_only_what_was_asked_is_observed(questions, data):
    answers = {
        one.code: data.draw(st.sampled_from([answer.value for answer in one.answers]))
        for one in questions
        if data.draw(st.booleans())
    }
    found = observed(questions, answers)
    yes = {Answer.SEEN, Answer.TOLD, Answer.THOUGHT}
    expected = [signal.id for one in main(questions) if answers.get(one.code) in yes
                for signal in one.signals]  # fmt: skip
    assert [one.signal for one in found] == expected
