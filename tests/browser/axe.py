"""What axe says about a page. It is run by the browser's debugger, which the content policy allows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

from tests.browser.arriving import arrived

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
WIDE = {"width": 1280, "height": 800}
NARROW = {"width": 320, "height": 640}
ON_COLOURS = ("color-contrast", "link-in-text-block")
# How a page can be shown. Every rule runs in the light, wide and narrow. Where the reader's system is
# dark, or chose the colours, our style changes colours alone: nothing is shown, hidden, renamed or put
# elsewhere (test_axe.py holds it to that). So the other rules find there what they find in the light.
WAYS = {
    "light": ({"color_scheme": "light", "forced_colors": "none"}, WIDE),
    "dark": ({"color_scheme": "dark", "forced_colors": "none"}, WIDE),
    "forced colours": ({"color_scheme": "light", "forced_colors": "active"}, WIDE),
    "at 320": ({"color_scheme": "light", "forced_colors": "none"}, NARROW),
}
# Each rule that runs unless it is told not to, and whether it looks at colours.
RULES = """() => axe._audit.rules.filter((rule) => rule.enabled &&
  !rule.tags.includes("experimental") && !rule.tags.includes("deprecated"))
  .map((rule) => [rule.id, rule.tags.includes("cat.color")])"""
RUN = """async ([which, only, without]) => {
  const options = { resultTypes: ["violations"], elementRef: false, iframes: false, preload: false,
    rules: Object.fromEntries(without.map((rule) => [rule, { enabled: false }])) };
  if (only.length) options.runOnly = { type: "rule", values: only };
  const where = which ? { include: which.map((place) => window.textsToSee[place]) } : document;
  const found = await axe.run(where, options);
  return found.violations.map((one) => [one.id, one.nodes.map((node) => {
    const reason = [...node.any, ...node.all, ...node.none][0];
    return `${node.target.join(" ")}: ${reason ? reason.message : one.help}`;
  })]);
}"""
# All by which axe judges the colours of a text: how it looks, and how each element around it looks.
LOOKS = """() => {
  const known = new Map([[null, ""]]);
  const look = (one) => {
    if (!known.has(one)) {
      const s = getComputedStyle(one);
      known.set(one, [look(one.parentElement), one.localName, s.color, s.backgroundColor,
        s.backgroundImage, s.opacity, s.filter, s.mixBlendMode, s.textShadow, s.fontSize, s.fontWeight,
        s.fontStyle, s.textDecoration, s.borderBottom, s.outline, s.position, s.display, s.fill,
        one.hasAttribute("aria-disabled")].join("|"));
    }
    return known.get(one);
  };
  window.textsToSee = [...document.querySelectorAll("body *")].filter((one) => one.checkVisibility() &&
    [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()));
  return window.textsToSee.map(look);
}"""


class Colours:
    """Axe about the colours of texts, once for each look: a text that looks the same as one that passed,
    on the same grounds, is not measured again. What did not pass is measured, and told, each time."""

    def __init__(self) -> None:
        self.passed: set[str] = set()

    def violations(self, page: Page) -> list[str]:
        new: dict[str, int] = {}
        for place, look in enumerate(page.evaluate(LOOKS)):
            if look not in self.passed:
                new.setdefault(look, place)
        if not new:
            return []
        found = _run(page, list(new.values()), ON_COLOURS)
        if not found:
            self.passed |= new.keys()
        return found


def violations(page: Page, without: Sequence[str] = ()) -> list[str]:
    """Every violation with the elements it stands at."""
    return _run(page, without=without)


def _run(
    page: Page,
    places: Sequence[int] | None = None,
    only: Sequence[str] = (),
    without: Sequence[str] = (),
) -> list[str]:
    ready(page)
    found = page.evaluate(RUN, [places, list(only), list(without)])
    return [f"{rule} at {'; '.join(nodes)}" for rule, nodes in found]


def ready(page: Page) -> None:
    """Puts axe in a page that does not have it yet. The page must allow scripts."""
    arrived(page)
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE)


def show(page: Page, way: str) -> None:
    """Shows a page in one of the ways."""
    media, size = WAYS[way]
    arrived(page)
    page.emulate_media(**media)
    page.set_viewport_size(size)


def violations_when(page: Page, way: str, colours: Colours) -> list[str]:
    """Every violation in one of the ways: of colours in each, of all else where it can differ."""
    show(page, way)
    found = violations(page, without=ON_COLOURS) if way in ("light", "at 320") else []
    return [f"{way}: {one}" for one in found + colours.violations(page)]
