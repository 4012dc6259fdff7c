"""How numbers and provenance read on the public pages."""

from __future__ import annotations

import json
from typing import Any

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString, mark_safe

from inbeeld.check import day_words
from inbeeld.knowledge.model import Figure, Law, Value
from inbeeld.knowledge.numbers import written
from inbeeld.knowledge.words import Lang

register = template.Library()

# What could end a script, or begin a comment in one.
NOT_IN_A_SCRIPT = {ord(one): f"\\u{ord(one):04x}" for one in "<>&"}


@register.filter
def as_json(given: Any) -> SafeString:
    """What a script reads, to stand in a script: as safe as Django's own, and shorter."""
    text = json.dumps(given, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(NOT_IN_A_SCRIPT))  # noqa: S308 (escaped here)


@register.simple_tag(takes_context=True)
def amount(context: Context, value: Value | float) -> str:
    """A number as people write it: 1.334 in Dutch, 1,334 in English."""
    if isinstance(value, Value):
        if value.shown:
            return value.shown
        if value.number is None:
            return str(context["words"]["figures.not_found"][context["lang"]])
        value = value.number
    return written(value, Lang(context["lang"]))


@register.simple_tag(takes_context=True)
def published(context: Context, figure: Figure) -> str:
    """When a figure was published, in words where that is not known."""
    if figure.published == "undated":
        return str(context["words"]["figures.undated"][context["lang"]])
    return figure.published


@register.simple_tag(takes_context=True)
def law_sure(context: Context, law: Law) -> str:
    """How sure we are of what stands here about the law."""
    words, lang = context["words"], context["lang"]
    if law.confirmed_on is not None:
        on = day_words(law.confirmed_on, lang=lang, words=words)
        return str(words["sure.law_yes"][lang].format(date=on))
    if not law.source_date[:4].isdecimal():
        return str(words["sure.law_undated"][lang])
    return str(words["sure.law_never"][lang].format(date=law.source_date[:4]))
