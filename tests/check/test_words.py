"""The advice in words: a message to send on, and whether help is open."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inbeeld.check import (
    Known,
    Observer,
    OpenState,
    Receiver,
    day_words,
    hours_words,
    message,
    open_words,
    opening,
    other_hours,
    sure_words,
)
from inbeeld.check.opening import UNKNOWN, ZONE
from inbeeld.check.routes import at_moment
from inbeeld.knowledge import Lang
from inbeeld.knowledge.wording import shipped_words
from tests.check.catalogue import EVENING, KNOWN, PROMISE, Visit, moments, observation, visits

WORDS = shipped_words()

# ---------- a message


@PROMISE
@given(visits(), st.sampled_from(list(Receiver)), st.sampled_from(list(Lang)))
def test_a_message_holds_all_that_was_ticked_once_and_names_no_form(visit, receiver, lang):
    advice = visit.advice()
    lines = message(advice, receiver, lang=lang, words=WORDS).splitlines()
    ticked = [line.removeprefix("- ") for line in lines if line.startswith("- ")]
    assert sorted(ticked) == sorted({reason.text[lang] for reason in advice.reasons})
    shown = "\n".join(lines)
    for reason in advice.reasons:
        shown = shown.replace(reason.text[lang], "")
    names = {form.name[lang] for form in (*KNOWN.forms.values(), *KNOWN.result_forms.values())}
    assert [name for name in names if name.lower() in shown.lower()] == []
    assert advice.words.title[lang] not in shown


def test_a_message_of_the_young_person_to_an_adult():
    given = (observation("S063"), observation("S065"), observation("S085", Known.THOUGHT))
    advice = Visit(given, observer=Observer.SELF).advice()
    lines = message(advice, Receiver.ADULT, lang=Lang.NL, words=WORDS).splitlines()
    route = KNOWN.routes["helpwanted"]
    assert lines == [
        WORDS["message.adult.self.open"].nl,
        "",
        "Dit gebeurt:",
        f"- {KNOWN.statements['threatened-with-image'].text.nl}",
        "Hierover twijfel ik:",
        f"- {KNOWN.statements['must-keep-secret'].text.nl}",
        "",
        WORDS["message.adult.self.ask"].nl,
        f"InBeeld zegt: bel {route.name.nl} ({route.channels[0].address}).",
    ]


def test_a_message_to_a_professional_keeps_seen_told_and_thought_apart():
    given = (
        observation("S040"),
        observation("S085", Known.TOLD),
        observation("S074", Known.THOUGHT),
    )
    lines = message(
        Visit(given).advice(), Receiver.PROFESSIONAL, lang=Lang.EN, words=WORDS
    ).splitlines()
    assert lines[0] == WORDS["message.professional.other.open"].en
    heads = ["I saw or heard this myself:", "I was told this:", "I think this:"]
    places = [lines.index(head) for head in heads]
    for place, one in zip(places, given, strict=True):
        assert lines[place + 1] == f"- {KNOWN.signals[one.signal].text.en}"


def test_each_receiver_and_each_language_has_its_own_message():
    for observer in (Observer.SELF, Observer.PARENT):
        advice = Visit((observation("S040"),), observer=observer).advice()
        texts = {message(advice, to, lang=lang, words=WORDS) for to in Receiver for lang in Lang}
        assert len(texts) == 4


def test_a_message_without_a_first_call_names_no_one_to_call():
    text = message(
        Visit((observation("S003"),)).advice(), Receiver.ADULT, lang=Lang.NL, words=WORDS
    )
    assert WORDS["message.calls"].nl not in text


# ---------- open or not


def at(day: str, time: str) -> dt.datetime:
    return dt.datetime.fromisoformat(f"2026-{day}T{time}").replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("state", "nl", "en"),
    [
        (UNKNOWN, "Wij weten de tijden niet", "We do not know the hours"),
        (OpenState(True, always=True), "Nu open, dag en nacht", "Open now, day and night"),
        (
            OpenState(True, until=at("11-23", "21:00")),
            "Nu open, tot 21.00 uur",
            "Open now, until 21:00",
        ),
        (
            OpenState(False, opens=at("11-23", "22:30")),
            "Nu dicht, vandaag weer open om 22.30 uur",
            "Closed now, open again today at 22:30",
        ),
        (
            OpenState(False, opens=at("11-24", "09:00")),
            "Nu dicht, morgen weer open om 09.00 uur",
            "Closed now, open again tomorrow at 09:00",
        ),
        (
            OpenState(False, opens=at("11-25", "09:00")),
            "Nu dicht, woensdag weer open om 09.00 uur",
            "Closed now, open again on Wednesday at 09:00",
        ),
        (
            OpenState(False, opens=at("11-30", "09:00")),
            "Nu dicht, maandag weer open om 09.00 uur",
            "Closed now, open again on Monday at 09:00",
        ),
    ],
)
def test_an_open_state_is_said_in_both_languages(state, nl, en):
    assert open_words(state, at=EVENING, lang=Lang.NL, words=WORDS) == nl
    assert open_words(state, at=EVENING, lang=Lang.EN, words=WORDS) == en


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2026-11-23T22:59:59Z", "Nu dicht, morgen weer open om 11.00 uur"),
        ("2026-11-23T23:00:00Z", "Nu dicht, vandaag weer open om 11.00 uur"),
        ("2026-03-28T23:30:00Z", "Nu dicht, vandaag weer open om 11.00 uur"),
        ("2026-11-23T23:59:00-05:00", "Nu dicht, vandaag weer open om 11.00 uur"),
        ("2026-11-23T19:59:59Z", "Nu open, tot 21.00 uur"),
    ],
)
def test_today_and_tomorrow_are_those_of_the_netherlands(moment, said):
    now = dt.datetime.fromisoformat(moment)
    state = opening(KNOWN.routes["kindertelefoon"], now)
    assert open_words(state, at=now, lang=Lang.NL, words=WORDS) == said


@PROMISE
@given(st.sampled_from(list(KNOWN.routes)), moments(), st.sampled_from(list(Lang)))
def test_every_state_of_every_route_has_words(route, moment, lang):
    said = open_words(opening(KNOWN.routes[route], moment), at=moment, lang=lang, words=WORDS)
    assert said
    assert "{" not in said


@pytest.mark.parametrize(
    ("route", "nl", "en"),
    [
        (
            "veilig-thuis",
            ("Chat: nu dicht, morgen weer open om 09.00 uur",),
            ("Chat: closed now, open again tomorrow at 09:00",),
        ),
        ("kindertelefoon", (), ()),
        ("helpwanted", (), ()),
        ("child-focus", (), ()),
    ],
)
def test_a_way_that_is_shut_says_so_while_another_way_of_the_same_route_is_open(route, nl, en):
    now = at_moment(KNOWN.routes[route], EVENING)
    assert other_hours(now, lang=Lang.NL, words=WORDS) == nl
    assert other_hours(now, lang=Lang.EN, words=WORDS) == en


@pytest.mark.parametrize(
    ("route", "said"),
    [
        ("take-it-down", "Een formulier op hun site"),
        ("helpwanted", "Wij weten de tijden niet"),
        ("veilig-thuis", "Nu open, dag en nacht"),
    ],
)
def test_a_form_has_no_hours_that_could_be_unknown(route, said):
    now = at_moment(KNOWN.routes[route], EVENING)
    assert hours_words(now, lang=Lang.NL, words=WORDS) == said


# ---------- how sure we are


@pytest.mark.parametrize(
    ("source", "confirmed", "nl", "en"),
    [
        (
            "2019",
            None,
            "Nog niet door ons nagebeld; bron van 2019",
            "Not yet called by us; source from 2019",
        ),
        (
            "undated",
            None,
            "Nog niet door ons nagebeld; bron zonder datum",
            "Not yet called by us; source without a date",
        ),
        (
            "2019",
            dt.date(2026, 11, 3),
            "Door ons nagebeld op 3 november 2026",
            "Called by us on 3 November 2026",
        ),
        (
            "2019",
            dt.date(2024, 2, 29),
            "Door ons nagebeld op 29 februari 2024. Dat is lang geleden",
            "Called by us on 29 February 2024. That is long ago",
        ),
    ],
)
def test_it_is_said_who_was_called_by_us_and_when(source, confirmed, nl, en):
    route = dataclasses.replace(
        KNOWN.routes["police"], source_date=source, confirmed_on=confirmed, confirmed_by="A. Person"
    )
    now = at_moment(route, EVENING)
    assert sure_words(now, lang=Lang.NL, words=WORDS) == nl
    assert sure_words(now, lang=Lang.EN, words=WORDS) == en
    assert "Person" not in nl + en


def test_every_month_has_a_name():
    days = [dt.date(2026, month, 1) for month in range(1, 13)]
    for lang in Lang:
        assert len({day_words(day, lang=lang, words=WORDS) for day in days}) == 12
