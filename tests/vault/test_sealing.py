"""What is sealed opens with the one key, at the one place, and not when anything was changed."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inbeeld.vault.binding import Binding, Purpose
from inbeeld.vault.envelope import SIZES, padded, read, unpadded
from inbeeld.vault.errors import CannotOpen, TooLong, UnknownForm
from inbeeld.vault.keys import PRIVATE, PUBLIC, PublicKey, new_key
from inbeeld.vault.named import Password, Salt
from inbeeld.vault.opening import with_key, with_phrase, with_private
from inbeeld.vault.sealing import to_public, under_key, under_phrase

OWNER = str(UUID(int=7))
HERE = Binding(Purpose.ANSWER, OWNER, "seen")
KEY = bytes(range(32))
PRIVATE_KEY = new_key()
SALT = Salt(b"salt of 16 bytes")
LIGHT = (1, 8)
ELSEWHERE = [
    Binding(Purpose.LETTER, OWNER, "seen"),
    Binding(Purpose.ANSWER, str(UUID(int=8)), "seen"),
    Binding(Purpose.ANSWER, OWNER, "told"),
    Binding(Purpose.ANSWER, OWNER + "seen"),
]
quick = settings(max_examples=40, deadline=None)


@quick
@given(st.binary(max_size=3000))
def test_what_is_sealed_to_a_public_key_opens_with_the_private_one(content):
    sealed = to_public(content, PRIVATE_KEY.public(), bound=HERE, schema=3)
    opened = with_private(sealed, PRIVATE_KEY, bound=HERE)
    assert (opened.content, opened.schema) == (content, 3)


@quick
@given(st.binary(max_size=3000))
def test_what_is_sealed_under_a_key_opens_with_it(content):
    assert with_key(under_key(content, KEY, bound=HERE), KEY, bound=HERE).content == content


def test_what_is_sealed_under_a_phrase_opens_with_it():
    sealed = under_phrase(b"x", Password(b"een twee"), salt=SALT, cost=LIGHT, bound=HERE)
    opened = with_phrase(sealed, Password(b"een twee"), salt=SALT, cost=LIGHT, bound=HERE)
    assert opened.content == b"x"


@pytest.mark.parametrize("bound", ELSEWHERE, ids=lambda one: f"{one.purpose} {one.part}")
def test_it_opens_nowhere_else(bound):
    with pytest.raises(CannotOpen):
        with_private(to_public(b"x", PRIVATE_KEY.public(), bound=HERE), PRIVATE_KEY, bound=bound)
    with pytest.raises(CannotOpen):
        with_key(under_key(b"x", KEY, bound=HERE), KEY, bound=bound)


def test_it_opens_with_no_other_key():
    with pytest.raises(CannotOpen):
        with_private(to_public(b"x", PRIVATE_KEY.public(), bound=HERE), new_key(), bound=HERE)
    with pytest.raises(CannotOpen):
        with_key(under_key(b"x", KEY, bound=HERE), bytes(32), bound=HERE)
    sealed = under_phrase(b"x", Password(b"een"), salt=SALT, cost=LIGHT, bound=HERE)
    with pytest.raises(CannotOpen):
        with_phrase(sealed, Password(b"twee"), salt=SALT, cost=LIGHT, bound=HERE)


@quick
@given(st.data())
def test_it_does_not_open_when_one_byte_was_changed(data):
    sealed = bytearray(under_key(b"iets", KEY, bound=HERE))
    place = data.draw(st.integers(0, len(sealed) - 1))
    sealed[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises((CannotOpen, UnknownForm)):
        with_key(bytes(sealed), KEY, bound=HERE)


@quick
@given(st.data())
def test_it_does_not_open_when_its_end_is_missing(data):
    sealed = to_public(b"iets", PRIVATE_KEY.public(), bound=HERE)
    end = data.draw(st.integers(0, len(sealed) - 1))
    with pytest.raises((CannotOpen, UnknownForm)):
        with_private(sealed[:end], PRIVATE_KEY, bound=HERE)


def test_each_way_of_closing_opens_only_in_its_own_way():
    with pytest.raises(CannotOpen):
        with_key(to_public(b"x", PRIVATE_KEY.public(), bound=HERE), KEY, bound=HERE)
    with pytest.raises(CannotOpen):
        with_private(under_key(b"x", KEY, bound=HERE), PRIVATE_KEY, bound=HERE)


@pytest.mark.parametrize(
    "wrong",
    [b"", b"ib", b"xx\x01\x01\x00\x01body", b"ib\x09\x01\x00\x01body", b"ib\x01\x63\x00\x01body"],
)
def test_what_is_no_envelope_of_this_version_says_so(wrong):
    with pytest.raises(UnknownForm):
        read(wrong)


@given(st.binary(max_size=9000))
def test_padding_comes_off_as_it_went_on_and_leaves_few_sizes(content):
    filled = padded(content)
    assert len(filled) in SIZES
    assert unpadded(filled) == content


def test_a_skipped_answer_a_word_and_some_lines_are_of_one_size():
    sizes = {len(to_public(b"x" * n, PRIVATE_KEY.public(), bound=HERE)) for n in (0, 1, 40, 508)}
    assert len(sizes) == 1


def test_what_is_larger_than_the_largest_class_is_refused_with_the_limit():
    with pytest.raises(TooLong, match=str(SIZES[-1] - 4)):
        padded(bytes(SIZES[-1]))


def test_keys_have_the_sizes_that_are_stored_and_come_back_the_same():
    assert len(PRIVATE_KEY.reveal()) == PRIVATE
    public = PRIVATE_KEY.public()
    assert len(public.raw) == PUBLIC
    assert PublicKey(public.raw) == public
    with pytest.raises(UnknownForm):
        PublicKey(b"short")


def test_parts_that_look_alike_when_joined_are_bound_differently():
    one = Binding(Purpose.ANSWER, "ab", "c").encoded(b"h")
    assert one != Binding(Purpose.ANSWER, "a", "bc").encoded(b"h")
