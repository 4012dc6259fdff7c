"""Instagram, Messenger, SMS and Discord."""

from __future__ import annotations

import datetime as dt
import json
import random
from typing import Any

import pytest

from inbeeld.chats import Chat, ChatError, SeveralConversations, read_text
from inbeeld.chats.meta import repaired
from inbeeld.chats.sms import mended
from tests.chats.test_opening import zipped

START = 1648390892000  # 2022-03-27 14:21:32 in UTC
UTC = dt.datetime(2022, 3, 27, 14, 21, 32, tzinfo=dt.UTC)


def told(chat: Chat) -> list[tuple[str | None, str, str]]:
    return [(one.speaker, one.text, one.kind.value) for one in chat]


def garbled(text: str) -> str:
    """As Meta writes it: every byte of UTF-8 a sign of its own."""
    return text.encode("utf-8").decode("latin-1")


# ---------- Instagram and Messenger


def meta(*messages: dict[str, Any], **more: Any) -> str:
    return json.dumps(
        {"participants": [{"name": garbled("Zoë")}], "messages": list(messages), "title": garbled("Zoë"),
         "is_still_participant": True, "thread_path": "inbox/zoe_1"} | more,
        indent=1,
    )  # fmt: skip


def sent(seconds: int, name: str, text: str | None, **more: Any) -> dict[str, Any]:
    said = {} if text is None else {"content": garbled(text)}
    return {"sender_name": garbled(name), "timestamp_ms": START + seconds * 1000} | said | more


def test_the_newest_message_comes_last_and_every_letter_is_whole():
    found = read_text(meta(sent(60, "Bo", "één 👍🏽"), sent(0, "Zoë", "café?")))
    assert told(found) == [("Zoë", "café?", "said"), ("Bo", "één 👍🏽", "said")]
    assert [(one.position, one.line) for one in found] == [(0, 2), (1, 1)]
    assert found.source.first == UTC
    assert found.source.format == "instagram"
    assert found.source.notes == ()
    assert read_text(meta(sent(0, "Zoë", "x")), conversation="Zoë").source.messages == 1


@pytest.mark.parametrize("text", ["hoi", "café", "Ã", "één", "日本", "👍", "Ã«x\u20ac"])
def test_only_text_that_was_garbled_is_repaired(text):
    assert repaired(text) == text
    assert repaired(garbled(text)) == text


def test_messages_that_are_not_in_order_are_put_in_order_and_told():
    order = list(range(50))
    random.Random(3).shuffle(order)
    found = read_text(meta(*(sent(n, "Bo", str(n)) for n in order)))
    assert [one.text for one in found] == [str(n) for n in range(50)]
    assert {note.what.name for note in found.source.notes} == {"UNORDERED"}


def test_two_messages_of_one_moment_keep_their_order():
    found = read_text(meta(sent(1, "Bo", "c"), sent(0, "Bo", "b"), sent(0, "Bo", "a")))
    assert [one.text for one in found] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("more", "format_"),
    [
        ({"type": "Generic"}, "messenger"),
        ({"is_unsent": False}, "messenger"),
        ({"photos": [{"uri": "your_facebook_activity/a.jpg"}]}, "messenger"),
        ({"photos": [{"uri": "your_instagram_activity/a.jpg"}], "type": "Generic"}, "instagram"),
        ({"share": {"link": "https://www.instagram.com/p/1"}}, "instagram"),
        ({"is_geoblocked_for_viewer": False}, "instagram"),
    ],
)  # fmt: skip
def test_instagram_and_messenger_are_told_apart(more, format_):
    assert read_text(meta(sent(0, "Bo", "x", **more))).source.format == format_


def test_what_stands_without_words_is_still_a_message():
    found = read_text(
        meta(
            sent(5, "Bo", "heeft de groep verlaten", type="Unsubscribe"),
            sent(4, "Bo", None, is_unsent=True),
            sent(3, "Bo", None, share={"link": "https://example.org"}),
            sent(2, "Bo", "kijk", videos=[{"uri": "a.mp4"}]),
            sent(1, "Bo", None, photos=[{"uri": "a.jpg"}]),
        )
    )
    assert told(found) == [
        ("Bo", "", "media"), ("Bo", "kijk", "media"), ("Bo", "https://example.org", "said"),
        ("Bo", "", "said"), (None, "heeft de groep verlaten", "system"),
    ]  # fmt: skip


