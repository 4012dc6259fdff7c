"""`inbeeld signals`, `check` and `routes`."""

from __future__ import annotations

import datetime as dt

import pytest

from inbeeld.check import Known, Observation, Observer, advise
from inbeeld.knowledge import Country, Lang, load
from tests.cli.commands import EVENING, Command, refused

KNOWN = load()
TEACHER = ("check", "--observer", "teacher", "--at", EVENING)

# ---------- signals


def test_all_signals_are_listed_with_their_fields(command: Command):
    found = command.json("signals")
    assert len(found) == 120
    assert list(found[0]) == [
        "id", "fact", "category", "level", "kind", "forms", "observers", "nl", "en",
    ]  # fmt: skip
    one = next(signal for signal in found if signal["id"] == "asks-for-secrecy")
    assert one["fact"] == "S085"
    assert (one["category"], one["level"], one["kind"]) == ("others", "strong", "harm")
    assert one["forms"] == ["grooming", "trafficking", "online-coercion"]
    assert one["observers"] == ["self", "parent", "friend"]
    assert one["nl"] == KNOWN.signals["asks-for-secrecy"].text.nl
    assert sorted(signal["fact"] for signal in found) == [f"S{n:03}" for n in range(1, 121)]


def test_signals_can_be_narrowed_down(command: Command):
    found = command.json("signals", "--observer", "hotel", "--level", "acute")
    assert [one["fact"] for one in found] == ["S055", "S056"]
    for narrowed in (found, command.json("signals", "--observer", "hotel")):
        assert all("hotel" in one["observers"] for one in narrowed)
    health = command.json("signals", "--category", "health")
    assert {one["category"] for one in health} == {"health"}


def test_signals_in_text_are_one_line_each_in_the_language_asked_for(command: Command):
    dutch = command("signals").out.splitlines()
    english = command("signals", "--lang", "en").out.splitlines()
    assert len(dutch) == len(english) == 120
    assert KNOWN.signals["absent-from-school"].text.en in "\n".join(english)
    assert KNOWN.signals["absent-from-school"].text.nl in "\n".join(dutch)


# ---------- check


def test_check_says_what_advise_says(command: Command):
    found = command.json(
        *TEACHER, "--seen", "absent-from-school", "--told", "asks-for-secrecy", "--thought", "much-cash"
    )  # fmt: skip
    given = [
        Observation("absent-from-school"),
        Observation("asks-for-secrecy", Known.TOLD),
        Observation("much-cash", Known.THOUGHT),
    ]
    advice = advise(
        given,
        observer=Observer.TEACHER,
        knowledge=KNOWN,
        at=dt.datetime.fromisoformat(EVENING),
    )
    assert found["outcome"] == advice.outcome == "consult"
    assert [one["signal"] for one in found["reasons"]] == [one.signal.id for one in advice.reasons]
    known = {one["signal"]: one["known"] for one in found["reasons"]}
    assert known == {
        "absent-from-school": "seen",
        "asks-for-secrecy": "told",
        "much-cash": "thought",
    }
    assert [form["id"] for form in found["forms"]] == [one.form.id for one in advice.forms]
    assert [route["id"] for route in found["routes"]] == [one.route.id for one in advice.routes]
    assert found["unknown"] == [text.nl for text in advice.unknown]
    assert found["steps"]["do"]
    assert found["steps"]["dont"]
    assert found["first_calls"] == ["veilig-thuis"]
    assert found["meldcode"]["fact"] == ["absent-from-school"]
    assert found["at"] == "2026-11-23T20:00:00+01:00"


def test_check_names_rule_and_sources_of_every_reason(command: Command):
    (reason,) = command.json(*TEACHER, "--seen", "S085")["reasons"]
    assert reason["rule"] == "strong-or-harm"
    assert set(KNOWN.signals["asks-for-secrecy"].sources) <= set(reason["sources"])
    assert reason["because"] == KNOWN.rules["strong-or-harm"].because.nl


