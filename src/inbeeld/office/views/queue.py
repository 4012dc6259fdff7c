"""What is there to do: every report, who waits longest first."""

from __future__ import annotations

import datetime as dt
from http import HTTPStatus

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from inbeeld.knowledge.words import Lang
from inbeeld.office.frame import LANG, page


@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    rows = request.reader.queue(now=dt.datetime.now(dt.UTC))
    return page(
        request,
        "queue.html",
        rows=rows,
        unread=sum(row.unread for row in rows),
        open_count=sum(row.since is not None for row in rows),
    )


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    chosen = request.POST.get("lang", "")
    if chosen not in tuple(Lang):
        raise BadRequest
    request.session[LANG] = chosen
    return HttpResponseRedirect(reverse("queue"), status=HTTPStatus.SEE_OTHER)
