"""How a conversation sounds: what weighs and what never may, and what it can never do."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tools import weigh

from inbeeld.knowledge.refuse import refused
from inbeeld.knowledge.words import Circumstance, Outcome
from inbeeld.screen import shipped_screen
from inbeeld.screen.fold import skeleton
from inbeeld.screen.tone import AROUND, tones
from tests.screen.test_conversation import CAUGHT, UNRELATED, read, told

WEIGHTS = shipped_screen().book.weights
LEANS = shipped_screen().book.leans
URGES = shipped_screen().book.urges
SAYING = st.sampled_from([*CAUGHT, *UNRELATED, *WEIGHTS])
# Messages, and whether rules find something in them.
TALK = st.lists(st.tuples(SAYING, st.booleans()), max_size=30)
# What the rules see in it is common; the talk around it is everyday, or is not.
COMMON = [("B", "op welke school zit je"), ("B", "als je van me houdt doe je het")]
EVERYDAY = [
    ("A", "tuurlijk, ik neem wel chips mee, we eten friet"),
    ("B", "gelukkig, dankje, lunch en dan de vaatwasser"),
    ("A", "jaaa, de hond rijdt ook mee"),
]
PLAIN = [one + other for one in "bdfgklmnprst" for other in ("aak", "eel", "oop", "uit", "ijn")]
MILD = [("A", "tuurlijk"), ("B", "gelukkig"), ("A", "neem maar chips")]


@pytest.mark.parametrize(
    ("made", "shipped"), [(weigh.weigh, WEIGHTS), (weigh.lean, LEANS), (weigh.urge, URGES)]
)
def test_the_weights_are_those_of_the_chats_that_may_be_looked_at(made, shipped):
    """Made anew they are the same but for a few that stand between two whole numbers, or at the edge."""
    anew = made(weigh.read())
    apart = {word for word in anew.keys() | shipped.keys() if anew.get(word) != shipped.get(word)}
    assert len(apart) <= len(shipped) // 50, "run tools/weigh.py"


def test_no_name_sex_belief_or_origin_weighs_and_no_word_for_images_or_sex():
    never = f"{weigh.SEX} {weigh.BELIEF} {weigh.NAMED}".split()
    speakers = {
        word
        for chat in weigh.read()
        for one in chat["messages"]
        for word in skeleton(one["speaker"]).split()
    }
    weighed = {
        word for all_of in (WEIGHTS, LEANS, URGES) for one in all_of for word in one.split(" ")
    }
    assert not weighed & ({*never, *speakers} - weigh.FAMILIAR)
    lists = tomllib.loads(weigh.IMAGERY.read_text(encoding="utf-8"))["list"]
    images = {word for one in lists for word in one["words"] if word.isalpha()}
    assert not weighed & images
    assert not refused(" ".join(weighed))


def test_all_of_a_family_weigh_alike():
    for weights in (WEIGHTS, LEANS, URGES):
        assert len({weights.get(word) for word in weigh.FAMILIAR}) == 1
        assert not {word for one in weights if " " in one for word in one.split()} & weigh.FAMILIAR


def test_every_word_is_one_of_a_skeleton_and_stands_once():
    rules = shipped_screen().book.rules
    for weighed in (rules.tones, rules.leans, rules.urges):
        listed = [word for one in weighed.values() for word in one.words]
        assert len(listed) == len(set(listed))
        assert all(skeleton(word) == f" {word} " for word in listed)


def sounds(talk, weights=WEIGHTS):
    """The tone around each message in which rules find something, by its place."""
    held = {line for line, (_, found) in enumerate(talk) if found}
    return tones(weights, [text for text, _ in talk], held, held)


@settings(max_examples=300, deadline=None)
@given(TALK, SAYING, st.integers(0, 30))
def test_one_more_message_with_a_finding_never_makes_the_talk_around_another_sound_less_worrying(
    talk, text, place
):
    place = min(place, len(talk))
    after = sounds([*talk[:place], (text, True), *talk[place:]])
    for line, tone in sounds(talk).items():
        now = after[line + (line >= place)]
        assert now.worry >= tone.worry
        assert now.plain == tone.plain


@settings(max_examples=100, deadline=None)
@given(TALK, st.lists(st.tuples(st.integers(0, 30), st.sampled_from(UNRELATED)), max_size=9))
def test_messages_without_a_weighed_word_change_no_tone(talk, more):
    longer = list(talk)
    for place, text in more:
        longer.insert(place, (text, False))
    assert [*sounds(longer).values()] == [*sounds(talk).values()]


def without_lightest(found):
    """The worrying words of a message, the lightest taken out one by one for what is everyday in it."""
    owed = -sum(WEIGHTS[one] for one in found if WEIGHTS[one] < 0)
    worrying = sorted(
        (one for one in found if WEIGHTS[one] > 0), key=lambda one: (WEIGHTS[one], one)
    )
    while worrying and owed > 0:
        owed -= WEIGHTS[worrying.pop(0)]
    return set(worrying)


@settings(max_examples=300, deadline=None)
@given(TALK, SAYING, SAYING)
def test_what_is_everyday_beside_a_finding_takes_from_its_own_message_alone(talk, text, everyday):
    """Said in the message of a finding it may sound less worrying; others never do."""
    beside = sounds([*talk, (f"{text} {everyday}", True)])
    assert all(beside[line].worry >= tone.worry for line, tone in sounds(talk).items())


@settings(max_examples=300, deadline=None)
@given(TALK)
def test_the_tone_is_that_of_the_messages_around_it_added_up_anew(talk):
    """Taken in and out message by message, it comes to the same as looked up each time."""
    weighed = [
        {
            one
            for words in [skeleton(text).split(" ")]
            for one in (*words, *map(" ".join, pairwise(words)))
            if one in WEIGHTS
        }
        for text, _ in talk
    ]
    left = [without_lightest(found) for found in weighed]
    for line, tone in sounds(talk).items():
        near = {line}
        for step in (-1, 1):
            room, at = AROUND, line + step
            while 0 <= at < len(talk) and (room or talk[at][1] or not weighed[at]):
                room -= bool(weighed[at]) and not talk[at][1]
                near.add(at)
                at += step
        told = {one for at in near for one in (left if talk[at][1] else weighed)[at]}
        assert tone.worry == sum(WEIGHTS[one] for one in told)


def test_what_is_far_away_in_a_long_conversation_weighs_nothing():
    heavy = sorted(WEIGHTS, key=WEIGHTS.get)[-20:]
    light = sorted(WEIGHTS, key=WEIGHTS.get)[: AROUND + 1]
    far = [*[(one, False) for one in heavy], *[(one, False) for one in light], ("bus", True)]
    assert sounds(far)[len(far) - 1] == sounds(far[len(heavy) + 1 :])[AROUND]


def test_common_things_count_where_they_stand_alone_and_not_amid_everyday_talk():
    assert told(read(COMMON)) >= {"uses-guilt", "asks-for-school-and-names"}
    amid = [EVERYDAY[0], COMMON[0], EVERYDAY[1], COMMON[1], EVERYDAY[2]]
    assert read(amid).observations == ()


def test_an_order_to_hurt_and_a_threat_with_a_demand_count_amid_everyday_talk_too():
    for grave in ("snij in je arm en film het", "stuur nu geld of ik stuur je foto naar je klas"):
        alone = told(read([("B", grave)]))
        assert alone
        assert told(read([*MILD, ("B", grave), *MILD])) >= alone


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("iemand heeft fotos van mij en blijft maar vragen, ik wil er niet meer zijn",
         "ik bel je vader nu, blijf daar, alsjeblieft"),
        ("hij heeft alles opgeslagen en wil elke week meer, ik wil er niet meer zijn",
         "waar ben je nu? ik kom naar je toe en we bellen je moeder"),
        ("ik wil niet meer leven door die gast",
         "blijf aan de lijn, ik haal je nu op en dan gaan we samen naar je mentor"),
        ("he has everything saved and wants more every week. i dont want to live anymore",
         "where are you right now? stay there, im coming and my mum is calling your dad"),
    ],
)  # fmt: skip
def test_a_friend_who_is_told_of_despair_is_not_named(said, answer):
    shown = read([("Ellis", said), ("Tariq", answer)])
    assert "does-not-want-to-live" in told(shown)
    assert shown.instigator is None


def test_who_presses_is_named_though_they_answer_in_the_words_of_rules():
    chat = [
        ("Sam", "laat me met rust, hou op met dreigen"),
        ("Ravi", "dan vraag je je vader toch om geld, je hebt tot vanavond, en nu sturen"),
        ("Sam", "alsjeblieft niet mijn moeder vertellen, ik heb geen geld"),
    ]
    shown = read(chat)
    assert shown.observations
    assert shown.instigator == "Ravi"


def test_of_three_only_one_whose_own_words_count_is_named():
    worrying = ("Ravi", "stuur nu geld of ik stuur je foto naar je klas")
    chat = [("Kim", "jammer dus, beter daarna langs"), worrying, ("Sam", "nee")]
    assert read(chat).instigator == "Ravi"


PRESSED = [
    ("B", "dit blijft tussen ons, zeg het tegen niemand"),
    ("A", "waarom"),
    ("B", "als je van me houdt doe je het"),
]
HASTE = [
    ("B", "je weet wat er gebeurt als je niet luistert, kwartier nog"),
    ("A", "alsjeblieft niet, ik wil dit niet, ik ben bang"),
]


def test_what_counts_amid_talk_that_cannot_wait_gives_act():
    calm, pressing = read(PRESSED), read([*PRESSED, *HASTE])
    assert calm.advice.outcome.step < Outcome.ACT.step
    assert all(Circumstance.PRESSING not in one.circumstances for one in calm.observations)
    assert any(Circumstance.PRESSING in one.circumstances for one in pressing.observations)
    assert pressing.advice.outcome is Outcome.ACT


def test_who_is_told_of_somebody_else_is_not_named():
    said = [
        ("Ana", "this guy online says he will send my picture to everyone if i dont pay"),
        ("Bo", "that is not your fault. tell your mum"),
        ("Ana", "im scared she gets angry"),
        ("Bo", "i will come with you"),
    ]
    shown = read(said)
    assert shown.observations
    assert shown.instigator is None


def test_how_long_a_chat_is_does_not_weigh():
    """Two kinds of chats with the same words, one twice as long: each word is in more of those."""
    drawn = Random(1)
    chats = [
        {
            "label": label,
            "messages": [{"speaker": "x", "text": " ".join(drawn.choices(PLAIN, k=length))}],
        }
        for label, length in (("concern", 60), ("ordinary", 30))
        for _ in range(200)
    ]
    told = [weigh.features(chat["messages"][0]["text"], frozenset()) for chat in chats]
    yes = [chat["label"] == "concern" for chat in chats]
    untold = weigh._rounded(told, yes, len(PLAIN))
    weights = weigh.weigh(chats, len(PLAIN))
    assert sum(map(abs, weights.values())) < sum(map(abs, untold.values())) / 4
