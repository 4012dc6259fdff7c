"""A message folds to a skeleton, and every finding leads back to where it stood."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inbeeld.screen.fold import needs_undoing, skeleton, traced, undone
from inbeeld.screen.matcher import _fold_plain

ANY = st.text(max_size=60)
SPACED_OUT = st.text(alphabet="abeost0134579@ .?!'", max_size=40)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Hoi", " hoi "),
        ("Foto's? Één!", " fotos ? een . "),
        ("don’t  tell—anyone…", " dont tell anyone . "),
        ("€50 of $20", " € 50 of € 20 "),
        ("stil🤫👍🏽", " stil 🤫 👍 "),
        ("z\u200be\u00adg", " zeg "),
        ("ＦＯＴＯ 𝐟𝐨𝐭𝐨", " foto foto "),
        ("twee\nregels", " twee . regels "),
        ("", " "),
        ("мама", " мама "),
    ],
)
def test_a_message_folds_to_words_with_one_space_between(text, folded):
    assert skeleton(text) == folded


@given(ANY)
def test_both_ways_of_folding_give_the_same(text):
    assert traced(text).text == skeleton(text)


@given(st.lists(st.text(alphabet=st.characters(max_codepoint=127, exclude_characters="\x1e"))))
def test_many_messages_fold_at_once_as_they_do_apart(texts):
    if texts:
        assert _fold_plain(iter(texts)).split("\n") == [skeleton(text) for text in texts]


@given(ANY)
def test_a_skeleton_has_one_space_at_each_end_and_never_two_together(text):
    folded = skeleton(text)
    assert folded.startswith(" ")
    assert folded.endswith(" ")
    assert "  " not in folded
    assert not set(folded) & set("'’`")


@given(ANY, st.data())
def test_a_span_lies_inside_the_message_and_folds_to_what_was_found(text, data):
    found = traced(text)
    start = data.draw(st.integers(0, len(found.text)))
    end = data.draw(st.integers(start, len(found.text)))
    first, last = found.span(start, end)
    assert 0 <= first <= last <= len(text)
    wanted = found.text[start:end].strip()
    assert wanted in skeleton(text[first:last])


@pytest.mark.parametrize(
    ("text", "undone_to"),
    [
        ("f o t o", " foto "),
        ("f.o.t.o sturen", " foto sturen "),
        ("f0t0", " foto "),
        ("fotooooo", " foto "),
        ("heeeel", " heel "),
        ("gehe1m", " geheim "),
    ],
)
def test_what_was_written_around_is_undone_in_a_second_skeleton(text, undone_to):
    assert needs_undoing(skeleton(text))
    assert undone_to in {other.text for other in undone(traced(text))}


@pytest.mark.parametrize("text", ["ik ben 14", "om 8 uur", "een foto", "10:30", "2 x 3", "MP3"])
def test_a_number_stays_a_number(text):
    assert [other.text for other in undone(traced(text))] == []


@given(SPACED_OUT)
def test_what_needs_no_undoing_has_no_second_skeleton(text):
    if not needs_undoing(skeleton(text)):
        assert list(undone(traced(text))) == []


@given(SPACED_OUT)
def test_a_second_skeleton_leads_back_into_the_message(text):
    for other in undone(traced(text)):
        assert len(other.text) == len(other.origin)
        assert all(0 <= place < max(len(text), 1) for place in other.origin)
        assert list(other.origin) == sorted(other.origin)


def test_a_very_long_word_takes_no_longer_than_many_short_ones():
    started = time.process_time()
    assert list(undone(traced("a" * 200_000 + " f o t o")))
    assert time.process_time() - started < 5
