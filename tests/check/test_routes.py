"""Which help fits, in which order."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from inbeeld.check import Observer, find_routes
from inbeeld.check.routes import at_moment, instead, is_stale
from inbeeld.knowledge import Country
from tests.check.catalogue import EVENING, KNOWN, NIGHT, Visit, observation


def ids(found) -> list[str]:
    return [now.route.id for now in found]


def test_the_help_finder_shows_every_public_route_of_a_country_and_none_of_another():
    found = {country: set(ids(find_routes(KNOWN, at=EVENING, country=country, everything=True)))
             for country in Country}  # fmt: skip
    public = {route.id for route in KNOWN.routes.values() if route.public}
    always = {route.id for route in KNOWN.routes.values() if route.always_shown}
    assert {"child-focus", "line-1712"} <= found[Country.BE]
    assert not {"child-focus", "line-1712", "report-remove"} & found[Country.NL]
    assert "report-remove" in found[Country.UK]
    assert "csg" in found[Country.NL] - found[Country.BE]
    for country in Country:
        assert always | {"take-it-down"} <= found[country] <= public


@pytest.mark.parametrize(
    "route",
    ["mum", "care-coordinators", "nupraatikerover", "european-116111", "stop-it-now-flanders"],
)
def test_a_route_of_low_confidence_or_without_a_way_in_is_never_shown(route):
    for country in Country:
        asked = find_routes(KNOWN, at=EVENING, country=country, first=[route], everything=True)
        assert route not in ids(asked)


def test_what_fits_best_stands_first_among_those_that_are_open():
    found = ids(find_routes(KNOWN, at=EVENING, observer=Observer.SELF, first=["113", "police"]))
    assert found[0] == "113"
    assert found.index("kindertelefoon") < found.index("police")


def test_by_night_the_kindertelefoon_goes_to_the_end():
    assert ids(find_routes(KNOWN, at=NIGHT, observer=Observer.SELF))[-1] == "kindertelefoon"


def test_help_for_a_form_is_shown_to_those_it_is_for():
    forms = ["financial-sextortion"]
    for_self = ids(find_routes(KNOWN, at=EVENING, observer=Observer.SELF, forms=forms))
    for_hotel = ids(find_routes(KNOWN, at=EVENING, observer=Observer.HOTEL, forms=forms))
    assert {"helpwanted", "take-it-down", "stop-ncii"} <= set(for_self)
    assert "helpwanted" in for_hotel
    assert "take-it-down" not in for_hotel
    assert "helpwanted" not in ids(find_routes(KNOWN, at=EVENING, observer=Observer.SELF))


def test_what_is_near_is_meant_for_this_reader():
    found = Visit((observation("S100"),), Observer.PARENT).advice().routes
    near = {now.route.id for now in found if now.near}
    assert {"veilig-thuis", "helpwanted", "alarm-112"} <= near
    assert "take-it-down" in {now.route.id for now in found} - near


def test_another_country_has_another_route_for_the_same_work():
    assert instead(KNOWN, Country.BE, "veilig-thuis") == "line-1712"
    assert instead(KNOWN, Country.BE, "alarm-112") == "alarm-112"
    assert instead(KNOWN, Country.NL, "veilig-thuis") == "veilig-thuis"


@pytest.mark.parametrize(
    ("confirmed", "today", "stale"),
    [
        (None, "2026-11-23", True),
        ("2026-11-23", "2026-11-23", False),
        ("2025-11-23", "2026-11-23", False),
        ("2025-11-22", "2026-11-23", True),
    ],
)
def test_a_confirmation_counts_for_a_year(confirmed, today, stale):
    on = dt.date.fromisoformat(confirmed) if confirmed else None
    route = dataclasses.replace(KNOWN.routes["police"], confirmed_on=on)
    assert is_stale(route, dt.date.fromisoformat(today)) is stale


def test_today_no_route_was_confirmed_by_a_person():
    assert all(now.stale for now in find_routes(KNOWN, at=EVENING, everything=True))


def test_every_channel_has_its_own_state():
    now = at_moment(KNOWN.routes["veilig-thuis"], EVENING)
    assert [(channel.kind, state.open) for channel, state in now.channels] == [
        ("phone", True),
        ("chat", False),
    ]
