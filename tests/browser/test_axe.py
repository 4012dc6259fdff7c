"""Axe would notice what is wrong, and nothing is left out where it runs with fewer rules."""

from __future__ import annotations

import pytest

from tests.browser.axe import ON_COLOURS, RULES, Colours, ready, show, violations, violations_when

pytestmark = pytest.mark.browser

# What a style changes where a system is dark or a reader chose colours, but for colours and lines.
# A value that other rules take counts as a colour where it stands for one.
CHANGES = """(query) => {
  const found = [], colour = /^((color|fill|stroke)$|outline-|border-|background-)/;
  const look = (rules, inside) => {
    for (const rule of rules) {
      const here = inside || (rule.conditionText || "").includes(query);
      if (here && rule.selectorText) for (const name of rule.style) {
        const value = getComputedStyle(document.documentElement).getPropertyValue(name);
        if (name.startsWith("--") ? CSS.supports("color", value) : colour.test(name)) continue;
        found.push(`${rule.selectorText} { ${name}: ${rule.style.getPropertyValue(name)} }`);
      }
      if (rule.cssRules) look(rule.cssRules, here);
    }
  };
  for (const sheet of document.styleSheets) look(sheet.cssRules, false);
  return found;
}"""
QUERIES = {"dark": "prefers-color-scheme", "forced colours": "forced-colors"}
# The browser draws its own circle and tick in place of ours.
KNOWN = {
    "dark": {":root { color-scheme: dark }"},
    "forced colours": {
        ".choice input { appearance: auto }",
        ".choice input::before { display: none }",
    },
}


def test_axe_notices_what_is_wrong(page):
    page.set_content("<html lang='nl'><title>x</title><main><h1>x</h1><input></main>")
    assert [one.split(" at ")[0] for one in violations(page)] == ["label"]
    for way in ("light", "at 320"):
        found = violations_when(page, way, Colours())
        assert [one.split(" at ")[0] for one in found] == [f"{way}: label"]


def test_axe_notices_a_colour_that_is_wrong_in_the_dark_alone(page):
    page.set_content("""<html lang='nl'><title>x</title><main><h1>x</h1><p>Good<p>Good<p><b>Bad</b>
      <style>@media (prefers-color-scheme: dark) { b { color: #ddd; } }</style></main>""")
    colours = Colours()
    for way, times in (("light", 0), ("dark", 1), ("dark", 1), ("forced colours", 0)):
        found = violations_when(page, way, colours)
        assert [one.split(" at ")[0] for one in found] == [f"{way}: color-contrast"] * times


def test_a_text_is_measured_again_where_it_or_its_ground_looks_different(page):
    page.set_content(
        "<html lang='nl'><title>x</title><main><h1>x</h1><p>One<p>Two<div><p>Three</div>"
    )
    colours = Colours()
    assert colours.violations(page) == []
    before = len(colours.passed)
    assert colours.violations(page) == []
    assert len(colours.passed) == before
    for wrong in ("document.querySelector('div').style.background = '#111'",
                  "document.querySelector('p').style.color = '#eee'"):  # fmt: skip
        page.evaluate(f"() => {{ {wrong}; }}")
        found = colours.violations(page)
        assert [one.split(" at ")[0] for one in found] == ["color-contrast"]


def test_the_rules_on_colours_are_all_that_axe_has(page):
    page.set_content("<html lang='nl'><title>x</title>")
    ready(page)
    rules = page.evaluate(RULES)
    assert len(rules) > 60
    assert {rule for rule, on_colours in rules if on_colours} == set(ON_COLOURS)


@pytest.mark.parametrize("way", QUERIES)
def test_what_is_shown_changes_its_colours_alone(way, page, address):
    page.goto(address)
    show(page, way)
    assert page.locator("[media]").count() == 0
    assert set(page.evaluate(CHANGES, QUERIES[way])) == KNOWN[way]
