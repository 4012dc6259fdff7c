"""Says in words whether a route is open, and how sure we are of what we know about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from inbeeld.check.opening import OpenState, local
from inbeeld.check.routes import RouteNow
from inbeeld.knowledge.words import Lang, Text

Words = Mapping[str, Text]


def open_words(state: OpenState, *, at: dt.datetime, lang: Lang, words: Words) -> str:
    """Such as "nu open, tot 21.00 uur". `words` are those of the interface (`open.*`)."""
    if state.open is None:
        return words["open.unknown"][lang]
    if state.always:
        return words["open.always"][lang]
    if state.until is not None:
        return words["open.until"][lang].format(time=_time(state.until, lang))
    opens = state.opens or at
    key = {0: "open.later", 1: "open.tomorrow"}.get((opens.date() - local(at).date()).days)
    day = words[f"day.{opens.isoweekday()}"][lang]
    return words[key or "open.on"][lang].format(time=_time(opens, lang), day=day)


def hours_words(now: RouteNow, *, lang: Lang, words: Words) -> str:
    """Whether a route is open, in words; a route that is only a form has no hours to know."""
    if all(channel.kind == "web" for channel, _ in now.channels):
        return words["open.form"][lang]
    return open_words(now.state, at=now.at, lang=lang, words=words)


def other_hours(now: RouteNow, *, lang: Lang, words: Words) -> tuple[str, ...]:
    """Of the ways whose hours are not those of the route as a whole: "chat: nu dicht, ...".

    A route counts as open while one way is. Someone who chooses another way must know that it is shut.
    """
    return tuple(
        words[f"open.{channel.kind}"][lang].format(state=said[0].lower() + said[1:])
        for channel, state in now.channels
        if channel.kind != "web" and state != now.state
        for said in [open_words(state, at=now.at, lang=lang, words=words)]
    )


def sure_words(now: RouteNow, *, lang: Lang, words: Words) -> str:
    """Such as "nog niet door ons nagebeld; bron van 2019"."""
    route = now.route
    if route.confirmed_on is None:
        if not route.source_date.isdecimal():
            return words["sure.never-undated"][lang]
        return words["sure.never"][lang].format(date=route.source_date)
    key = "sure.old" if now.stale else "sure.yes"
    return words[key][lang].format(date=day_words(route.confirmed_on, lang=lang, words=words))


def day_words(day: dt.date, *, lang: Lang, words: Words) -> str:
    """A day in words: "3 november 2026"."""
    return f"{day.day} {words[f'month.{day.month}'][lang]} {day.year}"


def _time(moment: dt.datetime, lang: Lang) -> str:
    return f"{moment:%H.%M}" if lang is Lang.NL else f"{moment:%H:%M}"
