"""`inbeeld routes`: who can help, those open now first."""

from __future__ import annotations

import argparse
from typing import Any

from inbeeld.check import (
    OpenState,
    RouteNow,
    find_routes,
    hours_words,
    other_hours,
    sure_words,
)
from inbeeld.cli.shared import DONE, common, moment, one_of, print_json, print_lines, read_common
from inbeeld.knowledge import Country, Lang, Observer, UnknownId, shipped
from inbeeld.knowledge.wording import shipped_words


def add(commands: Any) -> None:
    parser = commands.add_parser("routes", help="who can help, those open now first")
    parser.add_argument("--observer", metavar="WHO", help=f"one of: {', '.join(Observer)}")
    parser.add_argument("--form", metavar="ID", help="only help that fits this form")
    parser.add_argument("--country", default="NL", metavar="CODE", help=", ".join(Country))
    parser.add_argument("--at", metavar="TIME", help="ISO 8601; now where it is left out")
    common(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    as_json, lang = read_common(options)
    known = shipped()
    form, observer = options.form, None
    if form is not None and form not in known.forms:
        raise UnknownId("form", form, known.forms)
    if options.observer is not None:
        observer = one_of(Observer, options.observer, "--observer")
    found = find_routes(
        known,
        at=moment(options.at),
        observer=observer,
        forms=[form] if form else [],
        country=one_of(Country, options.country, "--country"),
        everything=observer is None and form is None,
    )
    if as_json:
        print_json([route_dict(now, lang) for now in found])
    else:
        print_lines(describe(now, lang) for now in found)
    return DONE


def route_dict(now: RouteNow, lang: Lang) -> dict[str, Any]:
    """One route by `docs/schemas/routes.json`."""
    route = now.route
    return {
        "id": route.id,
        "name": route.name[lang],
        "for": route.what_for[lang],
        "country": route.country,
        "free": route.free,
        "anonymous": route.anonymous,
        "channels": [
            {"kind": channel.kind, "address": channel.address, **_state(state)}
            for channel, state in now.channels
        ],
        **_state(now.state),
        "source_date": route.source_date,
        "confirmed_on": route.confirmed_on.isoformat() if route.confirmed_on else None,
        "confirmed_by": route.confirmed_by or None,
        "stale": now.stale,
        "sources": list(route.sources),
    }


def _state(state: OpenState) -> dict[str, Any]:
    return {
        "open": state.open,
        "until": state.until.isoformat(timespec="minutes") if state.until else None,
        "opens": state.opens.isoformat(timespec="minutes") if state.opens else None,
    }


def describe(now: RouteNow, lang: Lang) -> str:
    """One line: name, numbers, whether it is open, and how sure we are."""
    words = shipped_words()
    ways = ", ".join(channel.address for channel in now.route.channels)
    state = hours_words(now, lang=lang, words=words)
    others = other_hours(now, lang=lang, words=words)
    sure = sure_words(now, lang=lang, words=words)
    return f"{now.route.name[lang]}: {ways} ({'; '.join((state, *others, sure))})"
