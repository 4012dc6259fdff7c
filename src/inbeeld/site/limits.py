"""What may come in: short forms of answer codes. No file, no long text, no other method."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

from inbeeld.site.views.problems import problem
from inbeeld.ui.lengths import length

# Every question of every voice answered is under 2 kB.
LARGEST = 16 * 1024
# A report is told in words: the most that its largest question takes, each sign written as nine.
LARGEST_TEXT = 800 * 1024
TOLD = ("/post/", "/en/post/", "/antwoord/", "/en/antwoord/")
FORM = "application/x-www-form-urlencoded"
ALLOWED = ("GET", "HEAD", "POST")


class LimitsMiddleware:
    """Refuses what is too large (413), no short form (415) or another method (405), unread."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.get_host()  # a name that is not ours is refused by Django with 400
        refused = self._refused(request)
        if refused is HTTPStatus.METHOD_NOT_ALLOWED:
            return self._not_allowed(request, ", ".join(ALLOWED))
        if refused is not None:
            return problem(request, refused)
        response = self.get_response(request)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            return self._not_allowed(request, response.headers["Allow"])
        return response

    @staticmethod
    def _not_allowed(request: HttpRequest, allowed: str) -> HttpResponse:
        answer = problem(request, HTTPStatus.METHOD_NOT_ALLOWED)
        answer["Allow"] = allowed
        return answer

    @staticmethod
    def _refused(request: HttpRequest) -> HTTPStatus | None:
        if request.method not in ALLOWED:
            return HTTPStatus.METHOD_NOT_ALLOWED
        if request.method != "POST":
            return None
        said = length(request)
        if said is None:
            return HTTPStatus.BAD_REQUEST
        most = LARGEST_TEXT if request.path_info.startswith(TOLD) else LARGEST
        if said > most:
            return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        if said and request.content_type != FORM:
            return HTTPStatus.UNSUPPORTED_MEDIA_TYPE
        return None
