"""Who is open now and when again: around the minute, over the weekend, and as the clock changes."""

from __future__ import annotations

import dataclasses
import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inbeeld.check import Observer, advise, find_routes, opening
from inbeeld.check.opening import UNKNOWN, channel_state
from inbeeld.knowledge.model import Channel, Hours
from tests.check.catalogue import EVENING, KNOWN, PROMISE, moments

DUTCH = ZoneInfo("Europe/Amsterdam")
WEEK = (1, 2, 3, 4, 5, 6, 7)


def at(moment: str) -> dt.datetime:
    """A wall-clock time in the Netherlands; a time that ends on Z is that of Greenwich."""
    given = dt.datetime.fromisoformat(moment)
    return given if given.tzinfo else given.replace(tzinfo=DUTCH)


def channel(route: str, kind: str) -> Channel:
    return next(one for one in KNOWN.routes[route].channels if one.kind == kind)


# The Kindertelefoon: every day from 11.00 to 21.00. The chat of Veilig Thuis: weekdays, 9.00 to 17.00.
# 28 March 2026 is a Saturday, 23 November 2026 a Monday.
TABLE = [
    ("kindertelefoon", "phone", "2026-11-23T10:59:59", False, "2026-11-23T11:00+01:00"),
    ("kindertelefoon", "phone", "2026-11-23T11:00", True, "2026-11-23T21:00+01:00"),
    ("kindertelefoon", "phone", "2026-11-23T20:59:59", True, "2026-11-23T21:00+01:00"),
    ("kindertelefoon", "phone", "2026-11-23T21:00", False, "2026-11-24T11:00+01:00"),
    ("kindertelefoon", "phone", "2026-12-31T23:59", False, "2027-01-01T11:00+01:00"),
    ("kindertelefoon", "phone", "2027-01-01T00:00", False, "2027-01-01T11:00+01:00"),
    # summer time begins in the night of 28 to 29 March
    ("kindertelefoon", "phone", "2026-03-28T09:59:59Z", False, "2026-03-28T11:00+01:00"),
    ("kindertelefoon", "phone", "2026-03-28T10:00Z", True, "2026-03-28T21:00+01:00"),
    ("kindertelefoon", "phone", "2026-03-28T20:00Z", False, "2026-03-29T11:00+02:00"),
    ("kindertelefoon", "phone", "2026-03-29T00:59:59Z", False, "2026-03-29T11:00+02:00"),
    ("kindertelefoon", "phone", "2026-03-29T01:00Z", False, "2026-03-29T11:00+02:00"),
    ("kindertelefoon", "phone", "2026-03-29T08:59:59Z", False, "2026-03-29T11:00+02:00"),
    ("kindertelefoon", "phone", "2026-03-29T09:00Z", True, "2026-03-29T21:00+02:00"),
    ("kindertelefoon", "phone", "2026-03-29T19:00Z", False, "2026-03-30T11:00+02:00"),
    # and ends in the night of 24 to 25 October
    ("kindertelefoon", "phone", "2026-10-24T09:00Z", True, "2026-10-24T21:00+02:00"),
    ("kindertelefoon", "phone", "2026-10-24T19:00Z", False, "2026-10-25T11:00+01:00"),
    ("kindertelefoon", "phone", "2026-10-25T00:30Z", False, "2026-10-25T11:00+01:00"),
    ("kindertelefoon", "phone", "2026-10-25T01:30Z", False, "2026-10-25T11:00+01:00"),
    ("kindertelefoon", "phone", "2026-10-25T09:00Z", False, "2026-10-25T11:00+01:00"),
    ("kindertelefoon", "phone", "2026-10-25T09:59:59Z", False, "2026-10-25T11:00+01:00"),
    ("kindertelefoon", "phone", "2026-10-25T10:00Z", True, "2026-10-25T21:00+01:00"),
    # the weekend
    ("veilig-thuis", "chat", "2026-11-20T16:59:59", True, "2026-11-20T17:00+01:00"),
    ("veilig-thuis", "chat", "2026-11-20T17:00", False, "2026-11-23T09:00+01:00"),
    ("veilig-thuis", "chat", "2026-11-21T12:00", False, "2026-11-23T09:00+01:00"),
    ("veilig-thuis", "chat", "2026-11-22T23:59", False, "2026-11-23T09:00+01:00"),
    ("veilig-thuis", "chat", "2026-11-23T08:59:59", False, "2026-11-23T09:00+01:00"),
    ("veilig-thuis", "chat", "2026-11-23T09:00", True, "2026-11-23T17:00+01:00"),
    ("veilig-thuis", "chat", "2026-03-27T16:00Z", False, "2026-03-30T09:00+02:00"),
    # the same moment told in another time zone
    ("kindertelefoon", "phone", "2026-11-23T19:59:59+09:00", True, "2026-11-23T21:00+01:00"),
    ("kindertelefoon", "phone", "2026-11-23T18:59:59+09:00", False, "2026-11-23T11:00+01:00"),
    ("kindertelefoon", "phone", "2026-11-23T15:00-05:00", False, "2026-11-24T11:00+01:00"),
]  # fmt: skip


