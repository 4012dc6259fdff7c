"""How a page reads: the length of its lines, and what moves."""

from __future__ import annotations

from playwright.sync_api import Page

FEWEST, MOST = 45, 75
LONGEST = MOST + 5
# The characters on each full line of running text, as the browser broke it.
LINES = """() => {
  const found = [];
  const running = "main p.text, main .text > p, main .text.points > li, .lead";
  for (const one of document.querySelectorAll(running)) {
    if (!one.checkVisibility()) continue;
    const walker = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
    const lines = new Map();
    while (walker.nextNode()) {
      const node = walker.currentNode;
      for (const word of node.data.matchAll(/\\S+/g)) {
        const range = document.createRange();
        range.setStart(node, word.index);
        range.setEnd(node, word.index + 1);
        const line = Math.round(range.getBoundingClientRect().bottom);
        lines.set(line, (lines.get(line) ?? -1) + 1 + word[0].length);
      }
    }
    const full = [...lines.values()].slice(0, -1);
    if (full.length > 1) found.push([one.textContent.trim().slice(0, 40), full]);
  }
  return found;
}"""
MOVES = """() => [...document.querySelectorAll("*")].flatMap((one) => ["", "::before", "::after"]
  .filter((part) => {
    const style = getComputedStyle(one, part || null);
    return style.animationName !== "none" || /[1-9]/.test(style.transitionDuration) ||
      style.scrollBehavior === "smooth";
  }).map((part) => one.outerHTML.slice(0, 60) + part))"""
RUNNING = "() => document.getAnimations().length"


def uneven(page: Page) -> list[str]:
    """Running text whose lines are short or long: each line, and all lines of it together."""
    return [
        f"lines of {lines}: {start}"
        for start, lines in page.evaluate(LINES)
        if not FEWEST <= sum(lines) / len(lines) <= MOST or max(lines) > LONGEST
    ]


def moving(page: Page) -> list[str]:
    """What moves now, or would when something changes."""
    running = page.evaluate(RUNNING)
    return [f"moves: {one}" for one in page.evaluate(MOVES)] + ["something moves"] * bool(running)
