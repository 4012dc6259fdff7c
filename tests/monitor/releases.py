"""Releases in a data folder, as a site finds them, also as they were before charts were told."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

from inbeeld.monitor.brought import Made
from inbeeld.monitor.kept import write_manifest
from inbeeld.monitor.releasing import Brought, make_release
from tests.monitor.people import people

DAY = dt.date(2025, 10, 17)
ESTIMATES = tuple(
    Made(2024, method, number, 0.95, low, high, ())
    for method, number, low, high in (("stepwise", 900, 700, 1400), ("bic", 1100, 800, 2100))
)


def a_release(
    place: Path,
    years: dict[int, int],
    *,
    date: dt.date = DAY,
    estimates: tuple[Made, ...] = (),
) -> Path:
    """Makes a release in a new folder, and gives its public part."""
    make_release(
        people(years), out=place, name="figures", date=date, brought=Brought(estimates=estimates)
    )
    return place / "public"


def told(public: Path) -> dict:
    return json.loads((public / "release.json").read_text(encoding="utf-8"))


def tell(public: Path, words: dict) -> None:
    """Writes other words in a release, as whoever may write in the data folder could."""
    (public / "release.json").write_text(json.dumps(words), encoding="utf-8")
    write_manifest(public, name="figures", version=words["version"], date=words["date"])


def before_charts(public: Path) -> None:
    """The release as it was written before charts were told."""
    tell(public, {name: one for name, one in told(public).items() if name != "charts"})
