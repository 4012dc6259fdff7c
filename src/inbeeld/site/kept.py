"""Keeps pages to read ready in memory, compressed, for one minute.

Such a page depends on its address, with the name of the host, and on the minute (who is open now), on
nothing of the reader: there is no cookie and no query. An answer to a form is never kept.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from inbeeld.site.packing import accepted, may_stay

SECONDS = 60
MOST = 400


class KeptMiddleware:
    """Answers a GET from memory when the same page was made in this minute."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.minute = 0
        self.pages: dict[tuple[str, str, str], HttpResponse] = {}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method != "GET" or settings.PREVIEW:
            return self.get_response(request)
        minute = int(time.time()) // SECONDS
        if minute != self.minute:
            self.pages, self.minute = {}, minute
        key = (request.get_host(), request.path_info, accepted(request))
        kept = self.pages.get(key)
        if kept is not None:
            return _copy(kept)
        response = self.get_response(request)
        if may_stay(response) and len(self.pages) < MOST:
            self.pages[key] = _copy(response)
        return response


def _copy(response: HttpResponse) -> HttpResponse:
    """A fresh answer with the same body: others add headers to the one they get."""
    fresh = HttpResponse(response.content, status=response.status_code)
    for name, value in response.headers.items():
        fresh.headers[name] = value
    return fresh
