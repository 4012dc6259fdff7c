"""Reads the data files into one frozen `Knowledge`, or tells every fault at once.

The folder is that of the package, or the one named by `INBEELD_KNOWLEDGE`, so that an editor can
work on a copy without touching an installed package.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from inbeeld.knowledge import guidance, model
from inbeeld.knowledge.faults import DataFaults
from inbeeld.knowledge.links import check_links
from inbeeld.knowledge.model import Knowledge
from inbeeld.knowledge.prebuilt import kept
from inbeeld.knowledge.reading import Reader

T = TypeVar("T")

SIGNAL_FILES = (
    "signals/1-appearance.toml",
    "signals/2-self.toml",
    "signals/3-behaviour.toml",
    "signals/4-limits.toml",
    "signals/5-others.toml",
    "signals/6-health.toml",
)


def data_folder() -> Path:
    """The folder of data files in use."""
    return Path(os.environ.get("INBEELD_KNOWLEDGE") or Path(__file__).parent / "data")


def load(folder: Path | None = None) -> Knowledge:
    """Everything that is known.

    Raises `DataFaults` with file, entry and reason of every fault, when there is one.
    """
    reader = Reader(folder or data_folder())
    knowledge = _read(reader)
    if not reader.unread:
        check_links(knowledge, reader)
    if reader.faults:
        raise DataFaults(reader.faults)
    return knowledge


@functools.cache
def shipped() -> Knowledge:
    """The knowledge in use, read once a process."""
    return kept("knowledge", sources(), load)


def sources() -> tuple[Path, ...]:
    """What the knowledge is made of: the data files, and the code that reads them."""
    return (data_folder(), *sorted(Path(__file__).parent.glob("*.py")))


def _read(reader: Reader) -> Knowledge:
    def all_of(file: str, key: str, kind: type[T], name: str = "id") -> dict[Any, T]:
        used.setdefault(file, set()).add(key)
        return reader.entries(file, reader.table(file), key, kind, name)

    used: dict[str, set[str]] = {}
    knowledge = Knowledge(
        sources=_sources(reader),
        categories=all_of("categories.toml", "category", model.Category),
        areas=all_of("categories.toml", "area", model.Area),
        signals=_signals(reader),
        forms=all_of("forms.toml", "form", model.Form),
        result_forms=all_of("forms.toml", "result_form", model.ResultForm),
        phases=all_of("forms.toml", "phase", model.Phase),
        vulnerabilities=all_of("vulnerabilities.toml", "vulnerability", model.Vulnerability),
        not_used=all_of("vulnerabilities.toml", "not_used", model.NotUsed),
        routes=all_of("routes.toml", "route", model.Route),
        law=all_of("law.toml", "law", model.Law),
        figures=all_of("figures.toml", "figure", model.Figure),
        observers=all_of("observers.toml", "observer", model.ObserverWords),
        rules=all_of("rules.toml", "rule", guidance.Rule),
        outcomes=all_of("advice.toml", "outcome", guidance.OutcomeWords),
        steps=all_of("advice.toml", "step", guidance.Step),
        sayings=all_of("advice.toml", "saying", guidance.Saying),
        unknowns=all_of("advice.toml", "unknown", guidance.Unknown),
        statements=all_of("self_check.toml", "statement", guidance.SelfStatement),
        follow_ups=all_of("self_check.toml", "follow_up", guidance.FollowUp),
        meldcode=all_of("meldcode.toml", "step", guidance.MeldcodeStep, "number"),
        seed=all_of("seed.toml", "statement", model.Statement),
        notes=all_of("rules.toml", "note", guidance.Remark),
        first_call_order=_names(reader, "rules.toml", "first_call_order"),
        home_signals=_names(reader, "rules.toml", "home_signals"),
        default_routes=_default_routes(reader),
        abroad=_abroad(reader),
    )
    plain = {"rules.toml": {"first_call_order", "home_signals", "default_routes", "abroad"}}
    for file, keys in used.items():
        reader.only(file, *keys, *plain.get(file, ()))
    return knowledge


def _sources(reader: Reader) -> dict[str, model.Source]:
    file = "sources.toml"
    found = {}
    for label, row in reader.table(file).items():
        entry = f"source {label}"
        made = reader.make(
            file, entry, {"id": label, **row} if isinstance(row, dict) else row, model.Source
        )
        if made is None:
            reader.broken.add(label)
        else:
            found[label] = made
    return found


def _signals(reader: Reader) -> dict[str, model.Signal]:
    found: dict[str, model.Signal] = {}
    for file in SIGNAL_FILES:
        table = reader.table(file)
        reader.only(file, "signal")
        for label, signal in reader.entries(file, table, "signal", model.Signal).items():
            if label in found:
                reader.fault(file, f"signal {label}", "stands in another file too")
            found[label] = signal
            reader.signal_files[label] = file
    return found


def _names(reader: Reader, file: str, key: str) -> tuple[str, ...]:
    given = reader.table(file).get(key, [])
    if not isinstance(given, list) or not all(isinstance(item, str) for item in given):
        reader.fault(file, key, "must be a list of ids")
        return ()
    return tuple(given)


def _default_routes(reader: Reader) -> Mapping[str, tuple[str, ...]]:
    file, key = "rules.toml", "default_routes"
    given = reader.table(file).get(key, {})
    if not isinstance(given, dict) or not all(isinstance(ids, list) for ids in given.values()):
        reader.fault(file, key, "must name a list of routes per observer")
        return {}
    return {observer: tuple(ids) for observer, ids in given.items()}


def _abroad(reader: Reader) -> Mapping[str, Mapping[str, str]]:
    file, key = "rules.toml", "abroad"
    given = reader.table(file).get(key, {})
    good = isinstance(given, dict) and all(
        isinstance(swaps, dict) and all(isinstance(to, str) for to in swaps.values())
        for swaps in given.values()
    )
    if not good:
        reader.fault(file, key, "must name a route for a route, per country")
        return {}
    return dict(given)
