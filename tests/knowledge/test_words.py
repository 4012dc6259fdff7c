"""Every word of the interface that is asked for is there, and every one that is there is asked for."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

import inbeeld
from inbeeld.chats import What as ChatWhat
from inbeeld.desk.contents import EntryKind, LetterKind, RequestKind
from inbeeld.desk.ready import Lack
from inbeeld.estimate import Caution, Method
from inbeeld.estimate.sensitivity import What
from inbeeld.knowledge import Known, Lang, Level, UnknownId
from inbeeld.knowledge.wording import shipped_words
from inbeeld.knowledge.words import (
    ChannelKind,
    Circumstance,
    LawTopic,
    Outcome,
    Reading,
    Status,
    Text,
    Texts,
)
from inbeeld.monitor.breakdowns import TableName
from inbeeld.monitor.linking_model import FIELDS
from inbeeld.monitor.making import Step, Trouble
from inbeeld.monitor.naming import CSV_COLUMNS, VALUE_WORDS
from inbeeld.monitor.report import Aside, Wrong

SOURCE = Path(inbeeld.__file__).parent
IN_TEMPLATE = re.compile(r'\{% w "([^"]+)"([^%]*)%\}')
PARTS_IN_TEMPLATE = re.compile(r'\{% word "(\w+)"')
PARTS_IN_CODE = re.compile(r"""f["'](\w+)\.\{""")
IN_CODE = re.compile(r"""["']([a-z_]+(?:\.[\w-]+)+)["']""")

DOCTOR = (
    "setup", "terms", "folder", "keys-folder", "keys-apart", "database", "retention", "every-key",
    "numbers", "readers", "recovery", "disk", "zone", "clock", "routes", "drafts", "unread",
)  # fmt: skip
# Names that are made while the program runs: the part, what stands after it, and the endings.
# `report` is a door that stands there as soon as its pages are built.
MADE = {
    "chat_note": ([what.name.lower() for what in ChatWhat], [""]),
    "day": (range(1, 8), [""]),
    "desk_asked": (RequestKind, [""]),
    "desk_kind": ([kind for kind in EntryKind if kind != "done"], [""]),
    "desk_problem": ([400, 403, 404, 405, 413, 415, 429, 500], ["", "_text"]),
    "door": (["worry", "me", "chat", "report"], ["", "_hint"]),
    "doctor": (DOCTOR, ["", "_do"]),
    "figures": (["estimate", "share", "registered", "contacts", "survey"], [""]),
    "figures_agrees": (
        [*dict.fromkeys(level.name for field in FIELDS for level in field.levels), "missing"], [""]
    ),
    "figures_doing": (["link", "estimate", "release"], [""]),
    "figures_field": (["first", "last", "birth", "sex", "municipality"], [""]),
    "figures_step": (Step, [""]),
    "figures_trouble": (Trouble, [""]),
    "help": (["now", "unknown", "shut", "elsewhere"], [""]),
    "known": (Known, [""]),
    "known_self": (Known, [""]),
    "law": (LawTopic, [""]),
    "letters": (["problem_number", "problem_words", "problem_busy", "problem_store", "problem_shut"],
                [""]),
    "letters_about": ([f"{kind}_{what}" for kind in RequestKind for what in ("asked", "done")], [""]),
    "letters_kind": ([kind for kind in LetterKind if kind not in ("asked", "done")], [""]),
    "letters_problem": (["number", "words", "busy", "store", "shut"], [""]),
    "level": (Level, ["", "_hint"]),
    "look": (["when_"], list(Circumstance)),
    "monitor_aside": (Aside, [""]),
    "monitor_wrong": (Wrong, [""]),
    "monitor_read": (["rows", "aside", "fault", "kept_rows", "unused"], [""]),
    "monitor_release": (["version", "shown", "hidden", "attacked", "given_away", "files"], [""]),
    "monitor_cautions": (Caution, [""]),
    "monitor_changes": (What, [""]),
    "monitor_coverage": (
        ["truth", "never", "bias", "error", "held", "without", "limits"], [""],
    ),
    "monitor_estimate": (["listed", "all", "none", "interval", "open", "terms", "limits"], [""]),
    "monitor_methods": (Method, [""]),
    "message": (
        [f"{to}.{who}.{part}" for to in ("adult", "professional") for who in ("self", "other")
         for part in ("open", "ask")] + [f"{who}.{how}" for who in ("self", "other") for how in Known],
        [""],
    ),
    "month": (range(1, 13), [""]),
    "open": (["phone", "chat"], [""]),
    "post_lack": (Lack, [""]),
    "problem": ([400, 403, 404, 405, 413, 415, 500], ["", "_text"]),
    "release_field": (CSV_COLUMNS, [""]),
    "release_table": (TableName, [""]),
    "release_value": (VALUE_WORDS, [""]),
    "result": (["message_adult", "message_professional", "do", "dont", "routes", "why", "forms",
                "otherwise", "unknown", "say"], [""]),
    "route": (ChannelKind, [""]),
    "seed": (Status, [""]),
    "setup": (Lack, [""]),
    "sure": ([Reading.PART, Reading.EXISTENCE], [""]),
}  # fmt: skip


