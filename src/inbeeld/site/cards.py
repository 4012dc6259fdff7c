"""A help route as a page shows it: what it is for, whether it is open, and the buttons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from inbeeld.check import RouteNow, hours_words, other_hours, sure_words
from inbeeld.knowledge.words import Lang, Text
from inbeeld.site.content import Content
from inbeeld.ui.links import telephone

ICONS = {"phone": "phone", "chat": "chat", "web": "arrow"}


@dataclass(frozen=True, slots=True)
class Way:
    """One button: to call, to chat, or to a form elsewhere.

    `label` is what stands on it, in words and then the number or address; `named` says whose it is too.
    """

    label: tuple[str, str]
    named: tuple[str, str]
    href: str
    icon: str
    main: bool
    outside: bool


@dataclass(frozen=True, slots=True)
class Card:
    id: str
    name: str
    what_for: str
    open: bool
    shut: bool
    state: str
    others: tuple[str, ...]
    sure: str
    ways: tuple[Way, ...]
    notes: tuple[str, ...]


def card(now: RouteNow, content: Content, lang: Lang) -> Card:
    """One route, ready to show."""
    words = content.site.words
    route = now.route
    about = [route.what_for[lang]]
    if route.free:
        about.append(words["route.free"][lang])
    if route.anonymous is not None:
        about.append(words["route.anonymous" if route.anonymous else "route.not_anonymous"][lang])
    notes = [route.note, *(channel.note for channel in route.channels)]
    return Card(
        id=route.id,
        name=route.name[lang],
        what_for=" ".join(about),
        open=now.state.open is True,
        shut=now.state.open is False,
        state=hours_words(now, lang=lang, words=words),
        others=other_hours(now, lang=lang, words=words),
        sure=sure_words(now, lang=lang, words=words),
        ways=_ways(now, words, lang),
        notes=tuple(dict.fromkeys(note[lang] for note in notes if note)),
    )


def cards(routes: Iterable[RouteNow], content: Content, lang: Lang) -> list[Card]:
    """Routes, ready to show, in the same order."""
    return [card(now, content, lang) for now in routes]


def _ways(now: RouteNow, words: Mapping[str, Text], lang: Lang) -> tuple[Way, ...]:
    """The buttons of a route. Only the first number is a main one, and only while it is open."""
    name = now.route.name[lang]
    ways = []
    for place, (channel, state) in enumerate(now.channels):
        address = channel.address
        phone = channel.kind == "phone"
        label = (words[f"route.{channel.kind}"][lang], address)
        named = (words["route.named"][lang].format(name=name), address)
        if phone:
            named = (words["route.call_named"][lang].format(name=name), address)
        if name.startswith(address):
            named = label
        href = telephone(address) if phone else f"https://{address}/"
        main = phone and place == 0 and state.open is True
        ways.append(Way(label, named, href, ICONS[channel.kind], main, outside=not phone))
    return tuple(ways)
