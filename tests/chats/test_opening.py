"""What is no chat is refused in one plain sentence: what, where, what was expected, what to try."""

from __future__ import annotations

import ast
import io
import sys
import zipfile
from pathlib import Path

import pytest

import inbeeld.chats
from inbeeld.chats import Chat, ChatError, SeveralConversations, open_chat, read_text

LINE = "27-03-2022 16:21 - Anna: hoi\n27-03-2022 16:22 - Bo: dag\n"
JSONL = '{"time": "2022-03-27T16:21", "speaker": "A", "text": "x"}\n'


def zipped(members: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


def refused(data: str | bytes, **more: str) -> str:
    with pytest.raises(ChatError) as error:
        list(read_text(data, **more))
    return str(error.value)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("", "empty"),
        ("\ufeff \n\n", "empty"),
        (b"\x00\x01\x02\x03", "not text"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"SQLite format 3\x00", "a database"),
        (b"%PDF-1.7", "a PDF"),
        ("<!DOCTYPE html><html></html>", "choose JSON"),
        ("<html><body>", "web page"),
        ("<calls></calls>", "holds calls"),
        ("<note></note>", "XML"),
        ("{", "stops in line 1"),
        ('{"messages": [{"id": 1, "type": "message", "date": "2022', "stops in line 1"),
        ('{\n"a": 1,\n"messages"\n', "stops in line"),
        ('{\n"a": 1,\nb}', "Line 3"),
        ('{"a": 1}', "Line 1 has no text"),
        ("[[1, 2]]", "a list"),
        ('{"a":\n' + "[" * 100_000, "nested"),
        (JSONL + "{broken\n", "Line 2 is not valid JSON"),
        (JSONL + '{"time": 1}\n', "Line 2 has no text"),
        (JSONL + "[]\n", "Line 2 has no text"),
        ('{"id": "1", "messages": []}\n{"id": "2", "messages": []}\n', "one message a line"),
        ("PK\x03\x04 but no zip", "damaged"),
        (zipped({}), "no text"),
        (zipped({"a.jpg": b"x", "b.opus": b"x"}), "no text"),
        (zipped({"_chat.txt": "\0" * 3_000_000}), "200 times"),
        (LINE.encode() + b"27-03-2022 16:23 - Bo: caf\xe9\n", "Line 3 is not text in UTF-8"),
        (JSONL.encode() + b'{"text": "caf\xe9"}\n', "Line 2 is not text in UTF-8"),
        (("\ufeff" + LINE).encode("utf-16-le")[:-1], "not text"),
        (LINE.replace("hoi", "x" * 4_100_000), "Line 1 is extremely long"),
    ],
)  # fmt: skip
def test_what_is_no_chat_is_refused_plainly(data, said):
    message = refused(data)
    assert said in message
    assert len(message) < 300
    assert "\n" not in message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("text", [LINE, JSONL, "Anna: hoi\nBo: dag"])
def test_every_unicode_encoding_with_a_mark_is_read(encoding, text):
    assert list(read_text(text.encode(encoding))) == list(read_text(text))


def test_a_file_is_read_by_its_content_and_not_by_its_name(tmp_path):
    for name in ("chat.txt", "chat.json", "chat"):
        (tmp_path / name).write_text(LINE, encoding="utf-8")
        assert open_chat(tmp_path / name).source == open_chat(str(tmp_path / name)).source
        assert open_chat(tmp_path / name).source.format == "whatsapp-android"


@pytest.mark.parametrize("path", ["nowhere.txt", ".", "a\0b"])
def test_a_file_that_is_not_there_is_told(tmp_path, path):
    with pytest.raises(ChatError, match=r"not there|a folder|cannot be read"):
        open_chat(tmp_path / path)


def test_one_conversation_without_a_name_cannot_be_chosen_by_name():
    assert "Leave the name" in refused(LINE, conversation="Anna")


# ---------- zip


def test_a_zip_is_read_without_its_media(tmp_path):
    path = tmp_path / "WhatsApp.zip"
    members = {"_chat.txt": LINE, "00000001-PHOTO.jpg": b"x" * 1000, "__MACOSX/._chat.txt": b"\0"}
    path.write_bytes(zipped(members))
    assert list(open_chat(path)) == list(read_text(LINE))


def test_a_text_that_was_sent_along_is_no_chat():
    data = zipped({"_chat.txt": LINE, "00000003-notes.txt": "melk, brood"})
    assert read_text(data).source.messages == 2


def test_several_chats_in_a_zip_are_to_be_chosen_from():
    data = zipped({"Chat with Anna.txt": LINE, "Chat with Bo.txt": LINE * 2})
    with pytest.raises(SeveralConversations) as error:
        read_text(data)
    assert error.value.names == ("Chat with Anna", "Chat with Bo")
    assert read_text(data, conversation="Chat with Bo").source.messages == 4
    assert "No conversation is called Cas" in refused(data, conversation="Cas")


def test_a_zip_with_a_password_is_refused():
    data = bytearray(zipped({"_chat.txt": LINE}, zipfile.ZIP_STORED))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    assert "password" in refused(bytes(data))


def test_a_zip_that_claims_to_be_enormous_is_refused_unread():
    data = bytearray(zipped({"_chat.txt": LINE}, zipfile.ZIP_STORED))
    at = data.index(b"PK\x01\x02")
    for place in (20, 24):
        data[at + place : at + place + 4] = (3 * 1024**3).to_bytes(4, "little")
    assert "at most" in refused(bytes(data))


def test_a_damaged_zip_is_told():
    data = zipped({"_chat.txt": LINE * 100})
    half = bytearray(data)
    half[60:70] = b"\xff" * 10
    assert "damaged" in refused(bytes(half))
    assert "damaged" in refused(data[: len(data) // 2])


# ---------- the room


def test_the_room_imports_nothing_but_the_standard_library():
    for path in Path(inbeeld.chats.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) else []
            for name in names:
                top, _, rest = str(name).partition(".")
                assert top in sys.stdlib_module_names or rest.startswith("chats"), f"{path}: {name}"


def test_what_the_room_offers_is_what_it_names():
    assert sorted(inbeeld.chats.__all__) == list(inbeeld.chats.__all__)
    assert all(hasattr(inbeeld.chats, name) for name in inbeeld.chats.__all__)
    assert repr(read_text(LINE)) == "Chat(whatsapp-android, 2 messages)"
    assert isinstance(read_text(LINE), Chat)
