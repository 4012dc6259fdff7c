"""A file of a release, to take along: only what its manifest names, with the hash it names."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from inbeeld.monitor.published import SVG, file, read
from inbeeld.ui.headers import policy

# A chart carries its own style, as a file must; some browsers hold a picture to the policy it came with.
PICTURE = policy(style_src="'unsafe-inline'", sandbox="").rstrip()


@require_safe
def release_file(request: HttpRequest, folder: str, path: str) -> HttpResponse:  # noqa: ARG001
    release = read(settings.DATA, folder)
    found = file(settings.DATA, release, path) if release else None
    if found is None:
        raise Http404
    raw, kind = found
    answer = HttpResponse(raw, content_type=kind)
    # Always a file, never a page of ours: it has no way out and no help on it.
    answer["Content-Disposition"] = f'attachment; filename="{path.replace("/", "-")}"'
    if kind == SVG:
        answer["Content-Security-Policy"] = PICTURE
    return answer
