"""For an editor: the page as it will be, with the verdict on its language, and every fault at once."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from inbeeld.knowledge import DataFaults, Lang
from inbeeld.knowledge.language import judge
from inbeeld.knowledge.pages import page_texts
from inbeeld.site.content import content


class PreviewMiddleware:
    """Adds the verdict below the page; shows the faults where the files do not hold."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            here = content()
        except DataFaults as faults:
            page = render_to_string("site/faults.html", {"faults": faults.faults})
            return HttpResponse(page, status=HTTPStatus.INTERNAL_SERVER_ERROR)
        response = self.get_response(request)
        path = request.path_info.strip("/")
        lang = Lang.EN if path == "en" or path.startswith("en/") else Lang.NL
        page = here.site.by_path(path.removeprefix("en").strip("/") if lang is Lang.EN else path)
        if page is None or response.status_code != HTTPStatus.OK:
            return response
        verdict = judge(page_texts(page), longest=page.longest, where=page.id)
        panel = render_to_string(
            "site/verdict.html", {"verdict": verdict, "words": here.site.words, "lang": lang}
        )
        response.content = response.content.replace(b"</main>", panel.encode() + b"</main>")
        return response
