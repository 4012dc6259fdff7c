"""`inbeeld evaluate`: how the chat check does on labelled chats. Figures only, never a chat."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from inbeeld.cli import pan12
from inbeeld.cli.bounds_plot import plot
from inbeeld.cli.chat_check import chosen
from inbeeld.cli.labelled import read
from inbeeld.cli.shared import (
    DONE,
    InputError,
    common,
    moment,
    print_json,
    print_lines,
    read_common,
)
from inbeeld.knowledge import shipped
from inbeeld.screen.evaluation import Figures, Share, grouped, judge

SHARES = (
    "concern_reaching_ask",
    "acute_reaching_act",
    "ordinary_reaching_ask",
    "ordinary_reaching_consult",
    "instigator_right",
    "near",
    "signals_found",
)


def add(commands: Any) -> None:
    parser = commands.add_parser("evaluate", help="how the chat check does on labelled chats")
    parser.add_argument(
        "file",
        metavar="FILE",
        help="labelled chats as JSON lines; or pan12, with --xml and --truth",
    )
    parser.add_argument("--plot", metavar="FILE", help="write the shares with their bounds as SVG")
    parser.add_argument("--at", metavar="TIME", help="ISO 8601; now where it is left out")
    parser.add_argument(
        "--rules", action="append", default=[], metavar="FOLDER", help="more rules, from a folder"
    )
    parser.add_argument("--xml", metavar="FILE", help="pan12: the conversations")
    parser.add_argument("--truth", metavar="FILE", help="pan12: the authors, one id a line")
    parser.add_argument("--lines", metavar="FILE", help="pan12: the lines, conversation and number")
    common(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    if options.file == "pan12":
        return pan12.run(options)
    for name in ("xml", "truth", "lines"):
        if getattr(options, name):
            raise InputError(f"--{name} belongs to: inbeeld evaluate pan12.")
    as_json, _ = read_common(options)
    known, screen = shipped(), chosen(options.rules)
    chats = read(Path(options.file), known)
    judged = list(judge(chats, screen=screen, knowledge=known, at=moment(options.at)))
    if not judged:
        raise InputError(f"{options.file} holds no chats.")
    found = grouped(judged)
    if options.plot:
        Path(options.plot).write_text(plot(found, SHARES), encoding="utf-8")
    if as_json:
        print_json({"rules": screen.book.rules.identity, **as_dict(found)})
    else:
        print_lines(as_text(found, screen.book.rules.identity))
    return DONE


def as_dict(found: Mapping[str, Mapping[str, Figures]]) -> dict[str, Any]:
    """The figures by `docs/schemas/evaluate.json`: of all, by language and by form."""
    return {
        "all": _figures(found["all"]["all"]),
        **{
            by: [{"name": name, **_figures(one)} for name, one in found[by].items()]
            for by in ("lang", "kind")
        },
    }


def _figures(one: Figures) -> dict[str, Any]:
    shares = {name: _share(getattr(one, name)) for name in SHARES}
    return {"chats": one.chats, **shares, "distance": one.distance}


def _share(share: Share) -> dict[str, Any]:
    bounds = share.bounds
    return {
        "hits": share.hits,
        "of": share.of,
        "low": None if bounds is None else round(bounds[0], 4),
        "high": None if bounds is None else round(bounds[1], 4),
    }


def as_text(found: Mapping[str, Mapping[str, Figures]], identity: str) -> Iterator[str]:
    """A block a group: counts, and the 95 % bounds of the share in per cent."""
    yield f"rules {identity}; shares with 95 % bounds (Wilson)"
    for name, groups in found.items():
        for group, one in groups.items():
            yield f"\n{name if name == group else f'{name} {group}'}: {one.chats} chats"
            for share in SHARES:
                if getattr(one, share).of:
                    yield f"  {share.replace('_', ' '):26}{_told(getattr(one, share))}"
            if one.distance is not None:
                yield f"  {'first concern, distance':26}median {one.distance:g} messages"


def _told(share: Share) -> str:
    low, high = share.bounds or (0.0, 0.0)
    part = f"{share.hits} of {share.of}"
    return f"{part:12} {100 * share.hits / share.of:5.1f} % ({100 * low:.1f} to {100 * high:.1f})"
