"""How fast messages are screened: the matcher against `re` with one pattern after another, in one run.

All skeletons and levels are on: folding, the second skeleton where something asks for it, rules,
contexts, ages and times. Each comparator must find the same; what it found is hashed. Hyperscan is
compared where it is installed, over the first skeleton, by rule and start.

    python benchmarks/screening.py [--messages 50000] [--slow 1500]
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import random
import time
from collections.abc import Callable, Sequence
from types import ModuleType

from inbeeld.knowledge.chat_rules import shipped_chat_rules
from inbeeld.screen.fold import skeleton
from inbeeld.screen.matcher import Hit, Matcher
from inbeeld.screen.reference import reference_hits
from inbeeld.screen.rulebook import Rulebook, rulebook

REQUIRED, AIM = 40, 60
WANTED = 250_000  # messages a second on one core
# Everyday talk without a rule in mind: who, does, what; one message in fifty is an example of a rule.
STARTS = ["ik", "we", "hij", "zij", "morgen", "straks", "they", "we", "she", "this"]
DOES = [
    "ging-naar",
    "koopt",
    "zag",
    "vergat",
    "maakt",
    "leest",
    "walked-to",
    "forgot",
    "bought",
    "cooked",
    "saw",
    "painted",
]
WHAT = [
    "de-winkel",
    "een-boek",
    "het-station",
    "soep",
    "de-trein",
    "wiskunde",
    "the-library",
    "a-bike",
    "pancakes",
    "the-river",
    "some-paint",
    "chapter-four",
    "the-kitchen",
    "een-brug",
    "de-tuin",
    "het-strand",
]
ENDS = ("", "", "", "", ".", "!", " met Kees", " and then home", " 🙂", " zo mooi", " héél lang")


def talk(count: int, seed: int = 11) -> list[str]:
    """Messages of ordinary length, one in fifty with an example of a rule in it."""
    choose = random.Random(seed)
    examples = [text for rule in shipped_chat_rules().rules.values() for text in rule.caught]
    found = []
    for _ in range(count):
        if examples and choose.random() < 0.02:
            found.append(choose.choice(examples))
            continue
        parts = [f"{choose.choice(STARTS)} {choose.choice(DOES)} {choose.choice(WHAT)}"]
        if choose.random() < 0.4:
            parts.append(f"{choose.choice(DOES)} {choose.choice(WHAT)}")
        found.append(" ".join(parts) + choose.choice(ENDS))
    return [text.replace("-", " ") for text in found]


def timed(work: Callable[[], list[Hit]], times: int) -> tuple[float, list[Hit]]:
    """The quickest of several runs, in seconds, and what came out."""
    best, found = float("inf"), []
    for _ in range(times):
        start = time.perf_counter()
        found = work()
        best = min(best, time.perf_counter() - start)
    return best, found


def fingerprint(found: Sequence[Hit]) -> str:
    return hashlib.sha256(repr([tuple(one) for one in found]).encode()).hexdigest()[:12]


def with_hyperscan(book: Rulebook, texts: Sequence[str]) -> None:
    """Compares the matches of the first skeleton with those of Hyperscan, where it is installed."""
    if importlib.util.find_spec("hyperscan") is None:
        print("hyperscan: not installed, not compared (pip install hyperscan)")
        return
    import hyperscan  # type: ignore[import-not-found]

    patterns = [one for one in book.patterns if _accepted(hyperscan, one.regex)]
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    flags = hyperscan.HS_FLAG_SOM_LEFTMOST | hyperscan.HS_FLAG_UTF8
    database.compile(
        expressions=[one.regex.encode() for one in patterns],
        ids=list(range(len(patterns))),
        elements=len(patterns),
        flags=[flags] * len(patterns),
    )
    folded = [skeleton(text) for text in texts]
    started = time.perf_counter()
    theirs: list[dict[int, int]] = []
    for text in folded:
        starts: dict[int, int] = {}

        def keep(label: int, start: int, _end: int, _flags: int, into: object) -> None:
            known = into.get(label)  # type: ignore[attr-defined]
            into[label] = start if known is None else min(known, start)  # type: ignore[index]

        database.scan(text.encode(), match_event_handler=keep, context=starts)
        theirs.append(starts)
    seconds = time.perf_counter() - started
    ours = []
    for text in folded:
        found = ((n, one.compiled.search(text)) for n, one in enumerate(patterns))
        ours.append({n: len(text[: m.start()].encode()) for n, m in found if m})
    same = "the same" if ours == theirs else "NOT the same"
    refused = len(book.patterns) - len(patterns)
    print(
        f"hyperscan: {len(folded) / seconds:,.0f} messages/s, first skeleton only; {same} by rule and"
        f" start; it refused {refused} patterns as too large"
    )


def _accepted(hyperscan: ModuleType, expression: str) -> bool:
    """Whether Hyperscan takes a pattern: it refuses some as too large to tell where they start."""
    flags = hyperscan.HS_FLAG_SOM_LEFTMOST | hyperscan.HS_FLAG_UTF8
    try:
        hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK).compile(
            expressions=[expression.encode()], ids=[0], elements=1, flags=[flags]
        )
    except hyperscan.error:
        return False
    return True


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--messages", type=int, default=50_000)
    parser.add_argument("--slow", type=int, default=1_500, help="messages for `re` per pattern")
    options = parser.parse_args()
    book = rulebook(shipped_chat_rules())
    texts = talk(options.messages)
    few = texts[: options.slow]
    matcher = Matcher(book)
    matcher.hits(texts[:5000])  # patterns are compiled when they are first needed
    seconds, found = timed(lambda: matcher.hits(texts), 5)
    slow, theirs = timed(lambda: reference_hits(book, few), 2)
    mine = matcher.hits(few)
    fast_rate, slow_rate = len(texts) / seconds, len(few) / slow
    counted = f"{len(found):,} hits {fingerprint(found)}"
    print(f"{len(book.patterns)} patterns, {len(texts):,} messages, rules {book.rules.identity}")
    print(f"anchored: {fast_rate:,.0f} messages/s (aim {WANTED:,}), {counted}")
    same = f"hits {fingerprint(theirs)}, ours {fingerprint(mine)}"
    print(f"re per pattern: {slow_rate:,.0f} messages/s, {same}")
    with_hyperscan(book, few)
    if mine != theirs:
        raise SystemExit("the two do not find the same")
    print(f"{fast_rate / slow_rate:.1f} times re per pattern (at least {REQUIRED}, aim {AIM})")


if __name__ == "__main__":
    main()
