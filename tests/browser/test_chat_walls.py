"""Nothing leaves the frame in which a chat is read: tried from inside, with a server that records."""

from __future__ import annotations

import pytest
from playwright.sync_api import Frame, Page, Request

from tests.browser.chat import MARKER, MINE, WORRYING, answered, open_frame, paste, pasted
from tests.browser.servers import Stranger, stranger
from tests.browser.visitor import until

pytestmark = pytest.mark.browser

# Each tries to make the browser ask for `url` while the page stays.
STAYING = {
    "fetch": "fetch(url, { mode: 'no-cors' }).catch(() => {})",
    "post": "fetch(url, { method: 'POST', mode: 'no-cors', body: 'x' }).catch(() => {})",
    "request": "const x = new XMLHttpRequest(); x.open('GET', url); x.send()",
    "beacon": "navigator.sendBeacon(url, 'x')",
    "image": "new Image().src = url",
    "background": "document.body.style.backgroundImage = `url(${url})`",
    "sheet": "const s = new CSSStyleSheet(); s.replaceSync(`body{background:url(${url})}`); "
    "document.adoptedStyleSheets = [s]",
    "font": "new FontFace('x', `url(${url})`).load().catch(() => {})",
    "video": "add('video', { src: url, preload: 'auto' })",
    "script": "add('script', { src: url })",
    "stylesheet": "add('link', { rel: 'stylesheet', href: url })",
    "prefetch": "add('link', { rel: 'prefetch', href: url })",
    "preload": "add('link', { rel: 'preload', as: 'image', href: url })",
    "module": "add('link', { rel: 'modulepreload', href: url })",
    "preconnect": "add('link', { rel: 'preconnect', href: url })",
    "name looked up": "add('link', { rel: 'dns-prefetch', href: url })",
    "manifest": "add('link', { rel: 'manifest', href: url })",
    "icon": "add('link', { rel: 'icon', href: url })",
    "frame": "add('iframe', { src: url })",
    "object": "add('object', { data: url })",
    "ping": "add('a', { href: '#x', ping: url }).click()",
    "worker": "new Worker(URL.createObjectURL(new Blob([`fetch('${url}', {mode: 'no-cors'})`])))",
    "socket": "new WebSocket(url.replace('http', 'ws'))",
    "events": "new EventSource(url)",
    "inside a new frame": "const f = add('iframe', {}); f.contentWindow.fetch(url, { mode: 'no-cors' })",
    "image in a new frame": "const f = add('iframe', {}); "
    "f.contentDocument.body.append(Object.assign(f.contentDocument.createElement('img'), { src: url }))",
    "frame of markup": "add('iframe', { srcdoc: `<img src='${url}'>` })",
}
# These go to `url`, or open it.
GOING = {
    "form": "const f = add('form', { action: url }); f.submit()",
    "posted form": "const f = add('form', { action: url, method: 'post' }); f.submit()",
    "form elsewhere": "const f = add('form', { action: url, target: '_top' }); f.submit()",
    "window": "window.open(url)",
    "link": "add('a', { href: url }).click()",
    "new link": "add('a', { href: url, target: '_blank' }).click()",
    "own": "location.href = url",
    "replace": "location.replace(url)",
    "refresh": "add('meta', { httpEquiv: 'refresh', content: `0;url=${url}` })",
}
UP = {
    "top": "top.location.href = url",
    "top replaced": "top.location.replace(url)",
    "parent": "parent.location.href = url",
}
# Not every browser asks at once for these on an ordinary page, so the control leaves them out.
UNSURE = {
    "manifest", "icon", "preload", "module", "preconnect", "name looked up", "inside a new frame",
    "image in a new frame",
}  # fmt: skip
# Refused before anything is asked, but Chromium has opened a connection by then. Nothing goes over it.
KNOCKS = {"frame"}
# The debugger runs what a script of ours could be made to do.
BARE = """([url]) => {
  const add = (tag, given) => {
    const node = Object.assign(document.createElement(tag), given);
    (tag === "link" || tag === "meta" ? document.head : document.body).append(node);
    return node;
  };
  try { %s; } catch (error) { return String(error); }
}"""
PATIENCE = 700
SETTLED = 100


@pytest.fixture(scope="module")
def recorder():
    with stranger({"/": "<!doctype html><title>x</title>"}) as server:
        yield server


@pytest.fixture
def elsewhere(recorder: Stranger) -> Stranger:
    recorder.asked.clear()
    recorder.connected = 0
    return recorder


def read_in(page: Page, address: str) -> tuple[Frame, list[Request]]:
    """A frame with a chat that was read, and every request that is begun from then on."""
    asked: list[Request] = []
    frame = open_frame(page, address + MINE)
    paste(frame, pasted(WORRYING))
    answered(frame)
    page.context.on("request", lambda request: asked.append(request))  # noqa: PLW0108 (a builtin is refused)
    return frame, asked


@pytest.fixture
def shut(page: Page, address: str) -> tuple[Page, Frame, list[Request]]:
    return page, *read_in(page, address)