def test_several_signals_may_follow_one_option_or_several(command: Command):
    one = command.json(*TEACHER, "--seen", "S023", "S003", "--seen", "S016")
    other = command.json(*TEACHER, "--seen", "S023", "--seen", "S003", "S016")
    assert one == other
    assert one["outcome"] == "ask"


@pytest.mark.parametrize("given", ["S085", "s085", "asks-for-secrecy"])
def test_a_signal_may_be_named_by_its_number(command: Command, given):
    assert command.json(*TEACHER, "--told", given)["reasons"][0]["signal"] == "asks-for-secrecy"


def test_a_circumstance_makes_it_urgent(command: Command):
    threat = (*TEACHER, "--told", "S075")
    assert command.json(*threat)["outcome"] == "consult"
    when = ("--circumstance", "S075=now", "--circumstance", "other-threatens=near-home")
    found = command.json(*threat, *when)
    assert found["outcome"] == "act"
    assert found["reasons"][0]["circumstances"] == ["near-home", "now"]
    assert found["first_calls"] == ["alarm-112", "police"]


def test_home_and_country_change_the_advice(command: Command):
    careful = command.json(*TEACHER, "--seen", "S003", "--home", "yes")["steps"]
    safe = command.json(*TEACHER, "--seen", "S003", "--home", "no")["steps"]
    assert KNOWN.steps["not-at-home"].text.nl in careful["dont"]
    assert KNOWN.steps["talk-with-home"].text.nl in safe["do"]
    assert KNOWN.steps["talk-with-home"].text.nl not in careful["do"]
    belgian = command.json(*TEACHER, "--seen", "S040", "--country", "BE")
    assert belgian["first_calls"] == ["line-1712"]


def test_a_signal_of_other_observers_is_accepted_and_noted(command: Command):
    found = command.json(*TEACHER, "--seen", "many-short-visits")
    assert found["outcome"] == "ask"
    assert [note["signal"] for note in found["notes"]] == ["many-short-visits"]
    text = command(*TEACHER, "--seen", "many-short-visits").out
    assert KNOWN.notes["outside"].text.nl in text


def test_nothing_noticed_is_never_called_safe(command: Command):
    found = command.json(*TEACHER)
    assert (found["outcome"], found["reasons"]) == ("talk", [])
    assert len(found["routes"]) >= 4
    assert "Dat betekent niet dat alles goed is" in command(*TEACHER).out


def test_the_text_says_all_that_matters_in_the_language_asked_for(command: Command):
    text = command(*TEACHER, "--told", "S017", "--lang", "en").out
    for words in (
        f"Now: {KNOWN.outcomes['act'].title.en}",
        "Call first: 113 Suicide Prevention",
        KNOWN.rules["acute"].because.en,
        "Call 113 together.",
        "Are you thinking of suicide?",
        "[acute; ",
        "Open now, day and night",
        "Not yet called by us",
    ):
        assert words in text
    assert KNOWN.outcomes["act"].title.nl not in text


def test_the_young_person_is_spoken_to_and_not_about(command: Command):
    young = ("check", "--observer", "self", "--seen", "S085", "--at", EVENING)
    text = command(*young).out
    assert "Iemand wil dat ik ons contact geheim houd. (Dat gebeurt)" in text
    assert KNOWN.outcomes["consult"].lead_self.nl in text
    assert KNOWN.rules["strong-or-harm"].because_self.nl in text
    assert command.json(*young)["title"] == KNOWN.outcomes["consult"].title_self.nl
    assert command.json(*young)["meldcode"] is None


@pytest.mark.parametrize("lang", Lang)
def test_a_number_stands_in_the_sentence_itself(command: Command, lang):
    given = ("--seen", "S017", "S120", "--lang", lang, "--home", "yes")
    assert "{" not in command(*TEACHER, *given).out
    steps = command.json(*TEACHER, *given)["meldcode"]["steps"]
    assert "112" in steps[4]["text"]
    assert not [step for step in steps if "{" in step["text"]]


