"""What goes over the line while a page is open, how much it is, and what the browser says of it."""

from __future__ import annotations

from playwright.sync_api import Page

MOST_BYTES = 60_000
FEWEST_BYTES = 5_000  # the style alone is more: what is less was not counted
OF_THE_BROWSER = "Failed to load resource: the server responded with a status of 4"
# What came over the line for this page, by the browser's own count. The icon is fetched once more,
# because the browser fetches it by itself, where its count does not show; a page around a frame may
# fetch nothing. What comes into the frame does not show either: see benchmarks/chat_page.py.
WEIGHT = """async () => {
  if (!document.querySelector("iframe")) {
    const icon = await fetch(document.querySelector("link[rel=icon]").href);
    await icon.arrayBuffer();
  }
  const came = (kind) =>
    performance.getEntriesByType(kind)
      .filter((one) => one.initiatorType !== "iframe")
      .map((one) => one.transferSize);
  return [...came("navigation"), ...came("resource")];
}"""


class Traffic:
    """What goes over the line from now on, and what the browser says of it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.begin()
        page.on("request", lambda request: self.addresses.append(request.url))
        page.on("console", lambda told: self.said.append(f"{told.type}: {told.text}"))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        line = page.context.new_cdp_session(page)
        line.send("Network.enable")
        line.send("Network.setCacheDisabled", {"cacheDisabled": True})
        line.on("Network.responseReceivedExtraInfo", self._look_for_cookies)

    def begin(self) -> None:
        """Forgets what was seen, before the next visit with the same page."""
        self.addresses: list[str] = []
        self.cookies: list[str] = []
        self.said: list[str] = []
        self.page.context.clear_cookies()

    def _look_for_cookies(self, event: dict) -> None:
        self.cookies += [name for name in event["headers"] if name.lower() == "set-cookie"]

    def heavy(self) -> list[str]:
        """Too many bytes of the page and all that it brings along, or too few to be true."""
        self.page.wait_for_load_state("load")
        sizes = self.page.evaluate(WEIGHT)
        if len(sizes) < 3 or 0 in sizes or not FEWEST_BYTES < sum(sizes) <= MOST_BYTES:
            return [f"bytes over the line: {sizes}, {sum(sizes)} in all"]
        return []

    def of_others(self, *addresses: str) -> list[str]:
        """What went to others than these addresses, cookies, and complaints of the browser."""
        ours = tuple(f"{address}/" for address in addresses)
        return [
            *(f"asked elsewhere: {url}" for url in self.addresses if not url.startswith(ours)),
            *(f"a cookie was sent: {name}" for name in self.cookies),
            *(f"a cookie is kept: {cookie['name']}" for cookie in self.page.context.cookies()),
            *(f"the browser said: {said}" for said in self.said if OF_THE_BROWSER not in said),
        ]
