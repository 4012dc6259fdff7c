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
    "m9-20", "mc-05", "md-57", "mf-06", "mf-38", "mi-12", "mi-20", "mk-57", "mn-37", "mv-23", "mw-101",
    "mw-89", "na-51", "na-61", "na-68", "na-95", "nb-04", "nc-109", "nc-110", "nc-44", "ne-109",
    "ne-61", "ne-64", "nf-08", "oa-106", "oa-21", "ob-49", "ob-79", "oc-95", "od-102", "oe-111",
    "oe-70", "of-21", "of-62", "og-107", "og-112", "og-88", "oh-47", "oi-41", "oj-63", "ok-23", "ok-35",
    "ok-42", "ok-66", "ok-71", "ok-87", "om-139", "om-63", "om-67", "on-105", "on-113", "on-49",
    "on-87", "oo-93", "op-114", "op-123", "op-86", "oq-131", "os-130", "os-18", "os-52", "os-62",
    "os-70", "os-87", "ot-20", "ot-46", "ot-50", "ot-79", "qa-011", "qa-111", "qb-019", "qb-059",
    "qc-063", "qc-065", "qd-032", "qd-039", "qd-093", "qe-071", "qf-091", "qg-069", "qg-114", "qh-035",
    "qh-049", "qh-077",
}  # fmt: skip
STANDS_OUT = {
    "m5-b10", "m5-b24", "m6-42", "m6-49", "m7-46", "ma-13", "mc-48", "mc-58", "md-54", "me-42", "mf-23",
    "mj-60", "ml-57", "mm-04", "mm-10", "mo-20", "mp-02", "mt-75", "mu-17", "mv-111", "mw-56", "mw-65",
    "mz-111", "mz-28", "mz-38", "na-117", "na-120", "na-38", "nb-17", "nb-59", "nb-79", "nb-93",
    "nc-100", "nc-57", "nd-70", "nd-74", "nd-79", "nd-91", "nd-94", "ne-23", "nf-66", "oa-18", "oa-56",
    "ob-16", "ob-18", "ob-30", "ob-92", "oc-05", "oc-108", "oc-117", "oc-124", "oc-48", "oc-73",
    "oc-91", "oc-93", "od-105", "od-113", "od-14", "od-31", "od-34", "od-64", "of-20", "oh-104",
    "oi-16", "oi-74", "oj-124", "oj-62", "ok-138", "ok-98", "ol-41", "ol-84", "om-110", "om-134",
    "om-68", "on-110", "oo-117", "oo-24", "oq-124", "oq-18", "oq-99", "or-127", "or-33", "or-82",
    "os-74", "qb-002", "qc-068", "qc-080", "qc-104", "qd-014", "qe-025", "qe-054", "qf-094", "qf-100",
    "qg-028", "qg-060", "qg-099", "qg-118", "qh-060", "qh-090",
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
