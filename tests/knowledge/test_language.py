"""Whether everyone can read it: both languages, short sentences, and boys in every view."""

from __future__ import annotations

import pytest

from inbeeld.knowledge import Lang, Observer
from inbeeld.knowledge.language import judge
from inbeeld.knowledge.pages import page_texts
from inbeeld.knowledge.placeholders import PLACEHOLDER
from tests.knowledge.texts import FILES, all_texts, file_texts

LONG = {"law.toml", "figures.toml"}
LONG_PAGES = {"law", "figures"}
SIGNAL_FILES = [
    "1-appearance.toml",
    "2-self.toml",
    "3-behaviour.toml",
    "4-limits.toml",
    "5-others.toml",
    "6-health.toml",
]
# Below this a phrase may well read the same in both languages.
LEAST_TO_COMPARE = 4
BOYS = "exploitation-of-boys"


@pytest.mark.parametrize("file", [*FILES, *SIGNAL_FILES, "words.toml"])
def test_a_data_file_can_be_read_by_everyone(known, site, file):
    longest = 25 if file in LONG else 20
    texts = file_texts(known, site)[file]
    assert texts
    verdict = judge(texts, longest=longest, where=file)
    assert verdict.good, "\n".join(str(found) for found in verdict.findings)


def test_every_page_can_be_read_by_everyone(known, site):
    for page in site.pages.values():
        verdict = judge(page_texts(page), longest=page.longest, where=page.id)
        assert verdict.good, page.id + "\n" + "\n".join(str(found) for found in verdict.findings)
        assert verdict.sentences[Lang.NL] > 0, page.id


def test_only_law_and_figures_may_have_longer_sentences(site):
    for page in site.pages.values():
        assert page.longest == (25 if page.id in LONG_PAGES else 20), page.id


def test_english_is_complete_and_no_copy_of_the_dutch(known, site):
    names = [route.name for route in known.routes.values()]
    for where, text in all_texts(known, site):
        assert text.nl.strip(), where
        assert text.en.strip(), where
        if text not in names and len(text.nl.split()) >= LEAST_TO_COMPARE:
            assert text.nl != text.en, f"{where}: {text.nl}"


def test_english_does_not_hold_dutch_sentences(known, site):
    dutch = {"het", "een", "niet", "zijn", "voor", "jij", "ook", "wordt", "deze"}
    for where, text in all_texts(known, site):
        if where in ("sources.toml", "routes.toml"):
            continue
        words = {word.strip(".,:;?!‘’“”()").lower() for word in text.en.split()}
        assert len(words & dutch) < 2, f"{where}: {text.en}"


def test_both_languages_name_the_same_numbers_and_pages(known, site):
    for where, text in all_texts(known, site):
        nl, en = (
            sorted((kind, label) for kind, label, _ in PLACEHOLDER.findall(words))
            for words in (text.nl, text.en)
        )
        assert nl == en, f"{where}: {text.nl}"


@pytest.mark.parametrize("observer", Observer)
def test_boys_are_named_to_every_observer(known, observer):
    text = known.observers[observer].boys
    assert "jongen" in text.nl.lower()
    assert "boy" in text.en.lower() or "he were a girl" in text.en


@pytest.mark.parametrize("observer", Observer)
def test_every_observer_sees_signals_of_exploitation_of_boys(known, observer):
    seen = [one for one in known.signals.values() if observer in one.observers]
    assert any(BOYS in signal.forms for signal in seen)


def test_every_form_page_names_boys(known, site):
    pages = {form.page for form in known.forms.values()}
    assert len(pages) == 6
    pages |= {form.page for form in known.result_forms.values()}
    for label in pages:
        texts = page_texts(site.pages[label])
        assert any("jongen" in text.nl.lower() for text in texts), label
        assert any("boy" in text.en.lower() for text in texts), label


def test_boys_have_a_page_of_their_own_and_one_result_with_exploitation_by_another(known, site):
    assert BOYS in site.pages
    assert known.forms[BOYS].result == known.forms["trafficking"].result
    assert len(known.forms) == 6
    assert len(known.result_forms) == 5


def test_no_text_says_that_who_does_harm_is_always_a_man(known, site):
    """‘Hij’ goes with ‘zij’. seed.toml quotes the old page; on the page on boys ‘hij’ is the boy."""
    for where, text in all_texts(known, site):
        if where in ("seed.toml", BOYS):
            continue
        for words, he, she in (
            (text.nl, {"hij", "hem"}, {"zij", "ze", "haar"}),
            (text.en, {"he", "him", "his"}, {"she", "her"}),
        ):
            there = {word.strip(".,:;?!‘’“”()").lower() for word in words.split()}
            assert not there & he or there & she, f"{where}: {words}"
