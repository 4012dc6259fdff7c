"""What is known and every page, read once a process; in preview read again whenever a file changes."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from inbeeld.knowledge import Knowledge, load
from inbeeld.knowledge.chat_model import ChatRules
from inbeeld.knowledge.chat_rules import load_chat_rules
from inbeeld.knowledge.loader import data_folder
from inbeeld.knowledge.pages import Site, load_site
from inbeeld.knowledge.reporting import Reporting, load_reporting
from inbeeld.knowledge.words import Lang
from inbeeld.site.chat_script import ChatScript, chat_scripts


@dataclass(frozen=True, slots=True)
class Content:
    known: Knowledge
    site: Site
    rules: ChatRules
    reporting: Reporting
    scripts: Mapping[Lang, ChatScript]


def content() -> Content:
    """All content. Raises `DataFaults` where the files do not hold."""
    folder = data_folder()
    return _read(folder, _stamp(folder) if settings.PREVIEW else 0)


def read_ahead() -> None:
    """Reads all before the first visitor comes; in a preview it is read again at every change.

    Left to the first visitors, each of them would read all of it at the same time: with fifty at the door
    that took half a minute.
    """
    if not settings.PREVIEW:
        content()


@functools.lru_cache(maxsize=4)
def _read(folder: Path, _stamp: float) -> Content:
    known = load(folder)
    rules = load_chat_rules(folder=folder)
    return Content(
        known=known,
        site=load_site(known, folder),
        rules=rules,
        reporting=load_reporting(known.routes, folder),
        scripts=chat_scripts(rules, known),
    )


def _stamp(folder: Path) -> float:
    return max(path.stat().st_mtime for path in folder.rglob("*.toml"))
