"""Releases of the monitor on the figures page: the charts of the newest, and of each what it counted."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.urls import reverse

from inbeeld.knowledge.wording import shipped_words
from inbeeld.knowledge.words import Lang, Text
from inbeeld.monitor.published import Published, file, published
from inbeeld.monitor.told import Told, read_charts

FILES = (
    ("{lang}.pdf", "release.to_pdf"),
    ("figures.csv", "release.file_csv"),
    ("release.json", "release.file_json"),
    ("dictionary.csv", "release.file_dictionary"),
)
COUNTS = "trend"  # the chart whose table holds the totals
MOST = 20  # on the page, the newest first
ABOUT_ESTIMATES = (
    "release.limit_lists",
    "release.limit_links",
    "release.limit_refer",
    "release.limit_critics",
)


@dataclass(frozen=True, slots=True)
class ChartView:
    """A chart: the address of its picture, and its words in the language of the page."""

    picture: str
    told: Told


@dataclass(frozen=True, slots=True)
class ReleaseView:
    """A release as the page shows it. A total of None is hidden; the newest alone has charts."""

    release: Published
    years: str
    totals: tuple[tuple[int, int | None], ...]
    files: tuple[tuple[str, Text], ...]  # address and words
    charts: tuple[ChartView, ...] = ()
    limits: tuple[str, ...] = ()

    @property
    def counts_drawn(self) -> bool:
        """Whether a chart already says how many were counted."""
        return any(one.told.name == COUNTS for one in self.charts)


def release_views(data: Path, lang: Lang) -> list[ReleaseView]:
    """The releases whose numbers can be read; one that was changed since is not shown."""
    found: list[ReleaseView] = []
    for one in published(data)[:MOST]:
        told = _told(file(data, one, "release.json"))
        totals = _totals(told)
        if totals:
            first, last = totals[0][0], totals[-1][0]
            years = str(first) if first == last else f"{first}–{last}"
            charts = () if found else _charts(data, one, told, lang)
            limits = _limits(told, totals, charts, lang) if charts else ()
            found.append(ReleaseView(one, years, totals, _files(one, lang), charts, limits))
    return found


def _told(found: tuple[bytes, str] | None) -> Any:
    try:
        return json.loads(found[0] if found else b"")
    except (ValueError, RecursionError):
        return None


def _totals(told: Any) -> tuple[tuple[int, int | None], ...]:
    try:
        (total,) = [table for table in told["tables"] if table["table"] == "total"]
        return tuple(
            (int(one["year"]), None if one["count"] is None else int(one["count"]))
            for one in total["rows"][0]["numbers"]
            if one["year"]
        )
    except (ValueError, KeyError, TypeError, IndexError):
        return ()


def _files(one: Published, lang: Lang) -> tuple[tuple[str, Text], ...]:
    named = [(path.format(lang=lang), word) for path, word in FILES]
    return tuple(
        (_address(one, path), shipped_words()[word]) for path, word in named if path in one.files
    )


def _address(one: Published, path: str) -> str:
    return reverse("release-file", args=[one.folder, path])


def _charts(data: Path, one: Published, told: Any, lang: Lang) -> tuple[ChartView, ...]:
    """The charts whose picture is there, as its manifest says it was written."""
    named = [(chart, f"charts/{chart.name}.{lang}.svg") for chart in read_charts(told, lang)]
    return tuple(
        ChartView(_address(one, path), chart) for chart, path in named if file(data, one, path)
    )


def _limits(
    told: Any,
    totals: Sequence[tuple[int, int | None]],
    charts: Sequence[ChartView],
    lang: Lang,
) -> tuple[str, ...]:
    """What the charts together do not say, and why some numbers are hidden or do not add up."""
    words = shipped_words()
    names = ["release.limit_person"]
    if any(one.told.name != COUNTS for one in charts):
        names += ABOUT_ESTIMATES
    if any(count is None for _, count in totals):
        names.append("release.hidden_text")
    found = [words[name][lang] for name in names]
    profile = told.get("profile")
    base = profile.get("base") if isinstance(profile, dict) else None
    if isinstance(base, int) and base > 1:
        found.append(words["release.rounded"][lang].format(base=base))
    return tuple(found)
