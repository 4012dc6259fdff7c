"""The charts of a release in words and numbers, as `release.json` tells them: written here, read here.

A site shows the pictures of a release that somebody put in its data folder. The files of the pictures
say nothing that a page can show beside them; so the release also tells what each picture says, the
same numbers as a table, and what limits them. What does not hold the form is left out, never guessed.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from inbeeld.knowledge import Lang

CHART = re.compile(r"[a-z]{1,30}")
LONGEST, MOST_ROWS, MOST_CHARTS = 2_000, 1_000, 20


@dataclass(frozen=True, slots=True)
class Told:
    """A chart without its picture. The first cell of a row is its heading."""

    name: str
    title: str
    says: str  # what it comes down to, for whom does not see it
    about: str  # how to read it
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    limits: tuple[str, ...]


FIELDS = tuple(field.name for field in dataclasses.fields(Told) if field.name != "name")


def charts_as_dict(told: Mapping[Lang, Sequence[Told]]) -> list[dict[str, Any]]:
    """As docs/schemas/release.json says: every chart with its words in each language."""
    return [
        {
            "chart": charts[0].name,
            **{
                lang.value: {field: _plain(getattr(one, field)) for field in FIELDS}
                for lang, one in zip(told, charts, strict=True)
            },
        }
        for charts in zip(*told.values(), strict=True)
    ]


def _plain(value: Any) -> Any:
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def read_charts(told: Any, lang: Lang) -> tuple[Told, ...]:
    """The charts that a release tells of in one language. None where it is of before charts were told."""
    given = told.get("charts") if isinstance(told, dict) else None
    if not isinstance(given, list):
        return ()
    found = (_read(one, lang) for one in given[:MOST_CHARTS])
    each = {one.name: one for one in found if one is not None}
    return tuple(each.values())


def _read(given: Any, lang: Lang) -> Told | None:
    try:
        words = given[lang.value]
        made = Told(
            name=_text(given["chart"]),
            title=_text(words["title"]),
            says=_text(words["says"]),
            about=_text(words["about"]),
            head=_row(words["head"]),
            rows=tuple(_row(row) for row in words["rows"][:MOST_ROWS]),
            limits=_row(words["limits"]),
        )
    except (KeyError, TypeError, ValueError):
        return None
    even = bool(made.head) and all(len(row) == len(made.head) for row in made.rows)
    return made if even and CHART.fullmatch(made.name) else None


def _row(given: Any) -> tuple[str, ...]:
    if not isinstance(given, list):
        raise TypeError
    return tuple(_text(one) for one in given)


def _text(given: Any) -> str:
    if not isinstance(given, str) or len(given) > LONGEST:
        raise ValueError
    return given
