"""The headers of every answer: nothing kept, nothing from elsewhere, nothing inline."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.conf import settings
from django.http import HttpRequest, HttpResponse


def policy(**directives: str) -> str:
    """A content policy: nothing, and then what these directives allow."""
    found = {"default_src": "'none'", "base_uri": "'none'", **directives}
    return "; ".join(f"{name.replace('_', '-')} {what}" for name, what in found.items())


OURS: Mapping[str, str] = {
    "script_src": "'self'",
    "style_src": "'self'",
    "img_src": "'self'",
    "form_action": "'self'",
    "frame_ancestors": "'none'",
}
POLICY = policy(**OURS, connect_src="'self'")
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": POLICY,
    # no-referrer would make our own forms send `Origin: null`; links out carry rel="noreferrer".
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-DNS-Prefetch-Control": "off",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


class HeadersMiddleware:
    """Sets `HEADERS` on every answer that did not set them itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path_info.startswith(settings.STATIC_URL):
            # To the frame, which has no origin, our own files are those of another site.
            response.headers.setdefault("Cross-Origin-Resource-Policy", "cross-origin")
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response
