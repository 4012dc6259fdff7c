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
    "m8-23", "md-57", "md-59", "mf-38", "mh-15", "mi-20", "mi-28", "mj-33", "mn-37", "mn-43", "mp-44",
    "mp-51", "mq-41", "ms-42", "mt-63", "mu-26", "mu-68", "mv-109", "mv-32", "mw-95", "na-02", "na-03",
    "na-76", "nb-27", "nb-43", "nb-61", "nc-03", "nc-104", "nd-109", "ne-40", "ne-42", "ne-43", "ne-64",
    "nf-41",
}  # fmt: skip
STANDS_OUT = {
    "m1-o13", "m2-p03", "m5-b24", "m5-b30", "m6-42", "m6-56", "m8-52", "m8-56", "m8-59", "m9-48",
    "m9-59", "ma-13", "ma-65", "ma-68", "mc-08", "mc-16", "mc-22", "mc-30", "mc-56", "me-27", "me-33",
    "me-62", "mh-04", "mh-16", "mh-23", "mh-40", "mi-37", "mi-38", "mi-52", "mj-09", "ml-02", "ml-19",
    "ml-28", "ml-41", "ml-53", "ml-54", "mo-12", "mo-33", "mo-52", "mo-55", "mo-57", "mp-02", "mp-37",
    "mp-49", "mq-29", "mq-47", "mr-44", "mr-49", "ms-54", "mt-43", "mt-48", "mu-05", "mv-35", "mv-46",
    "mv-67", "mw-60", "mw-65", "mw-84", "mw-94", "mz-09", "mz-115", "mz-15", "mz-16", "mz-28", "mz-64",
    "mz-68", "mz-70", "na-120", "na-38", "na-80", "nb-20", "nb-72", "nb-73", "nb-93", "nc-100", "nc-99",
    "nd-70", "nd-74", "nd-94", "ne-112", "ne-98", "nf-120",
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
