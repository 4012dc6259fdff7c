"""The signal check in three voices: read the answers, call `check`, render. Nothing is stored.

An answer to a form is shown at once (200), because it holds codes and no words; with scripts it is
fetched and put in place, so that the address and the history do not change.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from inbeeld.check import Home, Observer, advise, find_routes
from inbeeld.check.questions import (
    Question,
    YesNo,
    areas_for,
    observed,
    self_questions,
    signal_questions,
)
from inbeeld.knowledge.model import Area
from inbeeld.knowledge.words import Lang
from inbeeld.site import clock
from inbeeld.site.cards import Card, cards
from inbeeld.site.content import Content, content
from inbeeld.site.render import render
from inbeeld.site.views.results import show_result

OBSERVERS = {
    1: (Observer.PARENT, Observer.FRIEND, Observer.PUBLIC),
    3: (Observer.TEACHER, Observer.YOUTHWORKER, Observer.HEALTH, Observer.HOTEL),
}
PAGES = {1: "check-worry", 2: "check-young", 3: "check-work"}
HOME = {YesNo.YES: Home.YES, YesNo.NO: Home.NO, YesNo.UNKNOWN: Home.UNKNOWN}
NO_AREA = "e"
FIRST = frozenset({"w", "h", "d", "a", "step"})


@dataclass(frozen=True, slots=True)
class Intake:
    """The first questions: who looks, home, danger now, and where something is noticed."""

    observer: Observer
    home: YesNo
    danger: YesNo
    areas: tuple[str, ...]

    @property
    def in_danger(self) -> bool:
        return self.danger is YesNo.YES


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the help that stands ready under it, and what was answered before."""

    question: Question
    cards: list[Card]
    given: str


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, number: int, lang: Lang) -> HttpResponse:
    """One of the three voices: 1 for someone you worry about, 2 for yourself, 3 for work."""
    if number not in PAGES:
        raise Http404
    here = content()
    if number == 2:
        return _young(request, here, lang)
    if request.method != "POST":
        return _opening(request, here, lang, number)
    missing = [name for name in ("w", "h", "d", "a") if not request.POST.getlist(name)]
    if missing:
        return _opening(request, here, lang, number, missing=missing)
    intake = _intake(request, here, number)
    questions = signal_questions(
        here.known, observer=intake.observer, areas=intake.areas, danger=intake.danger
    )
    answers = _answers(request, questions)
    if request.POST.get("step") == "2":
        return _result(request, here, lang, number, questions, answers, intake)
    return _questions(request, here, lang, number, questions, answers, intake)


def _young(request: HttpRequest, here: Content, lang: Lang) -> HttpResponse:
    questions = self_questions(here.known)
    if request.method != "POST":
        return _questions(request, here, lang, 2, questions, {}, None)
    answers = _answers(request, questions)
    if request.POST.get("step") == "2":
        return _result(request, here, lang, 2, questions, answers, None)
    return _questions(request, here, lang, 2, questions, answers, None)


def _opening(
    request: HttpRequest, here: Content, lang: Lang, number: int, missing: Sequence[str] = ()
) -> HttpResponse:
    """The first questions; asked again, with the reason, where one is not answered."""
    known = here.known
    return _show(
        request,
        here,
        lang,
        number,
        "site/opening.html",
        who=[(str(place), known.observers[who]) for place, who in enumerate(OBSERVERS[number])],
        areas=[(str(list(known.areas).index(area.id)), area) for area in _areas(here, number)],
        chosen={
            name: request.POST.getlist(name) if request.method == "POST" else []
            for name in ("w", "h", "d", "a")
        },
        missing=list(missing),
        error=bool(missing),
    )


def _areas(here: Content, number: int) -> list[Area]:
    seen = {area.id for who in OBSERVERS[number] for area in areas_for(who, here.known)}
    return [area for area in here.known.areas.values() if area.id in seen]


def _questions(
    request: HttpRequest,
    here: Content,
    lang: Lang,
    number: int,
    questions: Sequence[Question],
    answers: Mapping[str, str],
    intake: Intake | None,
) -> HttpResponse:
    return _show(
        request,
        here,
        lang,
        number,
        "site/questions.html",
        asked=[
            Asked(question, _ready(question, here, lang), answers.get(question.code, ""))
            for question in questions
        ],
        carried=_carried(request) if intake else [],
        swapped=request.method == "POST",
        young=number == 2,
    )


def _result(
    request: HttpRequest,
    here: Content,
    lang: Lang,
    number: int,
    questions: Sequence[Question],
    answers: Mapping[str, str],
    intake: Intake | None,
) -> HttpResponse:
    advice = advise(
        observed(questions, answers),
        observer=intake.observer if intake else Observer.SELF,
        knowledge=here.known,
        at=clock.now(),
        home=HOME[intake.home] if intake else Home.UNKNOWN,
        asked=[signal.id for one in questions if one.code in answers for signal in one.signals],
    )
    carried = [*_carried(request), *answers.items()] if intake else list(answers.items())
    return show_result(
        request,
        here,
        lang,
        here.site.pages[PAGES[number]],
        advice,
        carried=carried,
        in_danger=bool(intake and intake.in_danger),
    )


def _show(
    request: HttpRequest, here: Content, lang: Lang, number: int, template: str, **more: object
) -> HttpResponse:
    page = here.site.pages[PAGES[number]]
    return render(
        request, template, here, lang=lang, path=page.path, title=page.title, page=page, **more
    )


def _intake(request: HttpRequest, here: Content, number: int) -> Intake:
    """The first answers. BadRequest for a code that belongs to no question."""
    areas = list(here.known.areas)
    chosen = [code for code in request.POST.getlist("a") if code != NO_AREA]
    try:
        return Intake(
            observer=OBSERVERS[number][_place(request.POST["w"])],
            home=YesNo(request.POST["h"]),
            danger=YesNo(request.POST["d"]),
            areas=tuple(areas[_place(code)] for code in chosen),
        )
    except (ValueError, IndexError) as error:
        raise BadRequest from error


def _place(code: str) -> int:
    if not code.isascii() or not code.isdecimal():
        raise ValueError
    return int(code[:3])


def _answers(request: HttpRequest, questions: Sequence[Question]) -> dict[str, str]:
    """The answers by question code. BadRequest for a code that belongs to no question."""
    given = {code: answer for code, answer in request.POST.items() if code not in FIRST}
    try:
        observed(questions, given)
    except (ValueError, KeyError) as error:
        raise BadRequest from error
    return given


def _carried(request: HttpRequest) -> list[tuple[str, str]]:
    """The first answers, to send along with the next."""
    return [(name, code) for name in ("w", "h", "d", "a") for code in request.POST.getlist(name)]


def _ready(question: Question, here: Content, lang: Lang) -> list[Card]:
    """The help that a yes shows at once."""
    found = find_routes(here.known, at=clock.now(), first=question.routes)
    mine = [now for now in found if now.route.id in question.routes]
    return cards(sorted(mine, key=lambda now: question.routes.index(now.route.id)), here, lang)
