"""What never changes, over the whole catalogue: every list, observer, answer, country and moment."""

from __future__ import annotations

import dataclasses
import re
import sys
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from inbeeld.check import Home, Known, Observation, Outcome
from inbeeld.check.outcome import CERTAINTY
from inbeeld.cli.check import as_dict, as_text
from inbeeld.knowledge import Lang, Level
from tests.check.catalogue import KNOWN, LEVELS, PROMISE, Visit, observations, visits

ALWAYS_SHOWN = {"alarm-112", "113", "veilig-thuis", "kindertelefoon"}
NUMBER_OF_A_PERSON = re.compile(
    r"score|percent|procent|probab|likelihood|waarschijnlijk|kans op|risico|\brisk|rating\b|\d\s*%",
    re.IGNORECASE,
)


def step(visit: Visit) -> int:
    return visit.advice().outcome.step


@PROMISE
@given(visits(), observations())
def test_one_more_observation_never_lowers_the_outcome(visit, one):
    assert visit.advice(one).outcome.step >= step(visit)


@PROMISE
@given(visits(), st.data())
def test_knowing_something_better_never_lowers_the_outcome(visit, data):
    better = tuple(
        dataclasses.replace(
            one,
            known=data.draw(
                st.sampled_from([k for k in Known if CERTAINTY[k] >= CERTAINTY[one.known]])
            ),
        )
        for one in visit.observations
    )
    assert visit.advice(given=better).outcome.step >= step(visit)


@PROMISE
@given(visits(), st.lists(observations(st.sampled_from(LEVELS[Level.GENERAL]))))
def test_general_signals_alone_never_reach_consult(visit, general):
    found = visit.advice(given=general)
    assert found.outcome in (Outcome.TALK, Outcome.ASK)
    assert found.first_calls == found.forms == ()


def test_all_general_signals_together_stay_at_ask():
    every = tuple(Observation(label) for label in LEVELS[Level.GENERAL])
    assert Visit(every).advice().outcome is Outcome.ASK


@PROMISE
@given(visits(), observations(st.sampled_from(LEVELS[Level.ACUTE])))
def test_an_acute_signal_always_leads_to_its_own_action(visit, acute):
    found = visit.advice(acute)
    swaps = KNOWN.abroad.get(visit.country, {})
    own = {swaps.get(route, route) for route in KNOWN.signals[acute.signal].routes}
    assert found.outcome is Outcome.ACT
    assert own <= {now.route.id for now in found.first_calls}


@PROMISE
@given(visits(), st.data())
def test_order_and_repetition_change_nothing(visit, data):
    again = data.draw(st.lists(st.sampled_from(visit.observations))) if visit.observations else []
    mixed = data.draw(st.permutations([*visit.observations, *again]))
    one, other = visit.advice(), visit.advice(given=mixed)
    assert dataclasses.replace(one, meldcode=None) == dataclasses.replace(other, meldcode=None)
    if one.meldcode:  # the record keeps the order in which things were told
        kept = [one.meldcode.record, other.meldcode.record]
        for known in Known:
            lines, mixed_lines = (getattr(record, known) for record in kept)
            assert Counter(lines) == Counter(mixed_lines)


@PROMISE
@given(visits())
def test_the_same_question_has_the_same_answer(visit):
    assert visit.advice() == visit.advice()


@PROMISE
@given(visits())
def test_every_signal_has_one_reason_with_a_rule_and_sources_that_exist(visit):
    found = visit.advice()
    named = [reason.signal.id for reason in found.reasons]
    assert sorted(named) == sorted({one.signal for one in visit.observations})
    for reason in found.reasons:
        assert KNOWN.rules[reason.rule.id] == reason.rule
        assert reason.sources
        assert set(reason.sources) <= KNOWN.sources.keys()
    assert found.outcome is max(
        (reason.outcome for reason in found.reasons), key=lambda one: one.step, default=Outcome.TALK
    )


@PROMISE
@given(visits())
def test_routes_hold_what_is_always_shown_nothing_doubtful_and_open_ones_first(visit):
    found = visit.advice()
    routes = [now.route for now in (*found.routes, *found.first_calls)]
    ids = [now.route.id for now in found.routes]
    order = {True: 0, None: 1, False: 2}
    ranks = [order[now.state.open] for now in found.routes]
    assert {one.id for one in KNOWN.routes.values() if one.always_shown} == ALWAYS_SHOWN
    assert set(ids) >= ALWAYS_SHOWN | {now.route.id for now in found.first_calls}
    assert len(ids) == len(set(ids))
    assert all(route.confidence != "low" and route.channels for route in routes)
    assert ranks == sorted(ranks)


