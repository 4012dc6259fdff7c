"""Releases on the figures page: shown where they are, in both languages, and only the public part."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from selectolax.lexbor import LexborHTMLParser as Html

from inbeeld.knowledge import Lang
from inbeeld.monitor.told import read_charts
from tests.monitor.releases import ESTIMATES, a_release, before_charts, tell, told

PAGES = {"nl": "/lees/10", "en": "/en/lees/10"}
ODD = "<script>1</script>"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Two real releases, made once: an early one, and a later one with estimates."""
    place = tmp_path_factory.mktemp("releases")
    a_release(place / "spring", {2022: 240}, date=dt.date(2024, 10, 17))
    a_release(place / "autumn", {2023: 260, 2024: 280}, estimates=ESTIMATES)
    return place


@pytest.fixture
def releases(made):
    """A copy of both in the data folder of the site, to be changed as a test likes."""
    place = Path(settings.DATA) / "releases"
    shutil.copytree(made, place)
    yield place
    shutil.rmtree(place)


def page(lang="nl"):
    return Html(Client().get(PAGES[lang]).content)


def test_without_releases_the_page_says_nothing_of_them():
    assert "/bestand/" not in Client().get(PAGES["nl"]).content.decode()
    assert page().css_first("#own") is None


@pytest.mark.parametrize("lang", PAGES)
def test_a_release_stands_on_the_figures_page_with_its_files(releases, lang):
    html = Client().get(PAGES[lang]).content.decode()
    assert "2023–2024" in html
    assert "17 oktober 2025" in html or "17 October 2025" in html
    for name in (f"{lang}.pdf", "figures.csv", "release.json", "dictionary.csv"):
        answer = Client().get(f"/bestand/autumn/{name}")
        assert f'href="/bestand/autumn/{name}"' in html
        assert answer.status_code == 200
        assert answer["Content-Disposition"].startswith("attachment")
        assert answer.content == (releases / "autumn/public" / name).read_bytes()


@pytest.mark.parametrize("lang", PAGES)
def test_the_newest_release_shows_its_charts_with_words_numbers_and_limits(releases, lang):
    charts = read_charts(told(releases / "autumn/public"), Lang(lang))
    shown = page(lang).css("#own ~ article")
    assert [one.css_first("h3").text() for one in shown] == [one.title for one in charts]
    for article, chart in zip(shown, charts, strict=True):
        picture = article.css_first("figure > img")
        assert picture.attributes["src"] == f"/bestand/autumn/charts/{chart.name}.{lang}.svg"
        assert picture.attributes["alt"] == chart.says
        assert Client().get(picture.attributes["src"])["Content-Type"] == "image/svg+xml"
        assert article.css_first("figcaption").text() == chart.about
        assert [one.text() for one in article.css("ul li")] == list(chart.limits)
        table = article.css_first("details table")
        cells = [tuple(cell.text() for cell in row.css("th, td")) for row in table.css("tr")]
        assert cells == [chart.head, *chart.rows]


def test_a_picture_may_have_its_own_style_and_nothing_else(releases):
    answer = Client().get("/bestand/autumn/charts/trend.nl.svg")
    assert answer["Content-Security-Policy"] == (
        "default-src 'none'; base-uri 'none'; style-src 'unsafe-inline'; sandbox"
    )
    assert "unsafe" not in Client().get("/bestand/autumn/figures.csv")["Content-Security-Policy"]


def test_what_the_newest_charts_do_not_say_stands_with_them(releases):
    text = page("en").css_first('section[aria-labelledby="own"]').text()
    assert "Researchers criticise this way of estimating" in text
    assert "Numbers are rounded to 5." in text
    shutil.rmtree(releases / "autumn")
    text = page("en").css_first('section[aria-labelledby="own"]').text()
    assert "The figures are about groups." in text
    assert "Researchers" not in text  # nothing was estimated