def written(pattern: str) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(SOURCE.rglob(pattern)))


def made() -> set[str]:
    return {
        f"{part}.{name}{end}"
        for part, (names, ends) in MADE.items()
        for name in names
        for end in ends
    }


def test_every_word_that_a_template_asks_for_is_there(site):
    asked = {key for key, _ in IN_TEMPLATE.findall(written("*.html"))}
    assert len(asked) > 50
    assert sorted(asked - site.words.keys()) == []


def test_every_name_that_is_made_while_the_program_runs_is_there(site):
    assert sorted(made() - site.words.keys()) == []


def test_every_way_of_making_a_name_is_known_to_this_test():
    parts = set(PARTS_IN_TEMPLATE.findall(written("*.html")))
    parts |= set(PARTS_IN_CODE.findall(written("*.py"))) & set(words_parts())
    assert parts == MADE.keys()


def words_parts() -> set[str]:
    return {key.partition(".")[0] for key in shipped_words()}


def test_every_word_is_asked_for(site):
    asked = {key for key, _ in IN_TEMPLATE.findall(written("*.html"))}
    asked |= set(IN_CODE.findall(written("*.py"))) | {"name"}
    assert sorted(site.words.keys() - asked - made()) == []


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_both_languages_fill_in_the_same(site):
    for key, text in site.words.items():
        assert fields(text.nl) == fields(text.en), key


def test_a_template_fills_in_what_the_word_needs(site):
    for key, given in IN_TEMPLATE.findall(written("*.html")):
        names = set(re.findall(r"(\w+)=", given))
        if names:
            assert names == fields(site.words[key].nl), key


def test_words_are_the_same_for_the_site_and_the_command(site):
    assert shipped_words() == site.words


def test_the_name_of_the_product_is_no_title(site):
    name = site.words["name"].nl
    assert name == site.words["name"].en
    assert name not in {text.nl for text in site.titles.values()}


def test_the_words_say_that_nobody_called_and_how_old_the_source_is(site):
    assert site.words["sure.never"].nl == "Nog niet door ons nagebeld; bron van {date}"


def test_nothing_found_is_never_called_safe(site):
    text = site.words["result.nothing"]
    assert "betekent niet dat alles goed is" in text.nl
    assert "does not mean that all is well" in text.en


@pytest.mark.parametrize(("lang", "shown"), [(Lang.NL, "ja"), (Lang.EN, "yes"), ("nl", "ja")])
def test_a_text_is_read_by_its_language(lang, shown):
    assert Text("ja", "yes")[lang] == shown
    assert Texts(("ja",), ("yes",))[lang] == (shown,)


def test_outcomes_stand_in_the_order_of_what_to_do():
    assert [outcome.step for outcome in (Outcome.TALK, Outcome.ASK, Outcome.CONSULT, Outcome.ACT)] == [
        0, 1, 2, 3,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "nearest"),
    [
        ("ask-for-secrecy", "asks-for-secrecy"),
        ("asks for secrecy", "asks-for-secrecy"),
        ("ASKS-FOR-SECRECY", None),
        ("zzz", None),
        ("", None),
    ],
)
def test_an_unknown_id_names_the_nearest_ones_and_at_most_three(known, given, nearest):
    error = UnknownId("signal", given, known.signals)
    assert (error.nearest[0] if error.nearest else None) == nearest
    assert len(error.nearest) <= 3
    assert ("Nearest:" in str(error)) is bool(nearest)


def test_a_very_long_id_is_cut_short_in_the_message(known):
    assert len(str(UnknownId("signal", "x" * 5000, known.signals))) < 200


def test_everything_the_room_offers_is_there():
    import inbeeld.knowledge as room

    assert sorted(room.__all__) == room.__all__
    for name in room.__all__:
        assert getattr(room, name) is not None
