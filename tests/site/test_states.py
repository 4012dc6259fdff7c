"""Every state of every page: it answers, it is whole, and all branches of the templates are seen."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client, RequestFactory
from selectolax.lexbor import LexborHTMLParser as Html

from inbeeld.knowledge import load as load_knowledge
from inbeeld.knowledge.pages import load_site
from inbeeld.knowledge.words import Lang
from inbeeld.site import blocks
from inbeeld.site.views import chat
from tests.monitor.releases import a_release, before_charts
from tests.site.branches import branches, our_templates, watch
from tests.site.report_states import every_page
from tests.site.reporting import emptied
from tests.site.states import FRAMES, PREVIEWS, State, every

TITLES = {
    title
    for text in load_site(load_knowledge()).titles.values()
    for word in (text.nl, text.en)
    for title in (word, f"Fout: {word}", f"Error: {word}")
}
OUTSIDE = re.compile(r"https?://|^//")


@pytest.fixture(scope="module")
def visited() -> dict[str, tuple]:
    """The states that were visited, by name: each is looked at by several tests, and changed by none."""
    return {}


@pytest.fixture
def page(request, visit, visited):
    state = request.param
    if state.name not in visited:
        answer = visit(state)
        visited[state.name] = (state, answer, Html(answer.content))
    return visited[state.name]


of_every_state = pytest.mark.parametrize(
    "page", every(), ids=lambda state: state.name, indirect=True
)


@of_every_state
def test_a_state_answers_whole_and_neutral(page):
    state, answer, html = page
    assert answer.status_code == state.status
    assert html.css_first("html").attributes["lang"] == ("en" if "/en" in state.path else "nl")
    assert len(html.css("h1")) == 1
    assert html.css_first("title").text() in TITLES
    assert html.css_first("main#inhoud") is not None
    assert not answer.cookies


@of_every_state
def test_a_state_has_the_way_out_and_112_twice_reachable(page):
    _, _, html = page
    ways = [link.attributes["href"] for link in html.css("a[data-exit]")]
    assert len(ways) == 2
    assert all(way.endswith("/weg") for way in ways)
    assert html.css_first('.exit a[href="tel:112"]') is not None


@of_every_state
def test_a_state_loads_nothing_from_elsewhere_and_nothing_inline(page):
    _, _, html = page
    assert not html.css("iframe")
    for place in html.css("[data-place]"):
        assert re.fullmatch(r"(/en)?/blad/[12]", place.attributes["data-src"])
    for node in html.css("script, link, img, video, audio, source, object, embed, style"):
        assert node.tag in ("script", "link")
        address = node.attributes.get("src") or node.attributes.get("href")
        assert address.startswith("/s/")
    for node in html.css("*"):
        assert not any(name.startswith("on") or name == "style" for name in node.attributes)


@of_every_state
def test_a_link_to_elsewhere_tells_nothing_of_where_it_came_from(page):
    _, _, html = page
    for link in html.css("a[href]"):
        if OUTSIDE.search(link.attributes["href"]):
            assert "noreferrer" in link.attributes.get("rel", "")


@of_every_state
def test_a_form_is_posted_with_codes_only_and_fills_nothing_in(page):
    _, _, html = page
    for form in html.css("form"):
        assert form.attributes["method"] == "post"
        assert form.attributes["autocomplete"] == "off"
    for field in html.css("input, textarea, select"):
        assert field.tag == "input"
        assert field.attributes["type"] in ("radio", "checkbox", "hidden")
        if field.attributes["name"] == "o":  # what was ticked, as it is carried along
            assert re.fullmatch(r"S\d{3}-(seen|told|thought)(-[a-z-]+)*", field.attributes["value"])
            continue
        assert re.fullmatch(r"[a-z]\d{0,3}|step", field.attributes["name"])
        assert re.fullmatch(r"[a-e]|\d{1,2}", field.attributes["value"])


@of_every_state
def test_every_choice_has_a_label_and_every_group_a_legend(page):
    _, _, html = page
    for field in html.css('input[type="radio"], input[type="checkbox"]'):
        assert field.parent.tag == "label"
        assert field.parent.text().strip()
    for group in html.css("fieldset"):
        assert group.css_first("legend").text().strip()


@of_every_state
def test_ids_are_unique_and_links_inside_a_page_lead_somewhere(page):
    _, _, html = page
    ids = [node.attributes["id"] for node in html.css("[id]")]
    assert len(ids) == len(set(ids))
    for link in html.css('a[href^="#"]'):
        assert link.attributes["href"][1:] in ids


@of_every_state
def test_links_to_our_own_pages_lead_to_pages(page, known_paths):
    _, _, html = page
    for link in html.css('a[href^="/"]'):
        assert link.attributes["href"] in known_paths


@of_every_state
def test_no_number_or_colour_judges_a_person(page):
    _, _, html = page
    text = html.css_first("main").text().casefold()
    for word in ("score", "risico:", "risk level", "risiconiveau"):
        assert word not in text or "geen score" in text or "no score" in text


@pytest.fixture(scope="module")
def known_paths():
    site = load_site(load_knowledge())
    paths = {page.path for page in site.pages.values()} | {"weg", "antwoord"}
    paths |= {f"{page}/{number}" for page in ("lijst", "wie") for number in range(1, 9)}
    return {f"{head}{path}" for head in ("/", "/en/") for path in paths}


@contextmanager
def releases():
    """The folder of releases in the data folder of the site."""
    place = Path(settings.DATA) / "releases"
    place.mkdir()
    try:
        yield place
    finally:
        shutil.rmtree(place)


def test_no_branch_of_a_template_is_left_unseen(visit, monkeypatch):
    wanted = {key: where for name in our_templates() for key, where in branches(name).items()}
    with watch() as seen:
        for state in [*every(), *FRAMES, *PREVIEWS]:
            visit(state)
        monkeypatch.undo()
        emptied()
        with monkeypatch.context() as given:  # as if it held a block that needs the second sheet
            given.setattr(blocks, "IN_FIRST_SHEET", frozenset())
            assert chat.chat(RequestFactory().get("/kijk/6"), 6, Lang.NL).status_code == 200
        assert [answer.status_code for _, answer in every_page(monkeypatch)].count(200) > 30
        with releases() as place:
            few = a_release(place / "few", {2022: 200, 2023: 260, 2024: 3})  # too few for a total
            before_charts(few)
            assert "verborgen" in Client().get("/lees/10").content.decode()
            a_release(place / "more", {2024: 280}, date=dt.date(2026, 10, 17))
            assert "<figcaption" in Client().get("/lees/10").content.decode()
    emptied()
    missed = sorted(wanted[key] for key in wanted.keys() - seen)
    assert not missed, "no state renders:\n" + "\n".join(missed)


def test_a_branch_that_nobody_renders_is_noticed(visit):
    with watch() as seen:
        visit(every()[0])
    missed = [where for where in branches("site/result.html").items() if where[0] not in seen]
    assert missed


@pytest.mark.parametrize("head", ["/", "/en/"])
def test_each_page_for_the_young_person_is_one_tap_from_the_start(visit, head):
    start = visit(State("start", head)).content.decode()
    for number in range(1, 7):
        assert f'href="{head}jij/{number}"' in start