# ---------- routes


def test_routes_are_sorted_by_who_is_open(command: Command):
    found = command.json("routes", "--at", EVENING)
    states = [one["open"] for one in found]
    assert states == sorted(states, key=[True, None, False].index)
    assert {"alarm-112", "113", "veilig-thuis", "kindertelefoon"} <= {one["id"] for one in found}
    young = next(one for one in found if one["id"] == "kindertelefoon")
    assert young["until"] == "2026-11-23T21:00+01:00"
    assert all(one["confirmed_on"] is None and one["stale"] for one in found)


def test_routes_can_be_narrowed_down(command: Command):
    everyone = {one["id"] for one in command.json("routes", "--at", EVENING)}
    form = {one["id"] for one in command.json("routes", "--form", "financial-sextortion")}
    young = {one["id"] for one in command.json("routes", "--observer", "self")}
    assert "take-it-down" in form
    assert form | young < everyone
    assert "chat-met-fier" in young - form


@pytest.mark.parametrize("country", Country)
def test_every_country_has_help(command: Command, country):
    assert len(command.json("routes", "--country", country)) >= 4


def test_routes_in_text_say_number_hours_and_how_sure_we_are(command: Command):
    lines = command("routes", "--at", EVENING, "--lang", "en").out.splitlines()
    assert lines[0].startswith("112: 112 (Open now, day and night; Not yet called by us;")
    assert any("We do not know the hours" in line for line in lines)


# ---------- wrong input


def test_an_unknown_signal_is_refused_with_the_nearest_ids(command: Command):
    said = refused(command(*TEACHER, "--seen", "ask-for-secrecy", "--format", "json"))
    assert "ask-for-secrecy" in said
    assert "Nearest: asks-for-secrecy" in said


def test_an_unknown_number_is_refused_with_the_nearest_numbers(command: Command):
    said = refused(command(*TEACHER, "--seen", "s855"))
    assert "Unknown signal: S855. Nearest: S085" in said


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ((), "COMMAND"),
        (("knowledge",), "VERB"),
        (("chek",), "invalid choice"),
        (("check",), "--observer"),
        (("check", "--observer"), "--observer"),
        (("check", "--observer", "nobody"), "parent, teacher, youthworker"),
        (("check", "--observer", ""), "parent, teacher"),
        ((*TEACHER, "--seen"), "--seen"),
        ((*TEACHER, "--seen", ""), "Unknown signal"),
        ((*TEACHER, "--seen", "z01"), "Unknown signal"),
        ((*TEACHER, "--seen", "x" * 5000), "Unknown signal"),
        ((*TEACHER, "S085"), "unrecognized arguments: S085"),
        ((*TEACHER, "--lang", "de"), "--lang must be one of: nl, en"),
        ((*TEACHER, "--format", "xml"), "--format must be text or json"),
        ((*TEACHER, "--home", "maybe"), "--home must be one of: yes, no, unknown"),
        ((*TEACHER, "--country", "FR"), "--country must be one of: NL, BE"),
        (("check", "--observer", "teacher", "--at", "tonight"), "--at must be a time such as"),
        (("check", "--observer", "teacher", "--at", "2026-02-30T10:00"), "--at must be"),
        (("check", "--observer", "teacher", "--at", ""), "--at must be"),
        (("check", "--observer", "teacher", "--at", "0001-01-01T00:00+14:00"), "--at must be"),
        (("check", "--observer", "teacher", "--at", "9999-12-31T23:59Z"), "--at must be"),
        ((*TEACHER, "--circumstance", "S075=now"), "name it with --seen, --told or --thought too"),
        ((*TEACHER, "--seen", "S075", "--circumstance", "S075=soon"), "now, near-home, today, tomorrow"),
        ((*TEACHER, "--seen", "S075", "--circumstance", "S075"), "now, near-home, today, tomorrow"),
        ((*TEACHER, "--seen", "S075", "--circumstance", "S075=today"), "it can have: now, near-home"),
        ((*TEACHER, "--seen", "S003", "--circumstance", "S003=now"), "it can have: none"),
        ((*TEACHER, "--seen", "S075", "--circumstance", "x=now"), "Unknown signal: x"),
        (("signals", "--observer", "nobody"), "--observer must be one of"),
        (("signals", "--observer", ""), "--observer must be one of"),
        (("signals", "--category", "bodies"), "Unknown category"),
        (("signals", "--category", ""), "Unknown category"),
        (("signals", "--level", "5"), "general, possible, strong, acute"),
        (("signals", "--lang", "xx"), "nl, en"),
        (("routes", "--form", "groming"), "Nearest: grooming"),
        (("routes", "--form", ""), "Unknown form"),
        (("routes", "--observer", ""), "--observer must be one of"),
        (("routes", "--at", "now"), "--at must be"),
        (("knowledge", "audit", "--lang", "xx"), "nl, en"),
        (("knowledge", "audit", "--format", "yaml"), "text or json"),
        (("knowledge", "confirm", "police"), "--on, --by"),
        (("knowledge", "preview", "grooming-page"), "Unknown page"),
        (("serve", "--port", "0"), "--port must be a number"),
    ],
)  # fmt: skip
def test_wrong_input_is_one_plain_message_and_exit_two(command: Command, words, hint):
    said = refused(command(*words))
    assert hint in said
    assert len(said.splitlines()) == 1
    assert len(said) < 400


