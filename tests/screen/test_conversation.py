"""What a conversation bears out: who says it, beside what, and what can never happen."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import example as such_as
from hypothesis import given, settings
from hypothesis import strategies as st

from inbeeld.knowledge import load
from inbeeld.knowledge.chat_rules import shipped_chat_rules
from inbeeld.knowledge.words import Lang, Outcome
from inbeeld.screen import Observer, Said, Screening, shipped_screen

KNOWN = load()
AT = dt.datetime(2026, 11, 23, 19, 0, tzinfo=dt.UTC)
RULES = shipped_chat_rules()
CAUGHT = [text for rule in RULES.rules.values() for text in rule.caught]
PASSED = [text for rule in RULES.rules.values() for text in rule.passed]
CUES = [
    "haha grapje",
    "ik ben 14",
    "ik ben 35",
    "het is een verrassing",
    "pas op",
    "love mum",
    "vandaag",
    "in the game",
]
UNRELATED = ["ok", "mooi weer", "dat klopt wel", "see you", "the bus was late", "👍"]
SPEAKERS = ["A", "B", "C"]
LINE = st.tuples(
    st.sampled_from(SPEAKERS[:2]), st.sampled_from([*CAUGHT, *PASSED, *CUES, *UNRELATED])
)
CHAT = st.lists(LINE, max_size=7)


def read(chat: list[tuple[str | None, str]]) -> Screening:
    lines = [Said(text, speaker) for speaker, text in chat]
    return shipped_screen().conversation(lines, observer=Observer.PARENT, knowledge=KNOWN, at=AT)


def told(shown: Screening) -> set[str]:
    return {one.signal for one in shown.observations}


def example(signal: str, lang: Lang, *, firm: bool = False) -> str:
    """A sentence in which rules see this signal and nothing else; `firm` where it is not common talk."""
    for rule in RULES.rules.values():
        for text in rule.caught if (rule.signal, rule.lang) == (signal, lang) else ():
            found = read([("A", text)]).findings
            common = firm and all(one.faint for one in found)
            if {one.sign.signal for one in found} == {signal} and not common:
                return text
    raise LookupError(signal)


@pytest.mark.parametrize(
    ("demand", "turns"),
    [("elke dag een nieuwe foto", False), ("stuur nog een foto of ik zeg het", True)],
)
def test_talk_turns_threatening_by_a_demand_that_ordinary_talk_does_not_know(demand, turns):
    sweet = [("A", "die snapt jou niet, ik wel"), ("A", "zeg het tegen niemand")]
    seen = told(read([*sweet, ("A", demand)]))
    assert "demands-new-images" in seen
    assert ("tone-turns-threatening" in seen) is turns


def test_unrelated_messages_say_nothing_to_any_rule():
    assert shipped_screen().matcher.hits(UNRELATED) == []


@such_as(
    [("A", "have you ever kissed anyone"), ("A", "ik sta om de hoek te wachten"),
     ("B", "kan ze je scherm zien")],
    ("B", "i booked a hotel room for us"),
)  # fmt: skip
@settings(max_examples=150, deadline=None)
@given(CHAT, LINE)
def test_a_message_that_adds_an_observation_never_lowers_the_outcome(chat, line):
    before, after = read(chat), read([*chat, line])
    if told(after) - told(before):
        assert after.advice.outcome.step >= before.advice.outcome.step


@settings(max_examples=150, deadline=None)
@given(CHAT, st.lists(st.tuples(st.integers(0, 7), st.sampled_from(UNRELATED)), max_size=4))
def test_unrelated_messages_change_nothing(chat, more):
    longer = list(chat)
    for place, text in more:
        longer.insert(place, ("A", text))
    before, after = read(chat), read(longer)
    assert after.advice.outcome is before.advice.outcome
    assert told(after) == told(before)
    assert [one.sign for one in after.findings if one.counts] == [
        one.sign for one in before.findings if one.counts
    ]


@settings(max_examples=100, deadline=None)
@given(CHAT)
def test_the_names_of_speakers_change_nothing(chat):
    names = {"A": "Mama", "B": "xx_18_haha", "C": "?"}
    before = read(chat)
    after = read([(names[speaker], text) for speaker, text in chat])
    assert after.observations == before.observations
    assert after.advice.outcome is before.advice.outcome
    assert after.first_concern == before.first_concern
    assert after.instigator == names.get(before.instigator)


@settings(max_examples=60, deadline=None)
@given(CHAT)
def test_what_counts_is_what_was_observed_and_the_outcome_is_that_of_the_check(chat):
    shown = read(chat)
    assert {one.sign.signal for one in shown.findings if one.counts} == told(shown)
    assert all(one.excuse is None for one in shown.findings if one.counts)
    if not shown.observations:
        assert shown.advice.outcome is Outcome.TALK
        assert shown.instigator is None
        assert shown.first_concern is None


def test_an_empty_chat_shows_nothing_and_still_advises_to_talk():
    shown = read([])
    assert shown.findings == ()
    assert shown.advice.outcome is Outcome.TALK
    assert shown.advice.routes


@pytest.mark.parametrize("lang", Lang)
def test_equals_who_do_the_same_to_each_other_show_nothing(lang):
    sweet = example("fast-flood-of-attention", lang)
    asks = example("asks-for-picture-or-camera", lang)
    both = [("A", sweet), ("B", sweet), ("A", asks), ("B", asks)]
    assert {one.side for one in read(both).findings} == {"A", "B"}
    assert read(both).observations == ()
    pressed = [*both, ("A", example("uses-guilt", lang, firm=True))]
    assert told(read(pressed)) >= {"uses-guilt", "asks-for-picture-or-camera"}
    assert read(pressed).instigator in {"A", None}  # who speaks all alike is not told apart


def test_a_much_older_speaker_is_seen_where_both_told_their_age():
    shown = read([("A", "ik ben 14"), ("B", "ik ben 31"), ("B", "vertel niemand over ons")])
    assert {"much-older-contact", "asks-for-secrecy"} <= told(shown)
    assert shown.instigator == "B"
    assert read([("A", "ik ben 14"), ("B", "ik ben 15"), ("B", "zin in ijs")]).findings == ()


def test_one_sign_alone_stands_out_and_does_not_count():
    shown = read([("B", "zeg het tegen niemand")])
    assert {(one.sign.signal, one.counts) for one in shown.findings} == {
        ("asks-for-secrecy", False)
    }
    assert shown.observations == ()


def test_a_warning_or_a_joke_is_told_as_such():
    shown = read([("B", "pas op voor mensen die dit zeggen"), ("B", "zeg het tegen niemand")])
    assert shown.observations == ()
    assert {one.excuse and one.excuse.id for one in shown.findings} == {"alert"}


def test_what_nobody_is_named_for_has_no_name():
    shown = read([(None, "stuur nu geld of ik stuur je foto naar je klas")])
    assert shown.advice.outcome is Outcome.ACT
    assert shown.instigator is None
    assert shown.first_concern == 0


def test_in_a_group_each_side_stands_for_itself():
    split = [("A", "zeg het tegen niemand"), ("B", "als je van me houdt doe je het"), ("C", "ok")]
    one = [("A", text) for _, text in split]
    assert read(split).observations == ()
    assert read(one).observations != ()


def test_a_refusal_counts_beside_what_it_answers():
    asked = [("B", "op welke school zit je"), ("B", "stuur een foto van je")]
    assert read(asked).observations == ()
    refused = read([*asked, ("A", "waarom wil je dat weten")])
    assert told(refused) >= {"asks-for-school-and-names", "asks-for-picture-or-camera"}
    assert read([("A", "waarom wil je dat weten"), *asked]).observations == ()


def test_another_who_laughs_asks_for_one_thing_more():
    said = [("B", "als je van me houdt doe je het"), ("B", "op welke school zit je")]
    assert told(read(said)) >= {"uses-guilt", "asks-for-school-and-names"}
    assert read([*said, ("A", "hihi")]).observations == ()
    # Who laughs alone eases nothing.
    assert told(read([*said, ("B", "hihi")])) == told(read(said))
    refused = [*said, ("A", "hihi"), ("A", "waarom wil je dat weten")]
    assert told(read(refused)) >= told(read(said))


def test_a_laugh_takes_nothing_from_a_threat():
    threat = [("B", "stuur nu geld of ik stuur je foto naar je klas")]
    assert read([*threat, ("A", "hahaha")]).advice.outcome is Outcome.ACT


def test_common_talk_that_goes_on_after_a_refusal_counts():
    first, then = ("B", "stuur een foto van je"), ("B", "op welke school zit je")
    refusal = ("A", "liever niet")
    assert read([first, then]).observations == ()
    assert told(read([first, refusal, then])) >= {"asks-for-picture-or-camera"}


@pytest.mark.parametrize(
    "told_elsewhere",
    [
        "ik heb morgen een afspraak bij de tandarts",
        "mama vindt het goed, ik mag mee",
        "can you babysit on friday",
    ],
)
def test_another_reading_far_away_hides_nothing(told_elsewhere):
    """In a talk of a year every other reading stands somewhere."""
    worrying = [
        ("B", "dit blijft tussen ons, zeg het tegen niemand, dat heb je beloofd"),
        ("B", "stuur een foto van je, je hebt tot vanavond en anders weet iedereen het"),
    ]
    between = [("A", "ik ben 14"), ("B", "vandaag"), ("A", "morgen")]
    before = read([*worrying, *between, *between])
    assert before.observations
    assert told(read([*worrying, *between, *between, ("A", told_elsewhere)])) >= told(before)


@pytest.mark.parametrize(
    "text", ["ik ga naar binnen want die bus komt niet", "sorry this took so long"]
)
def test_words_that_only_look_like_those_of_another_language_or_threat_say_nothing(text):
    assert all(not one.alone for one in read([("A", text)]).findings)


@pytest.mark.parametrize(
    "words", ["ik wil er gewoon niet meer zijn", "i don't want to live anymore"]
)
def test_the_friend_who_is_told_of_despair_is_not_named_as_the_one_it_comes_from(words):
    shown = read([("A", words), ("B", "ok")])
    assert "does-not-want-to-live" in told(shown)
    assert shown.first_concern == 0
    assert shown.instigator is None
