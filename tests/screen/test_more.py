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
    "m8-23", "m8-26", "m9-09", "md-57", "md-59", "mf-31", "mf-38", "mh-15", "mh-36", "mi-20", "mi-28",
    "mj-33", "mn-43", "mo-43", "mp-28", "mt-63", "nb-70", "nc-03", "ne-40", "nf-78", "oa-25", "oc-95",
    "od-102", "oe-15", "oe-86", "of-54", "of-60", "of-61", "of-83", "og-53", "og-62", "oh-39", "oh-47",
    "oi-41", "oi-95", "oj-31", "ok-87", "om-83", "on-49", "oo-119", "oo-76", "oo-84", "op-121", "op-37",
    "oq-79", "oq-91", "or-103", "or-53", "os-02", "os-17", "os-26", "os-52", "os-63", "os-68", "os-70",
    "os-86", "os-87", "ot-34", "ot-35", "ot-43", "ot-46", "ot-69", "ot-79", "qa-049", "qa-065",
    "qa-083", "qb-025", "qb-041", "qb-095", "qb-105", "qb-109", "qc-055", "qc-057", "qc-063", "qc-065",
    "qc-079", "qd-039", "qf-025", "qf-041", "qf-095", "qf-113", "qg-048", "qg-054", "qg-081", "qg-084",
    "qg-105", "qg-114", "qh-021", "qh-035", "qh-077",
}  # fmt: skip
STANDS_OUT = {
    "m1-o13", "m5-b24", "m5-b30", "m6-42", "m6-56", "m9-49", "m9-52", "ma-13", "ma-65", "ma-68",
    "mc-16", "me-33", "me-62", "mh-04", "mh-23", "mh-40", "mj-09", "ml-19", "ml-28", "ml-41", "mo-12",
    "mo-33", "mp-02", "mq-29", "mq-47", "mt-43", "mu-17", "mv-46", "mw-60", "mw-65", "mw-84", "mz-28",
    "na-80", "nb-20", "nb-72", "nb-79", "nb-93", "nc-100", "nd-70", "nd-74", "nd-91", "ne-98", "nf-120",
    "oa-13", "oa-56", "ob-16", "ob-92", "oc-114", "oc-130", "oc-40", "oc-91", "oc-93", "od-02", "od-14",
    "od-34", "od-64", "od-88", "of-31", "og-36", "oh-104", "oh-68", "oh-81", "oh-86", "oj-108",
    "oj-122", "oj-124", "oj-126", "oj-14", "oj-56", "ok-137", "ok-138", "ol-05", "ol-41", "ol-77",
    "om-24", "on-110", "on-92", "oo-24", "oq-03", "oq-107", "oq-51", "or-127", "or-82", "os-37",
    "ot-137", "qa-020", "qa-030", "qa-092", "qb-120", "qe-002", "qe-010", "qe-027", "qe-041", "qe-043",
    "qe-061", "qe-082", "qe-096", "qe-099", "qe-105", "qe-114", "qg-103", "qh-090", "qh-092",
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
