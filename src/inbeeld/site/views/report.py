"""Telling what you know: one question at a time, without cookie, script or account.

Every answer is sealed at once and the next page is another address (303), so that nothing of it stays
in a browser. Two answers differ on purpose: where the store fails the text stays in the box (503), and
the last step answers with the receipt itself (200).
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from inbeeld.check import find_routes
from inbeeld.desk.carried import is_code
from inbeeld.knowledge.reporting import FieldKind, ReportQuestion
from inbeeld.knowledge.words import Lang
from inbeeld.screen.urgent import urgent_route
from inbeeld.site import clock, drafts, reporting
from inbeeld.site.cards import Card, cards
from inbeeld.site.content import Content, content
from inbeeld.site.render import render
from inbeeld.store.nouns import Draft, StoreFailed
from inbeeld.ui.links import page_url
from inbeeld.vault.receipts import shown

POST = "post"
MOST_CODES = 200


@dataclass(frozen=True, slots=True)
class Step:
    """Where somebody is: the question, its place from 1, and the help that the page opens with."""

    name: str
    number: int
    question: ReportQuestion | None
    urgent: int


def while_open(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Nobody reports into a void: where no report is taken in, the page says why, and who does listen."""

    @functools.wraps(view)
    def checked(request: HttpRequest, lang: Lang, **more: Any) -> HttpResponse:
        here = content()
        if not reporting.now_ready(here).open:
            return _closed(request, here, lang)
        return view(request, lang=lang, **more)

    return checked


@require_http_methods(["GET", "HEAD", "POST"])
@while_open
def opening(request: HttpRequest, lang: Lang) -> HttpResponse:
    """What happens to a report, before it is begun."""
    here = content()
    codes = request.POST.getlist("o")[:MOST_CODES] if request.method == "POST" else []
    if not all(is_code(code, here.known) for code in codes):
        raise BadRequest
    if request.method != "POST" or request.POST.get("step") != "1":
        return page_of_reporting(request, here, lang, "site/post_opening.html", POST, codes=codes)
    now = clock.now()
    try:
        name = drafts.begin(now)
        draft = drafts.living(name, now) if codes else None
        if draft is not None:
            drafts.carry(draft, codes, now)
    except StoreFailed:
        return page_of_reporting(
            request, here, lang, "site/post_opening.html", POST,
            codes=codes, failed=True, status=HTTPStatus.SERVICE_UNAVAILABLE,
        )  # fmt: skip
    return _go(_path(name, 1), lang)


@require_http_methods(["GET", "HEAD", "POST"])
@while_open
def step(request: HttpRequest, name: str, number: int, lang: Lang, urgent: int = 0) -> HttpResponse:
    """One question of a draft, or, after the last, what is left to do: send."""
    here = content()
    questions = list(here.reporting.questions.values())
    if not 1 <= number <= len(questions) + 1 or urgent > len(here.known.routes):
        raise Http404
    place = Step(name, number, questions[number - 1] if number <= len(questions) else None, urgent)
    try:
        draft = drafts.living(name, clock.now())
        if request.method == "POST" and draft is not None:
            return _post(request, here, lang, place, draft)
    except StoreFailed:
        return _failed(request, here, lang, place)
    if draft is None or draft.sent is not None:
        return _gone(request, here, lang)
    if place.question is None:
        return _overview(request, here, lang, place, draft)
    return _question(request, here, lang, place, draft)


def _post(
    request: HttpRequest, here: Content, lang: Lang, place: Step, draft: Draft
) -> HttpResponse:
    if place.question is None:
        return _send(request, here, lang, place, draft)
    if draft.sent is not None:
        return _gone(request, here, lang)
    try:
        what = drafts.given(place.question, request.POST)
    except drafts.WrongAnswer as error:
        raise BadRequest from error
    if place.number == 1 and not what:
        return _question(request, here, lang, place, draft, missing=True)
    reporting.answers().wait(place.name)
    # Nothing over an answer that stands leaves it: nobody sees what they would wipe out.
    if what:
        drafts.answer(draft, place.question, what, clock.now())
    return _go(_path(place.name, place.number + 1, _help_now(here, place.question, what)), lang)


def _help_now(here: Content, question: ReportQuestion, what: drafts.Given) -> int:
    """The place of the help that the next page opens with, from 1, or 0. It is stored nowhere."""
    for one in question.field:
        for choice in one.choice:
            if choice.route and choice.id in what.get(one.id, ()):
                return _place(here, choice.route)
    texts = [
        value
        for one in question.field
        if one.kind in (FieldKind.TEXT, FieldKind.LINE)
        for value in what.get(one.id, ())
    ]
    found = urgent_route(texts, urgent=here.reporting.urgent, knowledge=here.known, at=clock.now())
    return _place(here, found) if found else 0


