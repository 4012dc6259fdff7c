"""Which help fits: by observer, form and country, those open now first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from inbeeld.check.opening import OpenState, channel_state, opening
from inbeeld.knowledge.model import Channel, Knowledge, Route
from inbeeld.knowledge.words import Country, Observer

EVERYWHERE = (Country.INT, Country.EU)


@dataclass(frozen=True, slots=True)
class RouteNow:
    """A help route at this moment, with the state of each channel in the order of the data.

    `near` says that it is meant for this reader and these signals, or always shown; the others only
    fit the form.
    """

    route: Route
    state: OpenState
    channels: tuple[tuple[Channel, OpenState], ...]
    at: dt.datetime
    stale: bool
    near: bool = True


def at_moment(route: Route, at: dt.datetime, *, near: bool = True) -> RouteNow:
    """A route with its state at `at`."""
    return RouteNow(
        route=route,
        state=opening(route, at),
        channels=tuple((channel, channel_state(channel, at)) for channel in route.channels),
        at=at,
        stale=is_stale(route, at.date()),
        near=near,
    )


def is_stale(route: Route, today: dt.date) -> bool:
    """Never confirmed by a person of ours, or longer ago than the route allows."""
    if route.confirmed_on is None:
        return True
    return (today - route.confirmed_on).days > route.stale_after_days


def find_routes(
    knowledge: Knowledge,
    *,
    at: dt.datetime,
    observer: Observer | None = None,
    forms: Collection[str] = (),
    country: Country = Country.NL,
    first: Sequence[str] = (),
    everything: bool = False,
) -> tuple[RouteNow, ...]:
    """Help routes that fit, known to be open first, then those whose hours are not known.

    `forms` are ids of forms; `first` are route ids that fit best, in order. With `everything` all
    public routes of the country are there, as in the help finder. What is always shown is in every
    answer; what has low confidence in none.
    """
    wanted = list(dict.fromkeys(instead(knowledge, country, label) for label in first))
    if observer is not None:
        defaults = knowledge.default_routes.get(observer, ())
        wanted += [instead(knowledge, country, label) for label in defaults]
    found: list[tuple[tuple[int, int], RouteNow]] = []
    for number, route in enumerate(knowledge.routes.values()):
        fits = route.id in wanted or _fits(route, observer, forms, country)
        here = route.country == country or route.country in EVERYWHERE
        if not route.public or not (fits or route.always_shown or (everything and here)):
            continue
        now = at_moment(route, at, near=route.always_shown or route.id in wanted)
        place = wanted.index(route.id) if route.id in wanted else len(wanted) + number
        found.append(((now.state.rank, place), now))
    return tuple(now for _, now in sorted(found, key=lambda pair: pair[0]))


def instead(knowledge: Knowledge, country: Country, route: str) -> str:
    """The route that does the same work in another country, or the route itself."""
    return knowledge.abroad.get(country, {}).get(route, route)


def _fits(
    route: Route, observer: Observer | None, forms: Collection[str], country: Country
) -> bool:
    if route.country != country and route.country not in EVERYWHERE:
        return False
    if observer is not None and route.observers and observer not in route.observers:
        return False
    return bool(set(route.forms) & set(forms))
