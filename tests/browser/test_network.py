"""What a visit asks of the network: one host, no cookie, nothing that its policy refuses.

How little each page asks is measured with all else of every state, in test_every_state.py.
"""

from __future__ import annotations

import pytest

from tests.browser.traffic import MOST_BYTES, Traffic
from tests.browser.visitor import LINKS, URGENT, VOICES, YOUNG, fill, hurry, send, until

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("path", VOICES.values(), ids=VOICES)
def test_a_check_with_scripts_asks_nobody_else(path, page, address):
    traffic = Traffic(page)
    page.goto(f"{address}/")
    for link in LINKS[path]:
        page.locator(f'main a[href="{link}"]').first.click()
        page.wait_for_url(address + link)
    hurry(page, URGENT[path])
    page.locator(".voice h1").wait_for()
    assert traffic.of_others(address) == []
    assert page.evaluate("() => [localStorage.length, sessionStorage.length]") == [0, 0]
    assert page.evaluate("async () => (await indexedDB.databases()).length") == 0
    assert page.evaluate("async () => (await caches.keys()).length") == 0


@pytest.mark.parametrize("path", VOICES.values(), ids=VOICES)
def test_a_check_without_scripts_asks_nobody_else(path, new_page, address):
    page = new_page(java_script_enabled=False)
    traffic = Traffic(page)
    page.goto(address + path)
    for _ in range(1 if path == YOUNG else 2):
        fill(page, URGENT[path])
        send(page)
    page.locator(".voice h1").wait_for()
    assert traffic.of_others(address) == []


def test_the_exit_asks_our_own_address_and_the_neutral_page_only(page, address, neutral):
    traffic = Traffic(page)
    page.goto(f"{address}/jij/1")
    traffic.addresses.clear()
    page.locator(".exit-go").click(no_wait_after=True)
    page.wait_for_url(f"{neutral.address}/")
    asked = [url for url in traffic.addresses if not url.startswith(f"{address}/s/")]
    assert asked == [f"{address}/weg", f"{neutral.address}/"]
    assert page.context.cookies() == []


def test_what_the_policy_of_a_page_refuses_would_be_noticed(page, address):
    traffic = Traffic(page)
    page.goto(address)
    page.evaluate("""() => {
      const image = document.createElement("img");
      image.src = "http://localhost:9/a.png";
      document.body.append(image);
    }""")
    until(lambda: page.evaluate("1") and bool(traffic.said), "the refusal")
    assert any("Content Security Policy" in one for one in traffic.of_others(address))


def test_a_page_that_asks_another_would_be_noticed(page, neutral, address):
    traffic = Traffic(page)
    page.goto(address)
    assert traffic.of_others(address) == []
    page.goto(f"{neutral.address}/")
    assert f"asked elsewhere: {neutral.address}/" in traffic.of_others(address)


def test_a_cookie_would_be_noticed(page, address):
    traffic = Traffic(page)
    page.goto(address)
    page.evaluate("() => { document.cookie = 'been=here'; }")
    assert traffic.of_others(address) == ["a cookie is kept: been"]
    traffic.begin()
    assert traffic.of_others(address) == []


def test_a_page_that_is_heavy_would_be_noticed(page, address):
    traffic = Traffic(page)
    page.goto(address)
    assert traffic.heavy() == []
    for _ in range(MOST_BYTES // 5_000):
        page.evaluate("() => fetch('/lijst').then((answer) => answer.text())")
    assert len(traffic.heavy()) == 1
