"""The shipped data loads; a broken file is answered with file, entry and reason, all faults at once."""

from __future__ import annotations

import pytest

from inbeeld.knowledge import DataFaults, data_folder, load
from inbeeld.knowledge.loader import SIGNAL_FILES
from inbeeld.knowledge.pages import load_site
from inbeeld.knowledge.reading import Reader

ROUTES, RULES, SIGNALS = "routes.toml", "rules.toml", "signals/3-behaviour.toml"
GROOMING, WORDS = "pages/grooming.toml", "words.toml"

# What is wrong: file, what stands there, what it becomes; then the entry and a part of the reason.
# A fault in another file than the one that was changed names that file as well.
CHANGES = {
    "broken TOML": (ROUTES, "[[route]]", "[[route", "file", "is not valid TOML"),
    "an unknown key": (ROUTES, 'free = true', 'gratis = true', "route alarm-112",
        "not known: gratis"),
    "an unknown key on top": (RULES, "[[rule]]", "[[ruel]]", "ruel", "is not known here"),
    "an unknown key on top of a signal file": (SIGNALS, "\n[[signal]]", "\n[[signl]]", "signl",
        "is not known here"),
    "a missing key": (ROUTES, 'confidence = "high"\n', "", "route alarm-112", "misses confidence"),
    "a missing id": (ROUTES, 'id = "113"\n', "", "route 2", "misses id"),
    "text where yes or no belongs": (ROUTES, "free = true", 'free = "ja"', "route alarm-112",
        "free must be true or false"),
    "a number where text belongs": (ROUTES, 'id = "113"', "id = 113", "route 113",
        "id must be text"),
    "text where a list belongs": (ROUTES, 'sources = ["UPD", "HVN"]', 'sources = "UPD"',
        "route 113", "sources must be a list"),
    "text where a date belongs": (ROUTES, "always_shown = true", 'confirmed_on = "vandaag"',
        "route alarm-112", "confirmed_on must be a date such as"),
    "a time with a date": (ROUTES, "opens = 09:00:00", "opens = 2026-11-23", "route veilig-thuis",
        "opens must be a time"),
    "yes where a number belongs": (RULES, "at_least = 3", "at_least = true", "rule three-general",
        "at_least must be a whole number"),
    "one table where more belong": (RULES, "[[note]]", "[note]", "note", "written as [[note]]"),
    "an unknown confidence": (ROUTES, 'confidence = "high"', 'confidence = "sure"',
        "route alarm-112", "confidence must be one of: high, medium, low"),
    "an unknown country": (ROUTES, 'country = "NL"', 'country = "XX"', "route alarm-112",
        "country must be one of: NL, BE"),
    "an unknown way in": (ROUTES, 'kind = "phone"', 'kind = "fax"', "route alarm-112",
        "kind must be one of: phone, chat, web"),
    "an unknown observer": (ROUTES, '["parent", ', '["uncle", ', "route alarm-112",
        "observers must be one of: parent, teacher"),
    "an unknown level": (SIGNALS, 'level = "general"', 'level = "severe"',
        "signal absent-from-school", "level must be one of: general, possible"),
    "an unknown outcome": (RULES, 'outcome = "talk"', 'outcome = "wait"', "rule general",
        "outcome must be one of: talk, ask, consult, act"),
    "an unknown authority": ("sources.toml", 'authority = "own"', 'authority = "me"', "source SEED",
        "authority must be one of: own"),
    "an unknown heading of the law": ("law.toml", 'topic = "offences"', 'topic = "crimes"',
        "law sexual-approach-of-children", "topic must be one of: offences"),
    "an unknown way of reading": ("law.toml", 'read = "full"', 'read = "glanced"',
        "law sexual-approach-of-children", "read must be one of: full"),
    "an unknown status": ("seed.toml", 'status = "kept"', 'status = "fine"',
        "statement online-and-offline", "status must be one of: kept, corrected, left-out"),
    "an unknown kind of figure": ("figures.toml", 'kind = "estimate"', 'kind = "guess"',
        "figure trafficking-victims-estimate", "kind must be one of: estimate"),
    "an unknown kind of rule": (RULES, 'kind = "count"', 'kind = "sum"', "rule general",
        "kind must be one of: count, together, circumstance"),
    "a missing language": (ROUTES, 'name.en = "112"\n', "", "route alarm-112",
        "name must have nl and en"),
    "a third language": (ROUTES, 'name.en = "112"\n', 'name.en = "112"\nname.fr = "112"\n',
        "route alarm-112", "name must have nl and en, and nothing else"),
    "an empty text": (ROUTES, 'name.en = "112"', 'name.en = " "', "route alarm-112",
        "name is empty in en"),
    "an empty id": (ROUTES, 'id = "alarm-112"', 'id = ""', "route ", "id is empty"),
    "lines without their pair": (GROOMING,
        '  "Later gaat het gesprek over seks, of komt er een vraag om een foto.",\n', "", "page",
        "block 1 lines has 3 lines in nl and 4 in en"),
    "a way in without address": (ROUTES, 'address = "0800-0113"\n', "", "route 113",
        "channels 2 misses address"),
    "a question without English": ("meldcode.toml", 'en = "What did someone else tell me?"\n', "",
        "step 1", "questions 2 text must have nl and en"),
    "a double id": (ROUTES, 'id = "113"', 'id = "alarm-112"', "route alarm-112",
        "stands here twice"),
    "a double number": (SIGNALS, 'fact = "S024"', 'fact = "S023"', "signal marks-drop",
        "S023 is absent-from-school"),
    "a source that is not there": (ROUTES, '"UPD"', '"NONE"', "routes 113",
        "sources names NONE, which does not exist"),
    "an entry without source": (ROUTES, '["UPD", "HVN"]', "[]", "routes 113", "has no source"),
    "a rule without source": (RULES, 'sources = ["SHOP", "CKM"]', "sources = []", "rules general",
        "has no source"),
    "a form that is not there": (ROUTES, 'forms = ["trafficking"', 'forms = ["none"',
        "route chat-met-fier", "forms names none"),
    "a category that is not there": (SIGNALS, 'category = "behaviour"', 'category = "mood"',
        "signal absent-from-school", "category names mood"),
    "an area that is not there": (SIGNALS, 'area = "', 'area = "x', "signal absent-from-school",
        "area names x"),
    "a phase that is not there": (SIGNALS, 'phases = ["', 'phases = ["x',
        "signal absent-from-school", "phases names x"),
    "a signal without observers": (SIGNALS, 'observers = ["teacher", "parent"]', "observers = []",
        "signal absent-from-school", "has no observers"),
    "an acute signal without first call": (SIGNALS, 'routes = ["alarm-112"]\n', "",
        "is acute and names no first call", ""),
    "a first call that is not there": (RULES, '["helpwanted", "police"]', '["nobody"]',
        "rule threat-with-demand", "first_calls names nobody"),
    "a first call that is never shown": (RULES, '["helpwanted", "police"]', '["mum"]',
        "rule threat-with-demand", "never shown"),
    "a signal that sends to a route never shown": (SIGNALS, 'routes = ["alarm-112"]',
        'routes = ["mum"]', "signal ", "names mum, which is never shown"),
    "a rule on a signal that is not there": (RULES, 'signals = ["other-threatens"]',
        'signals = ["shouts"]', "rule threat-for-now", "signals names shouts"),
    "a home signal that is not there": (RULES, 'home_signals = ["', 'home_signals = ["x',
        "home_signals", "does not exist"),
    "a default for nobody": (RULES, 'hotel = ["police"', 'hostel = ["police"', "default_routes",
        "it names hostel"),
    "a default route that is not there": (RULES, 'hotel = ["police"', 'hotel = ["polis"',
        "default_routes hotel", "it names polis"),
    "a country that is not there": (RULES, "[abroad.BE]", "[abroad.FR]", "abroad", "it names FR"),
    "defaults that are no list": (RULES, 'teacher = ["veilig-thuis"]', 'teacher = "veilig-thuis"',
        "default_routes", "must name a list"),
    "an order that is no list": (RULES, 'home_signals = ["relative-profits-or-forces"]',
        "home_signals = 3", "home_signals", "must be a list of ids"),
    "a day that is no day": (ROUTES, "days = [1, 2, 3, 4, 5]", "days = [0, 1]",
        "route veilig-thuis", "days that are not 1 (Monday) to 7"),
    "hours past midnight": (ROUTES, "closes = 17:00:00", "closes = 02:00:00", "route veilig-thuis",
        "closes before it opens"),
    "an observer without words": ("observers.toml", 'id = "hotel"', 'id = "public"',
        "observer hotel", "is missing"),
    "a step with a route that is not there": ("advice.toml", "{phone:113}", "{phone:114}", "steps ",
        "phone 114 does not exist"),
    "a brace that is no placeholder": ("meldcode.toml", "bel je {phone:alarm-112}",
        "bel je {alarm-112}", "meldcode 5", "a brace that is no placeholder"),
    "a follow-up of no signal": ("self_check.toml", 'signal = "other-threatens"', 'signal = "none"',
        "threat-now", "signal names none"),
    "a form whose page is not there": ("forms.toml", 'page = "trafficking"', 'page = "none"',
        "trafficking", "page names none"),
    "a seed statement whose page is not there": ("seed.toml", 'page = "what"', 'page = "none"',
        "forced-for-payment", "page names none"),
    "a page under another name": (GROOMING, 'id = "grooming"', 'id = "luring"', "page",
        "id must be the file name, grooming"),
    "a path that is taken": (GROOMING, 'path = "lees/4"', 'path = "lees/3"', "page",
        "path is taken by exploitation-of-boys"),
    "a title off the list": (GROOMING, 'title = "read"', 'title = "grooming"', "page",
        "title grooming must be one of"),
    "an unknown template": (GROOMING, 'template = "text"', 'template = "song"', "page",
        "template song must be one of: chat"),
    "an unknown voice": (GROOMING, 'voice = "everyone"', 'voice = "nobody"', "page",
        "voice nobody must be one of"),
    "a link to no page": (GROOMING, 'next_page = "check-worry"', 'next_page = "none"', "page",
        "next_page names none"),
    "a call that is not there": (GROOMING, 'call = ["helpwanted"', 'call = ["none"', "page",
        "call names none"),
    "a call that is never shown": (GROOMING, 'call = ["helpwanted"', 'call = ["mum"', "page",
        "route mum is never shown"),
    "an unknown block": (GROOMING, 'kind = "steps"', 'kind = "dance"', "block 3",
        "kind must be one of: text, list"),
    "a block without its lines": (GROOMING, 'kind = "show"', 'kind = "list"', "block 2",
        "is a list and misses lines"),
    "something to show that is not there": (GROOMING, '"signals:grooming"', '"signs"', "block 2",
        "show must be one of"),
    "signals of a form that is not there": (GROOMING, '"signals:grooming"', '"signals:none"',
        "block 2", "show names none"),
    "a number that is not there": (GROOMING, "{phone:police}", "{phone:polis}", "text",
        "phone polis does not exist"),
    "a word without a language": (WORDS,
        'skip = { nl = "Naar de inhoud", en = "Skip to the content" }',
        'skip = { nl = "Naar de inhoud" }', "words frame.skip", "must have nl and en"),
    "a word that is no pair": (WORDS,
        'skip = { nl = "Naar de inhoud", en = "Skip to the content" }', 'skip = "Naar de inhoud"',
        "words frame.skip", "must have nl and en"),
    "an unknown part of the words": (WORDS, "\n[titles]", "\n[tilte]", "tilte",
        "is not known here"),
}  # fmt: skip


