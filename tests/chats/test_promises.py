"""Promises: any chat reads back the same, in any shape; and no bytes at all lead to a traceback."""

from __future__ import annotations

import datetime as dt
import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inbeeld.chats import ChatError, Kind, Message, read_text
from inbeeld.chats.calendars import hijri, persian
from inbeeld.chats.headers import INVISIBLE
from inbeeld.chats.json_stream import Cursor
from inbeeld.chats.material import in_memory
from tests.chats.shapes import SHAPES, chat
from tests.chats.test_blocks import CLI, IMESSAGE, MARKDOWN, SHORT, SIGTOP, TOOLS
from tests.chats.test_others import discord, meta, posted, sent, sms, text_message
from tests.chats.test_plain import HI, everything, telegram

PROMISE = settings(
    max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
NAMES = [
    "Anna",
    "Bo de Vries",
    "+31 6 12345678",
    "🌸 Cas",
    "Dr. No",
    "Müller [3b]",
    "~ Eef",
    "אבי",
    "李",
]
LETTERS = st.characters(
    codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters=INVISIBLE
)
LINES = st.text(LETTERS, max_size=30).map(str.strip)
TEXTS = st.lists(LINES, min_size=1, max_size=3).map(lambda lines: "\n".join(lines).strip())
MINUTES = st.integers(0, 60 * 24 * 30)


def plain(text: str) -> bool:
    """Whether the text cannot be taken for a placeholder: those have tests of their own."""
    return not text.endswith((">", "›", ")", "）")) and "<" not in text and " " * 2 not in text


MESSAGES = st.lists(
    st.tuples(MINUTES, st.sampled_from(NAMES), TEXTS.filter(plain)), min_size=1, max_size=12
)


@PROMISE
@given(st.sampled_from(SHAPES), MESSAGES, st.integers(13, 28))
def test_any_chat_reads_back_the_same_in_any_shape(shape, messages, day):
    """One message stands on a day after the twelfth, so that the order of dates is never in doubt."""
    first = dt.datetime(2022, 3, day, 9, 0)
    gone = 0
    expected = [(first, "Anna", "hoi")]
    for minutes, name, text in messages:
        gone += minutes // len(messages)
        expected.append((first + dt.timedelta(minutes=gone), name, text))
    found = list(read_text(chat(shape, expected)))
    assert [(one.time, one.speaker) for one in found] == [
        (time, name) for time, name, _ in expected
    ]
    said = [one for one in found if one.kind is Kind.SAID]
    assert [one.text for one in said] == [expected[one.position or 0][2] for one in said]
    assert [one.position for one in found] == list(range(len(expected)))


@PROMISE
@given(st.sampled_from(SHAPES), st.lists(MINUTES, min_size=1, max_size=8), st.data())
def test_the_source_counts_what_the_messages_are(shape, minutes, data):
    start = dt.datetime(2022, 3, 13, 9, 0)
    names = data.draw(st.lists(st.sampled_from([*NAMES, None]), min_size=8, max_size=8))
    lines = [
        (start + dt.timedelta(minutes=minute), names[place], "hoi")
        for place, minute in enumerate(sorted(minutes))
    ]
    found = read_text(chat(shape, lines))
    messages = list(found)
    spoken = [one.speaker for one in messages if one.speaker is not None]
    assert found.source.messages == len(spoken)
    assert found.source.system == len(messages) - len(spoken)
    assert found.source.speakers == tuple(dict.fromkeys(spoken))
    times = [one.time for one in messages if one.time]
    assert (found.source.first, found.source.last) == (min(times), max(times))


EXPORTS = [
    chat(SHAPES[0], [(dt.datetime(2022, 3, 27, 9, 21), "Anna", "hoi\ndag")] * 3),
    chat(SHAPES[1], [(dt.datetime(2022, 3, 27, 9, 21), "Anna", "\u200eimage omitted")] * 3),
    telegram(HI, HI), everything("Anna"), meta(sent(0, "Zoë", "één"), sent(1, "Bo", "x")),
    discord(posted(1, "x")), sms(text_message(0, 1, "x&#55357;&#56832;")), CLI, IMESSAGE, MARKDOWN, SHORT,
    SIGTOP, TOOLS, "Anna: x\nBo: y", '{"time": 5, "text": "x"}\n' * 3,
    'AuthorID,Author,Date,Content,Attachments,Reactions\n"1","a","x","y","",""\n',
]  # fmt: skip


def read_or_refuse(data: bytes) -> list[Message]:
    """The messages, or one plain sentence."""
    try:
        return list(read_text(data))
    except ChatError as error:
        refused = str(error)
    assert 10 < len(refused) < 500
    assert "\n" not in refused
    return []


@PROMISE
@given(st.binary(max_size=300))
def test_no_bytes_lead_to_anything_but_a_chat_or_a_plain_sentence(data):
    read_or_refuse(data)
    read_or_refuse(b"{" + data)
    read_or_refuse(b"<smses>" + data)
    read_or_refuse(b"PK\x03\x04" + data)


@PROMISE
@given(st.sampled_from(EXPORTS), st.data())
def test_a_damaged_export_is_read_or_refused(text, data):
    raw = bytearray(text.encode())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(raw) - 1))
        raw[place : place + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=6))
    read_or_refuse(bytes(raw))
    read_or_refuse(bytes(raw[: data.draw(st.integers(0, len(raw)))]))


@PROMISE
@given(st.text(max_size=200))
def test_pasted_text_loses_no_words(text):
    try:
        found = read_text(text)
    except ChatError:
        return
    if found.source.format == "pasted" and not found.source.notes[1:]:
        kept = "".join(f"{one.speaker or ''}{one.text}" for one in found)
        assert {sign for sign in text if sign.isalpha()} <= set(kept)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4)
    ),
    max_leaves=20,
)


@PROMISE
@given(
    st.dictionaries(st.text(max_size=8), JSON, max_size=6),
    st.sampled_from([None, 1]),
    st.booleans(),
)
def test_a_json_document_is_walked_as_json_reads_it(document, indent, ascii_only):
    text = json.dumps(document, indent=indent, ensure_ascii=ascii_only)
    data = text.encode("utf-8", "surrogatepass")
    with Cursor(in_memory(data)) as cursor:
        found = {}
        for name in cursor.fields():
            if cursor.peek() == "[":
                values = []
                for _ in cursor.items():
                    cursor.peek()
                    start = cursor.place
                    values.append(cursor.value())
                    assert json.loads(data[start : cursor.place]) == values[-1]
                found[name] = values
            else:
                found[name] = cursor.value()
        cursor.end()
    assert found == document


@PROMISE
@given(st.integers(1380, 1424), st.integers(1, 12), st.integers(1, 29))
def test_days_of_other_calendars_follow_each_other(year, month, day):
    assert (persian(year, month, day) - persian(year, month, 1)).days == day - 1
    assert (persian(year + 1, 1, 1) - persian(year, 1, 1)).days in (365, 366)
    assert (hijri(year + 50, month, day) - hijri(year + 50, month, 1)).days == day - 1
    assert (hijri(year + 51, 1, 1) - hijri(year + 50, 1, 1)).days in (354, 355)
