"""`inbeeld signals`: the list of signals, whole or as one observer sees it."""

from __future__ import annotations

import argparse
from typing import Any

from inbeeld.cli.shared import DONE, common, one_of, print_json, print_lines, read_common
from inbeeld.knowledge import Level, Observer, Signal, UnknownId, shipped


def add(commands: Any) -> None:
    parser = commands.add_parser("signals", help="list the signals")
    parser.add_argument("--observer", metavar="WHO", help=f"one of: {', '.join(Observer)}")
    parser.add_argument("--category", metavar="ID", help="only this category")
    parser.add_argument("--level", metavar="LEVEL", help=f"one of: {', '.join(Level)}")
    common(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    as_json, lang = read_common(options)
    known = shipped()
    found = list(known.signals.values())
    if options.observer is not None:
        observer = one_of(Observer, options.observer, "--observer")
        found = [signal for signal in found if observer in signal.observers]
    if options.category is not None:
        if options.category not in known.categories:
            raise UnknownId("category", options.category, known.categories)
        found = [signal for signal in found if signal.category == options.category]
    if options.level is not None:
        level = one_of(Level, options.level, "--level")
        found = [signal for signal in found if signal.level is level]
    if as_json:
        print_json([as_dict(signal) for signal in found])
    else:
        width = max((len(signal.id) for signal in found), default=0)
        print_lines(
            f"{signal.id:<{width}}  {signal.level:<8}  {signal.text[lang]}" for signal in found
        )
    return DONE


def as_dict(signal: Signal) -> dict[str, Any]:
    """One signal by `docs/schemas/signals.json`."""
    return {
        "id": signal.id,
        "fact": signal.fact,
        "category": signal.category,
        "level": signal.level,
        "kind": signal.kind,
        "forms": list(signal.forms),
        "observers": list(signal.observers),
        "nl": signal.text.nl,
        "en": signal.text.en,
    }
