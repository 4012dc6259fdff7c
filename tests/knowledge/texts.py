"""Every text that a visitor can read, with the file it stands in, or the id of its page."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping

from inbeeld.knowledge import Knowledge, Text
from inbeeld.knowledge.chat_rules import shipped_chat_rules
from inbeeld.knowledge.pages import Site, page_texts
from inbeeld.knowledge.reporting import load_reporting
from inbeeld.knowledge.words import Texts

# Looks like a telephone number: a code of an area or a service with more digits, or 116000.
NUMBER = re.compile(r"(?<![\d.])(?:0\d{1,3}[ -]+\d{2,}|\+\d{2}[ \d-]{6,}|116 ?\d{3})(?![\d.]*\d)")

FILES = {
    "categories.toml": ("categories", "areas"),
    "forms.toml": ("forms", "result_forms", "phases"),
    "vulnerabilities.toml": ("vulnerabilities", "not_used"),
    "routes.toml": ("routes",),
    "law.toml": ("law",),
    "figures.toml": ("figures",),
    "observers.toml": ("observers",),
    "rules.toml": ("rules", "notes"),
    "advice.toml": ("outcomes", "steps", "sayings", "unknowns"),
    "self_check.toml": ("statements", "follow_ups"),
    "meldcode.toml": ("meldcode",),
    "seed.toml": ("seed",),
}


def texts_in(thing: object) -> Iterator[Text]:
    """The texts inside an entry, in the order of its fields."""
    if isinstance(thing, Text):
        yield thing
    elif isinstance(thing, Texts):
        yield from (Text(nl, en) for nl, en in zip(thing.nl, thing.en, strict=True))
    elif dataclasses.is_dataclass(thing):
        for field in dataclasses.fields(thing):
            yield from texts_in(getattr(thing, field.name))
    elif isinstance(thing, tuple):
        for inner in thing:
            yield from texts_in(inner)
    elif isinstance(thing, Mapping):
        yield from texts_in(tuple(thing.values()))


def file_texts(known: Knowledge, site: Site) -> dict[str, list[Text]]:
    """All texts by data file; a file of signals goes by its own name, as in `avoid.toml`."""
    found = {
        file: [text for topic in topics for text in texts_in(getattr(known, topic))]
        for file, topics in FILES.items()
    }
    for category in known.categories.values():
        rows = [one for one in known.signals.values() if one.category == category.id]
        found[f"{category.number}-{category.id}.toml"] = list(texts_in(tuple(rows)))
    chats = shipped_chat_rules()
    found["processes.toml"] = [*texts_in(chats.processes), *texts_in(chats.signs)]
    found["contexts.toml"] = list(texts_in(chats.contexts))
    reporting = load_reporting(known.routes)
    found["report.toml"] = [*texts_in(reporting.questions), *texts_in(reporting.ready)]
    found["words.toml"] = [*site.words.values(), *site.titles.values()]
    return found


def all_texts(known: Knowledge, site: Site) -> Iterator[tuple[str, Text]]:
    """Every text of every file and page."""
    for file, texts in file_texts(known, site).items():
        yield from ((file, text) for text in texts)
    for page in site.pages.values():
        yield from ((page.id, text) for text in page_texts(page))