def test_the_second_form_of_messenger_is_read():
    text = json.dumps(
        {
            "participants": ["Zoë", "Bo"],
            "threadName": "Zoë_1",
            "messages": [
                {"media": [], "senderName": "Bo", "text": "één", "timestamp": START + 1},
                {"media": [{"uri": "a"}], "senderName": "Zoë", "text": "", "timestamp": START},
            ],
        },
        ensure_ascii=False,
    )  # fmt: skip
    found = read_text(text)
    assert told(found) == [("Zoë", "", "media"), ("Bo", "één", "said")]
    assert found.source.format == "messenger"


def test_chats_of_meta_in_one_zip_are_chosen_by_their_folder():
    data = zipped({
        "inbox/zoe/message_1.json": meta(sent(0, "Zoë", "x")),
        "inbox/bo/message_1.json": meta(sent(1, "Bo", "y"), sent(0, "Bo", "z")),
        "profile.json": "{}",
    })  # fmt: skip
    with pytest.raises(SeveralConversations) as error:
        read_text(data)
    assert error.value.names == ("inbox/zoe/message_1", "inbox/bo/message_1")
    assert [one.text for one in read_text(data, conversation="inbox/bo/message_1")] == ["z", "y"]


# ---------- SMS


def sms(*inner: str, root: str = "smses") -> str:
    begin = "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<!--made by hand-->\n"
    style = '<?xml-stylesheet type="text/xsl" href="sms.xsl"?>\n'
    return begin + style + f'<{root} count="{len(inner)}">\n' + "\n".join(inner) + f"\n</{root}>"


def text_message(
    seconds: int, kind: int, body: str, name: str = "Anna", number: str = "+316"
) -> str:
    return (
        f'<sms protocol="0" address="{number}" date="{START + seconds * 1000}" type="{kind}" '
        f'body="{body}" readable_date="x" contact_name="{name}" />'
    )


def picture_message(
    seconds: int, box: int, *parts: str, address: str = "+316", sender: str = ""
) -> str:
    addresses = (
        f'<addrs><addr address="{sender}" type="137"/><addr address="x" type="151"/></addrs>'
    )
    return (
        f'<mms date="{START + seconds * 1000}" msg_box="{box}" address="{address}" contact_name="Anna">'
        f"<parts>{''.join(parts)}</parts>{addresses}</mms>"
    )


SMIL = '<part seq="-1" ct="application/smil" text="&lt;smil/&gt;"/>'
WORDS = '<part seq="0" ct="text/plain" text="kijk"/>'
IMAGE = '<part seq="0" ct="image/jpeg" text="null" data="AAAA"/>'


def test_text_and_picture_messages_stand_in_order_of_time():
    found = read_text(
        sms(
            text_message(0, 1, "hoi&#10;jij"),
            text_message(20, 2, "dag &amp; nacht"),
            picture_message(10, 1, SMIL, WORDS, IMAGE),
            picture_message(15, 2, SMIL, WORDS),
        )
    )
    assert told(found) == [
        ("Anna", "hoi\njij", "said"), ("Anna", "kijk", "media"), ("Me", "kijk", "said"),
        ("Me", "dag & nacht", "said"),
    ]  # fmt: skip
    assert found.source.format == "sms"
    assert found.source.first == UTC
    assert [one.line for one in found] == [1, 3, 4, 2]


def test_contacts_are_conversations():
    text = sms(
        text_message(0, 1, "a"),
        text_message(1, 1, "b", "(Unknown)", "+317"),
        text_message(2, 2, "c"),
        text_message(3, 1, "d", "null", "+317"),
    )
    with pytest.raises(SeveralConversations) as error:
        read_text(text)
    assert error.value.names == ("Anna", "+317")
    assert told(read_text(text, conversation="Anna")) == [
        ("Anna", "a", "said"),
        ("Me", "c", "said"),
    ]
    assert [one.text for one in read_text(text, conversation="+317")] == ["b", "d"]


def test_in_a_group_the_sender_is_who_sent_it():
    found = read_text(sms(picture_message(0, 1, WORDS, address="+316~+317", sender="+317")))
    assert [one.speaker for one in found] == ["+317"]


def test_a_draft_was_never_sent():
    found = read_text(sms(text_message(0, 1, "a"), text_message(1, 3, "b"))).source
    assert (found.messages, found.skipped) == (1, 1)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("x&#55357;&#56832;y", "x😀y"), ("&#xD83D;&#xDE00;", "😀"), ("&#55357;", "\ufffd"),
        ("&#55357;&#55357;&#56832;", "\ufffd😀"), ("a&#0;b&#11;c", "a\tb\tc"), ("&#128512;", "😀"),
        ("&#55357;&#56832;" * 9000, "😀" * 9000),
    ],
)  # fmt: skip
def test_signs_that_xml_forbids_are_mended(body, text):
    (one,) = read_text(sms(text_message(0, 1, body)))
    assert one.text == text
    assert len(mended(body.encode())) == len(body)