@PROMISE
@given(visits())
def test_every_result_says_what_to_do_what_not_and_what_to_say(visit):
    found = visit.advice()
    assert found.do
    assert found.dont
    assert found.say is not None
    assert found.unknown
    assert (found.first_calls != ()) == (found.outcome in (Outcome.CONSULT, Outcome.ACT))


@PROMISE
@given(visits())
def test_a_form_is_only_pointed_at_where_more_than_a_general_signal_stands(visit):
    noticed = {one.signal for one in visit.observations}
    for pointer in visit.advice().forms:
        behind = {signal.id for signal in pointer.signals}
        assert behind <= noticed
        assert {KNOWN.signals[label].level for label in behind} - {Level.GENERAL}


@PROMISE
@given(visits())
def test_boys_and_girls_are_never_shown_as_two_forms(visit):
    ids = [pointer.form.id for pointer in visit.advice().forms]
    assert len(ids) == len(set(ids))
    assert not {"trafficking", "exploitation-of-boys"} & set(ids)


def test_the_two_forms_of_the_seed_are_one_in_results():
    results = {KNOWN.forms[label].result for label in ("trafficking", "exploitation-of-boys")}
    assert results == {"exploitation-by-another"}


@PROMISE
@given(visits(), st.sampled_from(list(Lang)))
def test_no_number_about_a_person_stands_anywhere(visit, lang):
    found = visit.advice()
    numbers, names, texts = [], [], ["\n".join(as_text(found, lang))]

    def walk(value: object) -> None:
        if isinstance(value, dict):
            names.extend(value)
            for inner in value.values():
                walk(inner)
        elif isinstance(value, list):
            for inner in value:
                walk(inner)
        elif isinstance(value, str):
            texts.append(value)
        elif value is not None and not isinstance(value, bool):
            numbers.append(value)

    walk(as_dict(found, lang))
    names += [field.name for field in dataclasses.fields(found)]
    assert numbers == []
    assert [name for name in names if NUMBER_OF_A_PERSON.search(name)] == []
    assert [text for text in texts if NUMBER_OF_A_PERSON.search(text)] == []


@PROMISE
@given(visits(), st.sampled_from(list(Lang)))
def test_what_is_shown_holds_no_placeholder(visit, lang):
    assert not re.search(r"[{}]", "\n".join(as_text(visit.advice(), lang)))
    shown = str([text for text in _strings(as_dict(visit.advice(), lang)) if "{" in text])
    assert shown == "[]"


def _strings(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for inner in value.values() for text in _strings(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in _strings(inner)]
    return [value] if isinstance(value, str) else []


# ---------- how often

LEAST = 0.01
RUNS = 2200


def test_every_outcome_level_and_signal_occurs_often_enough(capsys):
    """The promises say little where the examples never reach an outcome: so we count."""
    counted: dict[str, Counter[str]] = {"outcome": Counter(), "level": Counter(), "home": Counter()}
    met: set[str] = set()

    @settings(PROMISE, max_examples=RUNS, derandomize=True, database=None)
    @given(visits())
    def count(visit: Visit) -> None:
        noticed = {one.signal for one in visit.observations}
        met.update(noticed)
        counted["outcome"][visit.advice().outcome] += 1
        counted["home"][visit.home] += 1
        counted["level"].update({KNOWN.signals[label].level for label in noticed})

    count()
    runs = counted["outcome"].total()
    with capsys.disabled():
        print(f"\nHow often, in {runs} visits drawn at random:", file=sys.stderr)
        for what, kinds in (("outcome", Outcome), ("level", Level), ("home", Home)):
            line = ", ".join(f"{kind} {counted[what][kind] / runs:.1%}" for kind in kinds)
            print(f"  {what}: {line}", file=sys.stderr)
    assert runs >= 2000
    for what, kinds in (("outcome", Outcome), ("level", Level), ("home", Home)):
        assert min(counted[what][kind] for kind in kinds) >= LEAST * runs
    # Chance may leave out a few of the 120, and which depends on what else this process imported: the
    # library draws from constants of every module that it sees.
    assert len(KNOWN.signals.keys() - met) <= 3
