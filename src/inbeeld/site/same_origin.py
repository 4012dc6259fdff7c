"""Takes answers only from our own pages, without a cookie.

A browser says where a request comes from in `Sec-Fetch-Site`; an older one in `Origin`. Both cannot be
set by a page. The same approach is used by Go 1.25 (`http.CrossOriginProtection`) and by Datasette.
"""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse

from inbeeld.site.views.problems import problem

SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


def from_ourselves(request: HttpRequest) -> bool:
    """Whether a request that carries answers comes from our own pages.

    A tool that is no browser sends neither header; it carries nobody's rights, so it may.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin")
    if origin is None:
        return True
    try:
        return urlsplit(origin).netloc == request.get_host()
    except ValueError:  # no address at all, such as `http://[`
        return False


class SameOriginMiddleware:
    """Answers 403 to a form that another site sent."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in SAFE and not from_ourselves(request):
            return problem(request, HTTPStatus.FORBIDDEN)
        return self.get_response(request)
