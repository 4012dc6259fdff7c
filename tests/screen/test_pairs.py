"""The same chat read in other ways: a boy or a girl, a man or a woman, Dutch or English."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from itertools import product
from pathlib import Path

import pytest

from inbeeld.knowledge import load
from inbeeld.screen import Observer, Said, shipped_screen

ROOT = Path(__file__).parents[2]
CHATS = [
    json.loads(line)
    for line in (ROOT / "tests/screen/chats/readings.jsonl").read_text("utf-8").splitlines()
]
CARD = (ROOT / "docs/cards/screening.md").read_text(encoding="utf-8")
AT = dt.datetime(2026, 11, 23, 19, 0, tzinfo=dt.UTC)
KNOWN = load()


def reading(text: str, young: int, other: int) -> str:
    """`[boy form|girl form]` is for the young person, `<man form|woman form>` for the other."""
    text = re.sub(r"\[([^][|]*)\|([^][|]*)\]", lambda found: found[1 + young], text)
    return re.sub(r"<([^<>|]*)\|([^<>|]*)>", lambda found: found[1 + other], text)


def outcome(chat: dict, young: int = 0, other: int = 0) -> str:
    lines = [
        Said(reading(one["text"], young, other), reading(one["speaker"], young, other))
        for one in chat["messages"]
    ]
    shown = shipped_screen().conversation(lines, observer=Observer.PARENT, knowledge=KNOWN, at=AT)
    return str(shown.advice.outcome)


def listed(what: str) -> dict[str, str]:
    """The differences that the model card lists under a heading, by chat or pair."""
    part = CARD.partition(f"### {what}\n")[2].partition("\n#")[0]
    return dict(re.findall(r"(?m)^- (\S+): (.+)$", part))


@pytest.mark.parametrize("marks", [r"\[[^][|]*\|", "<[^<>|]*\\|"])
def test_there_are_chats_to_read_in_two_ways(marks):
    found = [one for one in CHATS if re.search(marks, json.dumps(one, ensure_ascii=False))]
    assert len(found) >= 40


def test_a_boy_or_a_girl_a_man_or_a_woman_makes_no_difference_but_those_listed():
    found = {}
    for chat in CHATS:
        ways = {way: outcome(chat, *way) for way in product((0, 1), repeat=2)}
        if len(set(ways.values())) > 1:
            told = (f"{['boy', 'girl'][y]}/{['man', 'woman'][o]} {ways[y, o]}" for y, o in ways)
            found[chat["id"]] = ", ".join(told)
    assert found == listed("Boys and girls, men and women")


def test_the_card_is_that_of_these_rules_and_of_these_chats():
    kept = (ROOT / "tests/screen/chats/kept.jsonl").read_bytes()
    assert hashlib.sha256(kept).hexdigest() in CARD
    assert shipped_screen().book.rules.identity in CARD, "run tools/card.py"


def test_dutch_and_english_come_out_alike_but_those_listed():
    pairs: dict[str, dict[str, str]] = {}
    for chat in CHATS:
        pairs.setdefault(chat["pair"], {})[chat["lang"]] = outcome(chat)
    assert len(pairs) >= 40
    found = {
        pair: f"nl {ways['nl']}, en {ways['en']}"
        for pair, ways in pairs.items()
        if ways["nl"] != ways["en"]
    }
    assert found == listed("Dutch and English")
