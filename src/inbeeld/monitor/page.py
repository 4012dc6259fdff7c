"""A release as an accessible page that works without scripts, and reads on a small screen."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from inbeeld.knowledge import Lang
from inbeeld.monitor.document import Document, Grid, Section
from inbeeld.monitor.naming import Words
from inbeeld.monitor.pictures import Picture

CHARTS = "charts"


def page(found: Document, words: Words) -> str:
    """The whole page. It asks for one stylesheet beside it and nothing else."""
    other = Lang.EN if words.lang is Lang.NL else Lang.NL
    say = words.say
    marks = "".join(f"<p>{escape(one)}</p>" for one in found.marks)
    ways = (
        f'<a href="{other}.html" hreflang="{other}" lang="{other}">{escape(say("release.to_other"))}</a>'
        f'<a href="{words.lang}.pdf">{escape(say("release.to_pdf"))}</a>'
    )
    inside = (
        "".join(f'<li><a href="#{one.id}">{escape(one.heading)}</a></li>' for one in found.sections)
        + f'<li><a href="#g">{escape(say("release.files"))}</a></li>'
    )
    return (
        f'<!doctype html>\n<html lang="{words.lang}">\n<head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(found.title)}</title>"
        f'<link rel="stylesheet" href="release.css"></head>\n<body>\n'
        f'<p class="skip"><a href="#inhoud">{escape(say("frame.skip"))}</a></p>\n'
        f'<header><h1>{escape(found.title)}</h1><p class="lead">{escape(found.lead)}</p>'
        f'<div class="marks">{marks}</div><p class="ways">{ways}</p></header>\n'
        f'<nav aria-labelledby="n"><h2 id="n">{escape(say("release.contents"))}</h2>'
        f"<ul>{inside}</ul></nav>\n"
        f'<main id="inhoud">\n{"".join(_section(one, words) for one in found.sections)}'
        f"{_files(words)}</main>\n<footer><p>{escape(found.end)}</p></footer>\n</body>\n</html>\n"
    )


def _section(one: Section, words: Words) -> str:
    parts = [f'<section><h2 id="{one.id}">{escape(one.heading)}</h2>']
    parts += [f"<p>{escape(line)}</p>" for line in one.lines]
    parts.append(_points(one.points))
    parts += [_picture(picture, words) for picture in one.pictures]
    parts += [_grid(grid) for grid in one.grids]
    return "".join([*parts, "</section>\n"])


def _points(points: Iterable[str]) -> str:
    items = "".join(f"<li>{escape(point)}</li>" for point in points)
    return f"<ul>{items}</ul>" if items else ""


def _picture(one: Picture, words: Words) -> str:
    grid = Grid(words.say("release.same_numbers"), one.head, one.rows)
    return (
        f'<div class="picture"><h3>{escape(one.title)}</h3><figure>{one.svg}'
        f"<figcaption>{escape(one.about)}</figcaption></figure>"
        f"<div>{_grid(grid, of=one.title)}{_points(one.limits)}</div></div>\n"
    )


def _grid(grid: Grid, *, of: str = "") -> str:
    """A table in a box of its own that scrolls sideways where it must, so that the page never does.

    `of` tells apart boxes of the same caption, for who hears them named.
    """
    label = f"{of}: {grid.caption}" if of else grid.caption
    first, *others = grid.head
    number = ' class="num"' if grid.figures else ""
    head = f'<th scope="col">{escape(first)}</th>' + "".join(
        f'<th scope="col"{number}>{escape(one)}</th>' for one in others
    )
    body = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>'
        + "".join(f"<td{number}>{escape(cell)}</td>" for cell in row[1:])
        + "</tr>"
        for row in grid.rows
    )
    kind = "" if grid.figures else ' class="texts"'
    notes = "".join(f"<p>{escape(note)}</p>" for note in grid.notes)
    return (
        f'<div class="wide" role="region" tabindex="0" aria-label={quoteattr(label)}>'
        f"<table{kind}><caption>{escape(grid.caption)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>{notes}\n"
    )


def _files(words: Words) -> str:
    say = words.say
    files = (
        ("figures.csv", "release.file_csv"),
        ("release.json", "release.file_json"),
        ("dictionary.csv", "release.file_dictionary"),
    )
    items = "".join(f'<li><a href="{name}">{escape(say(word))}</a></li>' for name, word in files)
    return (
        f'<section><h2 id="g">{escape(say("release.files"))}</h2><ul class="files">{items}</ul>'
        f"<p>{escape(say('release.file_charts'))}</p></section>\n"
    )
