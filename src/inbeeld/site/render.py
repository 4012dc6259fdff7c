"""Renders a template with what every page needs."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from inbeeld.knowledge.words import Lang
from inbeeld.site.content import Content
from inbeeld.site.demo import is_demo
from inbeeld.ui.links import page_url

FOOT = ("leaving", "privacy", "about", "accessibility", "changed")


def render(
    request: HttpRequest,
    template: str,
    content: Content,
    *,
    lang: Lang,
    path: str,
    title: str,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """A page. `path` is its neutral path without language; `title` a key of the neutral titles."""
    other = Lang.EN if lang is Lang.NL else Lang.NL
    context = {
        "lang": lang,
        "other_lang": other,
        "path": path,
        "other_url": page_url(path, other),
        "content": content,
        "known": content.known,
        "words": content.site.words,
        "title": content.site.titles[title],
        "foot": [content.site.pages[page] for page in FOOT],
        "error": False,
        "bare": False,
        "demo": is_demo(),
        **more,
    }
    return HttpResponse(render_to_string(template, context, request), status=status)
