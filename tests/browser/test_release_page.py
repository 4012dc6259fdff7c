"""A release is a page by itself: for every eye, on a small screen, and without a request to anywhere."""

from __future__ import annotations

import datetime as dt

import pytest

from inbeeld.monitor.brought import Made
from inbeeld.monitor.releasing import Brought, make_release
from tests.browser.axe import violations_when
from tests.browser.layout import sideways, small
from tests.monitor.people import people

pytestmark = pytest.mark.browser

WAYS = ("dark", "forced colours", "light", "at 320")


@pytest.fixture(scope="module")
def release(tmp_path_factory):
    place = tmp_path_factory.mktemp("release") / "one"
    estimates = tuple(
        Made(2024, method, number, 0.95, low, high, ())
        for method, number, low, high in (("stepwise", 900, 700, 1400), ("bic", 1100, 800, 2100))
    )
    make_release(
        people({2023: 260, 2024: 280}), out=place, name="figures", date=dt.date(2025, 10, 17),
        brought=Brought(estimates=estimates),
    )  # fmt: skip
    return place / "public"


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
