"""What a page asks of the network: one host, no cookie, little, nothing that its policy refuses."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.visitor import LINKS, URGENT, VOICES, YOUNG, fill, open_state, send, until, walk
from tests.site.states import every

pytestmark = pytest.mark.browser

MOST_BYTES = 60_000
FEWEST_BYTES = 5_000  # the style alone is more: what is less was not counted
OF_THE_BROWSER = "Failed to load resource: the server responded with a status of 4"
# What came over the line for this page, by the browser's own count. The icon is fetched once more,
# because the browser fetches it by itself, where its count does not show.
WEIGHT = """async () => {
  const icon = await fetch(document.querySelector("link[rel=icon]").href);
  await icon.arrayBuffer();
  const came = (kind) => performance.getEntriesByType(kind).map((one) => one.transferSize);
  return [...came("navigation"), ...came("resource")];
}"""


class Traffic:
    """What goes over the line from now on, and what the browser says of it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.addresses: list[str] = []
        self.cookies: list[str] = []
        self.said: list[str] = []
        page.on("request", lambda request: self.addresses.append(request.url))
        page.on("console", lambda told: self.said.append(f"{told.type}: {told.text}"))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        line = page.context.new_cdp_session(page)
        line.send("Network.enable")
        line.send("Network.setCacheDisabled", {"cacheDisabled": True})
        line.on("Network.responseReceivedExtraInfo", self._look_for_cookies)

    def _look_for_cookies(self, event: dict) -> None:
        self.cookies += [name for name in event["headers"] if name.lower() == "set-cookie"]

    def weight(self) -> int:
        """The bytes of the page and all that it brings along, as they came over the line."""
        self.page.wait_for_load_state("load")
        sizes = self.page.evaluate(WEIGHT)
        assert len(sizes) >= 3
        assert 0 not in sizes
        return sum(sizes)

    def is_ours_alone(self, *addresses: str) -> None:
        ours = tuple(f"{address}/" for address in addresses)
        assert [url for url in self.addresses if not url.startswith(ours)] == []
        assert self.cookies == []
        assert self.page.context.cookies() == []
        assert [said for said in self.said if OF_THE_BROWSER not in said] == []


@pytest.mark.parametrize("state", every(), ids=lambda state: state.name)
def test_a_page_is_light_and_asks_nobody_else(state, at, new_page, neutral):
    page = new_page()
    traffic = Traffic(page)
    open_state(page, at(state), state, elsewhere=f"{neutral.address}/")
    assert FEWEST_BYTES < traffic.weight() <= MOST_BYTES
    traffic.is_ours_alone(at(state), *([neutral.address] if state.headers else []))


@pytest.mark.parametrize("path", VOICES.values(), ids=VOICES)
def test_a_check_with_scripts_asks_nobody_else(path, page, address):
    traffic = Traffic(page)
    page.goto(f"{address}/")
    for link in LINKS[path]:
        page.locator(f'main a[href="{link}"]').first.click()
        page.wait_for_url(address + link)
    for _ in walk(page, URGENT[path]):
        pass
    page.locator(".voice h1").wait_for()
    traffic.is_ours_alone(address)
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
    traffic.is_ours_alone(address)


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
    with pytest.raises(AssertionError):
        traffic.is_ours_alone(address)
