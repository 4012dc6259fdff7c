"""Pages that come one after the other: a page is looked at when it is there whole.

A click ends when the next page begins to come. What is counted, or measured, before the rest of it
and its stylesheet are there differs from one machine to the next.
"""

from __future__ import annotations

from playwright.sync_api import Locator, Page


def press(control: Locator) -> None:
    """Presses what leads to another page, and waits for all of that page."""
    with control.page.expect_navigation():
        control.click()


def arrived(page: Page) -> Page:
    """The page, once all of it is there."""
    page.wait_for_load_state()
    return page