def test_older_releases_are_folded_with_their_totals_and_without_charts(releases):
    html = page()
    (older,) = html.css("#own ~ details")
    assert "Over 2022" in older.text()
    assert "240" in older.css_first("table").text()
    assert older.css("img") == []
    assert older.css_first('a[href="/bestand/spring/figures.csv"]') is not None


@pytest.mark.parametrize("how", ["changed", "gone", "not named"])
def test_a_picture_that_its_manifest_does_not_vouch_for_is_left_out(releases, how):
    public = releases / "autumn/public"
    picture = public / "charts/forest.nl.svg"
    if how == "changed":
        picture.write_text(picture.read_text(encoding="utf-8") + "<!-- -->", encoding="utf-8")
    else:
        picture.unlink()
    if how == "not named":
        tell(public, told(public))
        picture.write_text("<svg/>", encoding="utf-8")
    names = [one.attributes["src"] for one in page().css("#own ~ article img")]
    assert names == [f"/bestand/autumn/charts/{name}.nl.svg" for name in ("trend", "seen")]


def test_without_its_first_chart_a_release_still_shows_its_totals(releases):
    (releases / "autumn/public/charts/trend.nl.svg").unlink()
    assert "280" in page().css_first("#own ~ table.numbers").text()


def test_a_release_from_before_charts_were_told_is_shown_as_it_was(releases):
    before_charts(releases / "autumn/public")
    html = page()
    assert html.css("#own ~ article") == []
    assert "280" in html.css_first("#own ~ table.numbers").text()
    assert html.css_first('a[href="/bestand/autumn/nl.pdf"]') is not None


def test_words_of_a_release_never_become_markup(releases):
    public = releases / "autumn/public"
    words = told(public)
    for chart in words["charts"]:
        for name in ("title", "says", "about"):
            chart["nl"][name] = ODD
        chart["nl"]["limits"] = [ODD]
        chart["nl"]["rows"] = [[ODD] * len(chart["nl"]["head"])]
    tell(public, words | {"profile": [ODD]})
    raw = Client().get(PAGES["nl"]).content.decode()
    assert ODD not in raw
    assert ODD in Html(raw).css_first("#own ~ article h3").text()


@pytest.mark.parametrize(
    "path",
    ["autumn/exact.json", "autumn/../inside/exact.json", "autumn/manifest.json", "winter/nl.pdf",
     "autumn/%2e%2e/inside/exact.json"],
)  # fmt: skip
def test_the_inside_part_is_never_served(releases, path):
    assert (releases / "autumn/inside/exact.json").exists()
    assert Client().get(f"/bestand/{path}").status_code == 404


# ---------- the figures of the old page


@pytest.mark.parametrize("lang", PAGES)
def test_each_figure_of_the_old_page_stands_beside_the_newest_and_says_what_it_counts(lang):
    rows = page(lang).css(".beside > li")
    assert len(rows) == 5
    for row in rows:
        assert len(row.css("dt")) == len(row.css("dd")) == 3
        assert row.css("dd")[2].text().startswith(("Nee.", "No."))
    girls = rows[1].text()
    assert "1.320" in girls or "1,320" in girls
    assert "79" in girls
    ids = {one.attributes["id"] for one in page(lang).css("[id]")}
    links = [one.attributes["href"].removeprefix("#") for one in page(lang).css(".beside a")]
    assert len(links) == 7
    assert set(links) <= ids


def test_of_parts_of_a_whole_the_newest_figure_is_not_the_last_part():
    newest = page("en").css(".beside > li")[3].css("dd")[1].text()
    assert "of them sexually exploited: 231" in newest
    assert "45" not in newest


@pytest.mark.parametrize("lang", PAGES)
def test_a_figure_without_a_source_is_named_and_its_number_is_not(lang):
    html = page(lang)
    last = html.css(".beside > li")[-1]
    assert "ongens" in last.text() or "oys" in last.text()
    assert last.css("b") == []
    text = html.css_first("main").text().replace("7.500", "").replace("7,500", "")
    assert "1500" not in text
    assert "1.500" not in text
    assert "1,500" not in text
