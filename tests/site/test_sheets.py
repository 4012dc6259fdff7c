"""Two sheets: what a page with a chat needs stands in the first, and both go out shorter and the same."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from django.test import Client, RequestFactory
from selectolax.lexbor import LexborHTMLParser as Html

import inbeeld
from inbeeld.knowledge.words import Lang
from inbeeld.site import blocks
from inbeeld.site.content import content
from inbeeld.site.views import chat
from inbeeld.ui.tokens import SHEETS, short_tokens
from tests.site.conftest import FORM

HOUSE = Path(inbeeld.__file__).parent
FIRST, SECOND = (file.read_text(encoding="utf-8") for file in SHEETS)
PLACES = (*(f"/kijk/{number}" for number in chat.PLACES), "/blad/1", "/blad/2")
# What the scripts of these pages give to what they make: el("p", "soft small", ...).
MADE = re.compile(r'el\("\w+", "([^"]+)"|classList\.add\("([^"]+)"|"(bubble|marked|voice)[^"]*"')


def plain(sheet: str) -> str:
    return re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)


def classes(sheet: str) -> set[str]:
    selectors = re.findall(r"([^{};]+)\{", plain(sheet))
    return {name for text in selectors for name in re.findall(r"\.([a-zA-Z][\w-]*)", text)}


def sheets_of(answer) -> list[str]:
    links = Html(answer.content).css('link[rel="stylesheet"]')
    return [re.sub(r"\.[0-9a-f]{12}", "", link.attributes["href"]) for link in links]


def on_chat_pages() -> tuple[set[str], set[str]]:
    """Every class and every tag that a page with a chat holds, or that its scripts make."""
    client = Client(headers={"Sec-Fetch-Site": "same-origin"})
    answers = [client.get(f"{head}{path}") for head in ("", "/en") for path in PLACES]
    answers.append(client.post("/kijk/6", "s085=a&c091=c&step=1", content_type=FORM))
    nodes = [node for answer in answers for node in Html(answer.content).css("*")]
    named = {name for node in nodes for name in (node.attributes.get("class") or "").split()}
    scripts = [(HOUSE / f"ui/static/ui/{name}.js").read_text(encoding="utf-8") for name in "acde"]
    for found in MADE.findall("".join(scripts)):
        named |= set(" ".join(found).split())
    return named, {node.tag for node in nodes}


def test_a_page_with_a_chat_holds_nothing_that_only_the_second_sheet_knows():
    named, tagged = on_chat_pages()
    assert {"bubble", "chat-gap", "reason", "route", "choice--under", "plain-button"} <= named
    assert named & (classes(SECOND) - classes(FIRST)) == set()
    assert tagged & {"dl", "dd", "figure", "blockquote", "table"} == set()


@pytest.mark.parametrize("path", ["/", "/kijk", "/lijst", "/en/lees/2", "/wie", "/nergens"])
def test_every_other_page_brings_both(path):
    assert sheets_of(Client().get(path)) == ["/s/ui/a.css", "/s/ui/p.css"]


@pytest.mark.parametrize("path", PLACES)
def test_a_page_with_a_chat_brings_the_first_alone(path):
    assert sheets_of(Client().get(path)) == ["/s/ui/a.css"]


def test_its_advice_brings_both():
    client = Client(headers={"Sec-Fetch-Site": "same-origin"})
    answer = client.post("/kijk/6", "s085=a&step=2", content_type=FORM)
    assert sheets_of(answer) == ["/s/ui/a.css", "/s/ui/p.css"]


def test_a_page_with_a_chat_and_another_kind_of_block_brings_both(monkeypatch):
    page = content().site.pages["look-child"]
    kinds = {block.kind for block in page.block}
    monkeypatch.setattr(blocks, "IN_FIRST_SHEET", frozenset(kinds - {"routes"}))
    answer = chat.chat(RequestFactory().get("/kijk/6"), 6, Lang.NL)
    assert sheets_of(answer) == ["/s/ui/a.css", "/s/ui/p.css"]


def test_the_desk_brings_both_before_its_own():
    base = (HOUSE / "office/templates/office/base.html").read_text(encoding="utf-8")
    assert re.findall(r'asset "(.*?\.css)"', base) == ["ui/a.css", "ui/p.css", "desk/a.css"]


# ---------- as they go out


def given(sheets: str) -> list[tuple[str, str]]:
    return re.findall(r"(?<![\w-])--([\w-]+):\s*([^;}]+)", plain(sheets))


def followed(text: str, known: dict[str, str]) -> str:
    """With each token as what it is made of."""
    while "var(--" in text:
        text = re.sub(r"var\(--([\w-]+)\)", lambda one: known[one[1]], text)
    return re.sub(r"\s+", " ", text)


def without_tokens(sheet: str) -> str:
    return re.sub(r"(?<![\w-])--[\w-]+:\s*[^;}]+;?", "", plain(sheet))


@pytest.mark.parametrize("name", ["ui/a.css", "ui/p.css", "desk/a.css"])
def test_a_sheet_goes_out_with_short_tokens_that_say_the_same(name):
    room = "office" if name.startswith("desk") else "ui"
    sheet = (HOUSE / room / "static" / name).read_text(encoding="utf-8")
    short = short_tokens(sheet)
    assert "--ib-" not in short
    both = given(FIRST + SECOND)
    known = dict(both[::-1])
    known_short = dict(given(short_tokens(FIRST) + short_tokens(SECOND))[::-1])
    assert followed(without_tokens(short), known_short) == followed(without_tokens(sheet), known)
    # Each value of what stays is there: of a token with several, or made of one with several.
    often = Counter(token for token, _ in both)

    def stays(token: str) -> bool:
        return often[token] > 1 or any(map(stays, re.findall(r"var\(--([\w-]+)\)", known[token])))

    kept = [followed(value, known) for token, value in given(sheet) if stays(token)]
    assert [followed(value, known_short) for _, value in given(short)] == kept


def test_no_other_sheet_gives_a_token_a_value():
    for file in HOUSE.rglob("*.css"):
        if file not in SHEETS:
            assert "--ib-" not in {name[:5] for name, _ in given(file.read_text("utf-8"))}, file