def test_the_shipped_data_loads(copy):
    assert copy.faults() == ()


def test_every_data_file_is_read(known):
    reader = Reader(data_folder())
    there = {path.relative_to(data_folder()).as_posix() for path in data_folder().rglob("*.toml")}
    parts = {path for path in there if "/" in path}
    assert {path for path in parts if path.startswith("signals/")} == set(SIGNAL_FILES)
    # The rules for chats have a loader of their own (test_chat_rules.py).
    assert {path for path in parts if not path.startswith(("signals/", "pages/", "chat/"))} == {
        "language/avoid.toml"
    }
    for path in sorted(there):
        assert reader.table(path), path


@pytest.mark.parametrize("what", CHANGES)
def test_a_fault_is_told_with_file_entry_and_reason(copy, what):
    file, old, new, entry, reason = CHANGES[what]
    copy.change(file, old, new)
    told = [str(fault) for fault in copy.faults()]
    assert any(
        line.startswith(f"{file}: ") and entry in line and reason in line for line in told
    ), told


@pytest.mark.parametrize(
    "file", ["law.toml", "sources.toml", "signals/5-others.toml", "words.toml"]
)
def test_a_missing_file_is_told(copy, file):
    (copy.folder / file).unlink()
    assert f"{file}: file: is missing" in {str(fault) for fault in copy.faults()}


