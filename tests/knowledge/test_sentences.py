"""How sentences and words are counted, and what the verdict says of a text that is not right."""

from __future__ import annotations

import pytest

from inbeeld.knowledge import Lang, Text
from inbeeld.knowledge.language import AVERAGE, count_words, judge, sentences
from inbeeld.knowledge.pages import load_site, page_texts

SENTENCES = [
    ("", []),
    ("   ", []),
    ("Bel 112.", ["Bel 112."]),
    ("Een kop zonder punt", ["Een kop zonder punt"]),
    ("Stop. Bel 112.", ["Stop.", "Bel 112."]),
    ("Gebeurt dit? Praat! Het mag.", ["Gebeurt dit?", "Praat!", "Het mag."]),
    ("Nu open tot 11.00 uur. Daarna niet.", ["Nu open tot 11.00 uur.", "Daarna niet."]),
    ("Het waren er 1.320. Dat is oud.", ["Het waren er 1.320.", "Dat is oud."]),
    ("Ga naar veiligthuis.nl of bel.", ["Ga naar veiligthuis.nl of bel."]),
    ("Zeg: ‘Ik help je.’ Wacht dan.", ["Zeg: ‘Ik help je.’", "Wacht dan."]),
    ("Zeg “Ik help je.” Wacht dan.", ["Zeg “Ik help je.”", "Wacht dan."]),
    ('Zeg "Ik help je." Wacht dan.', ['Zeg "Ik help je."', "Wacht dan."]),
    ("(Dat mag ook.) Wacht dan.", ["(Dat mag ook.)", "Wacht dan."]),
    ("Als je van me houdt … Ken je dat?", ["Als je van me houdt …", "Ken je dat?"]),
    ("Nou... Misschien.", ["Nou...", "Misschien."]),
    ("Echt?! Ja.", ["Echt?!", "Ja."]),
    ("Eén regel.\nNog een regel.", ["Eén regel.", "Nog een regel."]),
    ("Bel eerst; chat daarna: dat mag", ["Bel eerst; chat daarna: dat mag"]),
]

WORDS = [
    ("", 0),
    ("Bel", 1),
    ("Bel 112.", 2),
    ("van 11.00 tot 21.00 uur", 5),
    ("1.320 meisjes", 2),
    ("foto's en filmpjes", 3),
    ("hij – of zij – belt", 4),
    ("‘ja’ zeggen", 2),
    ("13- tot 17-jarigen", 3),
    ("en/of", 1),
    ("Als je van me houdt …", 5),
]


@pytest.mark.parametrize(("text", "parts"), SENTENCES)
def test_a_text_is_cut_where_a_reader_would(text, parts):
    assert sentences(text) == parts


@pytest.mark.parametrize(("text", "count"), WORDS)
def test_words_are_counted_as_a_reader_would(text, count):
    assert count_words(text) == count


def words(count: int) -> str:
    """A sentence of so many words."""
    return " ".join(["woord"] * count) + "."


def test_a_good_text_gets_a_good_verdict():
    verdict = judge([Text("Praat erover. Bel iemand.", "Talk about it. Call someone.")])
    assert verdict.good
    assert verdict.average == {Lang.NL: 2.0, Lang.EN: 2.5}
    assert verdict.longest == {Lang.NL: 2, Lang.EN: 3}
    assert verdict.sentences == {Lang.NL: 2, Lang.EN: 2}


@pytest.mark.parametrize(
    ("lengths", "longest", "good"),
    [
        ((11,), 20, True),
        ((12,), 20, False),
        ((20, 2), 20, True),
        ((21, 1), 20, False),
        ((21, 1), 25, True),
        ((25, 2, 2, 2), 25, True),
        ((26, 1, 1, 1), 25, False),
    ],
)
def test_dutch_holds_the_average_and_the_longest(lengths, longest, good):
    text = " ".join(words(length) for length in lengths)
    verdict = judge([Text(text, "Short.")], longest=longest)
    assert verdict.good is good
    assert all(found.lang is Lang.NL for found in verdict.findings)


@pytest.mark.parametrize(
    ("lengths", "good"), [((14,), True), ((15,), False), ((25, 2), True), ((26, 1), False)]
)
def test_english_may_be_a_little_longer(lengths, good):
    text = " ".join(words(length) for length in lengths)
    assert judge([Text("Kort.", text)]).good is good


def test_short_headings_do_not_hide_long_sentences():
    headings = [Text("Kop", "Heading")] * 20
    assert not judge([*headings, Text(words(15), "Short.")]).good


def test_a_long_phrase_without_a_point_is_seen_too():
    assert not judge([Text(words(21).rstrip("."), "Short")]).good


def test_a_number_or_link_counts_as_the_words_that_are_shown():
    verdict = judge(
        [Text("Bel {phone:veilig-thuis} of lees {page:leaving|meer hierover}.", "Call.")]
    )
    assert verdict.longest[Lang.NL] == 6


def test_a_bad_text_is_answered_with_everything_to_mend(copy, known):
    """As `inbeeld knowledge preview` shows it: each language, the reason, the text, what to write."""
    copy.change(
        "pages/grooming.toml",
        "Het overkomt jongens en meisjes. Het is niet hun schuld.",
        f"Een klant kiest ervoor. {words(24)} Zwompelgratten.",
    )
    copy.change(
        "pages/grooming.toml",
        "It happens to boys and girls. It is not their fault.",
        "Why did you send it? He put himself at risk.",
    )
    site = load_site(known, copy.folder)
    verdict = judge(page_texts(site.pages["grooming"]), where="grooming")
    told = "\n".join(str(found) for found in verdict.findings)
    assert not verdict.good
    assert "nl: do not use klant (wie een minderjarige koopt is een pleger)" in told
    assert "write: koper of pleger" in told
    assert "nl: do not use kiest ervoor" in told
    assert "nl: 24 words, at most 20: woord woord" in told
    assert "en: do not use why did you" in told
    assert "en: do not use put themselves at risk" in told
    assert "is too explicit: (not repeated here)" in told
    assert "wompelgrat" not in "".join(
        one.text for one in verdict.findings if "explicit" in one.reason
    )


def test_the_limits_are_those_of_plain_dutch():
    assert AVERAGE[Lang.NL] == 11
    assert judge([]).good
