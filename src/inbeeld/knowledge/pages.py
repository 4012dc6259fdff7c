"""The words a visitor reads: pages built from blocks, and the single words of buttons and errors."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from inbeeld.knowledge.faults import DataFaults
from inbeeld.knowledge.loader import data_folder
from inbeeld.knowledge.model import Knowledge
from inbeeld.knowledge.placeholders import misplaced
from inbeeld.knowledge.reading import Reader
from inbeeld.knowledge.wording import FILE as WORDS
from inbeeld.knowledge.wording import read_words
from inbeeld.knowledge.words import Text, Texts

TEMPLATES = (
    "text",
    "start",
    "signals",
    "help",
    "figures",
    "law",
    "check",
    "young",
    "whose",
    "chat",
)
VOICES = ("everyone", "young", "parent", "school", "professional")
# The kinds of blocks, and what each cannot do without.
BLOCKS = {
    "text": ("lines",),
    "list": ("lines",),
    "numbered": ("lines",),
    "steps": ("heading", "do", "dont"),
    "say": ("lines",),
    "note": ("lines",),
    "routes": ("heading", "routes"),
    "links": ("pages",),
    "show": ("show",),
}
SHOWS = ("phases", "vulnerabilities", "not-used", "meldcode", "sources", "seed", "signals")


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a page. `kind` says how it looks; see `pages/README.txt` beside the data."""

    kind: str
    heading: Text | None = None
    lines: Texts | None = None
    do: Texts | None = None
    dont: Texts | None = None
    routes: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    show: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site. `path` and `title` are neutral: they stay behind in a browser's history."""

    id: str
    title: str
    template: str
    voice: str
    name: Text
    h1: Text
    lead: Text
    updated: dt.date
    sources: tuple[str, ...]
    path: str = ""
    longest: int = 20
    brief: Text | None = None
    parent: str = ""
    call: tuple[str, ...] = ()
    next_page: str = ""
    block: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Site:
    """All pages and words, by id."""

    pages: Mapping[str, Page]
    words: Mapping[str, Text]
    titles: Mapping[str, Text]

    def by_path(self, path: str) -> Page | None:
        """The page at a neutral path, without language and slashes around it."""
        return next((page for page in self.pages.values() if page.path == path), None)


def load_site(knowledge: Knowledge, folder: Path | None = None) -> Site:
    """All pages and words of the interface.

    Raises `DataFaults` with every fault: a missing language, a link to nowhere, a title that is
    not on the list of neutral ones.
    """
    folder = folder or data_folder()
    reader = Reader(folder)
    site = Site(
        pages=_pages(reader, folder),
        words=read_words(reader, "words"),
        titles=read_words(reader, "titles"),
    )
    reader.only(WORDS, "titles", "words")
    _check(site, knowledge, reader)
    if reader.faults:
        raise DataFaults(reader.faults)
    return site


def _pages(reader: Reader, folder: Path) -> dict[str, Page]:
    found: dict[str, Page] = {}
    paths: dict[str, str] = {}
    for file in sorted(path.name for path in (folder / "pages").glob("*.toml")):
        name = f"pages/{file}"
        page = reader.make(name, "page", reader.table(name), Page)
        if page is None:
            reader.broken.add(Path(file).stem)
            continue
        if page.id != Path(file).stem:
            reader.fault(name, "page", f"id must be the file name, {Path(file).stem}")
        if page.path in paths:
            reader.fault(name, "page", f"path is taken by {paths[page.path]}")
        paths[page.path] = page.id
        found[page.id] = page
    return found


def _check(site: Site, known: Knowledge, reader: Reader) -> None:
    pages = site.pages.keys() | reader.broken
    for page in site.pages.values():
        file = f"pages/{page.id}.toml"
        for key, given, there in (
            ("title", page.title, site.titles.keys() | reader.broken),
            ("template", page.template, TEMPLATES),
            ("voice", page.voice, VOICES),
        ):
            if given not in there:
                words = ", ".join(sorted(there))
                reader.fault(file, "page", f"{key} {given} must be one of: {words}")
        _there(reader, file, "page", "sources", page.sources, known.sources)
        _there(reader, file, "page", "call", page.call, known.routes)
        _shown(reader, file, "page", page.call, known)
        links = [link for link in (page.parent, page.next_page) if link]
        _there(reader, file, "page", "parent or next_page", links, pages)
        for number, block in enumerate(page.block, start=1):
            _block(reader, file, f"block {number}", block, known, pages)
        for text in page_texts(page):
            for reason in misplaced(text, known.routes, pages):
                reader.fault(file, "text", reason)
    for statement in known.seed.values():
        _there(reader, "seed.toml", statement.id, "page", [statement.page], pages)
    form_pages = [(form.id, form.page) for form in known.forms.values()]
    form_pages += [(form.id, form.page) for form in known.result_forms.values()]
    for label, wanted in form_pages:
        _there(reader, "forms.toml", label, "page", [wanted], pages)


def _block(
    reader: Reader, file: str, entry: str, block: Block, known: Knowledge, pages: Collection[str]
) -> None:
    if block.kind not in BLOCKS:
        reader.fault(file, entry, f"kind must be one of: {', '.join(BLOCKS)}")
    for key in BLOCKS.get(block.kind, ()):
        if not getattr(block, key):
            reader.fault(file, entry, f"is a {block.kind} and misses {key}")
    _there(reader, file, entry, "routes", block.routes, known.routes)
    _there(reader, file, entry, "pages", block.pages, pages)
    _there(reader, file, entry, "sources", block.sources, known.sources)
    _shown(reader, file, entry, block.routes, known)
    show, _, form = block.show.partition(":")
    if show and show not in SHOWS:
        reader.fault(file, entry, f"show must be one of: {', '.join(SHOWS)}")
    if show == "signals":
        _there(reader, file, entry, "show", [form], known.forms)


def _there(
    reader: Reader, file: str, entry: str, key: str, ids: Iterable[str], there: Collection[str]
) -> None:
    for label in ids:
        if label not in there:
            reader.fault(file, entry, f"{key} names {label}, which does not exist")


def _shown(reader: Reader, file: str, entry: str, ids: Iterable[str], known: Knowledge) -> None:
    for label in ids:
        if label in known.routes and not known.routes[label].public:
            reader.fault(file, entry, f"route {label} is never shown to visitors")


def page_texts(page: Page) -> tuple[Text, ...]:
    """Every sentence or line of a page, in reading order."""
    found = [page.name, page.h1, page.lead]
    if page.brief:
        found.append(page.brief)
    for block in page.block:
        if block.heading:
            found.append(block.heading)
        for lines in (block.lines, block.do, block.dont):
            if lines:
                found += [Text(nl, en) for nl, en in zip(lines.nl, lines.en, strict=True)]
    return tuple(found)