def test_a_missing_page_is_told_where_others_point_at_it(copy):
    (copy.folder / GROOMING).unlink()
    told = {str(fault) for fault in copy.faults()}
    assert "forms.toml: grooming: page names grooming, which does not exist" in told


@pytest.mark.parametrize("file", ["routes.toml", "signals/1-appearance.toml", "pages/start.toml"])
def test_a_file_that_is_not_utf_8_is_told_with_the_place(copy, file):
    text = (copy.folder / file).read_bytes()
    (copy.folder / file).write_bytes(text[:10] + b"\xff\xfe" + text[10:])
    assert f"{file}: file: is not UTF-8: byte 10 cannot be read" in {
        str(fault) for fault in copy.faults()
    }


def test_a_folder_in_the_place_of_a_file_is_told(copy):
    (copy.folder / ROUTES).unlink()
    (copy.folder / ROUTES).mkdir()
    assert [fault.file for fault in copy.faults()] == [ROUTES]


def test_a_signal_in_two_files_is_told(copy):
    text = (copy.folder / SIGNAL_FILES[0]).read_text(encoding="utf-8")
    first = text.split("\n[[signal]]")[1].replace("S001", "S121")
    copy.add(SIGNAL_FILES[5], f"[[signal]]{first}")
    told = [str(fault) for fault in copy.faults()]
    assert told == [f"{SIGNAL_FILES[5]}: signal style-changes-suddenly: stands in another file too"]


