"""The way out: at once, without a way back to the page that was left, also without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, Playwright

from tests.browser.chromium import arguments, executable
from tests.browser.visitor import RESULT, URGENT, WORRY, choose, go_on, hurry

pytestmark = pytest.mark.browser

BAR, SHORT_CUT = ".exit-go", ".skip a[data-exit]"
WAYS_OUT = [
    *((BAR, path) for path in ("/", "/lijst", WORRY, "/bestaat-niet", "/en/")),
    *((SHORT_CUT, path) for path in ("/jij/1", WORRY, "/en/vraag/2")),
]
CLICK = "document.querySelector('.exit-go').click()"
SHIFT_SHIFT_SHIFT = """for (let n = 0; n < 3; n++)
  document.dispatchEvent(new KeyboardEvent("keydown", { key: "Shift" }))"""
# After a moment: at once, the page could be gone before it tells that it was asked.
BACK = "() => { setTimeout(() => history.back(), 0); }"
COVERED = "() => getComputedStyle(document.body).display === 'none'"


@pytest.fixture
def arrives(neutral):
    """Waits until a page shows the neutral page elsewhere."""

    def wait(page: Page) -> None:
        page.wait_for_url(f"{neutral.address}/")
        assert page.title() == "Weer"

    return wait


def leave(page: Page, selector: str = BAR) -> None:
    page.locator(selector).click(no_wait_after=True)


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


@pytest.mark.parametrize(("selector", "path"), WAYS_OUT)
def test_the_bar_and_the_short_cut_lead_away(selector, path, page, address, neutral, arrives):
    page.goto(address + path)
    assert page.locator(selector).get_attribute("href").endswith("/weg")
    if selector == BAR:
        leave(page, selector)
    else:
        page.locator(selector).focus()
        press(page, "Enter")
    arrives(page)


def test_the_page_elsewhere_is_not_told_where_the_visitor_was(page, address, neutral, arrives):
    neutral.asked.clear()
    page.goto(f"{address}/jij/1")
    leave(page)
    arrives(page)
    assert [came_from for asked, came_from in neutral.asked if asked == "/"] == [""]


@pytest.mark.parametrize("path", ["/jij/1", "/en/vraag/1"])
def test_back_does_not_show_the_page_that_was_left(path, page, address, arrives):
    page.goto(f"{address}/wie")
    page.goto(address + path)
    leave(page)
    arrives(page)
    page.go_back()
    assert page.url == f"{address}/wie"
    page.go_forward()
    arrives(page)


def test_back_does_not_show_the_page_after_a_jump_inside_it(page, address, arrives):
    page.goto(f"{address}/wie")
    page.goto(f"{address}/lijst")
    page.locator(".index a").nth(2).click()
    assert page.url.startswith(f"{address}/lijst#")
    press(page, "Tab")
    leave(page)
    arrives(page)
    page.go_back()
    assert page.url == f"{address}/wie"


def test_back_does_not_show_a_check_that_was_left_half_way(page, address, arrives):
    page.goto(f"{address}/wie")
    page.goto(address + WORRY)
    assert hurry(page, URGENT[WORRY], to=("s075",)) != RESULT
    choose(page, "a")
    leave(page)
    arrives(page)
    page.go_back()
    assert page.url == f"{address}/wie"


@pytest.mark.parametrize("act", [CLICK, SHIFT_SHIFT_SHIFT], ids=["link", "keys"])
def test_the_page_is_covered_before_the_other_is_even_asked_for(act, page, address, arrives):
    page.goto(f"{address}/jij/1")
    assert not page.evaluate(COVERED)
    assert page.evaluate(f"() => {{ {act}; return ({COVERED})(); }}")
    arrives(page)


def test_three_times_shift_leads_away(page, address, arrives):
    for path in ("/", WORRY, "/en/wie"):
        page.goto(address + path)
        press(page, "Shift", "Shift", "Shift")
        arrives(page)


def test_three_times_shift_leads_away_while_a_question_is_answered(page, address, arrives):
    page.goto(address + WORRY)
    go_on(page)
    page.locator("#w-0").focus()
    press(page, "Space", "Shift", "Shift", "Shift")
    arrives(page)


@pytest.mark.parametrize(
    "keys",
    [
        ("Shift", "Shift"),
        ("Shift", "Shift", "a", "Shift"),
        ("Shift", "Shift", "Tab", "Shift", "Shift"),
        ("Shift", "Shift+Tab", "Shift+Tab", "Shift"),
        ("Escape", "Escape", "Escape", "Escape"),
        ("Shift", "Escape", "Shift", "Shift"),
        ("Control", "Control", "Control"),
    ],
    ids="-".join,
)
def test_other_keys_never_lead_away(keys, page, address):
    page.goto(f"{address}/jij/1")
    press(page, *keys)
    page.wait_for_timeout(100)
    assert page.url == f"{address}/jij/1"
    assert not page.evaluate(COVERED)


def test_holding_shift_never_leads_away(page, address):
    page.goto(f"{address}/jij/1")
    for _ in range(6):  # down again without up is how a held key repeats
        page.keyboard.down("Shift")
    page.keyboard.up("Shift")
    page.wait_for_timeout(100)
    assert page.url == f"{address}/jij/1"
    assert not page.evaluate(COVERED)


def test_shift_counts_within_five_seconds_only(page, address, arrives):
    page.clock.install()
    page.goto(f"{address}/jij/1")
    for _ in range(4):
        press(page, "Shift", "Shift")
        page.clock.fast_forward(5_100)
    assert not page.evaluate(COVERED)
    press(page, "Shift")
    page.clock.fast_forward(2_000)
    press(page, "Shift")
    page.clock.fast_forward(2_000)
    press(page, "Shift")
    arrives(page)


@pytest.mark.parametrize(("lang", "selector"), [("", SHORT_CUT), ("/en", BAR)])
def test_without_scripts_the_link_leads_away(lang, selector, new_page, address, neutral, arrives):
    page = new_page(java_script_enabled=False)
    page.goto(f"{address}{lang}/jij/1")
    neutral.asked.clear()
    page.locator(selector).focus()
    with page.expect_response(f"**{lang}/weg") as answer:
        press(page, "Enter")
    arrives(page)
    assert answer.value.status == 303
    assert answer.value.headers["cache-control"] == "no-store"
    assert "clear-site-data" not in answer.value.headers
    assert [came_from for asked, came_from in neutral.asked if asked == "/"] == [""]


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_hint_of_the_keys_is_put_there_by_the_script(lang, page, address, site):
    page.goto(address + ("/" if lang == "nl" else "/en/"))
    assert page.locator("[data-hint]").inner_text() == site.words["frame.exit_hint"][lang]


def test_the_way_out_stays_in_sight_however_far_one_reads(new_page, address):
    for viewport in ({"width": 320, "height": 640}, {"width": 1280, "height": 800}):
        page = new_page(viewport=viewport)
        page.goto(f"{address}/lijst")
        page.evaluate("() => scrollTo(0, document.body.scrollHeight / 2)")
        box = page.locator(".exit-go").bounding_box()
        assert 0 <= box["y"] < 20
        assert box["x"] + box["width"] <= viewport["width"]


@pytest.fixture(scope="module")
def remembering(playwright: Playwright):
    """A browser that keeps whole pages in memory for Back, as those of visitors do."""
    started: Browser = playwright.chromium.launch(
        executable_path=executable(),
        args=arguments(),
        ignore_default_args=["--disable-back-forward-cache"],
        timeout=60_000,
    )
    yield started
    started.close()


def test_a_page_that_the_browser_kept_comes_back_without_answers(remembering, address):
    page = remembering.new_page()
    page.set_default_timeout(20_000)
    page.goto(address + WORRY)
    go_on(page)
    choose(page, "1")
    with page.expect_navigation():
        page.locator('.head a[href="/wie"]').click()
    page.evaluate(BACK)
    page.wait_for_url(address + WORRY)
    page.locator("[data-step=start]:visible").wait_for()
    assert page.locator("input:checked").count() == 0


def test_a_page_that_was_left_is_not_kept(remembering, address, arrives):
    page = remembering.new_page()
    page.set_default_timeout(20_000)
    page.goto(f"{address}/wie")
    with page.expect_navigation():
        page.locator('.foot a[href="/info/1"]').click()
    leave(page)
    arrives(page)
    page.evaluate(BACK)
    page.wait_for_url(f"{address}/wie")
    assert not page.evaluate(COVERED)
