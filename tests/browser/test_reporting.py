"""Telling what you know, in a real browser: without scripts, without barriers, leaving nothing."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.arriving import press
from tests.browser.axe import violations_when
from tests.browser.layout import sideways, small
from tests.browser.reading import moving
from tests.browser.servers import ROOT, site
from tests.browser.test_traces import holds, kept, profile

pytestmark = pytest.mark.browser

MARKER = "zwompelspoor7c1"
PLACE = "kwibbelhaven4d2"
QUESTIONS = 12
WAYS = ("dark", "forced colours", "light", "at 320")


@pytest.fixture(scope="module")
def demo(tmp_path_factory) -> Iterator[str]:
    """A demonstration, filled and started as anyone does."""
    folder = tmp_path_factory.mktemp("demo")
    kept_out = {"INBEELD_DATA": str(folder), "PATH": "/usr/bin:/bin"}
    subprocess.run(
        [sys.executable, "-m", "inbeeld.cli", "demo"],
        cwd=ROOT,
        env=kept_out,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    with site(folder) as address:
        yield address


def begin(page: Page, address: str) -> None:
    page.goto(f"{address}/post")
    press(page.locator("main form button"))
    page.wait_for_url("**/post/*/1")


def tell(page: Page, address: str, looked=lambda _: None) -> None:
    """Answers some questions, skips the others, up to the last page. `looked` is shown every page."""
    begin(page, address)
    for number in range(1, QUESTIONS + 1):
        looked(page)
        if number == 1:
            page.locator('input[name="danger"][value="no"]').check()
        if number == 3:
            page.locator("textarea[name=seen]").fill(f"Een auto, {MARKER}.")
        if number == 4:
            page.locator("input[name=where]").fill(PLACE)
        if number == 11:
            page.locator('input[name="consent"][value="police"]').check()
        press(page.locator("main form button"))
        page.wait_for_url(f"**/post/*/{number + 1}")
    looked(page)


def send(page: Page) -> tuple[str, str]:
    """The number and the words of the receipt."""
    press(page.locator("main form button"))
    expect(page.locator(".receipt-number")).to_be_visible()
    words = page.locator(".words li").all_inner_texts()
    return page.locator(".receipt-number").inner_text(), " ".join(words)


def open_letters(page: Page, address: str, receipt: tuple[str, str]) -> None:
    page.goto(f"{address}/antwoord")
    page.locator("#n").fill(receipt[0])
    page.locator("#w").fill(receipt[1])
    press(page.locator("main form button"))
    page.wait_for_url("**/antwoord/*")


def test_without_scripts_one_tells_gets_a_receipt_and_comes_back(browser, demo):
    context = browser.new_context(java_script_enabled=False)
    context.set_default_timeout(20_000)
    asked = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    tell(page, demo)
    receipt = send(page)
    open_letters(page, demo, receipt)
    expect(page.locator("main")).to_contain_text("Je bericht is binnen.")
    expect(page.locator("main")).not_to_contain_text(MARKER)
    page.locator("#t").fill("Nog iets.")
    press(page.locator("main section form button"))
    expect(page.locator("main")).to_contain_text("Jij stuurde iets.")
    page.locator("summary").filter(has_text="Alles wissen").click()
    press(page.locator('form:has(input[value="delete"]) button'))
    expect(page.locator("main")).to_contain_text("Jij vroeg om alles te wissen.")
    assert {url.split("/post")[0].split("/antwoord")[0].split("/s/")[0] for url in asked} == {demo}
    assert context.cookies() == []
    context.close()


def barriers(page: Page, colours) -> list[str]:
    found = [one for way in WAYS for one in violations_when(page, way, colours)]
    # The last way is the small phone.
    return [f"{page.url}: {one}" for one in [*found, *sideways(page), *small(page), *moving(page)]]


def test_no_page_of_it_has_a_barrier(new_page, demo, colours):
    page = new_page(scripts=False)
    found: list[str] = []

    def looked(here: Page) -> None:
        found.extend(barriers(here, colours))

    for path in ("/post", "/en/post", "/antwoord", "/antwoord/1"):
        page.goto(demo + path)
        looked(page)
    tell(page, demo, looked)
    receipt = send(page)
    looked(page)
    open_letters(page, demo, receipt)
    for one in page.locator("summary").all():
        one.click()
    looked(page)
    begin(page, demo)
    press(page.locator("main form button"))  # nothing chosen
    expect(page.locator(".errors")).to_be_focused()
    looked(page)
    page.locator('input[name="danger"][value="yes"]').check()
    press(page.locator("main form button"))
    expect(page.locator("main .at-once")).to_be_visible()
    looked(page)
    assert found == []


def test_a_page_where_no_report_is_taken_in_has_no_barrier(new_page, address, colours):
    page = new_page(scripts=False)
    page.goto(f"{address}/post")
    expect(page.locator("main")).to_contain_text("Wij nemen nu geen meldingen aan")
    assert barriers(page, colours) == []


def test_nothing_that_was_typed_stays_on_the_device(playwright, demo, tmp_path):
    """Not the story, not the words of the receipt: every byte that the browser left is searched."""
    with profile(playwright, tmp_path) as page:
        tell(page, demo)
        receipt = send(page)
        open_letters(page, demo, receipt)
        page.goto(f"{demo}/lees/1")
    left = kept(tmp_path)
    for typed in (MARKER, PLACE, receipt[1], receipt[0], receipt[0].replace("-", "")):
        assert not holds(left, typed), typed
    # The search finds what is there: the neutral address of the last page.
    assert holds(left, "/lees/1")


def test_from_a_check_to_a_report_with_scripts(new_page, demo):
    page = new_page()
    page.goto(f"{demo}/kijk/5")
    page.locator("[data-self-list] button").click()
    page.locator('input[name="s063"]').check()
    page.locator('form[data-ticks] button[type="submit"]').first.click()
    press(page.locator('form[action="/post"] button'))
    expect(page.locator("main")).to_contain_text("We nemen mee wat je net hebt aangekruist.")
    press(page.locator("main form button"))
    page.wait_for_url("**/post/*/1")


def test_the_receipt_prints_alone(new_page, demo, tmp_path: Path):
    page = new_page()
    tell(page, demo)
    send(page)
    page.emulate_media(media="print")
    assert page.locator(".receipt").is_visible()
    for hidden in (".head", ".foot", ".exit", ".voice", ".aside"):
        assert not page.locator(hidden).first.is_visible()
