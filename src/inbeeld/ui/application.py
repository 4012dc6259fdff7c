"""Django as a WSGI application that answers 400 where Django itself would fail before any page of ours.

With a charset in the content type Django reads the query while it makes the request, outside all that
turns an error into an answer. A query with too many fields then ends in a failure of the server.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import django
from django.core.exceptions import SuspiciousOperation
from django.core.handlers.wsgi import WSGIHandler


class Application(WSGIHandler):
    """As `django.core.wsgi.get_wsgi_application`. `headers` are those of every answer."""

    def __init__(self, headers: Mapping[str, str]) -> None:
        django.setup(set_prefix=False)
        super().__init__()
        self.headers = headers

    def __call__(self, environ: dict[str, Any], start_response: Callable) -> Iterable[bytes]:
        try:
            return super().__call__(environ, start_response)
        except SuspiciousOperation:
            start_response("400 Bad Request", [*self.headers.items(), ("Content-Length", "0")])
            return [b""]
