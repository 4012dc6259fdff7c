"""Each page of reporting is whole, neutral and reachable, in every state and both languages."""

from __future__ import annotations

import re

import pytest
from selectolax.lexbor import LexborHTMLParser as Html

from tests.site.report_states import every_page
from tests.site.reporting import emptied
from tests.site.test_states import TITLES


@pytest.fixture(scope="module", params=["", "/en"], ids=["nl", "en"])
def pages(request):
    emptied()
    with pytest.MonkeyPatch.context() as patch:
        found = [
            (name, answer, Html(answer.content))
            for name, answer in every_page(patch, request.param)
        ]
    emptied()
    return request.param, found


def test_each_is_whole_and_neutral_and_sets_no_cookie(pages):
    lang, found = pages
    assert len(found) > 35
    for name, answer, html in found:
        assert answer.status_code in (200, 410, 503), name
        if name != "gone":
            assert html.css_first("html").attributes["lang"] == (lang[1:] or "nl"), name
        assert len(html.css("h1")) == 1, name
        assert html.css_first("title").text() in TITLES, name
        assert not answer.cookies, name
        assert answer["Cache-Control"] == "no-store", name


def test_each_has_the_way_out_and_112(pages):
    for name, _, html in pages[1]:
        assert len(html.css("a[data-exit]")) >= 2, name
        assert html.css_first('.exit a[href="tel:112"]') is not None, name


def test_each_keeps_what_is_typed_out_of_the_browser(pages):
    for name, _, html in pages[1]:
        for form in html.css("form"):
            assert form.attributes["method"] == "post", name
            assert form.attributes["autocomplete"] == "off", name
            assert "enctype" not in form.attributes, name
        for field in html.css("input:not([type=hidden]), textarea"):
            assert field.attributes["autocomplete"] == "off", name
            assert field.attributes.get("type") != "file", name
        for field in html.css("textarea"):
            assert int(field.attributes["maxlength"]) > 0, name


def test_each_field_has_a_label_and_each_group_a_legend(pages):
    for name, _, html in pages[1]:
        for field in html.css("textarea, input.field"):
            assert html.css_first(f'label[for="{field.attributes["id"]}"]') is not None, name
        for field in html.css('input[type="radio"], input[type="checkbox"]'):
            assert field.parent.tag == "label", name
        for group in html.css("fieldset"):
            assert group.css_first("legend").text().strip(), name


def test_ids_are_unique_and_links_inside_a_page_lead_somewhere(pages):
    for name, _, html in pages[1]:
        ids = [node.attributes["id"] for node in html.css("[id]")]
        assert len(ids) == len(set(ids)), name
        for link in html.css('a[href^="#"]'):
            assert link.attributes["href"][1:] in ids, name


def test_nothing_is_inline_or_from_elsewhere(pages):
    for name, _, html in pages[1]:
        for node in html.css("script, link, img, iframe, style"):
            assert node.tag in ("script", "link"), name
            address = node.attributes.get("src") or node.attributes.get("href")
            assert address.startswith("/s/"), name
        for node in html.css("*"):
            assert not any(one.startswith("on") or one == "style" for one in node.attributes), name
        for link in html.css("a[href^=http]"):
            assert "noreferrer" in link.attributes.get("rel", ""), name


def test_an_answer_is_only_put_back_where_the_store_failed(pages):
    for name, answer, html in pages[1]:
        held = [one.text() for one in html.css("textarea")]
        held += [one.attributes.get("value") or "" for one in html.css("input.field")]
        if any(held) or html.css("input[checked]"):
            assert answer.status_code == 503, name
    assert any(html.css("input[checked]") for name, _, html in pages[1] if name == "failed-11")


def test_no_path_tells_what_it_is_about(pages):
    for _, _, html in pages[1]:
        for one in html.css("form[action], a[href^='/']"):
            path = one.attributes.get("action") or one.attributes["href"]
            assert re.fullmatch(r"(/en)?/([a-z]*|[a-z]+/[\w/-]+)", path), path


def test_a_form_sends_to_the_page_it_stands_on_or_to_the_next_door(pages):
    lang, found = pages
    for name, _, html in found:
        for form in html.css("main form"):
            action = form.attributes["action"]
            if name.startswith(("question", "failed", "answered", "missing", "overview", "send")):
                assert re.fullmatch(rf"{lang}/post/[\w-]+/\d+", action), (name, action)
            elif name.startswith(("letters-open", "letters-problem", "letters-shut")):
                assert action == f"{lang}/antwoord", name
            elif name.startswith("letters"):
                assert re.fullmatch(rf"{lang}/antwoord/[\w-]{{100,}}", action), name
