"""How a page stands: what is wider than the screen, letters that are small, targets that are low."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.arriving import arrived

SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
SMALL = """() => [...document.querySelectorAll("body *")].filter((one) =>
  [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()) &&
  one.checkVisibility() && !one.closest("svg, .exit-way, .vh, .skip") &&
  parseFloat(getComputedStyle(one).fontSize) < 16).map((one) => one.outerHTML.slice(0, 90))"""
# Links inside a sentence are the exception.
LOW = """() => [...document.querySelectorAll("a, button, summary, label.choice")].filter((one) =>
  one.checkVisibility() && !one.closest(".skip, p:not(.row), .lead, dd") &&
  !one.closest(".points, .numbered, .pairs-list, .steps") &&
  one.getBoundingClientRect().height < 43.5).map((one) => one.outerHTML.slice(0, 120))"""
LETTERS = "(size) => { document.documentElement.style.fontSize = size; }"


def sideways(page: Page) -> list[str]:
    """How much wider than the screen a page is, if it is."""
    wider = arrived(page).evaluate(SIDEWAYS)
    return [f"{wider} pixels wider than the screen"] if wider > 0 else []


def small(page: Page) -> list[str]:
    """Letters that are hard to read and targets that are hard to press."""
    return [
        *(f"small letters: {one}" for one in arrived(page).evaluate(SMALL)),
        *(f"a low target: {one}" for one in page.evaluate(LOW)),
    ]


def sideways_when_letters_are_twice_as_large(page: Page) -> list[str]:
    """The same where a reader set letters of twice the size."""
    page.evaluate(LETTERS, "200%")
    wider = [f"with letters twice as large: {one}" for one in sideways(page)]
    page.evaluate(LETTERS, "")
    return wider
