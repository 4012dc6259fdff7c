"""`inbeeld chat check`: from an exported chat to what it shows, with reasons."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from inbeeld.knowledge import Lang, Observer, shipped
from tests.cli.commands import EVENING, elsewhere, refused
from tests.cli.test_schemas import faults

EXPORT = """02-05-2022 16:20 - Berichten en oproepen zijn end-to-end versleuteld.
02-05-2022 16:21 - Noor: hoi
02-05-2022 16:22 - luna 🌙: jij bent zo mooi, ik denk de hele dag aan je
02-05-2022 16:24 - luna 🌙: stuur nu geld of ik stuur je foto naar je klas
02-05-2022 16:25 - Noor: stop
"""
ORDINARY = "02-05-2022 16:21 - Noor: hoe was je toets\n02-05-2022 16:22 - Sem: ging wel\n"


@pytest.fixture
def export(tmp_path: Path):
    def write(text: str, name: str = "chat.txt") -> str:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return str(tmp_path / name)

    return write


def test_a_threat_in_an_export_is_told_with_its_words_its_speaker_and_what_to_do(command, export):
    found = command.json("chat", "check", export(EXPORT), "--at", EVENING)
    assert found["source"]["format"] == "whatsapp-android"
    assert (found["source"]["messages"], found["source"]["system"]) == (4, 1)
    assert found["outcome"] == found["advice"]["outcome"] == "act"
    assert found["instigator"] == "luna 🌙"
    told = [one for one in found["findings"] if one["message"] == 2]
    threat = next(one for one in told if one["signal"] == "threat-to-share-images")
    text = "stuur nu geld of ik stuur je foto naar je klas"
    assert "foto" in text[threat["start"] : threat["end"]]
    assert threat["counts"]
    assert {one["signal"] for one in found["advice"]["reasons"]} >= {
        "threat-to-share-images",
        "demands-money",
    }


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("text", [EXPORT, ORDINARY])
def test_the_output_is_as_its_schema_says(command, export, lang, text):
    found = command.json("chat", "check", export(text), "--lang", lang)
    assert faults(found, "chat-check.json") == []


def test_nothing_found_is_never_called_safe(command, export):
    found = command.json("chat", "check", export(ORDINARY))
    assert (found["outcome"], found["findings"]) == ("talk", [])
    assert (found["instigator"], found["first_concern"]) == (None, None)
    assert found["advice"]["routes"]
    ran = command("chat", "check", export(ORDINARY))
    assert "Dat betekent niet dat alles goed is" in ran.out
    assert "Geen markering betekent niet: veilig" in ran.out


def test_the_terminal_names_from_whom_the_messages_come_and_shows_them(command, export):
    ran = command("chat", "check", export(EXPORT), "--lang", "en")
    assert "come mostly from luna 🌙" in ran.out
    assert "“" in ran.out
    assert "instigator" not in ran.out.lower()


def test_what_was_decided_for_a_file_is_told_beside_what_it_shows(command, export):
    ran = command("chat", "check", export("[31-02-2026 20:12:31] Sam: hoi\n"))
    assert (
        "Hoe wij dit bestand lazen\n- Regel of bericht 1: Deze datum of tijd bestaat niet."
        in ran.out
    )
    assert "Hoe wij dit bestand lazen" not in command("chat", "check", export("Sam: hoi\n")).out


def test_a_reason_on_words_of_ordinary_talk_is_told_as_a_guess(command, export):
    ran = command(
        "chat", "check", export("Sam: hoi\nSam: kom op snap\nSam: zeg het tegen niemand\n")
    )
    assert "Misschien: de ander wil verder praten" in ran.out
    assert "” De ander vraagt om iets geheim te houden" in ran.out


def test_the_terminal_counts_messages_from_one_and_gives_each_reason_once(command, export):
    said = "Sam: hoi\nNoor: hoi\nSam: dit blijft tussen ons, of ik stuur je foto naar je klas\n"
    lines = [
        line for line in command("chat", "check", export(said)).out.splitlines() if "“" in line
    ]
    assert lines
    assert all(line.startswith("- 3: ") for line in lines)
    reasons = [(line.partition("“")[2].partition("”")) for line in lines]
    assert not any(
        one[0] in other[0] and one[2] == other[2]
        for place, one in enumerate(reasons)
        for other in reasons[place + 1 :]
    )


@pytest.mark.parametrize("observer", Observer)
def test_every_observer_gets_advice_of_their_own(command, export, observer):
    found = command.json("chat", "check", export(EXPORT), "--observer", observer)
    assert found["outcome"] == "act"


def test_more_rules_come_from_a_folder(command, export, tmp_path):
    pack = tmp_path / "pack"
    pack.mkdir()
    rule = {
        "id": "own-nl", "signal": "orders-to-hurt", "lang": "nl",
        "words": ["zwompel de frubbel"], "caught": ["zwompel de frubbel"], "passed": ["frubbel"],
    }  # fmt: skip
    lines = [f"{key} = {json.dumps(value)}" for key, value in rule.items()]
    (pack / "own.toml").write_text("\n".join(["[[rule]]", *lines]), encoding="utf-8")
    chat = export("02-05-2022 16:21 - B: zwompel de frubbel\n")
    assert command.json("chat", "check", chat)["outcome"] == "talk"
    assert command.json("chat", "check", chat, "--rules", str(pack))["outcome"] == "act"


def test_a_pack_that_is_not_right_is_told_with_file_and_reason(command, export, tmp_path):
    (tmp_path / "own.toml").write_text('[[rule]]\nid = "own"\n', encoding="utf-8")
    told = refused(command("chat", "check", export(EXPORT), "--rules", str(tmp_path)))
    assert "own.toml: rule own: misses signal" in told
    told = refused(command("chat", "check", export(EXPORT), "--rules", str(tmp_path / "none")))
    assert "holds no rules" in told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--observer", "neighbour"], "--observer must be one of"),
        (["--at", "soon"], "--at must be a time"),
        (["--lang", "fr"], "--lang must be one of"),
        (["--home", "perhaps"], "--home must be one of"),
    ],
)
def test_wrong_options_are_told_plainly(command, export, words, told):
    assert told in refused(command("chat", "check", export(EXPORT), *words))


def test_a_file_that_is_not_there_or_no_chat_is_told_without_its_content(command, tmp_path):
    refused(command("chat", "check", str(tmp_path / "none.txt")))
    (tmp_path / "odd.bin").write_bytes(bytes(range(256)) * 4)
    refused(command("chat", "check", str(tmp_path / "odd.bin")))


def test_pasted_messages_without_names_are_read_and_nobody_is_named(command, export):
    found = command.json(
        "chat", "check", export("stuur nu geld of ik stuur je foto naar je klas\n")
    )
    assert found["outcome"] == "act"
    assert found["instigator"] is None


def test_the_command_runs_from_any_folder_in_a_process_of_its_own(export, tmp_path):
    ran = elsewhere("chat", "check", export(EXPORT), "--format", "json", folder=tmp_path)
    assert ran.code == 0
    assert ran.json["outcome"] == "act"


def test_every_signal_of_a_finding_is_one_of_the_catalogue(command, export):
    for one in command.json("chat", "check", export(EXPORT))["findings"]:
        assert one["level"] == shipped().signals[one["signal"]].level
