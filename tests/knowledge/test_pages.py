"""Pages: neutral where a browser keeps them, complete, and every placeholder leads somewhere."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

import inbeeld
from inbeeld.knowledge import Text
from inbeeld.knowledge.pages import page_texts
from inbeeld.knowledge.placeholders import PLACEHOLDER, misplaced, number, plain
from tests.knowledge.texts import all_texts

PATH = re.compile(r"|[a-z]+(/[0-9]+)?")
TITLES = {
    "start": ("Start", "Start"),
    "read": ("Lezen", "Reading"),
    "list": ("Lijst", "List"),
    "ask": ("Vragen", "Questions"),
    "who": ("Adressen", "Addresses"),
    "info": ("Info", "Info"),
    "missing": ("Niet gevonden", "Not found"),
    "problem": ("Let op", "Please note"),
}
TELLING = ("uitbuit", "seks", "sex", "misbruik", "abuse", "exploit", "loverboy", "inbeeld", "in beeld",
           "groom", "sextortion", "slachtoffer", "victim", "help", "hulp", "signa")  # fmt: skip
SIX_FOR_THE_YOUNG = ("young-threatened", "young-sent", "young-home", "young-forced",
                     "young-who-hears", "young-adult")  # fmt: skip
# Fields that the site or the command shows as they stand, without making links of placeholders.
WITH_PLACEHOLDERS = {"advice.toml", "meldcode.toml", "law.toml"}


def test_paths_are_neutral_and_each_stands_once(site):
    paths = [page.path for page in site.pages.values()]
    assert len(set(paths)) == len(paths)
    for path in paths:
        assert PATH.fullmatch(path), path
        assert not any(part in path for part in TELLING), path


def test_the_start_page_has_no_path(site):
    assert [page.id for page in site.pages.values() if page.path == ""] == ["start"]
    assert site.by_path("") is site.pages["start"]
    assert site.by_path("lees/4") is site.pages["grooming"]
    assert site.by_path("nergens") is None


def test_titles_come_from_the_list_of_neutral_ones(site):
    assert {key: (text.nl, text.en) for key, text in site.titles.items()} == TITLES
    assert {page.title for page in site.pages.values()} <= TITLES.keys()


def test_no_title_says_what_the_site_is_about(site):
    for text in site.titles.values():
        for words in (text.nl.lower(), text.en.lower()):
            assert not any(part in words for part in TELLING), words


def test_the_six_pages_for_the_young_person_are_there(site):
    assert [page.path for page in map(site.pages.get, SIX_FOR_THE_YOUNG)] == [
        f"jij/{number}" for number in range(1, 7)
    ]
    for label in SIX_FOR_THE_YOUNG:
        assert site.pages[label].voice == "young"


def test_who_is_told_what_is_complete(site):
    voices = {page.voice for page in site.pages.values()}
    assert voices == {"everyone", "young", "parent", "school", "professional"}
    for voice, least in (("parent", 3), ("school", 2), ("professional", 3), ("young", 7)):
        assert sum(page.voice == voice for page in site.pages.values()) >= least


def test_every_page_has_both_languages_line_by_line(site):
    for page in site.pages.values():
        for text in page_texts(page):
            assert text.nl.strip(), page.id
            assert text.en.strip(), page.id


def test_no_page_was_changed_in_the_future(site):
    for page in site.pages.values():
        assert (
            dt.date(2026, 1, 1) <= page.updated <= dt.datetime.now(dt.UTC).date() + dt.timedelta(1)
        )


def test_a_way_up_never_goes_round(site):
    for page in site.pages.values():
        seen = [page.id]
        while (above := site.pages[seen[-1]].parent) != "":
            assert above not in seen, seen
            seen.append(above)


def test_at_most_two_calls_stand_under_the_lead(site):
    for page in site.pages.values():
        assert len(page.call) <= 2, page.id


def test_every_page_can_be_reached(site, known):
    """From another page, from a form, from the fixed parts of the site, or from a text."""
    named = {"start", "help"}
    for page in site.pages.values():
        named |= {page.next_page, page.parent}
        named |= {label for block in page.block for label in block.pages}
        for text in page_texts(page):
            named |= {label for kind, label, _ in PLACEHOLDER.findall(text.nl) if kind == "page"}
    named |= {form.page for form in known.forms.values()}
    named |= {statement.page for statement in known.seed.values()}
    fixed = "".join(
        path.read_text(encoding="utf-8")
        for pattern in ("*.py", "*.html")
        for path in Path(inbeeld.__file__).parent.rglob(pattern)
    )
    named |= {label for label in site.pages if f'"{label}"' in fixed}
    assert site.pages.keys() <= named


def test_every_placeholder_leads_somewhere(known, site):
    for where, text in all_texts(known, site):
        if where != "words.toml":
            assert misplaced(text, known.routes, site.pages) == [], where


def test_placeholders_stand_only_where_they_become_links(known, site):
    for where, text in all_texts(known, site):
        if where not in site.pages and where not in WITH_PLACEHOLDERS:
            assert not PLACEHOLDER.search(text.nl + text.en), where


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Bel {phone:112}.", "phone 112 does not exist"),
        ("Lees {page:none|dit}.", "page none does not exist"),
        ("Lees {page:leaving}.", "the link to leaving has no words: write page:leaving|words"),
        ("Bel {phone :113}.", "a brace that is no placeholder: Bel {phone :113}."),
        ("Bel {", "a brace that is no placeholder: Bel {"),
        ("Bel }", "a brace that is no placeholder: Bel }"),
        ("{PHONE:113}", "a brace that is no placeholder: {PHONE:113}"),
    ],
)
def test_a_placeholder_that_leads_nowhere_says_why(known, site, text, reason):
    assert misplaced(Text(text, "Fine."), known.routes, site.pages) == [reason]
    assert misplaced(Text("Goed.", text), known.routes, site.pages) == [reason]


def test_a_placeholder_becomes_the_number_or_the_words(known):
    text = (
        "Bel {phone:veilig-thuis} of {phone:chat-met-fier}, of lees {page:leaving|hoe je weggaat}."
    )
    assert plain(text, known.routes) == ("Bel 0800-2000 of chatmetfier.nl, of lees hoe je weggaat.")


def test_a_number_is_that_of_the_first_telephone(known):
    assert number(known.routes["113"]) == "113"
    assert number(known.routes["helpwanted"]) == "020-261 52 75"
    assert number(known.routes["keerpunt"]) == "keerpunt.chat"


def test_blocks_that_show_facts_show_each_of_them_once(site):
    shown = [block.show for page in site.pages.values() for block in page.block if block.show]
    assert sorted(set(shown)) == sorted(shown)
    assert {"phases", "vulnerabilities", "not-used", "meldcode", "sources", "seed"} <= set(shown)


def test_a_sentence_to_say_brings_no_quotation_marks_of_its_own(site):
    said = [block for page in site.pages.values() for block in page.block if block.kind == "say"]
    assert len(said) > 4
    for block in said:
        for line in (*block.lines.nl, *block.lines.en):
            assert not set('‘’“”"') & {line[0], line[-1]}, line