@pytest.mark.parametrize(("route", "kind", "moment", "is_open", "then"), TABLE)
def test_a_channel_is_open_from_the_first_minute_to_just_before_the_last(
    route, kind, moment, is_open, then
):
    state = channel_state(channel(route, kind), at(moment))
    expected = dt.datetime.fromisoformat(then)
    assert state.open is is_open
    changes = state.until if is_open else state.opens
    assert changes.timestamp() == expected.timestamp()
    assert changes.utcoffset() == expected.utcoffset()
    assert (state.opens if is_open else state.until) is None
    assert not state.always


def test_two_spans_on_a_day_have_a_pause_between_them():
    hours = (
        Hours(WEEK, dt.time(9), dt.time(12)),
        Hours(WEEK, dt.time(13), dt.time(17)),
    )
    one = Channel("phone", "0", hours=hours)
    assert channel_state(one, at("2026-11-23T11:59")).until == at("2026-11-23T12:00")
    assert channel_state(one, at("2026-11-23T12:00")).opens == at("2026-11-23T13:00")
    assert channel_state(one, at("2026-11-23T13:00")).until == at("2026-11-23T17:00")


def test_who_opens_once_a_week_is_said_to_open_in_a_week():
    one = Channel("phone", "0", hours=(Hours((1,), dt.time(9), dt.time(10)),))
    assert channel_state(one, at("2026-11-23T10:00")).opens == at("2026-11-30T09:00")


@PROMISE
@given(st.sampled_from(list(KNOWN.routes)), moments())
def test_hours_that_are_not_known_are_never_guessed(route, moment):
    for one in KNOWN.routes[route].channels:
        state = channel_state(one, moment)
        if not one.hours and not one.always:
            assert state == UNKNOWN
        else:
            assert state.open is not None
            assert state.always == one.always


@PROMISE
@given(moments())
def test_a_web_form_is_never_open(moment):
    only_forms = [
        route
        for route in KNOWN.routes.values()
        if route.channels and {one.kind for one in route.channels} == {"web"}
    ]
    assert only_forms
    assert {opening(route, moment).open for route in only_forms} == {None}
    assert not [one for route in KNOWN.routes.values() for one in route.channels
                if one.kind == "web" and (one.always or one.hours)]  # fmt: skip


@PROMISE
@given(st.sampled_from(list(KNOWN.routes)), moments())
def test_a_state_says_when_it_changes_and_that_is_later(route, moment):
    for one in KNOWN.routes[route].channels:
        state = channel_state(one, moment)
        changes = state.until or state.opens
        if changes is not None:
            assert changes.timestamp() > moment.timestamp()
            assert channel_state(one, changes).open is not state.open
            just_before = changes.astimezone(dt.UTC) - dt.timedelta(seconds=1)
            assert channel_state(one, just_before).open is state.open


def test_a_form_on_the_web_says_nothing_about_who_is_there():
    hours = (Hours(WEEK, dt.time(0), dt.time(23, 59)),)
    form = Channel("web", "a.example", always=True)
    route = dataclasses.replace(KNOWN.routes["police"], channels=(form,))
    assert opening(route, EVENING) == UNKNOWN
    shut = Channel("phone", "0", hours=(Hours((7,), dt.time(9), dt.time(10)),))
    route = dataclasses.replace(route, channels=(form, Channel("web", "b", hours=hours), shut))
    assert opening(route, EVENING).open is False


def test_a_route_is_as_open_as_its_best_channel_where_people_answer():
    always = opening(KNOWN.routes["veilig-thuis"], at("2026-11-21T03:00"))
    assert (always.open, always.always) == (True, True)
    assert opening(KNOWN.routes["helpwanted"], at("2026-11-23T12:00")) == UNKNOWN


@pytest.mark.parametrize("route", ["alarm-112", "113", "csg"])
def test_day_and_night_is_day_and_night(route):
    assert opening(KNOWN.routes[route], at("2026-10-25T02:30")).always


def test_a_time_without_a_zone_is_refused():
    naive = dt.datetime(2026, 11, 23, 20, 0)  # noqa: DTZ001 (that is what is refused)
    with pytest.raises(ValueError, match="time zone"):
        channel_state(channel("kindertelefoon", "phone"), naive)
    with pytest.raises(ValueError, match="time zone"):
        advise([], observer=Observer.PARENT, knowledge=KNOWN, at=naive)


@PROMISE
@given(moments())
def test_the_same_moment_says_the_same_in_every_time_zone(moment):
    here = find_routes(KNOWN, at=moment.astimezone(DUTCH), everything=True)
    there = find_routes(KNOWN, at=moment, everything=True)
    assert [(now.route.id, now.state) for now in here] == [
        (now.route.id, now.state) for now in there
    ]


def test_the_advice_is_dated_in_local_time():
    found = advise([], observer=Observer.PARENT, knowledge=KNOWN, at=EVENING)
    assert found.at.isoformat() == "2026-11-23T20:00:00+01:00"