@pytest.mark.parametrize("before", range(65_300, 65_340, 3))
def test_a_sign_may_stand_across_two_pieces_of_the_file(before):
    text = sms(text_message(0, 1, "x" * before + "&#55357;&#56832;" * 3), text_message(1, 1, "na"))
    first, second = read_text(text)
    assert (first.text, second.text) == ("x" * before + "😀😀😀", "na")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<!DOCTYPE x [<!ENTITY a 'b'>]>" + sms(text_message(0, 1, "&a;")), "document type"),
        (sms(text_message(0, 1, "a"))[:-20], "Line 5"),
        (sms("<sms", text_message(0, 1, "a")), "Line 6"),
        (sms(), "no messages"),
        (sms(root="calls"), "holds calls"),
    ],
)
def test_a_backup_that_cannot_be_read_says_where(text, said):
    if text.startswith("<!DOCTYPE"):
        text = text.replace("<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n", "")
    with pytest.raises(ChatError, match=said):
        read_text(text)


# ---------- Discord


def posted(number: int, text: str, **more: Any) -> dict[str, Any]:
    return {
        "id": f"95756{number:013}", "type": "Default", "timestamp": "2022-03-27T16:21:32.123+02:00",
        "timestampEdited": None, "content": text,
        "author": {"id": "1", "name": "anna", "discriminator": "0000", "nickname": "Anna"},
        "attachments": [], "embeds": [], "reactions": [],
    } | more  # fmt: skip


def discord(*messages: dict[str, Any]) -> str:
    return json.dumps(
        {"guild": {"id": "0", "name": "x"}, "channel": {"id": "1", "type": "GuildTextChat", "name": "y"},
         "dateRange": {}, "messages": list(messages), "messageCount": len(messages)}
    )  # fmt: skip


def test_a_channel_of_discord_is_read_with_replies_and_edits():
    found = read_text(
        discord(
            posted(1, "hoi"),
            posted(2, "Joined the server.", type="GuildMemberJoin"),
            posted(3, "dag", type="Reply", reference={"messageId": posted(1, "")["id"]}),
            posted(4, "", attachments=[{"url": "a.png"}]),
            posted(5, "beter", timestampEdited="2022-03-27T16:22:32+02:00", author={"name": "bo"}),
        )
    )
    assert told(found) == [
        ("anna", "hoi", "said"), (None, "Joined the server.", "system"), ("anna", "dag", "said"),
        ("anna", "", "media"), ("bo", "beter", "said"),
    ]  # fmt: skip
    assert [one.reply_to for one in found] == [None, None, 0, None, None]
    assert [one.edited for one in found] == [False, False, False, False, True]
    assert found.source.first is not None
    assert found.source.first.utcoffset() == dt.timedelta(hours=2)
    assert found.source.format == "discord-json"
    assert read_text(discord()).source.messages == 0


def test_a_channel_of_discord_in_csv_is_read():
    text = (
        "AuthorID,Author,Date,Content,Attachments,Reactions\n"
        '"1","anna","2022-03-27T16:21:32.0000000+02:00","hoi, ""jij""\nallemaal","",""\n'
        '"2","bo#1234","27-Mar-22 04:22 PM","","https://example.org/a.png",""\n'
        '"2","bo#1234","gisteren","Pinned a message.","",""\n'
    )
    found = read_text(text)
    assert told(found) == [
        ("anna", 'hoi, "jij"\nallemaal', "said"), ("bo#1234", "", "media"),
        (None, "Pinned a message.", "system"),
    ]  # fmt: skip
    assert [one.line for one in found] == [2, 4, 5]
    assert list(found)[1].time == dt.datetime(2022, 3, 27, 16, 22)
    assert found.source.format == "discord-csv"


@pytest.mark.parametrize(
    ("row", "said"),
    [('"1","anna"\n', "Line 2 has 2 columns"), ('"1","anna","x","hoi', "not valid CSV")],
)
def test_csv_that_was_cut_off_says_where(row, said):
    with pytest.raises(ChatError, match=said):
        read_text(f"AuthorID,Author,Date,Content,Attachments,Reactions\n{row}")
