"""What a visitor does on our pages: opens one, chooses an answer, goes on."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Mapping

from playwright.sync_api import Page

from tests.site.states import State

PATIENCE = 20
RESULT = "result"
WORRY, YOUNG, WORK = "/vraag/1", "/vraag/2", "/vraag/3"
VOICES = {"worry": WORRY, "young": YOUNG, "work": WORK}
# From the start page to the check, by the links that stand there.
LINKS = {WORRY: ("/ander", WORRY), YOUNG: ("/jij", YOUNG), WORK: ("/werk", WORK)}
# Answers that end in the most urgent outcome, with help under a question and a question after a yes.
URGENT: Mapping[str, Mapping[str, str]] = {
    WORRY: {"w": "0", "d": "a", "h": "e", "a": "3", "s029": "a", "s075": "b", "f1": "a"},
    YOUNG: {"z15": "a", "z05": "a", "z11": "a", "f1": "a", "z01": "c"},
    WORK: {"w": "1", "d": "a", "h": "d", "a": "3", "s029": "b", "s075": "a", "f1": "a"},
}
UNSURE = {"w": "0"}  # who you are has no "I do not know"

SEND = """([address, data]) => {
  const form = document.createElement("form");
  form.method = "post";
  form.action = address;
  for (const [name, value] of data) {
    const field = document.createElement("input");
    field.type = "hidden"; field.name = name; field.value = value;
    form.append(field);
  }
  document.body.append(form);
  form.submit();
}"""
STEP = """() => {
  const form = document.querySelector("form[data-steps]");
  const step = form && [...form.querySelectorAll("[data-step]")].find((one) => !one.hidden);
  return step ? step.dataset.step : "result";
}"""

# Answers one question after another as the page itself can press, until one of those where to stop.
HURRY = """async ([answers, unsure, stops, patience]) => {
  const now = () => {
    const form = document.querySelector("form[data-steps]");
    const step = form && [...form.querySelectorAll("[data-step]")].find((one) => !one.hidden);
    return [form, step, step ? step.dataset.step : "result"];
  };
  for (;;) {
    const [form, step, code] = now();
    if (!step || stops.includes(code)) return code;
    const answer = step.querySelector(`input[value="${answers[code] ?? unsure}"]`);
    if (step.querySelector("input") && !answer.checked) answer.click();
    form.querySelector("button[type=submit]:not([data-stop])").click();
    const end = performance.now() + patience;
    while (now()[2] === code) {
      if (performance.now() > end) throw new Error(`waited in vain: something after ${code}`);
      await new Promise((done) => setTimeout(done));
    }
  }
}"""

# Chooses all at once what nobody planned: the same answer to every question that has it.
UNPLANNED = """([planned, unsure]) => {
  for (const group of document.querySelectorAll("fieldset[data-step]")) {
    const answer = group.querySelector(`input[value="${unsure}"]`);
    if (!planned.includes(group.dataset.step) && !answer.checked) answer.click();
  }
}"""


def open_state(page: Page, address: str, state: State, elsewhere: str = "") -> None:
    """Goes to a state as a browser does: by its address, by our form, or by a form from elsewhere."""
    if state.data is None:
        page.goto(address + state.path)
        return
    page.goto(elsewhere if state.headers else f"{address}/")
    with page.expect_navigation():
        page.evaluate(SEND, [address + state.path, [list(pair) for pair in state.data]])


def until(true: Callable[[], bool], what: str) -> None:
    """Waits for something that no event tells."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, f"waited in vain: {what}"
        time.sleep(0.01)


def step(page: Page) -> str:
    """The code of the question on the screen, or `result`."""
    return str(page.evaluate(STEP))


def choose(page: Page, answer: str) -> None:
    """Chooses an answer to the question on the screen."""
    page.locator(f'[data-step]:not([hidden]) input[value="{answer}"]').check()


def go_on(page: Page) -> str:
    """Presses the main button and returns the code of what comes next."""
    before = step(page)
    page.locator("form[data-steps] button[type=submit]:not([data-stop])").click()
    until(lambda: step(page) != before, f"something after {before}")
    return step(page)


def answer_to(question: str, answers: Mapping[str, str]) -> str:
    """The answer that was planned, else that the visitor does not know."""
    return answers.get(question, UNSURE.get(question, "e"))


def walk(page: Page, answers: Mapping[str, str]) -> Iterator[str]:
    """Goes through the whole check, with scripts. Yields each code before it is answered."""
    here = step(page)
    while here != RESULT:
        yield here
        if page.locator("[data-step]:not([hidden]) input").count():
            choose(page, answer_to(here, answers))
        here = go_on(page)
    yield RESULT


def hurry(page: Page, answers: Mapping[str, str], to: Collection[str] = ()) -> str:
    """Goes on at once up to one of these questions, else to the advice. Returns where it stopped.

    The page itself presses, with the same events and the same script as for a visitor: for tests of
    what comes after. How a visitor gets there, press by press, is what `walk` is for.
    """
    return str(page.evaluate(HURRY, [{**UNSURE, **answers}, "e", list(to), PATIENCE * 1000]))


def fill(page: Page, answers: Mapping[str, str]) -> None:
    """Answers every question of a page that shows them all, as it is without scripts."""
    planned = {**UNSURE, **answers}
    page.evaluate(UNPLANNED, [list(planned), "e"])
    for name, answer in planned.items():
        if page.locator(f'fieldset[data-step="{name}"]').count():
            page.locator(f'input[name="{name}"][value="{answer}"]').check()


def send(page: Page) -> None:
    """Sends a form and waits for the page that answers it, as it is without scripts."""
    with page.expect_navigation():
        page.locator("form[data-steps] button[type=submit]").first.click()
