"""Pages to read: the start, texts, the list of signals, help, figures and law."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from inbeeld.check import find_routes
from inbeeld.knowledge.model import Knowledge, ObserverWords, Signal
from inbeeld.knowledge.pages import Page
from inbeeld.knowledge.words import Country, Lang, Level, Observer
from inbeeld.site import clock
from inbeeld.site.blocks import shown_blocks
from inbeeld.site.cards import Card, cards
from inbeeld.site.charts import figure_groups
from inbeeld.site.content import Content, content
from inbeeld.site.known import figures_beside
from inbeeld.site.releases import release_views
from inbeeld.site.render import render

START_HELP = ("kindertelefoon", "veilig-thuis", "113", "helpwanted", "chat-met-fier")
READ_ON = ("what", "signals", "how-it-begins", "sextortion", "exploitation-of-boys", "law", "figures",
           "professionals")  # fmt: skip
YOUNG = ("young-threatened", "young-sent", "young-home", "young-forced", "young-who-hears",
         "young-adult")  # fmt: skip
WHOSE = ("chat-mine", "chat-child", "chat-work", "chat-other")
ABROAD = (Country.BE, Country.UK)
DOORS = (("worry", "worry"), ("me", "young"), ("chat", "check-chat"), ("report", "report"))


@require_safe
def start(request: HttpRequest, lang: Lang) -> HttpResponse:
    """The doors, who is open now, and what to read. A door whose part is not built is not there."""
    here = content()
    pages = here.site.pages
    open_now = find_routes(here.known, at=clock.now(), first=START_HELP)
    return _show(
        request,
        here,
        pages["start"],
        lang,
        doors=[(name, pages[page]) for name, page in DOORS if page in pages],
        help=cards([now for now in open_now if now.route.id in START_HELP], here, lang),
        young=[pages[page] for page in YOUNG],
        read_on=[pages[page] for page in READ_ON],
    )


@require_safe
def page(request: HttpRequest, path: str, lang: Lang) -> HttpResponse:
    """Any page to read, by its neutral path."""
    here = content()
    found = here.site.by_path(path)
    if found is None or found.template == "check":
        raise Http404
    more = {
        "figures": lambda here, lang: {
            "groups": figure_groups(here.known),
            "beside": figures_beside(here.known),
            "releases": release_views(settings.DATA, lang),
        },
        "law": lambda here, _: {"topics": _law_topics(here.known)},
        "young": lambda here, _: {"young": [here.site.pages[page] for page in YOUNG]},
        "whose": lambda here, _: {"whose": [here.site.pages[page] for page in WHOSE]},
    }.get(found.template)
    return _show(request, here, found, lang, **(more(here, lang) if more else {}))


@require_safe
def signals(request: HttpRequest, lang: Lang, number: int = 0) -> HttpResponse:
    """The list of signals, whole or as one observer sees it."""
    here = content()
    observer = _observer(number)
    listed = [
        (category, _strongest_first(here.known, category.id, observer))
        for category in here.known.categories.values()
    ]
    return _show(
        request,
        here,
        here.site.pages["signals"],
        lang,
        path=f"lijst/{number}" if number else "lijst",
        observer=here.known.observers[observer] if observer else None,
        tabs=_tabs(here),
        listed=[(category, rows) for category, rows in listed if rows],
        levels=[level.value for level in reversed(Level)],
    )


@require_safe
def find_help(request: HttpRequest, lang: Lang, number: int = 0) -> HttpResponse:
    """Who can help, all or for one kind of reader, those open now first."""
    here = content()
    observer = _observer(number)
    return _show(
        request,
        here,
        here.site.pages["help"],
        lang,
        path=f"wie/{number}" if number else "wie",
        observer=here.known.observers[observer] if observer else None,
        tabs=_tabs(here),
        groups=_help_groups(here, lang, observer),
    )


def leave(request: HttpRequest, lang: Lang) -> HttpResponse:  # noqa: ARG001
    """At once to a neutral page elsewhere, whatever was asked."""
    answer = HttpResponseRedirect(settings.EXIT_URL, status=HTTPStatus.SEE_OTHER)
    answer["Referrer-Policy"] = "no-referrer"
    return answer


def _show(
    request: HttpRequest, here: Content, page: Page, lang: Lang, path: str = "", **more: Any
) -> HttpResponse:
    pages = here.site.pages
    first = find_routes(here.known, at=clock.now(), first=page.call)
    call = sorted(
        (now for now in first if now.route.id in page.call),
        key=lambda now: (now.state.rank, page.call.index(now.route.id)),
    )
    return render(
        request,
        f"site/{page.template}.html",
        here,
        lang=lang,
        path=path or page.path,
        title=page.title,
        page=page,
        parent=pages.get(page.parent),
        next_page=pages.get(page.next_page),
        call=cards(call, here, lang),
        blocks=shown_blocks(page, here, lang, clock.now()),
        **more,
    )


def _help_groups(
    here: Content, lang: Lang, observer: Observer | None
) -> list[tuple[str, list[Card]]]:
    """All help by whether it is open, then that of other countries."""
    found = [
        now
        for country in (Country.NL, Country.BE, Country.UK)
        for now in find_routes(here.known, at=clock.now(), country=country, everything=True)
        if observer is None or now.route.always_shown or observer in now.route.observers
    ]
    each = {now.route.id: now for now in found}.values()
    home = [now for now in each if now.route.country not in ABROAD]
    ready = cards(home, here, lang)
    return [
        ("now", [card for card in ready if card.open]),
        ("unknown", [card for card in ready if not card.open and not card.shut]),
        ("shut", [card for card in ready if card.shut]),
        ("elsewhere", cards([now for now in each if now.route.country in ABROAD], here, lang)),
    ]


def _observer(number: int) -> Observer | None:
    """Who looks, by the number in the address; None for everyone."""
    observers = list(Observer)
    if number > len(observers):
        raise Http404
    return observers[number - 1] if number else None


def _tabs(here: Content) -> list[tuple[int, ObserverWords]]:
    return [(place, here.known.observers[who]) for place, who in enumerate(Observer, start=1)]


def _law_topics(known: Knowledge) -> list[tuple[str, list[Any]]]:
    topics: dict[str, list[Any]] = {}
    for law in known.law.values():
        topics.setdefault(law.topic, []).append(law)
    return list(topics.items())


def _strongest_first(known: Knowledge, category: str, observer: Observer | None) -> list[Signal]:
    weight = list(Level)
    rows = [
        signal
        for signal in known.signals.values()
        if signal.category == category and (observer is None or observer in signal.observers)
    ]
    return sorted(rows, key=lambda signal: -weight.index(signal.level))