def _place(here: Content, route: str) -> int:
    return list(here.known.routes).index(route) + 1


def _send(
    request: HttpRequest, here: Content, lang: Lang, place: Step, draft: Draft
) -> HttpResponse:
    first = next(iter(here.reporting.questions))
    if first not in draft.answered:
        return _go(_path(place.name, 1), lang)
    locator, words = drafts.send(draft, here.reporting.questions.values(), lang, clock.now())
    return page_of_reporting(
        request, here, lang, "site/receipt.html", "",
        number=shown(locator),
        receipt_words=words.reveal().decode().split(),
        help=help_cards(here, lang, ("kindertelefoon", "113")),
        bare=True,
    )  # fmt: skip


def _question(
    request: HttpRequest,
    here: Content,
    lang: Lang,
    place: Step,
    draft: Draft,
    *,
    missing: bool = False,
) -> HttpResponse:
    assert place.question is not None  # noqa: S101 (for the reader: only questions come here)
    return page_of_reporting(
        request, here, lang, "site/post_question.html", _path(place.name, place.number),
        place=place,
        question=place.question,
        count=len(here.reporting.questions),
        answered=place.question.id in draft.answered,
        missing=missing,
        error=missing,
        given={},
        urgent=_urgent(here, lang, place),
        back=_path(place.name, place.number - 1) if place.number > 1 else "",
    )  # fmt: skip


def _failed(request: HttpRequest, here: Content, lang: Lang, place: Step) -> HttpResponse:
    """The store did not take it: the text stays in the box, and the page says so."""
    question = place.question
    return page_of_reporting(
        request, here, lang,
        "site/post_question.html" if question else "site/post_send.html",
        _path(place.name, place.number),
        place=place,
        question=question,
        questions=[],
        count=len(here.reporting.questions),
        given={one.id: request.POST.getlist(one.id) for one in question.field} if question else {},
        failed=True,
        error=True,
        urgent=None,
        back="",
        status=HTTPStatus.SERVICE_UNAVAILABLE,
    )  # fmt: skip


def _overview(
    request: HttpRequest, here: Content, lang: Lang, place: Step, draft: Draft
) -> HttpResponse:
    """What was answered and what was skipped, never what stands there; and the button to send."""
    return page_of_reporting(
        request, here, lang, "site/post_send.html", _path(place.name, place.number),
        place=place,
        questions=[
            (page_url(_path(place.name, number), lang), one, one.id in draft.answered)
            for number, one in enumerate(here.reporting.questions.values(), start=1)
        ],
        urgent=_urgent(here, lang, place),
        back=_path(place.name, place.number - 1),
    )  # fmt: skip


def _closed(request: HttpRequest, here: Content, lang: Lang) -> HttpResponse:
    """No report is taken in: why, and who does listen."""
    help_now = help_cards(
        here, lang, tuple(r.id for r in here.known.routes.values() if r.always_shown)
    )
    return page_of_reporting(
        request, here, lang, "site/post_closed.html", POST, help=help_now, status=200
    )


def _gone(request: HttpRequest, here: Content, lang: Lang) -> HttpResponse:
    return page_of_reporting(
        request, here, lang, "site/post_gone.html", POST, status=HTTPStatus.GONE
    )


def _urgent(here: Content, lang: Lang, place: Step) -> Card | None:
    if not place.urgent:
        return None
    route = list(here.known.routes)[place.urgent - 1]
    found = help_cards(here, lang, (route,))
    return found[0] if found else None


def help_cards(here: Content, lang: Lang, first: tuple[str, ...]) -> list[Card]:
    found = find_routes(here.known, at=clock.now(), first=first)
    return cards([now for now in found if now.route.id in first], here, lang)


def page_of_reporting(
    request: HttpRequest,
    here: Content,
    lang: Lang,
    template: str,
    path: str,
    *,
    status: int = 200,
    **more: object,
) -> HttpResponse:
    """A page of reporting. It depends on more than its address, so it is never kept ready."""
    ready = reporting.now_ready(here)
    setup = ready.setup
    answer = render(
        request, template, here, lang=lang, path=path, title="ask", status=int(status),
        demo=setup.demo,
        ready=ready,
        setup=setup,
        hours=setup.hours_en if lang is Lang.EN else setup.hours_nl,
        terms=reporting.terms(),
        **{"failed": False, **more},
    )  # fmt: skip
    answer.passing = True  # type: ignore[attr-defined]
    return answer


def _path(name: str, number: int, urgent: int = 0) -> str:
    return f"{POST}/{name}/{number}" + (f"/{urgent}" if urgent else "")


def _go(path: str, lang: Lang) -> HttpResponse:
    return HttpResponseRedirect(page_url(path, lang), status=HTTPStatus.SEE_OTHER)
