"""Every statement of the old page has its place, and the figures say what they count."""

from __future__ import annotations

import re

import pytest

from inbeeld.knowledge.pages import page_texts
from inbeeld.knowledge.words import FigureKind, Status

# What the fact list calls outdated or unsafe, and what became of it.
OUTDATED = {
    "punishable-under-16": (Status.CORRECTED, r"1 juli 2024"),
    "almost-3000": (Status.CORRECTED, r"schatting over 2010 tot en met 2015"),
    "1320-girls": (Status.CORRECTED, r"schatting per jaar, over 2010 tot en met 2015"),
    "eleven-percent": (Status.CORRECTED, r"2012 tot en met 2016.*2 tot 3 procent over 2018"),
    "boys-a-day": (Status.LEFT_OUT, r"geen bron"),
    "called-work": (Status.LEFT_OUT, r"uitgebuit"),
    "mostly-young-men-and-girls": (Status.CORRECTED, r"een man, een vrouw.*meisjes en jongens"),
    "win-over-and-force": (Status.CORRECTED, r"jongen of meisje.*een of twee dagen"),
    "loverboys-are-traffickers": (Status.CORRECTED, r"mensenhandelaar of uitbuiter"),
    "four-forms": (Status.CORRECTED, r"zes vormen"),
    "name-for-boys": (Status.CORRECTED, r"seksuele uitbuiting van jongens"),
    "boys-and-orientation": (Status.LEFT_OUT, r"zegt niets over uitbuiting"),
    "culture-remark": (Status.LEFT_OUT, r"elke jongere"),
    "dependent-on-the-buyer": (Status.CORRECTED, r"pleger en geen klant"),
    "watch-reporting-point": (Status.LEFT_OUT, r"ander meldpunt"),
    "six-headings": (Status.CORRECTED, r"120 signalen"),
    "least-in-view": (Status.CORRECTED, r"jongens"),
}

# What stands on the old page, by a word or two of each statement, in its order.
OLD_PAGE = (
    "gedwongen", "online en offline", "vier vormen", "Verandering", "strafbaar",
    "vorm van mensenhandel", "meest voorkomende", "3.000", "1.320", "minst in beeld", "11 procent",
    "bescherming", "Slachtoffermonitor", "Hoe herken ik", "wel eens anders", "gevoel", "zes groepen",
    "Groep 1", "Groep 2", "Groep 3", "Groep 4", "Groep 5", "Groep 6", "site van de politie",
    "mensenhandelaren", "inpalmen", "afhankelijk", "geld verdienen", "vaker online", "uitgaan",
    "altijd afhankelijkheid", "leeftijdsverschil", "alleen nog met hem", "beschermer",
    "wat hij doet strafbaar", "met niemand praat", "minder contact", "afpersing", "gemaakt",
    "sociale media", "vrienden of familie te sturen", "betaalt of meer beelden", "seks met anderen",
    "kinderlokken", "als iemand anders", "vertrouwen", "afspreken", "onder de 16", "webcam",
    "Jongensprostitutie", "opdracht van een ander", "per dag", "‘werken’", "moeilijker om hulp",
    "schamen", "op wie ze vallen", "niet dat er uitbuiting", "klant", "cultuur", "gechanteerd",
    "die wereld", "WATCH",
)  # fmt: skip


def test_every_statement_has_a_page_and_a_status(known, site):
    assert {statement.status for statement in known.seed.values()} == set(Status)
    for statement in known.seed.values():
        assert statement.page in site.pages, statement.id


@pytest.mark.parametrize("words", OLD_PAGE)
def test_what_the_old_page_said_has_its_place(known, words):
    assert any(words in statement.said.nl for statement in known.seed.values())


@pytest.mark.parametrize("label", OUTDATED)
def test_what_is_outdated_is_corrected_or_left_out_and_says_how(known, label):
    status, now = OUTDATED[label]
    statement = known.seed[label]
    assert statement.status is status
    assert re.search(now, statement.now.nl), statement.now.nl


