"""A clear answer to everything that cannot be answered: what, and what to do. Nothing is echoed."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse

from inbeeld.office.frame import page


def problem(request: HttpRequest, status: int) -> HttpResponse:
    answer = page(request, "problem.html", status=status, heading=str(int(status)))
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        answer["Allow"] = "GET, HEAD, POST"
    return answer


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    return problem(request, HTTPStatus.BAD_REQUEST)


def forbidden(request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
    """Also where a form came from another site, or stood open for too long."""
    return problem(request, HTTPStatus.FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    return problem(request, HTTPStatus.NOT_FOUND)


def too_many(request: HttpRequest, *_: Any) -> HttpResponse:
    return problem(request, HTTPStatus.TOO_MANY_REQUESTS)


def server_error(request: HttpRequest, *_: Any) -> HttpResponse:
    return problem(request, HTTPStatus.INTERNAL_SERVER_ERROR)
