"""For whoever writes rules: what the rules make of the chats that may be looked at.

    .venv/bin/python tools/tune.py               figures, and the chats that come out wrong
    .venv/bin/python tools/tune.py --cells       per signal and language, what each rule alone catches
    .venv/bin/python tools/tune.py --chat ID     one chat with its findings

It reads tests/screen/chats/tune.jsonl only; the other half stays unseen.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
from collections import Counter, defaultdict
from pathlib import Path

from inbeeld.knowledge import load
from inbeeld.knowledge.chat_rules import load_chat_rules
from inbeeld.knowledge.words import Outcome
from inbeeld.screen import Observer, Said, Screen, Screening

TUNE = Path(__file__).parents[1] / "tests" / "screen" / "chats" / "tune.jsonl"
AT = dt.datetime(2026, 11, 23, 19, 0, tzinfo=dt.UTC)


def show(chat: dict, shown: Screening) -> None:
    print(f"--- {chat['id']} {chat['label']} {chat['level']} {chat['kind']} {chat['expected']}"
          f" by {chat['instigator']} first {chat['first_concern']}"
          f" => {shown.advice.outcome} {shown.instigator} {shown.first_concern}")  # fmt: skip
    for number, message in enumerate(chat["messages"]):
        print(f"   {number} {message['speaker']}: {message['text']}")
        for one in shown.findings:
            if one.message == number:
                rule = one.rule.id if one.rule else "-"
                excuse = f" excuse={one.excuse.id}" if one.excuse else ""
                print(f"        [{'x' if one.counts else ' '}] {rule} {one.sign.signal}{excuse}")


def wrong(chat: dict, shown: Screening) -> str | None:
    outcome = shown.advice.outcome
    if chat["label"] == "ordinary":
        return "ordinary reached" if outcome.step >= Outcome.ASK.step else None
    if outcome.step < Outcome.ASK.step:
        return "missed"
    if chat["level"] == "acute" and outcome is not Outcome.ACT:
        return "acute not act"
    if shown.instigator != chat["instigator"]:
        return "instigator"
    if abs(shown.first_concern - chat["first_concern"]) > 2:
        return "first concern"
    return None


def cells(chats: list[dict], results: list[Screening], screen: Screen) -> None:
    facts = {name: one.fact for name, one in load().signals.items()}
    alone: dict[tuple[str, str], Counter] = defaultdict(Counter)
    for shown in results:
        by_cell = defaultdict(set)
        for one in shown.findings:
            if one.rule:
                by_cell[one.rule.signal, str(one.rule.lang)].add(one.rule.id)
        for cell, rules in by_cell.items():
            if len(rules) == 1:
                alone[cell][next(iter(rules))] += 1
    expected = Counter((s, c["lang"]) for c in chats for s in c["expected"])
    rules = screen.book.rules.rules.values()
    for signal in screen.book.rules.signs:
        for lang in ("nl", "en"):
            own = [one.id for one in rules if one.signal == signal and one.lang == lang]
            good = {name: alone[signal, lang][name] for name in own}
            enough = "ok " if sum(n > 0 for n in good.values()) >= 3 else "FEW"
            print(
                enough, facts[signal], signal, lang, "labelled", expected[facts[signal], lang], good
            )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--cells", action="store_true")
    parser.add_argument("--chat")
    parser.add_argument("--lang")
    options = parser.parse_args()
    known, screen = load(), Screen(load_chat_rules())
    chats = [json.loads(line) for line in TUNE.read_text(encoding="utf-8").splitlines()]
    results = [
        screen.conversation(
            [Said(m["text"], m["speaker"]) for m in chat["messages"]],
            observer=Observer.PARENT, knowledge=known, at=AT,
        )
        for chat in chats
    ]  # fmt: skip
    if options.cells:
        cells(chats, results, screen)
        return
    counts: Counter = Counter()
    for chat, shown in zip(chats, results, strict=True):
        fault = wrong(chat, shown)
        counts[chat["lang"], chat["label"], fault or "right"] += 1
        if chat["id"] == options.chat or (
            fault and not options.chat and options.lang in (None, chat["lang"])
        ):
            print(fault)
            show(chat, shown)
    for key, count in sorted(counts.items()):
        print(*key, count)


if __name__ == "__main__":
    main()
