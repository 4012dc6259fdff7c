"""What is inside an envelope comes back as it was, and what a newer version wrote is told."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inbeeld.desk.contents import (
    SCHEMA,
    Answer,
    Letter,
    LetterKind,
    Request,
    RequestKind,
    UnknownSchema,
    read_answer,
    read_letter,
    read_request,
    written,
)

moments = st.datetimes(timezones=st.just(dt.UTC))
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
some = st.lists(texts, max_size=3).map(tuple)
quick = settings(max_examples=60)


@quick
@given(moments, st.dictionaries(texts, some, max_size=4))
def test_an_answer_comes_back(at, given_):
    answer = Answer(at, given_)
    assert read_answer(written(answer).reveal(), SCHEMA) == answer


@quick
@given(moments, st.sampled_from(RequestKind), texts, some)
def test_a_request_comes_back(at, kind, text, partners):
    request = Request(at, kind, text, partners)
    assert read_request(written(request).reveal(), SCHEMA) == request


@quick
@given(moments, st.sampled_from(LetterKind), texts, texts, some)
def test_a_letter_comes_back(at, kind, text, about, partners):
    letter = Letter(at, kind, text, about, partners)
    assert read_letter(written(letter).reveal(), SCHEMA) == letter


# As they were written in each schema; a line is added with a new schema and none is ever changed.
BEFORE = {
    1: (
        b'{"at":"2026-11-24T10:00:00+00:00","given":{"seen":["een auto"]}}',
        b'{"at":"2026-11-24T10:00:00+00:00","kind":"add","text":"meer","partners":["police"]}',
        b'{"at":"2026-11-24T10:00:00+00:00","kind":"asked","text":"","partners":[],"about":"delete"}',
    )
}
AT = dt.datetime(2026, 11, 24, 10, tzinfo=dt.UTC)


@pytest.mark.parametrize("schema", range(1, SCHEMA + 1))
def test_every_earlier_schema_is_read(schema):
    answer, request, letter = BEFORE[schema]
    assert read_answer(answer, schema) == Answer(AT, {"seen": ("een auto",)})
    assert read_request(request, schema) == Request(AT, RequestKind.ADD, "meer", ("police",))
    assert read_letter(letter, schema) == Letter(AT, LetterKind.ASKED, about="delete")


@pytest.mark.parametrize("read", [read_answer, read_request, read_letter])
def test_what_a_newer_version_wrote_is_told(read):
    with pytest.raises(UnknownSchema, match=str(SCHEMA + 1)):
        read(b"{}", SCHEMA + 1)


def test_what_somebody_wrote_is_not_shown_by_its_repr():
    for one in (Answer(AT, {"seen": ("een auto",)}), Letter(AT, LetterKind.LETTER, "een auto")):
        assert "auto" not in repr(one)
