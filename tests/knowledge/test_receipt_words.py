"""The words of receipts hold all that is promised of them in data/receipt/README.txt."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest

from inbeeld.knowledge.loader import data_folder
from inbeeld.knowledge.receipt_words import receipt_words
from inbeeld.knowledge.refuse import refused
from inbeeld.knowledge.words import Lang

of_both = pytest.mark.parametrize("lang", Lang)
# What names the subject or hurts: parts of words, in both languages.
HURTS = (
    "seks", "sex", "naakt", "nude", "bloot", "dood", "dead", "death", "moord", "murder", "wapen",
    "weapon", "geweer", "pistool", "knife", "drug", "wiet", "politie", "police", "slachtoffer",
    "victim", "misbruik", "abuse", "dwang", "force", "dreig", "threat", "angst", "scare", "pijn",
    "pain", "schuld", "guilt", "schaam", "shame", "geheim", "secret", "slaan", "huil", "foto",
    "photo", "camera", "mama", "papa", "moeder", "mother", "vader", "father", "meisje", "girl",
    "jongen", "kind", "child",
)  # fmt: skip
# Words that hold one of these parts and have nothing to do with it.
HARMLESS = frozenset({"papaja", "schilder", "painter", "kindness", "doodle", "papaya"})


@of_both
def test_there_are_enough_for_seventy_seven_bits(lang):
    assert len(set(receipt_words(lang))) == len(receipt_words(lang)) >= 2048


@of_both
def test_each_is_short_plain_and_in_its_place(lang):
    words = receipt_words(lang)
    assert all(re.fullmatch(r"[a-z]{3,8}", word) for word in words)
    assert list(words) == sorted(words)


@of_both
def test_any_two_differ_in_two_letters_or_more(lang):
    """Two words at a distance of one share a form with one letter left out, at or beside its place."""
    forms = defaultdict(set)
    for word in receipt_words(lang):
        for place in range(len(word)):
            forms[word[:place] + word[place + 1 :]].add(word)
        forms[word].add(word)
    near = {
        (one, other)
        for together in forms.values()
        for one in together
        for other in together
        if one < other and _one_apart(one, other)
    }
    assert near == set()


def _one_apart(one: str, other: str) -> bool:
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) <= 1
    shorter, longer = sorted((one, other), key=len)
    return len(longer) - len(shorter) == 1 and any(
        longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer))
    )


@of_both
def test_none_hurts_or_names_the_subject(lang):
    held = [word for word in receipt_words(lang) if any(part in word for part in HURTS)]
    assert set(held) <= HARMLESS
    assert refused(" ".join(receipt_words(lang))) == ()


def test_how_they_were_made_and_their_licence_are_written_down():
    text = (data_folder() / "receipt" / "README.txt").read_text(encoding="utf-8")
    assert "CC BY 4.0" in text
    for lang in Lang:
        assert f"{len(receipt_words(lang))} words" in text
