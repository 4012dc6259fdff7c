"""What each step of a release in the making does, in its folder.

Results replace older ones when they are whole.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from inbeeld import __version__
from inbeeld.estimate import Caution, side_by_side, span
from inbeeld.estimate.stepwise import THRESHOLD
from inbeeld.estimate.told import as_dict, interval_as_dict
from inbeeld.monitor import making
from inbeeld.monitor.brought import read_estimates
from inbeeld.monitor.faults import ListFault
from inbeeld.monitor.kept import EXACT, INSIDE
from inbeeld.monitor.linked import linkage, read_lists
from inbeeld.monitor.linked_files import DOUBT, PEOPLE, REVIEW, TABLE, save
from inbeeld.monitor.linking_model import FIELDS
from inbeeld.monitor.making import DECISIONS, PAIRS, NotNow, Step, Trouble, progress, put
from inbeeld.monitor.records import key_of, name_of, read_list, renamed, write_list
from inbeeld.monitor.release import as_dict as release_as_dict
from inbeeld.monitor.releasing import Brought, make_release
from inbeeld.monitor.review import PLACE, Decision
from inbeeld.monitor.runs import new_run, write_run
from inbeeld.monitor.tables import read_doubt, read_table
from inbeeld.monitor.working import Do

REPLICATES, SEED = 1000, 1
RUNS = "runs"
LINKING = 3  # parts: reading, linking, writing
MOST_SHOWN = 2000  # doubtful pairs; the most doubtful come first
RELEASES = "releases"  # in the data folder


def link(folder: Path, _: Mapping[str, Any]) -> tuple[Step, Mapping[str, Any]]:
    """Links the lists, with what a person decided on doubtful pairs before."""
    paths = sorted((folder / making.LISTS).glob("*.parquet"))
    if len(paths) < 2:
        raise NotNow(Trouble.FEW)
    if len({key_of(read_list(path)) for path in paths}) > 1:
        raise NotNow(Trouble.KEYS)
    named = _named(folder, paths)
    try:
        progress(folder, 1, LINKING)
        found = linkage(read_lists(named), decisions=_decisions(folder), strict=False)
        progress(folder, 2, LINKING)
        fresh = _fresh(folder / "linked")
        told = save(found, fresh)
        asked = {
            "lists": named, "threshold": None, "out": None,
            "reviewed": _reviewed(folder),
        }  # fmt: skip
        _record(folder, Step.LINK, asked, told)
    finally:
        shutil.rmtree(folder / "named.new", ignore_errors=True)
    _in_place(fresh)
    pairs = _pairs(folder / "linked" / REVIEW)
    put(folder / PAIRS, pairs)
    records = sum(one["records"] for one in told["lists"])
    put(folder / "linked.json", {**told, "records": records})
    for name in (
        "estimates.json",
        "together.json",
        "release.json",
    ):  # they were of an older linkage
        (folder / name).unlink(missing_ok=True)
    known = making.decisions_in(folder)
    open_pairs = [one for one in pairs if one["id"] not in known]
    return (Step.REVIEW if open_pairs else Step.ESTIMATE), {}


def estimate(folder: Path, _: Mapping[str, Any]) -> tuple[Step, Mapping[str, Any]]:
    """Every method side by side, with intervals."""
    table = read_table(folder / "linked" / TABLE)
    doubt = read_doubt(folder / "linked" / DOUBT, table)
    found = side_by_side(
        table,
        replicates=REPLICATES,
        seed=SEED,
        doubt=doubt,
        done=lambda number, of: progress(folder, number, of),
    )
    told = [as_dict(one) for one in found]
    put(folder / "estimates.json", told)
    whole_range = span(found)
    put(folder / "together.json", whole_range and interval_as_dict(whole_range))
    asked = {
        "table": folder / "linked" / TABLE, "doubt": folder / "linked" / DOUBT, "method": "all",
        "bootstrap": str(REPLICATES),
        "seed": str(SEED), "threshold": str(THRESHOLD),
    }  # fmt: skip
    _record(folder, Step.ESTIMATE, asked, told)
    (folder / "release.json").unlink(missing_ok=True)
    return Step.RELEASE, {}


def release(folder: Path, chosen: Mapping[str, Any]) -> tuple[Step, Mapping[str, Any]]:
    """Counts, hides what could give people away, and writes a release that is not yet public."""
    name = str(chosen["name"])
    before = _newest(folder.parents[1] / RELEASES, name)
    fresh = _fresh(folder / "release")
    people = folder / "linked" / PEOPLE
    estimates = tuple(read_estimates(folder / "estimates.json", year=0, cautions=tuple(Caution)))
    made, result, _ = make_release(
        people,
        out=fresh,
        name=name,
        date=dt.date.fromisoformat(chosen["date"]),
        earlier=before,
        brought=Brought(estimates=estimates),
    )
    asked = {
        "list": people, "name": name, "date": chosen["date"], "profile": "default", "out": None,
        "estimates": [folder / "estimates.json"],
        "earlier": before and before / INSIDE / EXACT,
    }  # fmt: skip
    _record(folder, Step.RELEASE, asked, release_as_dict(result))
    for path in (folder / RUNS).iterdir():  # what was decided too: no token, and no name
        shutil.copyfile(path, fresh / INSIDE / path.name)
    _in_place(fresh)
    cells = len(made.values)
    told = {
        "name": name,
        "version": made.version.number,
        "cells": cells,
        "hidden": cells - len(made.version.shown),
    }
    put(folder / "release.json", told)
    return Step.RELEASE, {}


def _record(folder: Path, step: Step, asked: Mapping[str, Any], told: Any) -> None:
    """What it takes to get the numbers of a step again, as `--record` of its command writes it.

    Files are known by what is in them. A list that was given the name it had is the file that came in.
    """
    files: list[Path] = []

    def placed(name: str, value: Any) -> Any:
        if isinstance(value, list):
            return [placed(name, one) for one in value]
        if not isinstance(value, Path):
            return {"output": ""} if name == "out" else value
        files.append(value)
        return {"input": len(files) - 1, **({"up": 2} if name == "earlier" else {})}

    options = {name: placed(name, value) for name, value in sorted(asked.items())}
    now = dt.datetime.now(dt.UTC)
    run = new_run(step.value, options, inputs=files, result=told, inbeeld=__version__, at=now)
    (folder / RUNS).mkdir(mode=0o700, exist_ok=True)
    write_run(run, folder / RUNS / f"run-{step}.json")


def _newest(releases: Path, name: str) -> Path | None:
    """The folder of the newest version of a series that was published, if any."""
    found = releases.glob(f"{name}-*") if releases.exists() else ()
    versions = {int(end): one for one in found if (end := one.name[len(name) + 1 :]).isdecimal()}
    return versions[max(versions)] if versions else None


def _named(folder: Path, paths: list[Path]) -> list[Path]:
    """The lists under the names that were given here, which tables and pages show."""
    place = _fresh(folder / "named")
    place.mkdir(mode=0o700, exist_ok=True)
    for path in paths:
        read = read_list(path)
        if name_of(read) == path.stem:
            shutil.copyfile(path, place / path.name)  # as it came in: a run record knows it again
        else:
            write_list(renamed(read, path.stem), place / path.name)
    return [place / path.name for path in paths]


def _decisions(folder: Path) -> dict[tuple[str, ...], Decision]:
    """What a person decided, by the two records that it is about."""
    known = making.decisions_in(folder).values()
    return {tuple(one["place"]): Decision(one["is"]) for one in known}


def _reviewed(folder: Path) -> Path | None:
    """What was decided, as `inbeeld monitor link --reviewed` reads it; None for nothing."""
    decisions = _decisions(folder)
    path = folder / RUNS / "reviewed.csv"
    path.unlink(missing_ok=True)
    if not decisions:
        return None
    path.parent.mkdir(mode=0o700, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow((*PLACE, "decision"))
        writer.writerows((*where, decision) for where, decision in sorted(decisions.items()))
    return path


def _pairs(path: Path) -> list[dict[str, Any]]:
    """Doubtful pairs as the pages show them: which records, and how each field agrees."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        {
            "id": hashlib.sha256("\0".join(row[name] for name in PLACE).encode()).hexdigest()[:16],
            "place": [row[name] for name in PLACE],
            "fields": [{"field": one.name, "agrees": row[one.name]} for one in FIELDS],
        }
        for row in rows[:MOST_SHOWN]
    ]


