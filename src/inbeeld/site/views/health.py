"""For a machine that watches this one: it works or it does not. Why not is for `inbeeld doctor`."""

from __future__ import annotations

from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from inbeeld.store.health import WORDS, well


@require_safe
def health(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    good = well(settings.DATA)
    return HttpResponse(
        WORDS[good],
        status=HTTPStatus.OK if good else HTTPStatus.SERVICE_UNAVAILABLE,
        content_type="text/plain; charset=utf-8",
    )
