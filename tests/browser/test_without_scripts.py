"""The whole site works where scripts are off: the check, its errors, help at once, changing answers."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visitor import LINKS, URGENT, VOICES, WORK, WORRY, YOUNG, fill, send

pytestmark = pytest.mark.browser

of_every_voice = pytest.mark.parametrize("path", VOICES.values(), ids=VOICES)


@pytest.fixture
def plain(new_page) -> Page:
    """A page in a browser that runs no scripts."""
    return new_page(java_script_enabled=False, viewport={"width": 1280, "height": 800})


def follow(page: Page, href: str) -> None:
    with page.expect_navigation():
        page.locator(f'main a[href="{href}"]').first.click()


def to_the_advice(page: Page, path: str) -> None:
    """Every form of a voice filled in and sent, up to the advice."""
    fill(page, URGENT[path])
    send(page)
    if path != YOUNG:
        fill(page, URGENT[path])
        send(page)
    expect(page.locator(".voice h1")).to_be_visible()


@pytest.mark.parametrize(("lang", "path"), [("/en", WORRY), ("", YOUNG), ("/en", WORK)], ids=VOICES)
def test_from_the_start_to_the_advice(lang, path, plain, address):
    plain.goto(f"{address}{lang}/")
    for link in LINKS[path]:
        follow(plain, lang + link)
    to_the_advice(plain, path)
    assert plain.url == address + lang + path
    numbers = plain.locator('.voice a[href="tel:112"], .voice a[href="tel:113"]')
    assert numbers.count()


@of_every_voice
def test_all_questions_stand_on_one_page_and_no_button_is_dead(path, plain, address):
    plain.goto(address + path)
    for question in plain.locator("fieldset").all():
        assert question.is_visible()
    assert plain.locator("form[data-steps] button:visible").count() == 1
    to_the_advice(plain, path)
    assert plain.locator("main button:visible").count() == plain.locator("form button").count()
    assert plain.locator(".message").count() == 2


@pytest.mark.parametrize(
    ("path", "lang", "word"), [(WORRY, "", "Fout: "), (WORK, "/en", "Error: ")]
)
def test_what_is_missing_is_told_above_and_at_the_question(path, lang, word, plain, address):
    plain.goto(address + lang + path)
    title = plain.title()
    plain.locator("#d-e").check()
    send(plain)
    assert plain.title() == word + title
    summary = plain.locator("[data-server-errors]")
    expect(summary).to_be_focused()
    links = {link.get_attribute("href"): link.inner_text() for link in summary.locator("a").all()}
    assert list(links) == ["#q-w", "#q-h", "#q-a"]
    for target, words in links.items():
        assert plain.locator(f"{target} .error").inner_text() == words
    assert not plain.locator("#q-d .error").is_visible()
    assert plain.locator("#d-e").is_checked()
    summary.locator("a").first.click()
    expect(plain.locator("#q-w")).to_be_in_viewport()
    to_the_advice(plain, path)


def test_the_summary_of_what_is_missing_stands_above_the_heading(plain, address):
    plain.goto(address + WORRY)
    send(plain)
    summary = plain.locator("[data-server-errors]").bounding_box()
    assert summary["y"] + summary["height"] <= plain.locator("h1").bounding_box()["y"]


@of_every_voice
def test_changing_answers_keeps_them(path, plain, address):
    plain.goto(address + path)
    to_the_advice(plain, path)
    with plain.expect_navigation():
        plain.locator("form.back button").click()
    for name, code in URGENT[path].items():
        if name not in "wdha":
            expect(plain.locator(f"#{name}-{code}")).to_be_checked()
    send(plain)
    expect(plain.locator(".voice h1")).to_be_visible()


@pytest.mark.parametrize(
    ("path", "question"), [(WORRY, "d"), (WORK, "d"), (YOUNG, "z15"), (YOUNG, "f1")]
)
def test_an_acute_answer_shows_its_number_at_once(path, question, plain, address):
    plain.goto(address + path)
    number = plain.locator(f'[data-step={question}] .at-once a[href^="tel:"]').first
    assert not number.is_visible()
    plain.locator(f"#{question}-a").check()
    assert number.is_visible()
    plain.locator(f"#{question}-d").check()
    assert not number.is_visible()


def test_an_acute_answer_about_another_shows_its_number_at_once(plain, address):
    plain.goto(address + WORRY)
    fill(plain, URGENT[WORRY])
    send(plain)
    for answer in "abc":
        plain.locator(f"#s029-{answer}").check()
        assert plain.locator('[data-step=s029] .at-once a[href="tel:112"]').is_visible()
    plain.locator("#s029-e").check()
    assert not plain.locator("[data-step=s029] .at-once").is_visible()


def test_questions_that_nobody_answered_still_lead_to_someone_to_talk_to(plain, address, site):
    plain.goto(address + YOUNG)
    send(plain)
    assert plain.locator("main").inner_text().count(site.words["result.nothing"].nl) == 1
    assert plain.locator('main a[href^="tel:"]').count()


def test_a_hint_of_a_key_that_does_nothing_is_not_shown(plain, address):
    plain.goto(address)
    assert plain.locator("[data-hint]").inner_text() == ""
