"""The policies around a chat: the frame in which it is read, and the page around that frame."""

from __future__ import annotations

from django.http import HttpRequest

from inbeeld.ui.headers import OURS, policy

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


def around(request: HttpRequest, path: str) -> str:
    """The policy of a page around a frame: that frame and no other, and forms to ourselves."""
    host = request.get_host()
    # A policy cannot name an address of IPv6; then any page of ours may stand in the frame.
    frame = "'self'" if host.startswith("[") else f"{host}{path}"
    return policy(**OURS, connect_src="'none'", frame_src=frame)
