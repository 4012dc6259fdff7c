"""`inbeeld check`: what observations mean, as `check.advise` says it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

from inbeeld.check import Advice, Home, Observation, Reason, advise
from inbeeld.cli import meldcode
from inbeeld.cli.routes import describe, route_dict
from inbeeld.cli.shared import (
    DONE,
    InputError,
    common,
    moment,
    one_of,
    print_json,
    print_lines,
    read_common,
    signal_id,
)
from inbeeld.knowledge import (
    Circumstance,
    Country,
    Knowledge,
    Known,
    Lang,
    Observer,
    Text,
    shipped,
)
from inbeeld.knowledge.placeholders import plain
from inbeeld.knowledge.wording import shipped_words

PARTS = ("do", "dont", "routes", "why", "forms", "otherwise", "unknown", "say")


def add(commands: Any) -> None:
    parser = commands.add_parser("check", help="what observations mean, and what to do")
    parser.add_argument(
        "--observer", required=True, metavar="WHO", help=f"one of: {', '.join(Observer)}"
    )
    for known, text in (
        (Known.SEEN, "seen"),
        (Known.TOLD, "told to you"),
        (Known.THOUGHT, "thought"),
    ):
        parser.add_argument(
            f"--{known}",
            action="extend",
            nargs="+",
            default=[],
            metavar="ID",
            help=f"signals {text}",
        )
    parser.add_argument(
        "--circumstance",
        action="append",
        default=[],
        metavar="ID=WHEN",
        help=f"makes a signal urgent: {', '.join(Circumstance)}",
    )
    parser.add_argument("--home", default="unknown", metavar="ANSWER", help=", ".join(Home))
    parser.add_argument("--country", default="NL", metavar="CODE", help=", ".join(Country))
    parser.add_argument("--at", metavar="TIME", help="ISO 8601; now where it is left out")
    common(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    as_json, lang = read_common(options)
    known = shipped()
    advice = advise(
        _observations(options, known),
        observer=one_of(Observer, options.observer, "--observer"),
        knowledge=known,
        at=moment(options.at),
        home=one_of(Home, options.home, "--home"),
        country=one_of(Country, options.country, "--country"),
    )
    if as_json:
        print_json(as_dict(advice, lang))
    else:
        print_lines(as_text(advice, lang))
    return DONE


def _observations(options: argparse.Namespace, known: Knowledge) -> list[Observation]:
    urgent: dict[str, set[Circumstance]] = {}
    for given in options.circumstance:
        label, word = _circumstance(given, known)
        urgent.setdefault(label, set()).add(word)
    found = [
        Observation(label, how, frozenset(urgent.get(label, ())))
        for how in Known
        for given in getattr(options, how.value)
        for label in [signal_id(known, given)]
    ]
    for label in urgent.keys() - {observation.signal for observation in found}:
        raise InputError(
            f"--circumstance names {label}; name it with --seen, --told or --thought too."
        )
    return found


def _circumstance(given: str, known: Knowledge) -> tuple[str, Circumstance]:
    """What makes a signal urgent. One that no rule asks for would be lost in silence: refused."""
    name, _, when = given.partition("=")
    label = signal_id(known, name)
    word = one_of(Circumstance, when, "--circumstance ID=WHEN: WHEN")
    counts = {
        circumstance
        for rule in known.rules.values()
        if label in rule.signals
        for circumstance in rule.circumstances
    }
    if word not in counts:
        fits = ", ".join(one for one in Circumstance if one in counts) or "none"
        raise InputError(f"--circumstance {label}={word} means nothing here; it can have: {fits}.")
    return label, word


def as_dict(advice: Advice, lang: Lang) -> dict[str, Any]:
    """The advice by `docs/schemas/check.json`."""
    return {
        "outcome": advice.outcome,
        "when": advice.words.when[lang],
        "title": _title(advice)[lang],
        "reasons": [_reason(reason, lang) for reason in advice.reasons],
        "forms": [
            {
                "id": pointer.form.id,
                "name": pointer.form.name[lang],
                "signals": [signal.id for signal in pointer.signals],
            }
            for pointer in advice.forms
        ],
        "unknown": [text[lang] for text in advice.unknown],
        "otherwise": [
            {"signal": signal.id, "text": signal.otherwise[lang]} for signal in advice.otherwise
        ],
        "steps": {
            "do": [_plain(step.text, lang) for step in advice.do],
            "dont": [_plain(step.text, lang) for step in advice.dont],
        },
        "say": _plain(advice.say.text, lang) if advice.say else None,
        "first_calls": [now.route.id for now in advice.first_calls],
        "routes": [route_dict(now, lang) for now in advice.routes],
        "meldcode": _meldcode(advice, lang),
        "notes": [{"signal": note.signal, "text": note.text[lang]} for note in advice.notes],
        "at": advice.at.isoformat(timespec="seconds"),
    }


def _reason(reason: Reason, lang: Lang) -> dict[str, Any]:
    return {
        "signal": reason.signal.id,
        "text": reason.text[lang],
        "known": reason.known,
        "circumstances": sorted(reason.circumstances),
        "rule": reason.rule.id,
        "because": reason.because[lang],
        "outcome": reason.outcome,
        "sources": list(reason.sources),
    }


def _plain(text: Text, lang: Lang) -> str:
    """A terminal has no links: the number itself stands in the sentence."""
    return plain(text[lang], shipped().routes)


def _title(advice: Advice) -> Text:
    """In the voice of who reads it: the young person is spoken to, not about."""
    return advice.words.title_self if _young(advice) else advice.words.title


def _lead(advice: Advice) -> Text:
    return advice.words.lead_self if _young(advice) else advice.words.lead


def _young(advice: Advice) -> bool:
    return advice.observer is Observer.SELF


def _meldcode(advice: Advice, lang: Lang) -> dict[str, Any] | None:
    if advice.meldcode is None:
        return None
    record = advice.meldcode.record
    return {
        "date": record.on.isoformat(),
        "by": record.by,
        "fact": [one.signal for one in record.seen],
        "told": [one.signal for one in record.told],
        "thought": [one.signal for one in record.thought],
        "steps": [
            {
                "name": step.name[lang],
                "text": _plain(step.text, lang),
                "questions": [
                    {
                        "question": weighed.question[lang],
                        "noticed": [text[lang] for text in weighed.noticed],
                        "by_hand": weighed.by_hand,
                    }
                    for weighed in step.questions
                ],
            }
            for step in advice.meldcode.steps
        ],
    }


def as_text(advice: Advice, lang: Lang, nothing: str = "result.nothing") -> Iterator[str]:
    """The same advice to read on a terminal. `nothing` names what is said where there is no reason."""
    words = shipped_words()
    how = "known_self" if _young(advice) else "known"
    yield f"{advice.words.when[lang]}: {_title(advice)[lang]}"
    yield _lead(advice)[lang]
    for now in advice.first_calls:
        yield f"{words['result.first'][lang]}: {describe(now, lang)}"
    if not advice.reasons:
        yield words[nothing][lang]
    blocks = {
        "do": [_plain(step.text, lang) for step in advice.do],
        "dont": [_plain(step.text, lang) for step in advice.dont],
        "routes": [describe(now, lang) for now in advice.routes],
        "why": [
            f"{reason.text[lang]} ({words[f'{how}.{reason.known}'][lang]}). {reason.because[lang]}"
            f" [{reason.rule.id}; {', '.join(reason.sources)}]"
            for reason in advice.reasons
        ],
        "forms": [pointer.form.name[lang] for pointer in advice.forms],
        "otherwise": [signal.otherwise[lang] for signal in advice.otherwise],
        "unknown": [text[lang] for text in advice.unknown],
        "say": [_plain(advice.say.text, lang)] if advice.say else [],
    }
    for part in PARTS:
        if blocks[part]:
            yield f"\n{words[f'result.{part}'][lang]}"
            yield from (f"- {line}" for line in blocks[part])
    yield from meldcode.lines(advice, lang)
    if advice.notes:
        yield ""
    yield from (f"{note.signal}: {note.text[lang]}" for note in advice.notes)
