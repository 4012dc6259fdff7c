"""The advice as a page, whichever way its observations came."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse

from inbeeld.check import Advice, Observer, Receiver, message
from inbeeld.desk.carried import codes
from inbeeld.knowledge.pages import Page
from inbeeld.knowledge.words import Lang
from inbeeld.site.cards import cards
from inbeeld.site.content import Content
from inbeeld.site.render import render


def show_result(
    request: HttpRequest,
    here: Content,
    lang: Lang,
    page: Page,
    advice: Advice,
    *,
    carried: Sequence[tuple[str, str]],
    in_danger: bool = False,
) -> HttpResponse:
    """What to do, whom to call, and why. `carried` are the codes to send along to change answers."""
    words = here.site.words
    first = cards(advice.first_calls, here, lang)
    rest = [now for now in advice.routes if now.route.id not in {card.id for card in first}]
    return render(
        request,
        "site/result.html",
        here,
        lang=lang,
        path=page.path,
        title=page.title,
        page=page,
        advice=advice,
        first=first,
        routes=cards([now for now in rest if now.near], here, lang),
        more_routes=cards([now for now in rest if not now.near], here, lang),
        messages=[(to.value, message(advice, to, lang=lang, words=words)) for to in Receiver],
        in_danger=in_danger,
        carried=carried,
        young=advice.observer is Observer.SELF,
        observer=here.known.observers[advice.observer],
        pages=here.site.pages,
        carry=codes(advice.reasons),
    )
