"""Addresses of the staff's pages by name: `url` is taken by the neutral paths of the public's pages."""

from __future__ import annotations

from uuid import UUID

from django import template
from django.template.context import Context
from django.urls import reverse

from inbeeld.knowledge.numbers import written
from inbeeld.knowledge.words import Lang

register = template.Library()


@register.simple_tag
def door(name: str, **where: object) -> str:
    """The address of a page of the staff."""
    return reverse(name, kwargs=where or None)


@register.simple_tag(takes_context=True)
def people(context: Context, number: float) -> str:
    """A whole number of people as it is written in the language of the page."""
    return written(number, Lang(context["lang"]))


@register.filter
def short(report: UUID) -> str:
    """What staff call a report among themselves: the first eight signs of its id, in two halves."""
    return f"{report.hex[:4]}-{report.hex[4:8]}".upper()
