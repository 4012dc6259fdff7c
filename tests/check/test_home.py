"""When someone at home may be involved, nothing tells to inform people at home.

Two guards: the mark `informs_home` in the data, and the words themselves, so that a sentence whose
mark was forgotten is found too.
"""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inbeeld.check import Advice, Home, Observation, Observer, Receiver, advise, message
from inbeeld.knowledge import Lang, Text
from inbeeld.knowledge.wording import shipped_words
from tests.check.catalogue import KNOWN, PROMISE, Visit, observation, observations, visits

AT_HOME = {
    "nl": r"\b(ouders?|thuis|vader|moeder|verzorgers?|familie|gezin)\b",
    "en": r"\b(parents?|home|father|mother|carers?|family)\b",
}
TELL = {
    "nl": r"\b(informeer|vertel|vertellen|bel|bellen|praat|praten|zeg|zeggen|bespreek|bespreken|licht|"
    r"meld|overleg|betrek|neem contact|vraag|waarschuw|laat)\b",
    "en": r"\b(inform|tell|telling|call|talk|speak|say|discuss|report|consult|involve|contact|ask|"
    r"warn|let)\b",
}
NOT = {
    "nl": r"\b(niet|niets|nooit|niemand|geen|zonder|buiten)\b",
    "en": r"\b(not|nothing|never|no one|nobody|no|without|outside)\b",
}
END = re.compile(r"[.!?;]")


def informs_home(text: str, lang: str) -> bool:
    """Whether a sentence tells to speak with people at home, and does not say not to."""
    return any(
        re.search(f"{TELL[lang]}.*{AT_HOME[lang]}", sentence, re.IGNORECASE)
        and not re.search(NOT[lang], sentence, re.IGNORECASE)
        for sentence in END.split(text.replace("Veilig Thuis", ""))
    )


def both(text: Text) -> list[str]:
    return [lang for lang in Lang if informs_home(text[lang], lang)]


def told_to_do(advice: Advice) -> list[Text]:
    texts = [step.text for step in (*advice.do, *advice.dont)]
    if advice.say:
        texts.append(advice.say.text)
    if advice.meldcode:
        texts += [step.text for step in advice.meldcode.steps]
    return texts


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (Text("Informeer de ouders.", "Inform the parents."), ["nl", "en"]),
        (Text("Praat ook met de ouders.", "Talk with the parents too."), ["nl", "en"]),
        (Text("Wacht even. Vertel het thuis.", "Wait. Tell it at home."), ["nl", "en"]),
        (Text("Bel zijn moeder.", "Call his mother."), ["nl", "en"]),
        (Text("Vertel het niet thuis.", "Do not tell it at home."), []),
        (Text("Zeg thuis niets.", "Say nothing at home."), []),
        (Text("Vertel nog niemand thuis wat je weet.", "Tell no one at home yet."), []),
        (Text("Bespreek het met Veilig Thuis.", "Discuss it with Veilig Thuis."), []),
        (Text("Kies iemand buiten je huis.", "Choose someone outside your home to tell."), []),
        (Text("Vertel het niet thuis. Bel de ouders.", "Do not tell. Call the parents."), ["nl", "en"]),
    ],
)  # fmt: skip
def test_the_word_check_knows_a_sentence_that_informs_home(text, found):
    assert both(text) == found


@PROMISE
@given(visits())
def test_with_home_involved_nothing_tells_to_inform_home(visit):
    found = visit.advice(home=Home.YES)
    marked = [one for one in (*found.do, *found.dont, found.say) if one.informs_home]
    assert marked == []
    assert [text for text in told_to_do(found) if both(text)] == []


@PROMISE
@given(visits(), observations(st.sampled_from(KNOWN.home_signals)))
def test_with_the_signal_of_home_nothing_tells_to_inform_home_whatever_was_answered(visit, one):
    found = visit.advice(one)
    assert found.home is Home.YES
    assert [item for item in (*found.do, *found.dont, found.say) if item.informs_home] == []
    assert [text for text in told_to_do(found) if both(text)] == []


@PROMISE
@given(visits())
def test_while_it_is_not_known_nothing_tells_to_inform_home_either(visit):
    found = visit.advice(home=Home.UNKNOWN)
    assert [item for item in (*found.do, *found.dont, found.say) if item.informs_home] == []
    assert [text for text in told_to_do(found) if both(text)] == []


@pytest.mark.parametrize("observer", ["teacher", "youthworker", "health", "self"])
def test_only_where_home_is_surely_safe_may_it_be_told_there(observer):
    steps = {
        home: Visit((observation("S003"),), Observer(observer), home).advice().do for home in Home
    }
    informs = {
        home: [step.id for step in found if step.informs_home] for home, found in steps.items()
    }
    assert informs[Home.NO]
    assert informs[Home.YES] == informs[Home.UNKNOWN] == []


@pytest.mark.parametrize(
    "observer", ["parent", "teacher", "youthworker", "health", "friend", "self"]
)
def test_with_home_involved_it_is_said_not_to_tell_it_there(observer):
    involved = Visit((observation("S023"),), Observer(observer), Home.YES).advice()
    unknown = Visit((observation("S023"),), Observer(observer), Home.UNKNOWN).advice()
    assert [step for step in (*involved.do, *involved.dont) if step.home_only]
    assert not [step for step in (*unknown.do, *unknown.dont) if step.home_only]


def test_every_sentence_that_informs_home_carries_the_mark():
    texts = [*KNOWN.steps.values(), *KNOWN.sayings.values()]
    assert [one.id for one in texts if both(one.text) and not one.informs_home] == []
    assert "talk-with-home" in [one.id for one in texts if both(one.text)]
    assert [
        step.number for step in KNOWN.meldcode.values() if both(step.text_home or step.text)
    ] == []


@PROMISE
@given(visits(), st.sampled_from(list(Receiver)), st.sampled_from(list(Lang)))
def test_no_message_asks_to_tell_home(visit, receiver, lang):
    found = visit.advice(home=Home.YES)
    words = shipped_words()
    who = "self" if visit.observer is Observer.SELF else "other"
    lines = [words[f"message.{receiver}.{who}.{part}"] for part in ("open", "ask")]
    text = message(found, receiver, lang=lang, words=words)
    assert all(line[lang] in text for line in lines)
    assert [line for line in lines if both(line)] == []


def test_what_is_known_about_home_is_not_asked_again(known):
    asked = {entry.text for entry in known.unknowns.values() if entry.about_home}
    assert asked
    for home in (Home.YES, Home.NO):
        advice = advise(
            [Observation("afraid-of-the-other")],
            observer=Observer.TEACHER,
            knowledge=known,
            at=dt.datetime(2026, 11, 23, 19, 0, tzinfo=dt.UTC),
            home=home,
        )
        assert not asked & set(advice.unknown)
