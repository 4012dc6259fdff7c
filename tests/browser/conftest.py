"""A real browser and real servers on this machine, shared by the tests of this folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from tests.browser.axe import AXE, WIDE, Colours, show
from tests.browser.chromium import arguments, executable
from tests.browser.servers import AT_A_MOMENT, Stranger
from tests.browser.servers import site as serve
from tests.browser.servers import stranger as serve_stranger
from tests.site.conftest import knowledges  # noqa: F401 (the same copies of the data as the pages' tests)
from tests.site.states import State

TIMEOUT = 20_000
NEUTRAL = "<!doctype html><html lang='nl'><title>Weer</title><h1>Weer</h1><p>Morgen zon.</p>"
Open = Callable[..., Page]
At = Callable[[State], str]


@pytest.fixture(scope="package")
def neutral() -> Iterator[Stranger]:
    """The page elsewhere to which the exit leads."""
    with serve_stranger({"/": NEUTRAL}) as server:
        yield server


@pytest.fixture(scope="package")
def address(neutral: Stranger, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Our site, started as anyone starts it."""
    with serve(tmp_path_factory.mktemp("site"), INBEELD_EXIT_URL=f"{neutral.address}/") as ours:
        yield ours


@pytest.fixture(scope="package")
def at(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[At]:
    """The address where a state can be seen: our site at its moment, with its copy of the data."""
    with ExitStack() as stack:
        started: dict[tuple[str, ...], str] = {}

        def start(state: State) -> str:
            settings = {"AT": state.at.isoformat()}
            if state.knowledge:
                copies = request.getfixturevalue("knowledges")
                settings["INBEELD_KNOWLEDGE"] = str(copies[state.knowledge])
            if state.preview:
                settings["INBEELD_PREVIEW"] = "1"
            key = tuple(settings.values())
            if key not in started:
                data = tmp_path_factory.mktemp("moment")
                started[key] = stack.enter_context(serve(data, AT_A_MOMENT, **settings))
            return started[key]

        yield start


@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="package")
def browser(playwright: Playwright) -> Iterator[Browser]:
    started = playwright.chromium.launch(
        executable_path=executable(), args=arguments(), timeout=60_000
    )
    yield started
    started.close()


def _open(browser: Browser, stack: ExitStack, scripts: bool, options: dict[str, Any]) -> Page:
    """A page in a context of its own. Without `scripts` ours never arrive, but axe can still run."""
    context = browser.new_context(**options)
    stack.callback(context.close)
    context.set_default_timeout(TIMEOUT)
    if not scripts:
        context.route("**/*.js", lambda route: route.abort())
    return context.new_page()


@pytest.fixture
def new_page(browser: Browser) -> Iterator[Open]:
    """Opens a page that is closed after the test."""
    with ExitStack() as stack:
        yield lambda scripts=True, **options: _open(browser, stack, scripts, options)


@pytest.fixture(scope="package")
def same_page(browser: Browser) -> Iterator[Open]:
    """Opens a page, or gives the one opened before: for tests that look at hundreds of states."""
    opened: dict[bool, Page] = {}
    with ExitStack() as stack:

        def open_once(scripts: bool = True) -> Page:
            if scripts not in opened:
                opened[scripts] = _open(browser, stack, scripts, {})
                opened[scripts].add_init_script(AXE)  # three times as quick as in every page anew
            page = opened[scripts]
            show(page, "light")
            return page

        yield open_once


@pytest.fixture(scope="package")
def colours() -> Colours:
    """The looks of texts whose colours passed, in any state so far."""
    return Colours()


@pytest.fixture
def page(new_page: Open) -> Page:
    """A page on a small laptop, with nothing in it yet."""
    return new_page(viewport=WIDE)
