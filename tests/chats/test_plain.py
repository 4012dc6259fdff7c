"""Pasted text, our own JSONL, and Telegram."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from inbeeld.chats import ChatError, Kind, SeveralConversations, read_text


def said(text: str) -> list[tuple[str | None, str]]:
    return [(one.speaker, one.text) for one in read_text(text)]


def notes(text: str) -> set[str]:
    return {note.what.name for note in read_text(text).source.notes}


# ---------- pasted


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Anna: stuur een foto\nBo: nee\nAnna: ok",
            [("Anna", "stuur een foto"), ("Bo", "nee"), ("Anna", "ok")],
        ),
        ("Anna: hoi", [("Anna", "hoi")]),
        ("Anna: hoi\nallemaal\n\nBo: dag", [("Anna", "hoi\nallemaal"), ("Bo", "dag")]),
        (
            "hoi\nkom je?\nlet op: morgen niet",
            [(None, "hoi"), (None, "kom je?"), (None, "let op: morgen niet")],
        ),
        ("hoi\n\ndag", [(None, "hoi"), (None, "dag")]),
        ("16:21 Anna: hoi\n16:22 Bo: dag", [("Anna", "hoi"), ("Bo", "dag")]),
        ("[16:21] Anna: hoi\n[16:22] Bo: dag", [("Anna", "hoi"), ("Bo", "dag")]),
        ("[27/3 16:21] Anna: hoi\n[27/3 16:22] Bo: dag", [("Anna", "hoi"), ("Bo", "dag")]),
        ("Anna (16:21): hoi\nBo (16:22): dag", [("Anna", "hoi"), ("Bo", "dag")]),
        ("+31 6 12345678: hoi\nBo: dag", [("+31 6 12345678", "hoi"), ("Bo", "dag")]),
        ("Anna：你好\nBo：好", [("Anna", "你好"), ("Bo", "好")]),
        ("Anna:\nhoi daar\nBo:\ndag", [("Anna", "hoi daar"), ("Bo", "dag")]),
        (
            "https://example.org\nwat vind je: mooi?",
            [(None, "https://example.org"), (None, "wat vind je: mooi?")],
        ),
    ],
)
def test_pasted_text_has_names_only_where_the_text_bears_it_out(text, expected):
    assert said(text) == expected
    assert read_text(text).source.format == "pasted"


def test_what_pasted_text_lacks_is_told():
    assert notes("hoi\ndag") == {"NO_NAMES"}
    assert notes("16:21 Anna: hoi\n16:22 Bo: dag") == {"NO_DATE"}
    assert notes("[27/3 16:21] Anna: hoi\n[27/3 16:22] Bo: dag") == {"NO_YEAR"}
    assert notes("Anna: hoi\nBo: dag") == set()


def test_text_copied_from_a_browser_has_its_times():
    found = read_text("[16:21, 27-3-2022] Anna: hoi\n[16:22, 27-3-2022] Bo: dag")
    assert found.source.format == "pasted"
    assert found.source.first == dt.datetime(2022, 3, 27, 16, 21)


def test_a_line_of_an_export_does_not_make_pasted_text_an_export():
    lines = ["Anna: kijk", "27-03-2022 16:21 - Cas: hoi", *(f"Bo: {n}" for n in range(9))]
    assert said("\n".join(lines))[:3] == [("Anna", "kijk"), ("Cas", "hoi"), ("Bo", "0")]
    assert read_text("\n".join(lines)).source.format == "pasted"
    assert notes("\n".join(lines)) == {"NOT_A_TIME"}


@pytest.mark.parametrize("end", [":21", ":21:32"])
def test_typed_text_with_date_and_time_before_a_name_has_its_times(end):
    found = read_text(f"2022-03-27 16{end} Anna: hoi\nallemaal\n2022-03-28 16{end} Bo: dag: ja")
    assert [(one.speaker, one.text) for one in found] == [
        ("Anna", "hoi\nallemaal"),
        ("Bo", "dag: ja"),
    ]
    assert found.source.format == ("signal" if end == ":21" else "pasted")
    assert found.source.first is not None
    found = read_text("27/3/22 4:21 pm Anna: hoi\n28/3/22 4:21 pm Bo: dag")
    assert (found.source.format, found.source.last) == ("pasted", dt.datetime(2022, 3, 28, 16, 21))


# ---------- JSONL


def lines(*items: dict[str, Any]) -> str:
    return "\n".join(json.dumps(item) for item in items)


def test_our_own_lines_are_read_with_either_name_of_a_field():
    found = read_text(
        lines(
            {"time": "2022-03-27T16:21", "speaker": "Anna", "text": "hoi"},
            {"t": "2022-03-27T16:22:00+02:00", "who": "Bo", "text": "dag\nhoor"},
            {"t": 1648391492, "text": "x"},
            {"t": 1648391492000, "who": 7, "text": ""},
            {"text": "y", "speaker": None},
        )
    )
    zone = dt.timezone(dt.timedelta(hours=2))
    utc = dt.datetime(2022, 3, 27, 14, 31, 32, tzinfo=dt.UTC)
    assert [one.time for one in found] == [
        dt.datetime(2022, 3, 27, 16, 21), dt.datetime(2022, 3, 27, 16, 22, tzinfo=zone), utc, utc, None,
    ]  # fmt: skip
    assert [one.speaker for one in found] == ["Anna", "Bo", None, "7", None]
    assert [one.line for one in found] == [1, 2, 3, 4, 5]
    assert found.source.first == dt.datetime(2022, 3, 27, 16, 22, tzinfo=zone)


@pytest.mark.parametrize(
    "time", ["gisteren", 5, True, [], "2022-02-30T10:00", 10**30, float("inf"), ""]
)
def test_a_time_that_is_none_keeps_the_message_and_is_told(time):
    text = lines({"time": time, "text": "x"})
    assert [one.time for one in read_text(text)] == [None]
    assert notes(text) == {"NOT_A_TIME"}


def test_lines_of_several_conversations_are_to_be_chosen_from():
    text = lines(*({"conversation": name, "text": name} for name in ("a", "b", "a")))
    with pytest.raises(SeveralConversations) as error:
        read_text(text)
    assert error.value.names == ("a", "b")
    assert [one.position for one in read_text(text, conversation="a")] == [0, 1]
    with pytest.raises(ChatError, match="No conversation is called c"):
        read_text(text, conversation="c")


# ---------- Telegram

HI = {
    "id": 5, "type": "message", "date": "2022-03-27T16:21:32", "date_unixtime": "1648390892",
    "from": "Anna", "from_id": "user1", "text": "hoi",
}  # fmt: skip


def telegram(*messages: dict[str, Any], **more: Any) -> str:
    chat = {"name": "Anna", "type": "personal_chat", "id": 1, "messages": list(messages)} | more
    return json.dumps(chat, indent=1)


def test_a_chat_of_telegram_is_read_with_replies_and_edits():
    found = read_text(
        telegram(
            HI,
            HI | {"id": 6, "type": "service", "actor": "Anna", "action": "phone_call", "text": ""},
            HI | {"id": 7, "from": "Bo", "text": ["kijk ", {"type": "link", "text": "hier"}, "!"]},
            HI | {"id": 8, "text": "ja", "reply_to_message_id": 7, "edited": "2022-03-27T16:30:00"},
            HI | {"id": 9, "text": "mooi", "photo": "(File not included)"},
            HI | {"id": 10, "text": "", "media_type": "voice_message", "reply_to_message_id": 99},
            HI | {"id": 11, "from": None},
            HI | {"id": 12, "text": "", "poll": {"question": "Kom je?"}},
        )
    )  # fmt: skip
    assert [one.text for one in found] == [
        "hoi",
        "phone_call",
        "kijk hier!",
        "ja",
        "mooi",
        "",
        "hoi",
        "Kom je?",
    ]
    assert [one.position for one in found] == [0, None, 1, 2, 3, 4, 5, 6]
    assert [one.reply_to for one in found][3:6] == [1, None, None]
    assert [one.edited for one in found][2:4] == [False, True]
    assert [one.kind for one in found][4:6] == [Kind.MEDIA, Kind.MEDIA]
    assert found.source.speakers == ("Anna", "Bo", "user1")
    assert found.source.format == "telegram"


def test_telegram_gives_the_zone_by_the_same_moment_in_utc():
    (one,) = read_text(telegram(HI))
    assert one.time == dt.datetime(
        2022, 3, 27, 16, 21, 32, tzinfo=dt.timezone(dt.timedelta(hours=2))
    )
    assert one.time.utcoffset() == dt.timedelta(hours=2)
    old = {key: value for key, value in HI.items() if key != "date_unixtime"}
    (one,) = read_text(telegram(old))
    assert one.time == dt.datetime(2022, 3, 27, 16, 21, 32)
    (one,) = read_text(telegram(HI | {"date_unixtime": "1600000000"}))
    assert one.time == dt.datetime.fromtimestamp(1600000000, dt.UTC)


def everything(*names: str | None) -> str:
    chats = [
        {
            "name": name,
            "type": "personal_chat",
            "id": number,
            "messages": [HI | {"text": f"{name}"}],
        }
        for number, name in enumerate(names)
    ]
    return json.dumps(
        {"about": "x", "contacts": {"list": [{}]}, "chats": {"about": "y", "list": chats}}
    )


def test_one_chat_of_a_whole_export_of_telegram_is_chosen_by_name():
    text = everything("Anna", "Bo", "Bo", None)
    with pytest.raises(SeveralConversations) as error:
        read_text(text)
    assert error.value.names == ("Anna", "Bo (1)", "Bo (2)", "personal_chat")
    assert [one.text for one in read_text(text, conversation="Anna")] == ["Anna"]
    assert read_text(everything("Anna")).source.messages == 1
    assert read_text(telegram(HI), conversation="Anna").source.messages == 1


def test_an_empty_chat_is_a_chat():
    assert read_text(telegram()).source.messages == 0


def test_what_is_no_message_is_counted_and_told():
    text = telegram(HI, 7, "x")  # type: ignore[arg-type]
    assert read_text(text).source.skipped == 2
    assert notes(text) == {"NOT_A_MESSAGE"}


@pytest.mark.parametrize("cut", [30, 60, 120, 200, -2, -1])
def test_a_telegram_file_that_was_cut_off_says_where(cut):
    text = telegram(HI, HI)
    with pytest.raises(ChatError, match=r"stops in line \d+"):
        read_text(text[:cut])
