"""Making a release: lists in, linked, looked at, estimated, released. `monitor` does the work."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from http import HTTPStatus
from uuid import UUID

from django.conf import settings
from django.core.exceptions import BadRequest
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from inbeeld.monitor import making
from inbeeld.monitor.making import Making, NotNow, Step, Trouble
from inbeeld.office.frame import page

ON_A_PAGE = 20  # doubtful pairs


@require_http_methods(["GET", "HEAD", "POST"])
def figures(request: HttpRequest) -> HttpResponse:
    """All releases in the making of whoever is signed in, and a way to begin one."""
    if request.method == "POST":
        made = making.begin(settings.DATA, by=request.reader.name, now=dt.datetime.now(dt.UTC))
        return _to("figure", made.id)
    mine = [one for one in making.every(settings.DATA) if one.by == request.reader.name]
    return page(request, "figures.html", mine=mine)


@require_http_methods(["GET", "HEAD", "POST"])
def figure(request: HttpRequest, ident: UUID) -> HttpResponse:
    """One release in the making: what was done, and what comes next."""
    made = _mine(request, ident)
    if request.method == "POST":
        try:
            return _asked(request, made)
        except NotNow as reason:
            return _shown(request, made, trouble=reason.trouble)
    return _shown(request, made)


@require_POST
def take_list(request: HttpRequest, ident: UUID) -> HttpResponse:
    """The one place of the desk where a file comes in: a list of pseudonyms."""
    made = _mine(request, ident)
    given = request.FILES.get("list")
    try:
        if given is None:
            raise NotNow(Trouble.UNREADABLE)
        name = request.POST.get("name", "").strip()
        making.add_list(settings.DATA, made.id, name=name, content=_parts(given))
    except NotNow as reason:
        return _shown(request, made, trouble=reason.trouble)
    return _to("figure", made.id)


def _parts(given: UploadedFile) -> Iterator[bytes]:
    yield from given.chunks()


def _asked(request: HttpRequest, made: Making) -> HttpResponse:
    what, data = request.POST.get("do", ""), settings.DATA
    if what == "remove":
        making.remove_list(data, made.id, name=request.POST.get("name", ""))
    elif what == "throw":
        making.throw_away(data, made.id)
        return HttpResponseRedirect(reverse("figures"), status=HTTPStatus.SEE_OTHER)
    elif what == "decide":
        making.decide(data, made.id, _decisions(request))
    elif what == "link":
        making.link(data, made.id)
    elif what == "estimate":
        making.ask(data, made.id, Step.ESTIMATE)
    elif what == "release":
        making.prepare(
            data,
            made.id,
            name=request.POST.get("series", "").strip(),
            date=dt.datetime.now(dt.UTC).date(),
        )
    elif what == "publish":
        making.ask(data, made.id, Step.DONE)
    else:
        raise BadRequest
    return _to("figure", made.id)


def _decisions(request: HttpRequest) -> dict[str, str]:
    """What was chosen for each doubtful pair on the page: same or different."""
    chosen = {
        name.removeprefix("pair-"): value
        for name, value in request.POST.items()
        if name.startswith("pair-")
    }
    if not set(chosen.values()) <= {"same", "different"} or len(chosen) > ON_A_PAGE:
        raise BadRequest
    return chosen


def _mine(request: HttpRequest, ident: UUID) -> Making:
    """What somebody else makes is not there: the lists in it are personal data."""
    try:
        made = making.read(settings.DATA, str(ident))
    except NotNow:
        raise Http404 from None
    if made.by != request.reader.name:
        raise Http404
    return made


def _shown(request: HttpRequest, made: Making, *, trouble: Trouble | None = None) -> HttpResponse:
    data = settings.DATA
    return page(
        request,
        "figure.html",
        made=making.read(data, made.id),
        trouble=trouble or made.said or None,
        lists=[place.stem for place in making.lists_of(data, made.id)],
        found=making.found(data, made.id),
        pairs=making.undecided(data, made.id)[:ON_A_PAGE],
        steps=list(Step)[:-1],
        status=HTTPStatus.OK if trouble is None else HTTPStatus.UNPROCESSABLE_ENTITY,
    )


def _to(name: str, ident: str) -> HttpResponse:
    return HttpResponseRedirect(reverse(name, args=[ident]), status=HTTPStatus.SEE_OTHER)
