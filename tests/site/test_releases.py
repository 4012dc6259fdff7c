"""Releases on the figures page: shown where they are, in both languages, and only the public part."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from inbeeld.monitor.releasing import make_release
from tests.monitor.people import people

PAGES = {"nl": "/lees/10", "en": "/en/lees/10"}


@pytest.fixture(scope="module")
def release(tmp_path_factory):
    """A real release in the data folder of the site."""
    place = Path(settings.DATA) / "releases"
    place.mkdir()
    make_release(
        people({2023: 260, 2024: 280}), out=place / "autumn", name="figures",
        date=dt.date(2025, 10, 17),
    )  # fmt: skip
    yield place / "autumn"
    shutil.rmtree(place)


def test_without_releases_the_page_says_nothing_of_them():
    assert "/bestand/" not in Client().get(PAGES["nl"]).content.decode()


@pytest.mark.parametrize("lang", PAGES)
def test_a_release_stands_on_the_figures_page_with_its_files(release, lang):
    page = Client().get(PAGES[lang]).content.decode()
    assert "2023–2024" in page
    assert "2025-10-17" in page
    for name in (f"{lang}.pdf", "figures.csv", "release.json", "dictionary.csv"):
        answer = Client().get(f"/bestand/autumn/{name}")
        assert f'href="/bestand/autumn/{name}"' in page
        assert answer.status_code == 200
        assert answer["Content-Disposition"].startswith("attachment")
        assert answer.content == (release / "public" / name).read_bytes()


@pytest.mark.parametrize(
    "path",
    ["autumn/exact.json", "autumn/../inside/exact.json", "autumn/manifest.json", "winter/nl.pdf",
     "autumn/%2e%2e/inside/exact.json"],
)  # fmt: skip
def test_the_inside_part_is_never_served(release, path):
    assert (release / "inside/exact.json").exists()
    assert Client().get(f"/bestand/{path}").status_code == 404
