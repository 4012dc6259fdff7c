"""The language of whole pages, as a visitor gets them: short sentences and no word that hurts."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser as Html

from inbeeld.knowledge.language import LONGEST, LONGEST_LAW, avoided, avoided_words, judge
from inbeeld.knowledge.refuse import refused
from inbeeld.knowledge.words import Lang, Text
from tests.site.states import PROBLEMS, State, every

BLOCKS = (
    "p, li, h1, h2, h3, dt, dd, legend span, label, summary, caption, th, td, blockquote, button"
)
LONGER = ("/lees/9", "/lees/10")
# Words that some data file must quote; the tests of the data know where, a page does not.
QUOTED = tuple(f"do not use {word.id} " for word in avoided_words() if word.allowed)


def lines(state: State, body: bytes) -> list[str]:
    """The text of a page, block by block, without the titles of sources."""
    main = Html(body).css_first("main")
    for node in main.css("details, .soft.small, .checked, script, svg"):
        if node.tag != "details" or "ronnen" in node.text() or "ources" in node.text():
            node.decompose()
    found = []
    for node in main.css(BLOCKS):
        inner = [child for child in node.css(BLOCKS) if child.mem_id != node.mem_id]
        if not inner:
            found.append(" ".join(node.text().split()))
    return [line for line in found if line]


@pytest.mark.parametrize("state", every(), ids=lambda state: state.name)
def test_a_page_can_be_read_by_everyone(visit, state):
    lang = Lang.EN if state.path.startswith("/en") else Lang.NL
    text = lines(state, visit(state).content)
    longest = LONGEST_LAW if state.path.removeprefix("/en") in LONGER else LONGEST
    verdict = judge([Text(line, line) for line in text], longest=longest)
    mine = [
        finding
        for finding in verdict.findings
        if finding.lang is lang and not finding.reason.startswith(QUOTED)
    ]
    assert [str(finding) for finding in mine] == []
    assert verdict.sentences[lang] >= (1 if state in PROBLEMS else 3)


def test_the_language_test_sees_a_long_sentence():
    words = " ".join(["woord"] * 26) + "."
    body = f"<main><ul><li>{words}</li></ul></main>".encode()
    text = lines(State("x", "/"), body)
    assert not judge([Text(line, line) for line in text]).good


@pytest.mark.parametrize("state", every(), ids=lambda state: state.name)
def test_a_page_holds_no_word_that_is_too_explicit(visit, state):
    assert refused(visit(state).content.decode()) == ()


@pytest.mark.parametrize(
    "state", [one for one in every() if one.path.startswith("/lees")], ids=lambda state: state.name
)
def test_every_page_on_a_form_names_boys(visit, state):
    number = int(state.path.rpartition("/")[2])
    if 2 <= number <= 7:
        text = visit(state).content.decode().casefold()
        assert ("boy" if state.path.startswith("/en") else "jongen") in text


@pytest.mark.parametrize("number", range(1, 9))
@pytest.mark.parametrize(("head", "word"), [("/", "jongen"), ("/en/", "boy")])
def test_every_list_of_an_observer_names_boys(visit, number, head, word):
    body = visit(State("x", f"{head}lijst/{number}")).content.decode().casefold()
    assert word in Html(body).css_first("main").text()


def test_words_not_to_use_are_seen_on_a_page():
    assert avoided("Zij was een wegloper.", Lang.NL)
