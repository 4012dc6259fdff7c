"""A receipt: an invented number is refused unhashed, and nothing to open costs what opening costs."""

from __future__ import annotations

import random
from collections import Counter
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inbeeld.vault import receipts
from inbeeld.vault.errors import CannotOpen
from inbeeld.vault.named import CheckKey
from inbeeld.vault.receipts import (
    COUNT,
    SIGNS,
    new_locator,
    new_receipt,
    new_words,
    open_receipt,
    read_locator,
    read_words,
    shown,
)

CHECK = CheckKey(bytes(range(32)))
LISTED = ["molen", "zomer", "rivier", "kast", "fluit", "knoop", "wolken", "trap"]
OTHER = ["river", "button", "window"]


@pytest.fixture(scope="module")
def receipt():
    words = new_words(LISTED)
    return words, new_receipt(words, CHECK)


def test_the_words_open_their_own_receipt(receipt):
    words, stored = receipt
    assert open_receipt(stored.locator, words, stored, CHECK).public() == stored.public


def test_other_words_another_number_and_no_receipt_open_nothing(receipt):
    words, stored = receipt
    other = new_locator(CHECK)
    for locator, typed, found in (
        (stored.locator, new_words(OTHER), stored),
        (other, words, stored),
        (other, words, None),
        (stored.locator, words, None),
    ):
        with pytest.raises(CannotOpen) as told:
            open_receipt(locator, typed, found, CHECK)
        assert str(told.value) == receipts.CLOSED


def test_as_much_is_computed_for_nothing_as_for_wrong_words(receipt):
    """Argon2id is nearly all of the cost; how long it takes is shown by a proof, not by a test."""
    words, stored = receipt
    asked = []
    real = receipts.with_phrase

    def seen(sealed, phrase, *, salt, cost, bound):
        asked.append((len(sealed), len(salt), cost))
        return real(sealed, phrase, salt=salt, cost=cost, bound=bound)

    with patch.object(receipts, "with_phrase", seen):
        for found in (stored, None):
            with pytest.raises(CannotOpen):
                open_receipt(new_locator(CHECK), words, found, CHECK)
    assert len(set(asked)) == 1
    assert len(asked) == 2


def test_the_same_number_without_a_receipt_has_the_same_salt_each_time():
    locator = new_locator(CHECK)
    assert receipts._no_salt(locator, CHECK) == receipts._no_salt(locator, CHECK)
    assert receipts._no_salt(locator, CHECK) != receipts._no_salt(new_locator(CHECK), CHECK)


@settings(max_examples=50)
@given(st.integers(0, 15), st.sampled_from(SIGNS))
def test_a_number_with_one_sign_changed_was_never_given_out(place, sign):
    locator = new_locator(CHECK)
    changed = locator[:place] + sign + locator[place + 1 :]
    assert read_locator(changed, CHECK) == (locator if changed == locator else None)


def test_invented_numbers_are_refused_before_anything_is_hashed_slowly():
    chance = random.Random(1)
    with patch.object(receipts, "stretched", side_effect=AssertionError, create=True):
        for _ in range(2000):
            invented = "".join(chance.choice(SIGNS) for _ in range(16))
            assert read_locator(invented, CHECK) is None


@pytest.mark.parametrize("typed", ["", "K7M4", "x" * 10_000, "K7M4-RQ9T-2XHC-8WD!", "🙂" * 16])
def test_what_is_no_number_is_refused(typed):
    assert read_locator(typed, CHECK) is None


def test_a_number_is_read_however_it_is_typed():
    locator = new_locator(CHECK)
    on_paper = shown(locator)
    assert len(on_paper) == 19
    lazy = on_paper.replace("0", "o").replace("1", "l")
    for typed in (on_paper, on_paper.lower(), on_paper.replace("-", " "), f" {locator}\n", lazy):
        assert read_locator(typed, CHECK) == locator


def test_a_number_of_another_site_is_refused():
    assert read_locator(new_locator(CheckKey(bytes(32))), CHECK) is None


def test_words_are_seven_of_the_list_each_as_likely_as_another():
    drawn = Counter(
        word for _ in range(800) for word in new_words(LISTED).reveal().decode().split()
    )
    assert sum(drawn.values()) == 800 * COUNT
    assert set(drawn) == set(LISTED)
    # 700 of each are expected; the bound is more than five standard deviations away.
    assert all(560 < count < 840 for count in drawn.values())


@pytest.mark.parametrize(
    "typed",
    [
        "molen zomer rivier",
        " Molen, ZOMER; rivier. ",
        "1. molen 2. zomer 3. rivier",
        "mólen zömer rivier",
        "molen zoomer rivier",
        "mole zomer rivire"[:16] + "r",
    ],
)
def test_words_are_read_however_they_are_typed(typed):
    assert read_words(typed, [LISTED, OTHER]).reveal() in (b"molen zomer rivier", typed.encode())


def test_a_letter_too_many_changed_or_missing_is_mended_in_the_language_that_fits():
    assert read_words("mollen zomr rivies", [OTHER, LISTED]).reveal() == b"molen zomer rivier"
    assert read_words("buton windoww river", [LISTED, OTHER]).reveal() == b"button window river"


def test_a_word_that_two_words_are_near_to_stays_as_it_is():
    assert read_words("mosen", [["molen", "mosten", "rosen"]]).reveal() == b"mosen"


def test_endless_input_is_cut_and_answered():
    assert len(read_words("molen " * 100_000, [LISTED]).reveal()) < 500
