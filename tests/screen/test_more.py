"""The chats by which rules were mended last: what was mended stays right, what is wrong stays named."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

from inbeeld.knowledge import load
from inbeeld.knowledge.words import Outcome
from inbeeld.screen import Observer, Said, shipped_screen

MORE = Path(__file__).parent / "chats" / "more.jsonl"
AT = dt.datetime(2026, 11, 23, 19, 0, tzinfo=dt.UTC)
UNSEEN = "m4-"  # no rule was written, and no word weighed, by looking at these
# Missed: everything is said between the lines. Ordinary: a father who asks who is at home, a class that
# leaves its mentor out, a friend who stays the night and keeps a secret, a threat in a game, a bet
# about a sandwich, an uncle whose pizza is a secret, and more of that kind.
MISSED = {
    "m1-a04", "m3-c03", "m5-a10", "m6-17", "m9-09", "mb-54", "md-57", "md-59", "mf-31", "mf-38",
    "mg-25", "mh-15", "mh-36", "mi-20", "mi-28", "mj-33",
}  # fmt: skip
STANDS_OUT = {
    "m1-o13", "m5-b24", "m6-42", "m6-56", "m7-61", "m7-77", "m8-52", "m9-33", "m9-59", "ma-13", "ma-38",
    "ma-65", "ma-68", "mc-08", "mc-16", "me-27", "me-31", "me-33", "me-62", "mg-48", "mh-04", "mh-40",
    "mi-37", "mi-38", "mi-52", "mj-09", "ml-09", "ml-19", "ml-22", "ml-28",
}  # fmt: skip


def test_worrying_and_ordinary_chats_come_out_so_but_those_named():
    known, screen = load(), shipped_screen()
    missed, stands_out = set(), set()
    for line in MORE.read_text(encoding="utf-8").splitlines():
        chat = json.loads(line)
        if chat["id"].startswith(UNSEEN):
            continue
        said = [Said(one["text"], one["speaker"]) for one in chat["messages"]]
        shown = screen.conversation(said, observer=Observer.PARENT, knowledge=known, at=AT)
        asks = shown.advice.outcome.step >= Outcome.ASK.step
        if chat["label"] == "concern" and not asks:
            missed.add(chat["id"])
        if chat["label"] == "ordinary" and asks:
            stands_out.add(chat["id"])
    assert missed == MISSED
    assert stands_out == STANDS_OUT
