"""Text exports of Signal and iMessage."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from inbeeld.chats import Kind, SeveralConversations, read_text
from tests.chats.test_others import START, told

# ---------- Signal

SIGTOP = """\
Conversation: Anna (+316)

From: Anna (+316)
Type: incoming
Sent: Sun, 27 Mar 2022 16:21:32 +0200
Received: Sun, 27 Mar 2022 16:21:33 +0200

hoi

From: wie dan ook
nog iets

From: You
Type: outgoing
Sent: Sun, 27 Mar 2022 16:22:32 +0200
Attachment: a.jpg (image/jpeg, 10 bytes)

> From: Anna (+316)
> Sent: Sun, 27 Mar 2022 16:21:32 +0200
>
> hoi

kijk

Type: keychange
Sent: Sun, 27 Mar 2022 16:23:32 +0200
Received: Sun, 27 Mar 2022 16:23:32 +0200

From: You
Type: outgoing
Sent: Sun, 27 Mar 2022 16:24:32 +0200
Edited: 2 versions

| Version: 2
| Sent: Sun, 27 Mar 2022 16:25:32 +0200
|
| beter
| zo
|
| Version: 1
| Sent: Sun, 27 Mar 2022 16:24:32 +0200
|
| beetr
"""
SHORT = """\
2022-03-27 16:21 Anna: hoi
jij
2022-03-27 16:22 You: [reply to Anna on 2022-03-27 16:21, 1 attachment] kijk
2022-03-27 16:23 Anna: [keychange message]
2022-03-27 16:24 You: [edited] beter
"""
TOOLS = """\
[Mar 27, 2022 16:21:32] *** You created the group.
[Mar 27, 2022 16:21:33] <Anna> hoi
jij
[Mar 27, 2022 16:21:34] *** <Anna> sent file "a.jpg"
"""
MARKDOWN = """\
[2022-03-27 16:21] Me: hoi
[2022-03-27 16:22] Anna:

> hoi

jij ook
(- Me: 👍 -)
[2022-03-27 16:23] Anna: ![a](./media/a.jpg)
"""
CLI = """\
Envelope from: “Anna” +316 (device: 1) to +317
Timestamp: 1648390892000 (2022-03-27T14:21:32.000Z)
Message timestamp: 1648390892000 (2022-03-27T14:21:32.000Z)
Body: hoi
jij
With profile key

Envelope from: “Anna” +316 (device: 1) to +317
Timestamp: 1648390893000 (2022-03-27T14:21:33.000Z)
Got receipt.

Envelope from: “Ik” +317 (device: 1) to +317
Timestamp: 1648390894000 (2022-03-27T14:21:34.000Z)
Received sync sent message
  To: “Anna” +316
  Message timestamp: 1648390894000 (2022-03-27T14:21:34.000Z)
  Body: dag
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SIGTOP, [("Anna (+316)", "hoi\n\nFrom: wie dan ook\nnog iets", "said"), ("You", "kijk", "media"),
                  (None, "keychange", "system"), ("You", "beter\nzo", "said")]),
        (SHORT, [("Anna", "hoi\njij", "said"), ("You", "kijk", "media"),
                 (None, "keychange message", "system"), ("You", "beter", "said")]),
        (TOOLS, [(None, "You created the group.", "system"), ("Anna", "hoi\njij", "said"),
                 ("Anna", "", "media")]),
        (MARKDOWN, [("Me", "hoi", "said"), ("Anna", "jij ook", "said"), ("Anna", "", "media")]),
        (CLI, [("Anna", "hoi\njij", "said"), ("Me", "dag", "said")]),
    ],
    ids=["sigtop", "short", "tools", "markdown", "cli"],
)  # fmt: skip
def test_every_text_export_of_signal_is_read(text, expected):
    found = read_text(text)
    assert told(found) == expected
    assert found.source.format == "signal"
    assert all(one.time for one in found)
    assert found.source.skipped == (1 if text is CLI else 0)


def test_signal_tells_what_answers_and_what_was_edited():
    long = [one for one in read_text(SIGTOP) if one.kind is not Kind.SYSTEM]
    assert [one.reply_to for one in long] == [None, 0, None]
    assert [one.edited for one in long] == [False, False, True]
    assert long[0].time == dt.datetime(
        2022, 3, 27, 16, 21, 32, tzinfo=dt.timezone(dt.timedelta(hours=2))
    )
    assert [one.edited for one in read_text(SHORT)][-1]


def test_the_json_of_signal_has_a_conversation_for_each_person_and_group():
    def envelope(seconds: int, **more: Any) -> str:
        stamp = START + seconds * 1000
        return json.dumps({"envelope": {"sourceName": "Anna", "timestamp": stamp} | more})

    def data(text: str, seconds: int, **more: Any) -> dict[str, Any]:
        return {"message": text, "timestamp": START + seconds * 1000} | more

    text = "\n".join([
        envelope(0, dataMessage=data("hoi", 0)),
        envelope(1, receiptMessage={}),
        envelope(2, syncMessage={"sentMessage": data("dag", 2, destination="Anna", quote={"id": START})}),
        envelope(3, dataMessage=data("groep", 3, groupInfo={"groupId": "g"})),
    ])  # fmt: skip
    with pytest.raises(SeveralConversations) as error:
        read_text(text)
    assert error.value.names == ("Anna", "g")
    found = read_text(text, conversation="Anna")
    assert told(found) == [("Anna", "hoi", "said"), ("Me", "dag", "said")]
    assert [one.reply_to for one in found] == [None, 0]


# ---------- iMessage

IMESSAGE = """\
Mar 27, 2022  4:21:32 PM (Read by you after 5 seconds)
Anna
hoi

en nog iets
Tapbacks:
Loved by Me

    Mar 27, 2022  4:23:00 PM
    Me
    ja hoor

Mar 27, 2022  4:22:00 PM Anna renamed the conversation to Klas

Mar 27, 2022  4:22:30 PM
Me
/a/b/IMG_1.heic

Mar 27, 2022  4:23:00 PM
Me
ja hoor
This message responded to an earlier message.

Mar 27, 2022  4:24:00 PM
Anna
Mar 27, 2022  4:24:00 PM beetr
Edited 5 seconds later: beter

"""


def test_an_export_of_imessage_is_read_with_every_answer_once():
    found = read_text(IMESSAGE)
    assert told(found) == [
        ("Anna", "hoi\n\nen nog iets", "said"), (None, "Anna renamed the conversation to Klas", "system"),
        ("Me", "", "media"), ("Me", "ja hoor", "said"), ("Anna", "beter", "said"),
    ]  # fmt: skip
    assert [one.reply_to for one in found] == [None, None, None, 0, None]
    assert [one.edited for one in found] == [False, False, False, False, True]
    assert found.source.first == dt.datetime(2022, 3, 27, 16, 21, 32)
    assert found.source.format == "imessage"
