"""Releases of the monitor on the figures page: what was counted a year, and the files to take along."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.urls import reverse

from inbeeld.knowledge.wording import shipped_words
from inbeeld.knowledge.words import Lang, Text
from inbeeld.monitor.published import Published, file, published

FILES = (
    ("{lang}.pdf", "release.to_pdf"),
    ("figures.csv", "release.file_csv"),
    ("release.json", "release.file_json"),
    ("dictionary.csv", "release.file_dictionary"),
)
MOST = 20  # on the page, the newest first


@dataclass(frozen=True, slots=True)
class ReleaseView:
    """A release as the page shows it. A total of None is hidden."""

    release: Published
    years: str
    totals: tuple[tuple[int, int | None], ...]
    files: tuple[tuple[str, Text], ...]  # address and words


def release_views(data: Path, lang: Lang) -> list[ReleaseView]:
    """The releases whose numbers can be read; one that was changed since is not shown."""
    words, found = shipped_words(), []
    for one in published(data)[:MOST]:
        totals = _totals(file(data, one, "release.json"))
        if totals:
            named = [(path.format(lang=lang), word) for path, word in FILES]
            first, last = totals[0][0], totals[-1][0]
            years = str(first) if first == last else f"{first}–{last}"
            there = tuple(
                (reverse("release-file", args=[one.folder, path]), words[word])
                for path, word in named
                if path in one.files
            )
            found.append(ReleaseView(one, years, totals, there))
    return found


def _totals(found: tuple[bytes, str] | None) -> tuple[tuple[int, int | None], ...]:
    try:
        told: Any = json.loads(found[0] if found else b"")
        (total,) = [table for table in told["tables"] if table["table"] == "total"]
        return tuple(
            (int(one["year"]), None if one["count"] is None else int(one["count"]))
            for one in total["rows"][0]["numbers"]
            if one["year"]
        )
    except (ValueError, KeyError, TypeError, IndexError, RecursionError):
        return ()
