"""The blocks of a page with what they need from the facts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from inbeeld.check import find_routes
from inbeeld.knowledge.model import Knowledge
from inbeeld.knowledge.pages import Block, Page
from inbeeld.knowledge.words import Lang, Level
from inbeeld.site.cards import Card, cards
from inbeeld.site.content import Content

SIGNALS_SHOWN = 8
# Kinds of blocks that need no second sheet: a page that holds only these may do without it.
IN_FIRST_SHEET = frozenset({"text", "list", "routes", "note"})


@dataclass(frozen=True, slots=True)
class Shown:
    """A block, and the help routes, pages or facts that stand in it."""

    block: Block
    cards: list[Card] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    show: str = ""
    rows: list[Any] = field(default_factory=list)

    @property
    def in_second_sheet(self) -> bool:
        """Whether the second sheet is needed to show it."""
        return bool(self.show) or self.block.kind not in IN_FIRST_SHEET


def shown_blocks(page: Page, here: Content, lang: Lang, at: dt.datetime) -> list[Shown]:
    """The blocks of a page in reading order."""
    return [_shown(block, here, lang, at) for block in page.block]


def _shown(block: Block, here: Content, lang: Lang, at: dt.datetime) -> Shown:
    kind, _, about = block.show.partition(":")
    found = find_routes(here.known, at=at, first=block.routes)
    return Shown(
        block=block,
        cards=cards([now for now in found if now.route.id in block.routes], here, lang),
        pages=[here.site.pages[label] for label in block.pages],
        show=kind,
        rows=FACTS[kind](here.known, about) if kind else [],
    )


def _signals(known: Knowledge, form: str) -> list[Any]:
    """What says most about a form, those of the strongest level first."""
    weight = list(Level)
    rows = [signal for signal in known.signals.values() if form in signal.forms]
    telling = [signal for signal in rows if signal.level is not Level.GENERAL]
    return sorted(telling, key=lambda one: -weight.index(one.level))[:SIGNALS_SHOWN]


FACTS: dict[str, Callable[[Knowledge, str], list[Any]]] = {
    "phases": lambda known, _: list(known.phases.values()),
    "vulnerabilities": lambda known, _: list(known.vulnerabilities.values()),
    "not-used": lambda known, _: list(known.not_used.values()),
    "meldcode": lambda known, _: list(known.meldcode.values()),
    "sources": lambda known, _: list(known.sources.values()),
    "seed": lambda known, _: list(known.seed.values()),
    "signals": _signals,
}
