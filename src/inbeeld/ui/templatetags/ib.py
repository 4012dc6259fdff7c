"""Puts words, links and icons on a page. The language comes from the page, never from the browser."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Hashable, Mapping
from typing import Any

from django import template
from django.template.base import FilterExpression, Parser, Token
from django.template.context import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime

from inbeeld.knowledge.placeholders import PLACEHOLDER, number
from inbeeld.knowledge.words import Text, Texts
from inbeeld.ui.icons import ICONS
from inbeeld.ui.links import page_url, telephone

register = template.Library()


@functools.lru_cache(maxsize=20_000)
def _safe(text: str) -> SafeString:
    """A text of the data, escaped once: the same sentences stand on page after page."""
    return conditional_escape(text)


class WordNode(template.Node):
    """A word by its name. A page holds a hundred of them, and a simple tag takes three times as long."""

    def __init__(self, key: str) -> None:
        self.key = key

    def render(self, context: Context) -> str:
        return _safe(context["words"][self.key][context["lang"]])


class FilledNode(template.Node):
    """A word with `{...}` filled in."""

    def __init__(self, key: str, values: Mapping[str, FilterExpression]) -> None:
        self.key, self.values = key, values

    def render(self, context: Context) -> str:
        given = {name: value.resolve(context) for name, value in self.values.items()}
        return conditional_escape(context["words"][self.key][context["lang"]].format(**given))


class TextNode(template.Node):
    """A text of the data, in the language of the page."""

    def __init__(self, text: FilterExpression) -> None:
        self.text = text

    def render(self, context: Context) -> str:
        return _safe(self.text.resolve(context)[context["lang"]])


class NamedNode(template.Node):
    """One of these under a name, for a tag that follows."""

    def __init__(self, node: template.Node, name: str) -> None:
        self.node, self.name = node, name

    def render(self, context: Context) -> str:
        context[self.name] = self.node.render(context)
        return ""


def _named(node: template.Node, rest: list[str]) -> template.Node:
    return NamedNode(node, rest[1]) if rest[:1] == ["as"] else node


@register.tag
def w(parser: Parser, token: Token) -> template.Node:
    """A word of the interface by its dotted name, with `{...}` filled in: `{% w "a.b" n=place %}`."""
    _, key, *rest = token.split_contents()
    values = {}
    while rest and rest[0] != "as":
        name, _, value = rest.pop(0).partition("=")
        values[name] = parser.compile_filter(value)
    label = key.strip('"')
    return _named(FilledNode(label, values) if values else WordNode(label), rest)


@register.tag
def t(parser: Parser, token: Token) -> template.Node:
    """A text in the language of the page: `{% t page.name %}`."""
    _, text, *rest = token.split_contents()
    return _named(TextNode(parser.compile_filter(text)), rest)


@register.simple_tag
@functools.cache
def asset(name: str) -> str:
    """The address of a static file. It changes with the file, and the file with the program."""
    return static(name)


@register.simple_tag(takes_context=True)
def word(context: Context, part: str, name: object, end: str = "") -> str:
    """A word whose name is made here: `part.name` and an ending such as `_hint`."""
    return _safe(context["words"][f"{part}.{name}{end}"][context["lang"]])


@register.simple_tag(takes_context=True)
def lines(context: Context, texts: Texts) -> tuple[str, ...]:
    """The lines of a block in the language of the page."""
    return texts[context["lang"]]


@register.simple_tag(takes_context=True)
def rich(context: Context, text: Text | str) -> SafeString:
    """A text with its numbers and links made into links."""
    given = text[context["lang"]] if isinstance(text, Text) else text
    if "{" not in given:
        return _safe(given)
    parts: list[str] = []
    end = 0
    for found in PLACEHOLDER.finditer(given):
        parts += [conditional_escape(given[end : found.start()]), _link(context, found)]
        end = found.end()
    parts.append(conditional_escape(given[end:]))
    return mark_safe("".join(parts))  # noqa: S308 (every part is escaped above)


def _link(context: Context, found: re.Match[str]) -> SafeString:
    kind, label, shown = found.groups()
    if kind == "phone":
        route = context["known"].routes[label]
        return format_html(
            '<a class="tel" href="{}">{}</a>', telephone(number(route)), number(route)
        )
    page = context["content"].site.pages[label]
    return format_html('<a href="{}">{}</a>', page_url(page.path, context["lang"]), shown)


@register.simple_tag(takes_context=True)
def url(context: Context, path: str) -> str:
    """The address of a neutral path in the language of the page."""
    return page_url(path, context["lang"])


@register.simple_tag(takes_context=True)
def to(context: Context, page: str) -> str:
    """The address of a page by its id, in the language of the page."""
    return page_url(context["content"].site.pages[page].path, context["lang"])


@register.simple_tag
@functools.cache
def icon(name: str) -> SafeString:
    """An icon; it is hidden from those who listen, because a word stands beside it."""
    return format_html(
        '<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path d="{}"/></svg>', ICONS[name]
    )


@register.simple_tag
@functools.lru_cache(maxsize=2_000)
def route(card: Hashable) -> SafeString:
    """A help route as a card. All that stands on it is in the card, so the same card is made once."""
    return mark_safe(render_to_string("ui/route.html", {"card": card}))  # noqa: S308 (a template)


@register.simple_tag(takes_context=True)
def day(context: Context, on: dt.date) -> str:
    """A day in words: 3 november 2026."""
    month = context["words"][f"month.{on.month}"][context["lang"]]
    return f"{on.day} {month} {on.year}"


@register.simple_tag(takes_context=True)
def moment(context: Context, at: dt.datetime) -> str:
    """A day and a time, as the clock stands here."""
    here = localtime(at)
    return f"{day(context, here.date())}, {here:%H:%M}"


@register.filter
def got(table: Any, key: Any) -> Any:
    """An entry of a table that may not hold it: then nothing."""
    return table.get(key, ())


@register.simple_tag(takes_context=True)
def sources(context: Context, labels: tuple[str, ...]) -> str:
    """The titles of sources, one after another."""
    return "; ".join(context["known"].sources[label].title for label in labels)


@register.filter
def get(table: Any, key: Any) -> Any:
    """An entry of a table by a key that the template holds."""
    return table[key]
