"""Takes a screenshot of every state, at 320, 390 and 1280 px, light and dark, into the folder `shots`.

    python tools/shots.py [--only worry] [--width 320] [--scheme dark] [--address http://127.0.0.1:8000]

The site must run; states that need another hour are taken as they are now.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, ".")
from tests.browser.chromium import arguments, executable
from tests.site.states import State, every

SEND = """([path, data]) => {
  const form = document.createElement("form");
  form.method = "post";
  form.action = path;
  for (const [name, value] of data) {
    const field = document.createElement("input");
    field.type = "hidden"; field.name = name; field.value = value;
    form.append(field);
  }
  document.body.append(form);
  form.submit();
}"""


def open_state(page: Page, address: str, state: State) -> None:
    """Goes to a state as a browser does: by a link, or by a form."""
    if state.data is None:
        page.goto(address + state.path)
        return
    page.goto(address + state.path.replace("/lees/1", "/"))
    with page.expect_navigation():
        page.evaluate(SEND, [state.path, [list(pair) for pair in state.data]])


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", default="")
    parser.add_argument("--width", type=int, action="append")
    parser.add_argument("--scheme", choices=["light", "dark"], action="append")
    parser.add_argument("--address", default="http://127.0.0.1:8000")
    options = parser.parse_args()
    folder = Path("shots")
    folder.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=arguments())
        for width in options.width or [320, 390, 1280]:
            for scheme in options.scheme or ["light", "dark"]:
                context = browser.new_context(
                    viewport={"width": width, "height": 800},
                    color_scheme=scheme,
                    java_script_enabled=True,
                )
                page = context.new_page()
                for state in every():
                    if options.only in state.name and not state.headers and not state.knowledge:
                        open_state(page, options.address, state)
                        name = f"{state.name}-{width}-{scheme}.png"
                        page.screenshot(path=folder / name, full_page=True)
                        print(name)
                context.close()


if __name__ == "__main__":
    main()
