"""What axe says about a page. It is run by the browser's debugger, which the content policy allows."""

from __future__ import annotations

from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
RUN = """async () => {
  const found = await axe.run({ resultTypes: ["violations"] });
  return found.violations.map((one) => [one.id, one.nodes.map((node) => {
    const reason = [...node.any, ...node.all, ...node.none][0];
    return `${node.target.join(" ")}: ${reason ? reason.message : one.help}`;
  })]);
}"""


def violations(page: Page) -> list[str]:
    """Every violation with the elements it stands at. The page must allow scripts."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE)
    return [f"{rule} at {'; '.join(nodes)}" for rule, nodes in page.evaluate(RUN)]
