"""Names, places and dates of birth are written in one way, so that lists can be compared."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inbeeld.monitor.names import SOUNDS, _sound, first_key, keys_of, last_key, place_key, sound
from inbeeld.monitor.records import KEYS


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("van der Berg", "berg"),
        ("Berg, van der", "berg"),
        ("VAN DER BERG", "berg"),
        ("Berg-de Vries", "berg"),
        ("de Vries-Berg", "vries"),
        ("'t Hart", "hart"),
        ("’t Hart", "hart"),
        ("ten Brink", "brink"),
        ("in 't Veld", "veld"),
        ("El Amrani", "amrani"),
        ("Dijkstra", "dykstra"),
        ("Dykstra", "dykstra"),
        ("Ĳsselstein", "ysselstein"),
        ("Müller", "muller"),
        ("Mu\u0308ller", "muller"),
        ("Strauß", "strauss"),
        ("De", "de"),  # a name of particles alone stays whole
        ("Vandenberg", "vandenberg"),  # written as one word it may be a name of its own
        ("  ", None),
        ("123", None),
        ("李", None),  # no letters a to z: nothing to compare
    ],
)
def test_a_last_name_is_its_first_part_without_particles(written, key):
    assert last_key(written) == key


@pytest.mark.parametrize(
    ("written", "key"),
    [("Anne-Marie L.", "anne"), ("Zoë", "zoe"), ("zoe", "zoe"), ("J.P.", "j"), ("", None)],
)
def test_a_first_name_is_the_first_given_name(written, key):
    assert first_key(written) == key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Schmidt", "Smit"), ("Smith", "Smit"), ("Bakker", "Backer"), ("Jansen", "Janssen"),
        ("Thijssen", "Tijsen"), ("Bosch", "Bos"), ("Visser", "Fisser"), ("Meijer", "Meyer"),
        ("Meyer", "Meier"), ("Kuipers", "Cuypers"), ("Hendriks", "Hendrickx"),
        ("Claassen", "Klaassen"), ("de Wit", "de With"), ("Vermeulen", "Vermeullen"),
    ],
)  # fmt: skip
def test_names_that_sound_alike_have_one_sound(one, other):
    assert sound(last_key(one)) == sound(last_key(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [("Jansen", "Hansen"), ("Bakker", "Dekker"), ("Mulder", "Smulders"), ("Visser", "Vissers"),
     ("de Boer", "de Beer"), ("Kok", "Koks"), ("Mol", "Molle")],
)  # fmt: skip
def test_names_that_sound_different_keep_apart(one, other):
    assert sound(last_key(one)) != sound(last_key(other))


def fresh_sound(name: str) -> str:
    return _sound.__wrapped__(name)


@settings(deadline=None)
@given(st.text(max_size=40))
def test_any_text_gives_letters_or_nothing(text):
    for key in (first_key(text), last_key(text), place_key(text), sound(last_key(text))):
        assert key is None or (key.isascii() and key.isalpha() and key.islower())


@settings(deadline=None)
@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=20))
def test_every_name_has_a_sound(name):
    assert sound(name)


def test_each_rule_of_sound_changes_how_some_name_sounds(monkeypatch):
    names = (
        "tsjerk schmidt sjoerd philip thijs brandt gerbrich backer cees cornelis alex zon visser "
    )
    names += "arnauw claes boer ijsbrand houtman jacob janssen quinten"
    sounds = {name: fresh_sound(name) for name in names.split()}
    for rule in SOUNDS:
        monkeypatch.setattr(
            "inbeeld.monitor.names.SOUNDS", [one for one in SOUNDS if one is not rule]
        )
        assert any(fresh_sound(name) != said for name, said in sounds.items()), rule[0].pattern


def test_the_keys_of_a_record_are_those_of_the_schema():
    place = "'s-Hertogenbosch"
    found = keys_of(
        first="Lotte", last="van Dam", birth=dt.date(2009, 3, 2), sex="female", municipality=place
    )
    assert set(found) == set(KEYS)
    assert found["key_birth"] == "2009-03-02"
    assert found["key_birth_any"] == "2009-02-03"
    assert (found["key_day"], found["key_month"], found["key_year"]) == ("02", "03", "2009")
    assert found["key_municipality"] == "shertogenbosch"
    assert all(value is None for value in keys_of().values())


@settings(deadline=None)
@given(st.dates(dt.date(1930, 1, 1), dt.date(2026, 12, 31)).filter(lambda day: day.day <= 12))
def test_a_swapped_date_of_birth_still_meets_in_one_key(birth):
    swapped = birth.replace(month=birth.day, day=birth.month)
    assert keys_of(birth=birth)["key_birth_any"] == keys_of(birth=swapped)["key_birth_any"]
