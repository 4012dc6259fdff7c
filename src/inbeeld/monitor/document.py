"""A release as a reader meets it, in one language: headings, sentences, tables and pictures in order.

The page and the paper are both made from this, so that they hold the same words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from inbeeld.knowledge import Knowledge
from inbeeld.knowledge.model import Figure, Value
from inbeeld.knowledge.words import FigureKind
from inbeeld.monitor.breakdowns import TableName
from inbeeld.monitor.known_figures import AGAIN, pairs
from inbeeld.monitor.naming import Words
from inbeeld.monitor.pictures import Picture, pictures
from inbeeld.monitor.release import Number, Release, Shown


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: the first cell of each row is its heading. `notes` stand below it."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
    figures: bool = True  # cells after the first are numbers, set to the right


@dataclass(frozen=True, slots=True)
class Section:
    """A part under one heading. `id` is its place in the page."""

    id: str
    heading: str
    lines: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    grids: tuple[Grid, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    lang: str
    title: str
    lead: str
    marks: tuple[str, ...]  # years and version
    sections: tuple[Section, ...]
    end: str


def document(release: Release, words: Words, known: Knowledge) -> Document:
    say = words.say
    return Document(
        lang=words.lang.value,
        title=say("release.title"),
        lead=say("release.lead"),
        marks=(
            say("release.years", years=_years(release)),
            say("release.version", number=release.version, date=release.date.isoformat()),
        ),
        sections=(
            _tables(release, words),
            _estimates(release, words),
            _limits(words),
            _methods(release, words),
            _revisions(release, words),
            _known(words, known),
        ),
        end=say("release.own_work"),
    )


def _years(release: Release) -> str:
    first, last = release.years[0], release.years[-1]
    return str(first) if first == last else f"{first}–{last}"


def _tables(release: Release, words: Words) -> Section:
    say, profile = words.say, release.profile
    lines = [
        say("release.boys"),
        say("release.hidden_text"),
        say("release.threshold", threshold=profile.threshold, origin=profile.origin),
        say("release.zeros") if profile.zeros else say("release.no_zeros"),
        say("release.rounded", base=profile.base)
        if profile.base > 1
        else say("release.not_rounded"),
    ]
    if any(one.rate for table in release.tables for _, row in table.rows for one in row):
        lines.append(say("release.rates"))
    found = pictures(release, words)
    return Section(
        id="a",
        heading=say("release.tables"),
        lines=tuple(lines),
        pictures=tuple(one for one in found if one.name == "trend"),
        grids=tuple(_grid(table, release, words) for table in release.tables),
    )


def _grid(table: Shown, release: Release, words: Words) -> Grid:
    rows = []
    for row, numbers in table.rows:
        cells = [_cell(one, words) for one in numbers]
        if table.name is TableName.FORM_SEX_AGE and all(one.count == 0 for one in numbers):
            continue
        rows.append((words.row(table.name, row), *cells))
    notes = [words.say("release.origin")] if table.origin else []
    if len(rows) < len(table.rows):
        notes.append(words.say("release.zero_rows"))
    head = (words.say("release.row"), *(words.year(year) for year in release.columns()))
    return Grid(words.table(table.name), head, tuple(rows), tuple(notes))


def _cell(one: Number, words: Words) -> str:
    if one.count is None:
        return words.say("release.hidden")
    shown = words.number(one.count)
    if one.rate is None:
        return shown
    return f"{shown} ({words.decimal(one.rate)})"


def _estimates(release: Release, words: Words) -> Section:
    say = words.say
    found = [one for one in pictures(release, words) if one.name != "trend"]
    lines = (
        [say("release.estimates_text"), say("release.estimate_rounded")]
        if release.estimates
        else [say("release.no_estimates")]
    )
    return Section("b", say("release.estimates"), tuple(lines), pictures=tuple(found))


def _limits(words: Words) -> Section:
    names = (
        "release.limit_less", "release.limit_person", "release.limit_lists", "release.limit_links",
        "release.limit_refer", "release.limit_critics",
    )  # fmt: skip
    return Section("c", words.say("release.limits"), points=tuple(words.say(one) for one in names))


def _methods(release: Release, words: Words) -> Section:
    say = words.say
    points = [
        say("release.made_counted"),
        say("release.made_after"),
        say("release.made_attack"),
        say("release.made_profile", profile=release.profile.name),
    ]
    return Section("d", say("release.methods"), points=tuple(points))


def _revisions(release: Release, words: Words) -> Section:
    say = words.say
    lines, grids = [], []
    if release.version == 1:
        lines.append(say("release.first"))
    elif not release.revisions:
        lines.append(say("release.none_revised", number=release.version - 1))
    else:
        count = len(release.revisions)
        lines.append(say("release.revised", count=count, number=release.version - 1))
        rows = [
            (
                f"{words.table(one.table)}: {words.row(one.table, one.row)}",
                str(one.year),
                *(
                    say("release.hidden") if number is None else words.number(number)
                    for number in (one.was, one.now)
                ),
            )
            for one in release.revisions
        ]
        head = ("release.row", "release.year", "release.was", "release.now")
        grids.append(Grid(say("release.revisions"), tuple(say(one) for one in head), tuple(rows)))
    lines.append(f"{say('release.breaks')}.") if release.breaks else None
    points = [
        say("release.break_at", year=one.year, reason=one.reason[words.lang])
        for one in release.breaks
    ] or [say("release.no_breaks")]
    return Section("e", say("release.revisions"), tuple(lines), tuple(points), grids=tuple(grids))


def _known(words: Words, known: Knowledge) -> Section:
    say = words.say
    rows = []
    for pair in pairs(known):
        if pair.newest:
            newest = _figure(pair.newest, pair.newest_values, words)
        else:  # the note says what was found, in the place of a newer figure
            newest = pair.old.note[words.lang] if pair.old.note else say("release.none_newer")
        rows.append((_figure(pair.old, pair.old_values, words), newest, say(AGAIN[pair.again])))
    head = ("release.known_old", "release.known_new", "release.known_again")
    grid = Grid(say("release.known"), tuple(say(one) for one in head), tuple(rows), figures=False)
    return Section("f", say("release.known"), (say("release.known_text"),), grids=(grid,))


def _figure(figure: Figure, values: Sequence[Value], words: Words) -> str:
    """The numbers, counted or estimated, of whom, and when. Without a source: no number."""
    counts = figure.counts[words.lang]
    if not values:
        return f"{counts}."
    numbers = "; ".join(
        f"{one.label[words.lang]}: {one.shown or words.number(one.number or 0)}" for one in values
    )
    kind = "" if figure.kind is FigureKind.SHARE else f" {words.say(f'figures.{figure.kind}')}."
    about = words.say("release.about", years=figure.about, published=figure.published)
    return f"{numbers}.{kind} {counts} ({about})."
