"""`inbeeld chat check`: what an exported chat shows, and the advice of `check` for it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from inbeeld.chats import Chat
from inbeeld.check import Home, Observer
from inbeeld.cli import check
from inbeeld.cli.chat_file import note_lines, opened, source_dict
from inbeeld.cli.shared import DONE, common, moment, one_of, print_json, print_lines, read_common
from inbeeld.knowledge import Country, Lang, shipped
from inbeeld.knowledge.chat_rules import load_chat_rules
from inbeeld.knowledge.wording import shipped_words
from inbeeld.screen import Finding, Screen, Screening, shipped_screen


def add(commands: Any) -> None:
    parser = commands.add_parser("check", help="what a chat shows, and what to do")
    parser.add_argument("file", metavar="FILE", help="an exported chat, or - for standard input")
    parser.add_argument("--conversation", metavar="NAME", help="which one, where there are several")
    parser.add_argument(
        "--observer", default="parent", metavar="WHO", help=f"one of: {', '.join(Observer)}"
    )
    parser.add_argument("--home", default="unknown", metavar="ANSWER", help=", ".join(Home))
    parser.add_argument("--country", default="NL", metavar="CODE", help=", ".join(Country))
    parser.add_argument("--at", metavar="TIME", help="ISO 8601; now where it is left out")
    parser.add_argument(
        "--rules", action="append", default=[], metavar="FOLDER", help="more rules, from a folder"
    )
    common(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    as_json, lang = read_common(options)
    at = moment(options.at)
    observer = one_of(Observer, options.observer, "--observer")
    home = one_of(Home, options.home, "--home")
    country = one_of(Country, options.country, "--country")
    chat = opened(options.file, options.conversation)
    # System lines are nobody's words: positions count over what people sent.
    lines = [message for message in chat if message.position is not None]
    shown = chosen(options.rules).conversation(
        lines, observer=observer, knowledge=shipped(), at=at, home=home, country=country
    )
    if as_json:
        print_json(as_dict(chat, shown, lang))
    else:
        print_lines(as_text(chat, [line.text for line in lines], shown, lang))
    return DONE


def chosen(folders: list[str]) -> Screen:
    """The rules that come along, with those of the folders that were named."""
    return Screen(load_chat_rules([Path(one) for one in folders])) if folders else shipped_screen()


def as_dict(chat: Chat, shown: Screening, lang: Lang) -> dict[str, Any]:
    """What a chat shows by `docs/schemas/chat-check.json`."""
    return {
        "source": source_dict(chat.source),
        "outcome": shown.advice.outcome,
        "findings": [finding_dict(one, lang) for one in shown.findings],
        "instigator": shown.instigator,
        "first_concern": shown.first_concern,
        "advice": check.as_dict(shown.advice, lang),
    }


def finding_dict(one: Finding, lang: Lang) -> dict[str, Any]:
    return {
        "message": one.message,
        "start": one.start,
        "end": one.end,
        "speaker": one.speaker,
        "signal": one.sign.signal,
        "process": one.sign.process,
        "level": shipped().signals[one.sign.signal].level,
        "counts": one.counts,
        "reason": one.sign.because[lang],
        "rule": one.rule.id if one.rule else None,
        "excuse": one.excuse.text[lang] if one.excuse else None,
    }


def as_text(chat: Chat, texts: list[str], shown: Screening, lang: Lang) -> Iterator[str]:
    """The same to read on a terminal: the advice, the messages that matter and why, how it was read."""
    words = shipped_words()
    yield from check.as_text(shown.advice, lang, nothing="screen.nothing")
    if shown.instigator:
        yield ""
        yield words["screen.mostly"][lang].format(name=shown.instigator)
    for counts, title in ((True, "screen.counted"), (False, "screen.noticed")):
        own = _once([one for one in shown.findings if one.counts is counts])
        if own:
            yield f"\n{words[title][lang]}"
        for one in own:
            quoted = f"“{texts[one.message][one.start : one.end]}” " if one.end else ""
            other = f" {one.excuse.text[lang]}" if one.excuse else ""
            yield f"- {one.message + 1}: {quoted}{_why(one, lang)}{other}"
    if chat.source.notes:
        yield f"\n{words['look.how_read'][lang]}"
        yield from note_lines(chat.source, lang)
    yield ""
    yield words["screen.may_miss"][lang]


def _why(one: Finding, lang: Lang) -> str:
    """The reason in words: as a guess where the words are said in ordinary talk as well."""
    reason = one.sign.because[lang]
    if not one.perhaps:
        return reason
    return shipped_words()["look.perhaps"][lang].format(reason=reason[0].lower() + reason[1:])


def _once(findings: list[Finding]) -> list[Finding]:
    """Without what lies within another mark of the same message for the same reason."""
    alike: dict[tuple[int, str], list[Finding]] = {}
    for one in sorted(findings, key=lambda one: (one.start or 0, -(one.end or 0))):
        kept = alike.setdefault((one.message, one.sign.signal), [])
        if not kept or (one.end or 0) > (kept[-1].end or 0):
            kept.append(one)
    told = {id(one) for kept in alike.values() for one in kept}
    return [one for one in findings if id(one) in told]
