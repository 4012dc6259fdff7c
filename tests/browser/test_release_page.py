"""A release, as a page by itself and on the figures page: for every eye and on a small screen."""

from __future__ import annotations

import datetime as dt
import zlib

import pytest

from tests.browser.axe import show, violations_when
from tests.browser.layout import sideways, sideways_when_letters_are_twice_as_large, small
from tests.browser.servers import site
from tests.monitor.releases import ESTIMATES, a_release

pytestmark = pytest.mark.browser

WAYS = ("dark", "forced colours", "light", "at 320")


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """A data folder with two releases; the newest has estimates."""
    data = tmp_path_factory.mktemp("data")
    (data / "releases").mkdir()
    a_release(data / "releases/before", {2022: 240}, date=dt.date(2024, 10, 17))
    a_release(data / "releases/one", {2022: 3, 2023: 260, 2024: 280}, estimates=ESTIMATES)
    return data


@pytest.fixture
def release(data):
    return data / "releases/one/public"


@pytest.fixture(scope="module")
def public(data):
    """Our site, which shows both."""
    with site(data) as address:
        yield address


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_nothing_of_a_release_keeps_anybody_out(release, lang, new_page, colours):
    page = new_page(scripts=True)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"file://{release / f'{lang}.html'}")
    assert [one for way in WAYS for one in violations_when(page, way, colours)] == []
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert sideways(page) == []
        assert small(page) == []
    assert all(url.startswith(("file://", "blob:", "data:")) for url in asked)


OPEN = "() => document.querySelectorAll('details').forEach((one) => { one.open = true; })"
PICTURES = """() => [...document.querySelectorAll("main img")].map((one) =>
  [one.naturalWidth > 0, one.alt.length > 20, new URL(one.src).pathname])"""
GROUNDS = {"light": (255, 254, 251), "dark": (26, 32, 32)}


@pytest.mark.parametrize("path", ["/lees/10", "/en/lees/10"])
def test_the_figures_page_shows_the_newest_release_to_everybody(public, path, new_page, colours):
    page = new_page(scripts=False)
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(public + path, wait_until="load")
    lang = "en" if path.startswith("/en") else "nl"
    assert page.evaluate(PICTURES) == [
        [True, True, f"/bestand/one/charts/{name}.{lang}.svg"]
        for name in ("trend", "forest", "seen")
    ]
    assert all(url.startswith(public) for url in asked)
    assert not [one for one in said if "Content Security Policy" in one]
    for folded in (True, False):
        if not folded:
            page.evaluate(OPEN)
        assert [one for way in WAYS for one in violations_when(page, way, colours)] == []
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert sideways(page) == []
            assert small(page) == []
    assert sideways_when_letters_are_twice_as_large(page) == []


@pytest.mark.parametrize("way", GROUNDS)
def test_a_chart_on_the_page_follows_the_light_and_the_dark(public, way, new_page):
    page = new_page(scripts=False)
    page.goto(f"{public}/lees/10", wait_until="load")
    show(page, way)
    picture = page.locator("main img").first
    picture.scroll_into_view_if_needed()
    box = picture.bounding_box()
    assert pixel(page, box["x"] + box["width"] / 2, box["y"] + 8) == GROUNDS[way]


def pixel(page, x: float, y: float) -> tuple[int, ...]:
    """The colour on the screen at a place: a picture of one point, unpacked."""
    shot = page.screenshot(clip={"x": int(x), "y": int(y), "width": 1, "height": 1})
    data, place = b"", 8
    while place < len(shot):  # chunks: length, name, content, check
        size = int.from_bytes(shot[place : place + 4], "big")
        if shot[place + 4 : place + 8] == b"IDAT":
            data += shot[place + 8 : place + 8 + size]
        place += 12 + size
    return tuple(zlib.decompress(data)[1:4])
