"""What the page on which a chat is read brings over the line, with everything in it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Response

from tests.browser.chat import open_frame

pytestmark = pytest.mark.browser

MOST = 60_000  # bytes of bodies, as they are packed


@pytest.mark.parametrize("lang", ["", "/en"])
@pytest.mark.parametrize("whose", ["/kijk/5", "/kijk/6", "/kijk/7", "/kijk/8"])
def test_the_page_with_its_rules_comes_in_sixty_kilobytes(new_page, address, lang, whose):
    page = new_page()
    came: dict[str, Response] = {}
    page.on("response", lambda one: came.setdefault(one.url, one))
    open_frame(page, f"{address}{lang}{whose}")
    weights = {url: one.request.sizes()["responseBodySize"] for url, one in came.items()}
    assert any("/s/r-" in url for url in weights)
    assert sum(weights.values()) <= MOST, weights