def test_what_we_say_now_has_a_source_and_is_no_copy(known):
    for statement in known.seed.values():
        assert statement.sources or statement.status is Status.LEFT_OUT, statement.id
        assert statement.now.nl != statement.said.nl, statement.id
        assert statement.now.en != statement.said.en, statement.id


def test_what_was_left_out_rests_on_more_than_the_old_page(known):
    for statement in known.seed.values():
        if statement.status is not Status.KEPT:
            assert set(statement.sources) != {"SEED"}, statement.id


def test_the_reader_is_told_plainly_what_changed(site):
    shown = {block.show for block in site.pages["changed"].block}
    assert "seed" in shown


@pytest.mark.parametrize(
    ("label", "now"),
    [
        ("grooming", "1 juli 2024"),
        ("law", "1 juli 2024"),
        ("figures", "2010 tot en met 2015"),
        ("figures", "vonden we geen bron"),
        ("exploitation-of-boys", "Wij vonden geen bron"),
        ("changed", "mensenhandelaar in plaats van ‘loverboy’"),
        ("changed", "WATCH ging rond 2020 op in een ander"),
    ],
)
def test_the_page_itself_says_what_was_corrected(site, label, now):
    assert any(now in text.nl for text in page_texts(site.pages[label]))


def test_the_number_of_boys_without_a_source_stands_nowhere_a_visitor_reads(known, site):
    texts = [text for page in site.pages.values() for text in page_texts(page)]
    texts += [one for statement in known.seed.values() for one in (statement.said, statement.now)]
    texts += list(site.words.values())
    for text in texts:
        assert not re.search(r"1[.,]?500\b", text.nl + text.en), text.nl


def test_no_page_writes_an_old_estimate_as_if_it_were_now(known, site):
    """1,320 and ‘almost 3,000’ never stand in a text without the years beside them."""
    for page in site.pages.values():
        for text in page_texts(page):
            for words in (text.nl, text.en):
                if re.search(r"1[.,]320|3[.,]000", words):
                    assert "2010" in words, f"{page.id}: {words}"


def test_there_are_eighteen_figures_and_the_unsourced_one_is_never_public(known):
    assert sorted(figure.fact for figure in known.figures.values()) == [
        f"F{number:02}" for number in range(1, 19)
    ]
    unsourced = [one for one in known.figures.values() if one.kind is FigureKind.UNSOURCED]
    assert [one.fact for one in unsourced] == ["F05"]
    assert [one.fact for one in known.figures.values() if not one.public] == ["F05"]


def test_every_estimate_says_its_years_and_what_it_counts(known):
    for figure in known.figures.values():
        if figure.kind in (FigureKind.ESTIMATE, FigureKind.SHARE):
            assert re.search(r"\d{4}", figure.about), figure.id
            assert figure.outdated, figure.id
            assert figure.method or figure.kind is FigureKind.SHARE, figure.id


@pytest.mark.parametrize(
    ("fact", "value"), [("F01", 6250), ("F02", 1320), ("F03", 11), ("F04", 3000)]
)
def test_an_estimate_has_the_number_of_the_fact_list(known, fact, value):
    figure = next(one for one in known.figures.values() if one.fact == fact)
    assert figure.values[0].number == value


def test_a_range_holds_its_estimate(known):
    for figure in known.figures.values():
        assert (figure.low is None) == (figure.high is None), figure.id
        if figure.low is not None:
            assert figure.low < figure.values[0].number < figure.high


def test_the_registered_series_is_that_of_the_fact_list(known):
    series = {one.label.nl: one.number for one in known.figures["reported-to-comensha"].values}
    assert series == {
        "2007": 716, "2011": 1222, "2014": 1255, "2017": 956, "2018": 668, "2019": 1334,
        "2020": 984, "2021": 791, "2022": None, "2023": 868, "2024": 944,
    }  # fmt: skip


def test_what_was_not_found_is_left_open_and_no_zero(known):
    for figure in known.figures.values():
        assert all(value.number != 0 for value in figure.values), figure.id


def test_nothing_is_known_for_boys_and_the_figures_say_so(known):
    girls = known.figures["dutch-girls-estimate"]
    assert "jongens" in girls.note.nl
    assert "boys" in girls.note.en
