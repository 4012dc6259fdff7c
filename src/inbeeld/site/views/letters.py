"""The way back: a number and seven words open letters and choices, never the story.

Whoever forces the words out of somebody learns nothing of what was told. What is asked here is sealed to
the desk, which carries it out; the page says *asked*, and then *done*.
"""

from __future__ import annotations

import datetime as dt
from http import HTTPStatus

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from inbeeld.desk.contents import (
    SCHEMA,
    Letter,
    LetterKind,
    Request,
    RequestKind,
    read_letter,
    written,
)
from inbeeld.knowledge.receipt_words import receipt_words
from inbeeld.knowledge.words import Lang
from inbeeld.screen.urgent import urgent_route
from inbeeld.site import clock, opened, reporting
from inbeeld.site.content import Content, content
from inbeeld.site.gates import Full
from inbeeld.site.opened import Opened
from inbeeld.site.views.report import help_cards, page_of_reporting
from inbeeld.store import mailbox
from inbeeld.store.nouns import StoreFailed
from inbeeld.ui.links import page_url
from inbeeld.vault.errors import CannotOpen
from inbeeld.vault.mailbox import open_letter, seal_letter
from inbeeld.vault.receipts import open_receipt, read_locator, read_words
from inbeeld.vault.seal.reports import seal_request

PATH = "antwoord"
PROBLEMS = ("number", "words", "busy")  # by their place, from 1, in an address
MOST = 20_000  # characters of an addition


@require_http_methods(["GET", "HEAD", "POST"])
def way_back(request: HttpRequest, lang: Lang, problem: int = 0) -> HttpResponse:
    """Asks for the number and the words; what is wrong with them is told at another address."""
    here = content()
    if problem > len(PROBLEMS):
        raise Http404
    if request.method != "POST":
        return _ask(request, here, lang, problem=PROBLEMS[problem - 1] if problem else "")
    try:
        return _go(f"{PATH}/{_tried(request)}", lang)
    except StoreFailed:
        return _ask(request, here, lang, problem="store", status=HTTPStatus.SERVICE_UNAVAILABLE)


def _tried(request: HttpRequest) -> str:
    """The name of the mailbox that the number and the words open, or the place of what is wrong."""
    locator = read_locator(request.POST.get("n", ""), reporting.check_key())
    if locator is None:
        return _place("number")
    try:
        reporting.words_gate().wait()
    except Full:
        return _place("busy")
    words = read_words(request.POST.get("w", ""), [receipt_words(one) for one in Lang])
    found = mailbox.find(locator)
    try:
        with reporting.trying:
            key = open_receipt(locator, words, found.key if found else None, reporting.check_key())
    except CannotOpen:
        return _place("words")
    return opened.name_for(key, locator, clock.now())


def _place(problem: str) -> str:
    return str(PROBLEMS.index(problem) + 1)


@require_http_methods(["GET", "HEAD", "POST"])
def letters(request: HttpRequest, name: str, lang: Lang, urgent: int = 0) -> HttpResponse:
    """What lies in the mailbox, and what can be asked."""
    here = content()
    try:
        found = opened.find(name, clock.now())
        if found is None:
            return _ask(request, here, lang, problem="shut", status=HTTPStatus.GONE)
        if request.method == "POST":
            return _asked(request, here, lang, found)
        return _letters(request, here, lang, found, urgent)
    except StoreFailed:
        if request.method != "POST":
            return _ask(request, here, lang, problem="store", status=503)
        return _letters(request, here, lang, found, 0, failed=True, status=503)


def _asked(request: HttpRequest, here: Content, lang: Lang, found: Opened) -> HttpResponse:
    """Seals what was asked to the desk, and notes for the reporter that it was asked."""
    asked = _request(request, here, clock.now())
    if asked is None:
        return _go(f"{PATH}/{found.name}", lang)
    box = found.box
    sealed = seal_request(written(asked), to=box.desk, report=box.report, schema=SCHEMA)
    note = Letter(asked.at, LetterKind.ASKED, about=asked.kind, partners=asked.partners)
    letter = seal_letter(written(note), to=box.key.public, report=box.report, schema=SCHEMA)
    mailbox.ask(box.report, sealed, found.locator, letter)
    route = urgent_route(
        [asked.text], urgent=here.reporting.urgent, knowledge=here.known, at=asked.at
    )
    place = f"/{list(here.known.routes).index(route) + 1}" if route else ""
    return _go(f"{PATH}/{found.name}{place}", lang)


def _request(request: HttpRequest, here: Content, now: dt.datetime) -> Request | None:
    """What was asked, or None where nothing was written. BadRequest for what no form of ours sends."""
    try:
        kind = RequestKind(request.POST.get("k", ""))
    except ValueError as error:
        raise BadRequest from error
    text = request.POST.get("t", "").replace("\r\n", "\n")[:MOST] if kind is RequestKind.ADD else ""
    partners = tuple(request.POST.getlist("p")) if kind is RequestKind.CONSENT else ()
    if not set(partners) <= {one.id for one in _partners(here)}:
        raise BadRequest
    if kind is RequestKind.ADD and not text.strip():
        return None
    return Request(now, kind, text=text, partners=partners)


def _letters(
    request: HttpRequest,
    here: Content,
    lang: Lang,
    found: Opened,
    urgent: int,
    *,
    failed: bool = False,
    status: int = 200,
) -> HttpResponse:
    read = [] if failed else _read(found)
    deleting = next(
        (one.about for one in read if one.about in (RequestKind.DELETE, RequestKind.KEEP)), ""
    )
    names = {one.id: one.text for one in _partners(here)}
    route = list(here.known.routes)[urgent - 1] if 0 < urgent <= len(here.known.routes) else ""
    return page_of_reporting(
        request, here, lang, "site/letters.html", f"{PATH}/{found.name}",
        letters=[(one, [names[who] for who in one.partners if who in names]) for one in read],
        partners=_partners(here),
        deleting=deleting == RequestKind.DELETE,
        most=MOST,
        typed=request.POST.get("t", "") if failed else "",
        failed=failed,
        urgent=next(iter(help_cards(here, lang, (route,))), None) if route else None,
        status=status,
    )  # fmt: skip


def _read(found: Opened) -> list[Letter]:
    """All letters, the newest first."""
    sealed = mailbox.letters(found.locator)
    read = [open_letter(one, found.key, report=found.box.report) for one in sealed]
    made = [read_letter(one.content, one.schema) for one in read]
    return sorted(made, key=lambda one: one.at, reverse=True)


def _partners(here: Content) -> tuple:
    (consent,) = here.reporting.questions["consent"].field
    return consent.choice


def _ask(
    request: HttpRequest, here: Content, lang: Lang, *, problem: str = "", status: int = 200
) -> HttpResponse:
    """The form for number and words. What was typed does not come back: it may be a secret."""
    return page_of_reporting(
        request, here, lang, "site/letters_open.html", PATH,
        problem=problem, error=bool(problem), status=status,
    )  # fmt: skip


def _go(path: str, lang: Lang) -> HttpResponse:
    return HttpResponseRedirect(page_url(path, lang), status=HTTPStatus.SEE_OTHER)
