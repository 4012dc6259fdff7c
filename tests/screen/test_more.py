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
    "m8-19", "m9-04", "m9-20", "mb-03", "mb-11", "mb-36", "mc-05", "md-07", "md-49", "md-57", "mf-33",
    "mf-38", "mi-12", "mi-20", "mi-27", "mk-57", "mn-37", "mn-55", "mp-08", "mq-58", "mt-30", "mu-26",
    "mv-23", "mv-68", "mw-101", "mw-89", "mw-93", "na-57", "na-68", "na-83", "na-95", "nb-05", "nb-107",
    "nb-70", "nc-109", "nc-110", "nc-30", "nc-44", "nd-109", "ne-64", "ne-90", "nf-06", "nf-08",
    "nf-59", "nf-65", "nf-78", "nf-90", "oa-105", "oa-106", "oa-23", "oa-41", "oa-48", "oa-65",
    "ob-111", "ob-79", "od-102", "oe-10", "oe-111", "oe-117", "oe-24", "oe-70", "oe-84", "of-16",
    "of-49", "of-55", "of-62", "of-70", "of-83", "og-107", "og-112", "og-53", "og-88", "og-94", "oh-19",
    "oh-35", "oh-39", "oh-43", "oh-45", "oh-47", "oi-09", "oi-105", "oi-137", "oi-41", "oi-49", "oi-67",
    "oi-85", "oi-95", "oj-07", "oj-51", "oj-93", "ok-103", "ok-114", "ok-23", "ok-42", "ok-66", "ok-69",
    "ok-71", "ol-82", "om-03", "om-63", "om-67", "om-71", "om-83", "on-01", "on-17", "on-49", "on-61",
    "on-87", "on-93", "oo-06", "oo-101", "oo-119", "oo-126", "oo-128", "oo-93", "op-102", "op-114",
    "op-123", "op-37", "op-66", "op-86", "oq-131", "or-103", "or-88", "os-10", "os-18", "os-52",
    "os-62", "os-68", "os-70", "os-86", "os-87", "ot-12", "ot-20", "ot-46", "ot-50", "ot-56", "ot-79",
    "qa-011", "qa-111", "qb-011", "qb-019", "qb-025", "qb-039", "qb-041", "qb-059", "qb-095", "qb-105",
    "qb-107", "qb-119", "qc-063", "qc-065", "qd-032", "qd-039", "qd-044", "qd-087", "qe-071", "qf-025",
    "qf-039", "qf-045", "qf-047", "qf-091", "qf-113", "qg-069", "qg-110", "qg-114", "qh-035", "qh-061",
    "qh-077",
}  # fmt: skip
STANDS_OUT = {
    "m1-o20", "m1-o21", "m5-b24", "m7-46", "m7-62", "m9-34", "ma-13", "mc-48", "mf-23", "mk-52",
    "ml-57", "mm-04", "mo-20", "mp-02", "ms-23", "mt-75", "mu-17", "mu-38", "mw-27", "mw-65", "mz-111",
    "mz-115", "mz-28", "na-117", "na-120", "na-38", "nb-79", "nb-93", "nc-100", "nd-59", "nd-70",
    "nd-91", "nd-94", "ne-23", "oa-18", "oa-34", "oa-56", "ob-16", "ob-30", "ob-92", "oc-74", "oc-91",
    "oc-93", "od-113", "od-127", "od-14", "od-64", "oj-124", "ok-138", "ok-98", "ol-41", "om-24",
    "om-68", "on-110", "on-130", "oo-107", "oo-117", "oo-24", "oq-18", "or-121", "or-127", "or-33",
    "or-82", "os-74", "qc-068", "qc-104", "qf-002", "qf-094", "qf-100", "qg-028", "qg-060", "qg-092",
    "qh-060", "qh-090",
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
