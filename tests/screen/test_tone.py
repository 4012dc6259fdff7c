"""How a conversation sounds: what weighs and what never may, and what it can never do."""

from __future__ import annotations

import tomllib

from hypothesis import given, settings
from hypothesis import strategies as st
from tools import weigh

from inbeeld.knowledge.refuse import refused
from inbeeld.screen import shipped_screen
from inbeeld.screen.fold import skeleton
from inbeeld.screen.tone import HEAVIEST, tone
from tests.screen.test_conversation import CAUGHT, UNRELATED, read, told

WEIGHTS = shipped_screen().book.weights
TEXTS = st.lists(st.sampled_from([*CAUGHT, *UNRELATED, *WEIGHTS]), max_size=9)
# What the rules see in it is common; the talk around it is everyday, or is not.
COMMON = [("B", "op welke school zit je"), ("B", "als je van me houdt doe je het")]
EVERYDAY = [
    ("A", "tuurlijk, ik neem wel chips mee, we eten friet"),
    ("B", "gelukkig, dankje, lunch en dan de vaatwasser"),
    ("A", "jaaa, de hond rijdt ook mee"),
]
MILD = [("A", "tuurlijk"), ("B", "gelukkig"), ("A", "neem maar chips")]


def test_the_weights_are_those_of_the_chats_that_may_be_looked_at():
    """Made anew they are the same but for a word that stands between two whole numbers."""
    made = weigh.weigh(weigh.read())
    apart = {word for word in made.keys() | WEIGHTS.keys() if made.get(word) != WEIGHTS.get(word)}
    assert len(apart) <= len(WEIGHTS) // 100, "run tools/weigh.py"
    assert all(abs(made.get(word, 0) - WEIGHTS.get(word, 0)) <= 1 for word in apart)


def test_no_name_sex_belief_or_origin_weighs_and_no_word_for_images_or_sex():
    never = f"{weigh.SEX} {weigh.BELIEF} {weigh.NAMED}".split()
    speakers = {
        word
        for chat in weigh.read()
        for one in chat["messages"]
        for word in skeleton(one["speaker"]).split()
    }
    assert not WEIGHTS.keys() & ({*never, *speakers} - weigh.FAMILIAR)
    lists = tomllib.loads(weigh.IMAGERY.read_text(encoding="utf-8"))["list"]
    images = {word for one in lists for word in one["words"] if word.isalpha()}
    assert not WEIGHTS.keys() & images
    assert not refused(" ".join(WEIGHTS))


def test_all_of_a_family_weigh_alike():
    assert len({WEIGHTS.get(word) for word in weigh.FAMILIAR}) == 1


def test_every_word_is_one_of_a_skeleton_and_stands_once():
    listed = [word for one in shipped_screen().book.rules.tones.values() for word in one.words]
    assert len(listed) == len(set(listed))
    assert all(skeleton(word).split(" ") == ["", word, ""] for word in listed)


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.sampled_from([*CAUGHT, *UNRELATED, *WEIGHTS]), st.integers(0, 9))
def test_one_more_message_never_sounds_less_worrying(texts, more, place):
    longer = [*texts[:place], more, *texts[place:]]
    assert tone(WEIGHTS, longer, ()).worry >= tone(WEIGHTS, texts, ()).worry


def test_unrelated_messages_weigh_nothing():
    assert tone(WEIGHTS, UNRELATED * 9, ()) == tone(WEIGHTS, [], ())


def test_a_long_conversation_weighs_no_more_than_its_heaviest_messages():
    heavy = max(WEIGHTS, key=WEIGHTS.get)
    most = tone(WEIGHTS, [heavy] * HEAVIEST, ()).worry
    assert tone(WEIGHTS, [heavy] * 400, ()).worry == most == HEAVIEST * WEIGHTS[heavy]


def test_common_things_count_where_they_stand_alone_and_not_amid_everyday_talk():
    assert told(read(COMMON)) >= {"uses-guilt", "asks-for-school-and-names"}
    amid = [EVERYDAY[0], COMMON[0], EVERYDAY[1], COMMON[1], EVERYDAY[2]]
    assert read(amid).observations == ()


def test_an_order_to_hurt_and_a_threat_with_a_demand_count_amid_everyday_talk_too():
    for grave in ("snij in je arm en film het", "stuur nu geld of ik stuur je foto naar je klas"):
        alone = told(read([("B", grave)]))
        assert alone
        assert told(read([*MILD, ("B", grave), *MILD])) >= alone


def test_a_friend_who_is_told_of_despair_is_not_named_for_common_words():
    chat = [
        ("Ellis", "iemand heeft fotos van mij en blijft maar vragen, ik wil er niet meer zijn"),
        ("Tariq", "ik bel je vader nu, blijf daar, alsjeblieft"),
    ]
    shown = read(chat)
    assert "does-not-want-to-live" in told(shown)
    assert shown.instigator is None
