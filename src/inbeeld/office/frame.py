"""What every page of the staff needs: words, language, and whether this is a demonstration."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from http import HTTPStatus
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from inbeeld.desk.ready import read_setup
from inbeeld.knowledge import Knowledge, load
from inbeeld.knowledge.pages import Site, load_site
from inbeeld.knowledge.reporting import Reporting, load_reporting
from inbeeld.knowledge.words import Lang

LANG = "lang"


@dataclass(frozen=True, slots=True)
class Content:
    known: Knowledge
    site: Site
    reporting: Reporting


@functools.cache
def content() -> Content:
    """All that is known, read once a process."""
    known = load()
    return Content(known, load_site(known), load_reporting(known.routes))


def language(request: HttpRequest) -> Lang:
    """As the member chose it; Dutch until then."""
    session = getattr(request, "session", None)
    chosen = session.get(LANG) if session is not None else None
    return Lang(chosen) if chosen in tuple(Lang) else Lang.NL


def frame(request: HttpRequest) -> dict[str, Any]:
    """What each template finds, those of django-allauth too."""
    here = content()
    lang = language(request)
    setup = read_setup(settings.DATA)
    return {
        "lang": lang,
        "other_lang": Lang.EN if lang is Lang.NL else Lang.NL,
        "words": here.site.words,
        "known": here.known,
        "content": SimpleNamespace(site=here.site),
        "reader": getattr(request, "reader", None),
        "demo": setup is not None and setup.demo,
    }


def page(
    request: HttpRequest, template: str, *, status: int = HTTPStatus.OK, **more: object
) -> HttpResponse:
    """A page of the staff."""
    return HttpResponse(render_to_string(f"office/{template}", more, request), status=int(status))