@pytest.mark.parametrize(
    "words",
    [
        (*TEACHER, "--seen", "\x1b[31mred\x07"),
        (*TEACHER, "\x1b[2J"),
        ("signals", "--category", "a\x00b\x1b[31m"),
        ("signals", "\x9b31m", "\u202emirror"),
        ("\x1b]0;title\x07",),
        ("routes", "--form", "\r\nGET /"),
        ("knowledge", "preview", "\x1b[1m"),
        (*TEACHER, "--seen", "\udcff\udcfe"),
    ],
)
def test_control_signs_of_what_was_typed_never_reach_the_terminal(command: Command, words):
    said = refused(command(*words))
    assert not [sign for sign in said.rstrip("\n") if not sign.isprintable()]


def test_help_and_version_are_done(command: Command, capsys):
    for words in (
        ["--help"],
        ["check", "--help"],
        ["knowledge", "confirm", "--help"],
        ["--version"],
    ):
        with pytest.raises(SystemExit) as left:
            command(*words)
        assert left.value.code == 0
        assert capsys.readouterr().out


# ---------- the meldcode on a terminal


def test_a_professional_reads_the_record_and_the_five_steps(command: Command):
    said = command(*TEACHER, "--seen", "absent-from-school", "--told", "asks-for-secrecy").out
    record = said.partition("Wat je opschrijft")[2].partition("\n\n1. ")[0].splitlines()
    assert record[1:3] == ["Datum: 2026-11-23", "Door: School (vul je naam in je eigen systeem in)"]
    assert record[3:] == [
        "Zelf gezien of gehoord:",
        f"- {KNOWN.signals['absent-from-school'].text.nl}",
        "Verteld door een ander:",
        f"- {KNOWN.signals['asks-for-secrecy'].text.nl}",
        "Wat je denkt:",
        "- Hierover is niets genoemd.",
    ]
    for step in KNOWN.meldcode.values():
        assert f"\n{step.number}. {step.name.nl}\n" in said
    assert "{phone" not in said


def test_anyone_else_gets_no_meldcode(command: Command):
    said = command("check", "--observer", "parent", "--told", "asks-for-secrecy").out
    assert "meldcode" not in said.lower()
