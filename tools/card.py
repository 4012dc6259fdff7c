"""Writes the figures of the model card, docs/cards/screening.md, from the chats and rules as they are.

    .venv/bin/python tools/card.py

Run it after a change of rules, and look at what changed. The half that is kept back gives figures only.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from collections import Counter, defaultdict
from itertools import product
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.screen import test_cells, test_pairs  # noqa: E402
from tools import weight  # noqa: E402

from inbeeld.knowledge.words import Lang  # noqa: E402
from inbeeld.screen import shipped_screen  # noqa: E402

CARD = ROOT / "docs" / "cards" / "screening.md"
CHATS = ROOT / "tests" / "screen" / "chats"
NAMES = {
    "concern_reaching_ask": "worrying chats reaching `ask`",
    "acute_reaching_act": "acute chats reaching `act`",
    "ordinary_reaching_ask": "ordinary chats reaching `ask`",
    "ordinary_reaching_consult": "ordinary chats reaching `consult`",
    "instigator_right": "the right speaker named",
    "near": "first message at most two away",
    "signals_found": "signals meant and found",
}


def evaluated(name: str) -> dict:
    command = [sys.executable, "-m", "inbeeld.cli", "evaluate", str(CHATS / f"{name}.jsonl")]
    done = subprocess.run(
        [*command, "--format", "json"], capture_output=True, check=True, text=True
    )
    return json.loads(done.stdout)


def told(share: dict) -> str:
    if not share["of"]:
        return "-"
    low, high = 100 * share["low"], 100 * share["high"]
    part = f"{share['hits']} of {share['of']}"
    return f"{part}, {100 * share['hits'] / share['of']:.1f} % ({low:.1f} to {high:.1f})"


def figures() -> str:
    kept, tuned = evaluated("kept"), evaluated("tune")
    groups = {"kept back": kept["all"]} | {f"kept back, {one['name']}": one for one in kept["lang"]}
    groups["looked at while writing"] = tuned["all"]
    rows = [f"| | {' | '.join(groups)} |", "|---" * (len(groups) + 1) + "|"]
    rows.append(f"| chats | {' | '.join(str(one['chats']) for one in groups.values())} |")
    for key, name in NAMES.items():
        rows.append(f"| {name} | {' | '.join(told(one[key]) for one in groups.values())} |")
    distance = " | ".join(f"{one['distance']:g}" for one in groups.values())
    return "\n".join([*rows, f"| median distance of the first message | {distance} |"])


def by_form() -> str:
    rows = ["| form | worrying reaching `ask` | acute reaching `act` |", "|---|---|---|"]
    for one in evaluated("kept")["kind"]:
        if one["concern_reaching_ask"]["of"]:
            ask, act = told(one["concern_reaching_ask"]), told(one["acute_reaching_act"])
            rows.append(f"| {one['name']} | {ask} | {act} |")
    return "\n".join(rows)


def readings() -> str:
    lines = []
    for chat in test_pairs.CHATS:
        ways = {way: test_pairs.outcome(chat, *way) for way in product((0, 1), repeat=2)}
        if len(set(ways.values())) > 1:
            parts = (f"{['boy', 'girl'][y]}/{['man', 'woman'][o]} {ways[y, o]}" for y, o in ways)
            lines.append(f"- {chat['id']}: {', '.join(parts)}")
    return "\n".join(lines) or "None."


def languages() -> str:
    pairs: dict[str, dict[str, str]] = defaultdict(dict)
    for chat in test_pairs.CHATS:
        pairs[chat["pair"]][chat["lang"]] = test_pairs.outcome(chat)
    differ = {name: ways for name, ways in pairs.items() if ways["nl"] != ways["en"]}
    lines = [f"- {name}: nl {ways['nl']}, en {ways['en']}" for name, ways in differ.items()]
    return "\n".join(lines) or "None."


def cells() -> str:
    alone: dict[tuple[str, str], Counter] = test_cells.alone.__wrapped__()
    lines = [
        f"- {signal}-{lang}: {len(alone[signal, lang])} of 3"
        for signal in test_cells.SIGNALS
        for lang in Lang
        if len(alone[signal, lang]) < test_cells.ENOUGH
    ]
    return "\n".join(lines) or "None."


def identity() -> str:
    book = shipped_screen().book
    kept = hashlib.sha256((CHATS / "kept.jsonl").read_bytes()).hexdigest()
    counts = f"{len(book.rules.rules)} rules with {len(book.patterns)} patterns"
    return f"Rule set `{book.rules.identity}`: {counts}. Kept-back half: SHA-256 `{kept}`."


PARTS = {
    "## Which rules and which chats": identity,
    "## Figures": figures,
    "### By form": by_form,
    "### What the script is made of": weight.table,
    "### Boys and girls, men and women": readings,
    "### Dutch and English": languages,
    "### Cells that fall short": cells,
}


def main() -> None:
    card = CARD.read_text(encoding="utf-8")
    for heading, make in PARTS.items():
        # What is written by hand under a heading stays; the figures stand after the mark.
        pattern = re.compile(rf"(?ms)^({re.escape(heading)}\n.*?<!-- figures -->\n).*?(?=^#|\Z)")
        assert pattern.search(card), heading
        card = pattern.sub(lambda found, make=make: f"{found[1]}\n{make()}\n\n", card)
    CARD.write_text(card.rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
