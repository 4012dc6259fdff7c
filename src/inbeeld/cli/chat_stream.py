"""`inbeeld chat stream`: an answer for every message as it comes, one line of JSON each; no store."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from inbeeld.archive.row import EXPECTED, LONGEST, NoRow, read_row
from inbeeld.archive.stream import MOST, WINDOW, Answer, Stream
from inbeeld.cli.archive import read_ground, rule_options
from inbeeld.cli.shared import (
    DOES_NOT_HOLD,
    DONE,
    whole,
)
from inbeeld.knowledge import shipped
from inbeeld.knowledge.chat_rules import load_chat_rules
from inbeeld.screen import Finding, Screen, shipped_screen

ABOUT = f"""\
Reads messages from standard input, one JSON object a line with {EXPECTED}, and answers each at once
with one line of JSON: what was found in it, and the outcome of its conversation so far. Nothing is
stored. Of each conversation the last --window messages are looked at together; of conversations the
--most that spoke last are remembered. A line that cannot be read is answered with the reason, and the
next one is read; at the end the exit is then 1. Who may do this: docs/ai-act.md.
"""


def add(verbs: Any) -> None:
    parser = verbs.add_parser("stream", help="answer messages as they come", description=ABOUT)
    rule_options(parser)
    parser.add_argument(
        "--window",
        default=str(WINDOW),
        metavar="N",
        help=f"messages of a conversation that are looked at together; {WINDOW} if left out",
    )
    parser.add_argument(
        "--most",
        default=str(MOST),
        metavar="N",
        help=f"conversations remembered; {MOST} if left out",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    ground = read_ground(options)
    window = whole(options.window, "--window", 100_000, least=1)
    most = whole(options.most, "--most", 10_000_000, least=1)
    folders = [Path(one) for one in options.rules]
    screen = Screen(load_chat_rules(folders)) if folders else shipped_screen()
    about = {"rules": screen.book.rules.identity, "ground": ground}
    wrong = 0
    stream = Stream(screen, window=window, most=most)
    for answer in answers(sys.stdin.buffer, stream):
        wrong += "fault" in answer
        # Half a sign must not reach whoever reads this, so all but ASCII is written as \\u....
        print(json.dumps(answer | about), flush=True)
    if wrong:
        print(f"inbeeld: {wrong} lines could not be read; see their answers.", file=sys.stderr)
    return DOES_NOT_HOLD if wrong else DONE


def answers(lines: BinaryIO, stream: Stream) -> Iterator[dict[str, Any]]:
    """An answer for every line, by `docs/schemas/chat-stream.json`; empty lines get none."""
    number = 0
    while line := lines.readline(LONGEST + 1):
        number += 1
        if len(line) > LONGEST:
            while line and not line.endswith(b"\n"):
                line = lines.readline(LONGEST)
            yield {"line": number, "fault": f"this line is longer than {LONGEST} bytes"}
        elif line.strip():
            try:
                row = read_row(line)
            except NoRow as why:
                yield {"line": number, "fault": f"{why}. Expected: {EXPECTED}"}
            else:
                yield {"line": number, **answer_dict(stream.answer(row))}


def answer_dict(answer: Answer) -> dict[str, Any]:
    return {
        "conversation": answer.conversation,
        "message": answer.message,
        "findings": [_finding(one) for one in answer.findings],
        "outcome": answer.meaning.outcome,
        "outcome_rules": list(answer.meaning.rules),
        "observations": [
            {"signal": one.signal, "circumstances": sorted(one.circumstances)}
            for one in answer.observations
        ],
    }


def _finding(one: Finding) -> dict[str, Any]:
    return {
        "start": one.start,
        "end": one.end,
        "speaker": one.speaker,
        "signal": one.sign.signal,
        "process": one.sign.process,
        "level": shipped().signals[one.sign.signal].level,
        "counts": one.counts,
        "rule": one.rule.id if one.rule else None,
        "excuse": one.excuse.id if one.excuse else None,
    }
