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
# In here a chat is read: nothing comes in but our own script and style, and nothing goes out. The last
# directive holds where someone opens the frame by its own address. The frame shuts the rest itself, and
# the page around it forbids it to go anywhere (`ui/static/ui/c.js` and `d.js`).
INSIDE = policy(
    script_src="'self'",
    style_src="'self'",
    img_src="'none'",
    connect_src="'none'",
    form_action="'none'",
    frame_src="'none'",
    worker_src="'none'",
    frame_ancestors="'self'",
    sandbox="allow-scripts",
)
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


def around(request: HttpRequest, path: str) -> str:
    """The policy of a page around a frame: that frame and no other, and forms to ourselves."""
    host = request.get_host()
    # A policy cannot name an address of IPv6; then any page of ours may stand in the frame.
    frame = "'self'" if host.startswith("[") else f"{host}{path}"
    return policy(**OURS, connect_src="'none'", frame_src=frame)


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
