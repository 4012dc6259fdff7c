"""`inbeeld chat read`: what a chat file holds, and one plain message where it cannot be read."""

from __future__ import annotations

import io
import json
import sys

import pytest

from inbeeld.chats import Source, What, open_chat, read_text
from inbeeld.chats.notes import Remark
from inbeeld.cli.chat import source_dict, source_lines
from inbeeld.knowledge import Lang
from tests.cli.commands import Command, elsewhere, refused
from tests.cli.test_schemas import faults

TEXT = (
    "27-03-2022 16:21 - Berichten en oproepen zijn end-to-end versleuteld.\n"
    "27-03-2022 16:21 - Anna: kom je morgen\n"
    "31-02-2022 16:22 - Bo: geheim woord\n"
)
SEVERAL = "\n".join(json.dumps({"conversation": name, "text": "geheim woord"}) for name in "ab")


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "export"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def test_the_source_is_that_of_the_room(command: Command, file):
    found = command.json("chat", "read", file)
    assert found == {"source": source_dict(open_chat(file).source)}
    assert found["source"] == {
        "format": "whatsapp-android",
        "messages": 2,
        "system": 1,
        "speakers": ["Anna", "Bo"],
        "first": "2022-03-27T16:21:00",
        "last": "2022-03-27T16:21:00",
        "skipped": 0,
        "notes": [{"line": 3, "what": str(What.NO_SUCH_DATE)}],
    }
    assert faults(found, "chat-read.json") == []


def test_the_text_says_the_same_in_the_language_asked_for(command: Command, file):
    dutch = command("chat", "read", file).out
    assert "Berichten van mensen: 2" in dutch
    assert "Wie er praten: Anna, Bo" in dutch
    assert "Van 2022-03-27 16:21 tot" in dutch
    assert "Regel of bericht 3: Deze datum of tijd bestaat niet." in dutch
    english = command("chat", "read", file, "--lang", "en").out
    assert "Messages from people: 2" in english
    assert len(english.splitlines()) == len(dutch.splitlines())


def test_no_text_of_a_message_is_ever_shown(command: Command, file, tmp_path):
    several = tmp_path / "several"
    several.write_text(SEVERAL + "\n{broken geheim woord", encoding="utf-8")
    for words in (
        (file,),
        (file, "--format", "json"),
        (str(several),),
        (file, "--conversation", "x"),
    ):
        ran = command("chat", "read", *words)
        assert "geheim" not in ran.out + ran.err


def test_standard_input_is_read_where_the_file_is_a_dash(command: Command, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert command.json("chat", "read", "-")["source"]["messages"] == 2


def test_standard_input_has_a_measure(command: Command, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    monkeypatch.setattr("inbeeld.cli.chat_file.MOST_TYPED", 10)
    assert "Give the name of the file" in refused(command("chat", "read", "-"))


def test_several_conversations_are_listed_and_one_is_chosen(command: Command, tmp_path):
    path = tmp_path / "several"
    path.write_text(SEVERAL, encoding="utf-8")
    said = refused(command("chat", "read", str(path)))
    assert "2 conversations" in said
    assert "a, b" in said
    assert "--conversation NAME" in said
    assert command.json("chat", "read", str(path), "--conversation", "b")["source"]["messages"] == 1
    assert "No conversation is called c" in refused(
        command("chat", "read", str(path), "--conversation", "c")
    )


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("chat",), "VERB"),
        (("chat", "read"), "FILE"),
        (("chat", "read", "no-such-file"), "not there"),
        (("chat", "read", "."), "a folder"),
        (("chat", "read", "x", "--format", "xml"), "--format must be text or json"),
    ],
)
def test_wrong_input_is_one_plain_message(command: Command, words, hint):
    said = refused(command(*words))
    assert hint in said
    assert len(said.splitlines()) == 1


def test_a_chat_is_read_in_a_process_of_its_own(tmp_path):
    (tmp_path / "chat").write_text(TEXT, encoding="utf-8")
    ran = elsewhere("chat", "read", "chat", "--format", "json", folder=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    assert ran.json["source"]["speakers"] == ["Anna", "Bo"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["chat"]


@pytest.mark.parametrize("lang", Lang)
def test_every_remark_has_its_words(lang):
    notes = (*(Remark(2, what) for what in What), Remark(None, What.NO_NAMES, 7))
    lines = list(source_lines(Source("pasted", 0, 0, (), None, None, 3, notes), lang))
    assert len(lines) == 6 + len(notes)
    assert "7" in lines[-1]
    assert all("{" not in line for line in lines)


@pytest.mark.parametrize(
    "text", ["hoi\ndag", "Anna: x", '{"text": "x", "t": "2022-03-27T16:21Z"}', TEXT]
)
def test_any_source_is_as_its_schema_says(text):
    assert faults({"source": source_dict(read_text(text).source)}, "chat-read.json") == []