def _fresh(place: Path) -> Path:
    """Where a result is made before it takes its place; empty."""
    new = place.with_name(f"{place.name}.new")
    shutil.rmtree(new, ignore_errors=True)
    return new


def _in_place(new: Path) -> None:
    place = new.with_suffix("")
    shutil.rmtree(place, ignore_errors=True)
    new.rename(place)


def publish(folder: Path, _: Mapping[str, Any]) -> tuple[Step, Mapping[str, Any]]:
    """Puts the release where the public pages look, and removes the lists and all that came of them."""
    told = json.loads((folder / "release.json").read_text(encoding="utf-8"))
    place = folder.parents[1] / RELEASES / f"{told['name']}-{told['version']}"
    if (folder / "release").exists():
        if place.exists():
            raise ListFault(f"Version {told['version']} of {told['name']} is there already")
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        (folder / "release").rename(place)
    for name in (making.LISTS, "linked"):
        shutil.rmtree(folder / name, ignore_errors=True)
    for name in (PAIRS, DECISIONS):
        (folder / name).unlink(missing_ok=True)
    return Step.DONE, {}


STEPS: Mapping[Step, Do] = {
    Step.LINK: link,
    Step.ESTIMATE: estimate,
    Step.RELEASE: release,
    Step.DONE: publish,
}
