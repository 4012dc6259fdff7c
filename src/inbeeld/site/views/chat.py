"""The chat check. A chat is read in a frame on the device; only codes of what was ticked come here.

The page around the frame shows what the frame saw as ticked boxes, and without scripts as a list to go
through by eye. What is sent is advised on as in the signal check: nothing is stored.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_http_methods, require_safe

from inbeeld.check import Observer, advise
from inbeeld.check.ticks import TickGroup, tick_list, ticked
from inbeeld.knowledge.words import Lang
from inbeeld.site import clock
from inbeeld.site.blocks import shown_blocks
from inbeeld.site.content import Content, content
from inbeeld.site.headers import INSIDE, around
from inbeeld.site.packing import BROTLI, accepted
from inbeeld.site.render import render
from inbeeld.site.views.results import show_result
from inbeeld.site.words_inside import words_inside
from inbeeld.ui.links import page_url

PLACES = {
    5: ("look-mine", Observer.SELF),
    6: ("look-child", Observer.PARENT),
    7: ("look-school", Observer.TEACHER),
    8: ("look-youth", Observer.YOUTHWORKER),
    9: ("look-care", Observer.HEALTH),
}
# The frame speaks to the young person, or about them.
FRAMES = {1: Observer.SELF, 2: Observer.PARENT}
STEP = "step"
KEPT_FOR_EVER = "public, max-age=315360000, immutable"


@dataclass(frozen=True, slots=True)
class Ticked:
    """What was sent: codes with their values, and by code what is ticked."""

    given: tuple[tuple[str, str], ...]

    @property
    def chosen(self) -> frozenset[str]:
        return frozenset(f"{code}{value}" for code, value in self.given)


@require_http_methods(["GET", "HEAD", "POST"])
def chat(request: HttpRequest, number: int, lang: Lang) -> HttpResponse:
    """The page around the frame, the list with what was ticked before, or the advice."""
    here = content()
    page, observer = PLACES[number]
    groups = tick_list(here.known, here.rules, observer=observer)
    if request.method != "POST":
        return _around(request, here, lang, number, groups)
    sent = Ticked(
        tuple(
            (code, value)
            for code in request.POST
            if code != STEP
            for value in request.POST.getlist(code)
        )
    )
    try:
        observations = ticked(groups, sent.given)
    except (KeyError, ValueError) as error:
        raise BadRequest from error
    if request.POST.get(STEP) != "2":
        return _page(request, here, lang, number, groups, chosen=sent.chosen)
    advice = advise(
        observations,
        observer=observer,
        knowledge=here.known,
        at=clock.now(),
        worded={tick.signal.id: tick.text for group in groups for tick in group.ticks},
    )
    return show_result(request, here, lang, here.site.pages[page], advice, carried=sent.given)


@require_safe
def inside(request: HttpRequest, number: int, lang: Lang) -> HttpResponse:
    """The frame in which a chat is read."""
    if number not in FRAMES:
        raise Http404
    here = content()
    answer = render(
        request,
        "site/inside.html",
        here,
        lang=lang,
        path="",
        title="ask",
        said=words_inside(here, lang, observer=FRAMES[number]),
        script=here.scripts[lang].name,
    )
    answer["Content-Security-Policy"] = INSIDE
    # A document without an origin cannot be the only one of its origin.
    answer["Cross-Origin-Opener-Policy"] = "unsafe-none"
    return answer


@require_safe
def script(request: HttpRequest, name: str) -> HttpResponse:
    """The interpreter with the rules. Its name changes with what is in it."""
    for one in content().scripts.values():
        if one.name == name:
            small = accepted(request) == BROTLI
            body = one.packed if small else one.text
            answer = HttpResponse(body, content_type="text/javascript; charset=utf-8")
            if small:
                answer["Content-Encoding"] = BROTLI
            patch_vary_headers(answer, ("Accept-Encoding",))
            answer["Cache-Control"] = KEPT_FOR_EVER
            return answer
    raise Http404


def _around(
    request: HttpRequest, here: Content, lang: Lang, number: int, groups: tuple[TickGroup, ...]
) -> HttpResponse:
    path = page_url(f"blad/{1 if PLACES[number][1] is Observer.SELF else 2}", lang)
    answer = _page(request, here, lang, number, groups, frame=path)
    answer["Content-Security-Policy"] = around(request, path)
    return answer


def _page(
    request: HttpRequest,
    here: Content,
    lang: Lang,
    number: int,
    groups: tuple[TickGroup, ...],
    *,
    frame: str = "",
    chosen: frozenset[str] = frozenset(),
) -> HttpResponse:
    page = here.site.pages[PLACES[number][0]]
    blocks = shown_blocks(page, here, lang, clock.now())
    return render(
        request,
        "site/chat.html",
        here,
        lang=lang,
        path=page.path,
        title=page.title,
        page=page,
        parent=here.site.pages[page.parent],
        groups=groups,
        frame=frame,
        chosen=chosen,
        blocks=blocks,
        second_sheet=any(one.in_second_sheet for one in blocks),
    )
