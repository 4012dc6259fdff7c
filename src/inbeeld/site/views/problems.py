"""A clear answer to everything that cannot be answered: what, and what to do. Nothing is echoed."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse

from inbeeld.knowledge.words import Lang
from inbeeld.site.content import content
from inbeeld.site.render import render

MISSING = HTTPStatus.NOT_FOUND


def problem(request: HttpRequest, status: int) -> HttpResponse:
    """The page for a status, in the language of the address that was asked for."""
    lang = Lang.EN if request.path_info.startswith("/en/") else Lang.NL
    return render(
        request,
        "site/problem.html",
        content(),
        lang=lang,
        path="",
        title="missing" if status == MISSING else "problem",
        status=int(status),
        heading=str(int(status)),
    )


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    return problem(request, HTTPStatus.BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    return problem(request, HTTPStatus.FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    return problem(request, HTTPStatus.NOT_FOUND)


def server_error(request: HttpRequest, *_: Any) -> HttpResponse:
    return problem(request, HTTPStatus.INTERNAL_SERVER_ERROR)
