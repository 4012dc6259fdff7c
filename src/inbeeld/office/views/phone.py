"""A report that somebody tells by telephone or in a letter, written down by staff; its receipt, once."""

from __future__ import annotations

import datetime as dt
import secrets
import threading
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from inbeeld.knowledge.reporting import FieldKind, ReportField
from inbeeld.knowledge.words import Lang
from inbeeld.office.frame import content, page
from inbeeld.office.taking import Taken, take_in
from inbeeld.store.intake import group_keys
from inbeeld.vault.receipts import shown
from inbeeld.vault.seal.reports import Side

# A receipt between the form and the page that shows it, in memory alone, for one look within minutes.
_waiting: dict[str, tuple[dt.datetime, Taken]] = {}
LOOK = dt.timedelta(minutes=10)
_lock = threading.Lock()


@require_http_methods(["GET", "HEAD", "POST"])
def write_down(request: HttpRequest) -> HttpResponse:
    here = content()
    if set(group_keys()) != set(Side):
        raise Http404
    questions = here.reporting.questions
    if request.method != "POST":
        return page(request, "phone.html", questions=questions.values(), missing=False)
    lang = request.POST.get("lang", "")
    if lang not in tuple(Lang):
        raise BadRequest
    answers = {}
    for question in questions.values():
        given = {
            one.id: _given(one, request.POST.getlist(f"{question.id}.{one.id}"))
            for one in question.field
        }
        if any(given.values()):
            answers[question.id] = {name: values for name, values in given.items() if values}
    if not answers:
        return page(request, "phone.html", questions=questions.values(), missing=True)
    now = dt.datetime.now(dt.UTC)
    taken = take_in(answers, questions, data=settings.DATA, lang=Lang(lang), at=now)
    name = secrets.token_urlsafe(16)
    with _lock:
        _forget_old(now)
        _waiting[name] = now, taken
    return HttpResponseRedirect(reverse("phone-receipt", args=[name]), status=HTTPStatus.SEE_OTHER)


@require_GET
def receipt(request: HttpRequest, name: str) -> HttpResponse:
    """The number and the words, once. Looked at again they are gone."""
    with _lock:
        _forget_old(dt.datetime.now(dt.UTC))
        held = _waiting.pop(name, None)
    if held is None:
        return page(request, "phone_gone.html", status=HTTPStatus.GONE)
    taken = held[1]
    return page(
        request,
        "phone_receipt.html",
        ident=taken.report,
        number=shown(taken.locator),
        receipt_words=taken.words.reveal().decode().split(),
    )


def _forget_old(now: dt.datetime) -> None:
    for name, (at, _) in list(_waiting.items()):
        if now - at > LOOK:
            del _waiting[name]


def _given(field: ReportField, sent: list[str]) -> tuple[str, ...]:
    """What was filled in. BadRequest for a code of no choice."""
    values = [value for value in sent if value.strip()]
    if field.kind in (FieldKind.TEXT, FieldKind.LINE):
        return tuple(value.replace("\r\n", "\n")[: field.most] for value in values[:1])
    if not set(values) <= {choice.id for choice in field.choice}:
        raise BadRequest
    return tuple(values)
