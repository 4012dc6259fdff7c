"""One report: what was told, what staff did, and an answer to write."""

from __future__ import annotations

import datetime as dt
from http import HTTPStatus
from uuid import UUID

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from inbeeld.desk.contents import EntryKind
from inbeeld.office import answering, carrying
from inbeeld.office.frame import content, page
from inbeeld.office.reader import NotForYou, standing
from inbeeld.office.telling import told

MOST = 20_000  # characters of a letter or a note


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, ident: UUID, ready: str = "") -> HttpResponse:
    here = content()
    if ready and ready not in here.reporting.ready:
        raise Http404
    try:
        key = request.reader.key(ident)
        if request.method == "POST":
            return _written(request, ident)
        now = dt.datetime.now(dt.UTC)
        if standing(request.reader.open(ident), today=now.date()).unread:
            carrying.read(ident, key, by=request.reader.name, now=now)
        whole = request.reader.open(ident)
    except NotForYou as error:
        raise Http404 from error
    return page(
        request,
        "report.html",
        ident=ident,
        told=told(whole, here.reporting, here.known, at=now),
        where=standing(whole, today=now.date()),
        ready=here.reporting.ready.get(ready),
        ready_texts=here.reporting.ready.values(),
        most=MOST,
        today=now.date().isoformat(),
    )


def _written(request: HttpRequest, ident: UUID) -> HttpResponse:
    """Keeps what was written: a letter, a question, a note, or a promised day."""
    try:
        kind = EntryKind(request.POST.get("kind", ""))
    except ValueError as error:
        raise BadRequest from error
    text = request.POST.get("text", "").replace("\r\n", "\n")[:MOST].strip()
    try:
        answering.write(
            ident,
            request.reader.key(ident),
            kind=kind,
            text=text,
            on=request.POST.get("on", ""),
            by=request.reader.name,
            now=dt.datetime.now(dt.UTC),
        )
    except ValueError as error:
        raise BadRequest from error
    return HttpResponseRedirect(
        reverse("report", kwargs={"ident": ident}), status=HTTPStatus.SEE_OTHER
    )