def sent(asked: list[Request]) -> list[str]:
    """What tells something, and was not stopped by the policy before it left."""
    return [
        f"{one.url} {one.failure}"
        for one in asked
        if MARKER in one.url and one.failure not in ("csp", "net::ERR_BLOCKED_BY_CSP")
    ]


def attempt(page: Frame | Page, code: str, url: str) -> None:
    page.evaluate(BARE % code, [url])


@pytest.mark.parametrize("ours", [False, True], ids=["another site", "our own server"])
def test_nothing_that_the_frame_asks_for_leaves_it(ours, shut, elsewhere, address):
    page, frame, asked = shut
    for way, code in STAYING.items():
        own = "/s/ui/a.css" if way in ("stylesheet", "script", "background") else "/blad/1"
        place = address + own if ours else f"{elsewhere.address}/"
        attempt(frame, code, f"{place}?{MARKER}-{way.replace(' ', '-')}")
        if way in KNOCKS:
            page.wait_for_timeout(SETTLED)
            elsewhere.connected = 0
    page.wait_for_timeout(PATIENCE)
    assert sent(asked) == []
    assert elsewhere.asked == []
    assert elsewhere.connected == 0
    assert page.url == address + MINE


@pytest.mark.parametrize("ours", [False, True], ids=["another site", "our own server"])
def test_the_frame_goes_nowhere(ours, page, elsewhere, address):
    place = f"{address}/blad/1" if ours else f"{elsewhere.address}/"
    ways = {**GOING, **UP}
    for way in ("form", "posted form", "link", "own", "top") if ours else ways:
        code = ways[way]
        # A fresh one for each: where the frame is refused to go elsewhere, nothing of ours is left in it.
        frame, asked = read_in(page, address)
        attempt(frame, code, f"{place}?{MARKER}")
        page.wait_for_timeout(SETTLED)
        assert sent(asked) == [], way
        assert page.url == address + MINE, way
        assert len(page.context.pages) == 1, way
    page.wait_for_timeout(PATIENCE)
    # Chromium may knock at the door before it refuses; nothing is asked.
    assert elsewhere.asked == []


def test_the_recorder_records_what_a_careless_page_asks_for(page, elsewhere):
    """The same ways without our policy, but for those that no browser asks for at once."""
    ways = {way: code for way, code in {**STAYING, **GOING}.items() if way not in UNSURE}
    with stranger({"/": "<!doctype html><title>x</title><body>"}) as careless:
        for number, (way, code) in enumerate(ways.items()):
            fresh = page.context.new_page()
            fresh.goto(f"{careless.address}/")
            attempt(fresh, code, f"{elsewhere.address}/?{MARKER}-{number}-")
            # A form that is fetched puts its own fields in place of the query.
            marks = (f"{MARKER}-{number}-", *(["/?"] if "form" in way else []))
            until(lambda marks=marks: asked_for(elsewhere, marks), way)
            fresh.wait_for_timeout(
                SETTLED
            )  # closing a page that is on its way elsewhere may never end
            fresh.close()
    assert elsewhere.connected


def asked_for(server: Stranger, ends: tuple[str, ...]) -> bool:
    return any(path.endswith(ends) for path, _ in server.asked)


def test_the_frame_cannot_read_the_page_around_it_or_keep_anything(shut):
    _, frame, _ = shut
    for code in (
        "parent.document.title",
        "top.document.title",
        "localStorage.length",
        "sessionStorage.length",
        "document.cookie",
        "indexedDB.open('x')",
    ):
        assert frame.evaluate(
            f"() => {{ try {{ {code}; return ''; }} catch (e) {{ return e.name; }} }}"
        )


def test_the_page_around_gives_the_frame_scripts_and_nothing_else(shut):
    page, _, _ = shut
    frame = page.locator("iframe")
    assert frame.count() == 1
    assert frame.get_attribute("sandbox") == "allow-scripts"
    assert frame.get_attribute("title")


def test_the_frame_by_its_own_address_is_just_as_shut(page, address, elsewhere):
    page.goto(f"{address}/blad/1")
    assert page.evaluate("() => self.origin") == "null"
    assert page.locator("[data-alone]").is_visible()
    assert not page.locator("[data-go]").is_visible()
    for way in ("fetch", "image", "script", "beacon", "socket"):
        attempt(page, STAYING[way], f"{elsewhere.address}/?{MARKER}")
    for way in ("form", "window"):
        attempt(page, GOING[way], f"{elsewhere.address}/?{MARKER}")
    page.wait_for_timeout(PATIENCE)
    assert elsewhere.asked == []


def test_another_site_cannot_show_the_frame(page, address):
    with stranger(
        {"/": f"<!doctype html><title>x</title><iframe src='{address}/blad/1'>"}
    ) as other:
        page.goto(f"{other.address}/")
        page.wait_for_timeout(PATIENCE)
        assert not any(frame.locator("[data-open]").count() for frame in page.frames[1:])