def test_many_faults_of_every_kind_are_told_at_once(copy):
    copy.change(ROUTES, 'confidence = "high"', 'confidence = "sure"')
    copy.change(ROUTES, 'name.en = "113 Suicide Prevention"\n', "")
    copy.change("law.toml", 'read = "full"\n', "")
    copy.change(SIGNALS, 'area = "', 'area = "x')
    copy.change("figures.toml", '["DR17", "SM1216", "RD17"]', "[]")
    with pytest.raises(DataFaults) as told:
        load(copy.folder)
    text = str(told.value)
    assert text.startswith("5 faults in the data files:\n")
    for part in ("must be one of", "name must have nl", "misses read", "area names x", "no source"):
        assert part in text


def test_what_points_at_a_broken_entry_is_no_second_fault(copy):
    copy.change(ROUTES, 'confidence = "high"', 'confidence = "sure"')
    assert [fault.entry for fault in copy.faults()] == ["route alarm-112"]


def test_every_fault_inside_one_entry_is_told(copy):
    copy.change(GROOMING, 'kind = "steps"', 'kinds = "steps"')
    copy.change(GROOMING, 'show = "signals:grooming"', "show = 3")
    (fault,) = copy.faults()
    assert fault.file == GROOMING
    assert "block 2 show must be text" in fault.reason
    assert "3 has a key that is not known: kinds; misses kind" in fault.reason


def test_faults_in_pages_are_told_together(copy):
    copy.change(GROOMING, 'voice = "everyone"', 'voice = "nobody"')
    copy.change(GROOMING, 'next_page = "check-worry"', 'next_page = "none"')
    copy.change("pages/help.toml", 'title = "who"', 'title = "help"')
    copy.change(WORDS, 'name = { nl = "InBeeld", en = "InBeeld" }', 'name = "InBeeld"')
    assert len(copy.faults()) == 4


def test_another_folder_is_named_by_the_environment(copy, monkeypatch):
    monkeypatch.setenv("INBEELD_KNOWLEDGE", str(copy.folder))
    copy.change(ROUTES, 'name.nl = "113 Zelfmoordpreventie"', 'name.nl = "113 in een kopie"')
    known = load()
    assert known.routes["113"].name.nl == "113 in een kopie"
    assert load_site(known).pages


def test_a_folder_that_is_not_there_is_told_and_no_traceback(tmp_path):
    with pytest.raises(DataFaults) as told:
        load(tmp_path / "nowhere")
    assert {fault.reason for fault in told.value.faults} == {"is missing"}


def test_what_is_known_cannot_be_changed_while_the_program_runs(known):
    with pytest.raises(AttributeError):
        known.routes["113"].free = False
