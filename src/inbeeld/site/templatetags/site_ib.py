"""How numbers and provenance read on the public pages."""

from __future__ import annotations

from django import template
from django.template.context import Context

from inbeeld.check import day_words
from inbeeld.knowledge.model import Figure, Law, Value
from inbeeld.knowledge.numbers import written
from inbeeld.knowledge.words import Lang

register = template.Library()


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
