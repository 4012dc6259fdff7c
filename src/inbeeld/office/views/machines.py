"""For machines, without a password: whether the desk works, and a feed that says something is new."""

from __future__ import annotations

from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from inbeeld.office import feed as feeds
from inbeeld.office import news
from inbeeld.store.health import WORDS, well


@require_safe
def health(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    good = well(settings.DATA)
    return HttpResponse(
        WORDS[good],
        status=HTTPStatus.OK if good else HTTPStatus.SERVICE_UNAVAILABLE,
        content_type="text/plain; charset=utf-8",
    )


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:  # noqa: ARG001
    if not feeds.opens_feed(token, settings.DATA):
        raise Http404
    body = feeds.news_feed(news.read(settings.DATA), token=token)
    return HttpResponse(body, content_type=feeds.TYPE)
