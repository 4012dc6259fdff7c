"""Help routes and law: what is shown, what never is, and what nobody has confirmed yet."""

from __future__ import annotations

import re

import pytest

from inbeeld.knowledge import Country
from inbeeld.knowledge.words import Authority, ChannelKind, Confidence
from tests.knowledge.texts import NUMBER, all_texts

YEAR = re.compile(r"\d{4}|undated")
LAW_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?|undated")
LOW = {"mum", "care-coordinators", "nupraatikerover", "european-116111"}


def test_there_are_twenty_eight_places_to_turn_to(known):
    assert len(known.routes) == 28


def test_low_confidence_is_never_public(known):
    low = {route.id for route in known.routes.values() if route.confidence is Confidence.LOW}
    assert low == LOW
    assert not any(known.routes[label].public for label in low)


def test_a_route_without_a_way_in_is_never_public(known):
    without = {route.id for route in known.routes.values() if not route.channels}
    assert without == {"stop-it-now-flanders"}
    assert not known.routes["stop-it-now-flanders"].public


def test_all_others_are_public(known):
    hidden = LOW | {"stop-it-now-flanders"}
    public = {route.id for route in known.routes.values() if route.public}
    assert public == known.routes.keys() - hidden


def test_four_are_always_shown_and_no_others(known):
    always = {route.id for route in known.routes.values() if route.always_shown}
    assert always == {"alarm-112", "113", "veilig-thuis", "kindertelefoon"}
    assert all(known.routes[label].public for label in always)


def test_nobody_has_confirmed_a_route_or_a_law_yet(known):
    for entry in (*known.routes.values(), *known.law.values()):
        assert entry.confirmed_on is None, entry.id
        assert entry.confirmed_by == "", entry.id


def test_the_date_of_the_source_is_another_field(known):
    for route in known.routes.values():
        assert YEAR.fullmatch(route.source_date), route.id
    for law in known.law.values():
        assert LAW_DATE.fullmatch(law.source_date), law.id


def test_what_is_day_and_night_has_no_hours_beside_it(known):
    for route in known.routes.values():
        for channel in route.channels:
            assert not (channel.always and channel.hours), route.id


def test_a_form_on_the_web_has_no_hours(known):
    for route in known.routes.values():
        for channel in route.channels:
            if channel.kind is ChannelKind.WEB:
                assert not channel.always, route.id
                assert not channel.hours, route.id


@pytest.mark.parametrize(
    ("label", "kind", "address"),
    [
        ("alarm-112", "phone", "112"),
        ("113", "phone", "113"),
        ("113", "phone", "0800-0113"),
        ("veilig-thuis", "phone", "0800-2000"),
        ("kindertelefoon", "phone", "0800-0432"),
        ("helpwanted", "phone", "020-261 52 75"),
        ("csg", "phone", "0800-0188"),
        ("police", "phone", "0900-8844"),
        ("anonymous-crime-line", "phone", "0800-7000"),
        ("chat-met-fier", "chat", "chatmetfier.nl"),
        ("child-focus", "phone", "116000"),
        ("take-it-down", "web", "takeitdown.ncmec.org"),
    ],
)
def test_a_number_or_address_is_that_of_the_fact_list(known, label, kind, address):
    assert (kind, address) in {(one.kind, one.address) for one in known.routes[label].channels}


def test_hours_that_were_not_found_are_left_open(known):
    for label in ("helpwanted", "chat-met-fier", "police", "anonymous-crime-line", "line-1712"):
        for channel in known.routes[label].channels:
            assert not channel.always, label
            assert not channel.hours, label


def test_the_kindertelefoon_has_the_hours_of_its_old_source(known):
    route = known.routes["kindertelefoon"]
    assert route.source_date == "2019"
    (hours,) = route.channels[0].hours
    assert hours.days == (1, 2, 3, 4, 5, 6, 7)
    assert (hours.opens.hour, hours.closes.hour) == (11, 21)


def test_who_is_sent_first_is_public_and_fits_the_country(known):
    for labels in known.default_routes.values():
        assert labels
        for label in labels:
            assert known.routes[label].public
            assert known.routes[label].country is Country.NL
    for country, swaps in known.abroad.items():
        for dutch, other in swaps.items():
            assert known.routes[dutch].country is Country.NL
            assert known.routes[other].country == country


def test_every_observer_has_someone_to_turn_to(known):
    assert known.default_routes.keys() == known.observers.keys()


def test_a_number_stands_in_the_routes_only(known, site):
    """Elsewhere a placeholder stands for it; 112, 113 and 1712 are names as well."""
    for where, text in all_texts(known, site):
        if where == "routes.toml":
            continue
        for words in (text.nl, text.en):
            assert not NUMBER.search(words), f"{where}: {words}"


@pytest.mark.parametrize(
    ("text", "is_number"),
    [
        ("Bel 0800-2000.", True),
        ("Bel 0800 - 2000.", True),
        ("Bel 020-261 52 75.", True),
        ("Bel 020 261 5275.", True),
        ("Bel 116000.", True),
        ("Bel +31 20 261 52 75.", True),
        ("Bel {phone:veilig-thuis}.", False),
        ("Bel 112.", False),
        ("In 2010-2015 waren het er 1.320.", False),
        ("Van 5.000 tot 7.500, in 2019.", False),
        ("Artikel 251, van 11.00 tot 21.00 uur", False),
        ("Sinds 1 juli 2024", False),
    ],
)
def test_what_looks_like_a_telephone_number(text, is_number):
    assert bool(NUMBER.search(text)) is is_number


def test_a_public_route_never_rests_on_weak_sources_alone(known):
    for route in known.routes.values():
        if route.public:
            kinds = {known.sources[label].authority for label in route.sources}
            assert kinds != {Authority.WEAK}, route.id


def test_law_that_was_read_in_part_says_so(known):
    assert {law.read.value for law in known.law.values()} == {"full", "part", "existence"}
    # Article 251 is the only one whose full text was read, by paragraph.
    full = [law for law in known.law.values() if law.read == "full"]
    assert all("251" in law.article.nl for law in full)


def test_a_bill_is_not_told_as_law(known):
    bill = known.law["bill-on-trafficking"]
    assert "niet als wet" in bill.text.nl
    assert "not take this bill as law" in bill.text.en
    assert bill.stale_after_days < 365
