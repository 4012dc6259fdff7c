"""From a list to a release, in one call: for the command, a notebook, and the desk."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from inbeeld.estimate import Table
from inbeeld.knowledge.loader import shipped
from inbeeld.monitor.brought import Break, Made, Population
from inbeeld.monitor.charts.stable import steps
from inbeeld.monitor.desk_records import read_desk_records
from inbeeld.monitor.disclosure import PROFILES, Protected, protect
from inbeeld.monitor.faults import FileFault
from inbeeld.monitor.files import write_release
from inbeeld.monitor.kept import Earlier, read_earlier
from inbeeld.monitor.records import read_list
from inbeeld.monitor.release import Release, hidden_overlap, released
from inbeeld.monitor.yearly import count_years


@dataclass(frozen=True, slots=True)
class Brought:
    """All that goes with the counts. An overlap is only published where it is asked for."""

    estimates: tuple[Made, ...] = ()
    replicates: tuple[float, ...] = ()
    population: Population | None = None
    breaks: tuple[Break, ...] = ()
    overlap: Table | None = None


NOTHING = Brought()


def make_release(
    people: Path | Any,
    *,
    out: Path,
    name: str,
    date: dt.date,
    profile: str = "default",
    earlier: Path | None = None,
    brought: Brought = NOTHING,
) -> tuple[Protected, Release, list[Path]]:
    """Counts, protects and writes. `people` is a file or an Arrow table of a row a person and year.

    MonitorFault says what is wrong; then nothing is written.
    """
    before = read_earlier(earlier) if earlier else None
    _check(before, name, brought)
    counts = count_years(_people(people) if isinstance(people, Path) else people)
    rule = PROFILES[profile]
    versions = before.versions if before else ()
    made = protect(counts, rule, earlier=versions)
    result = released(
        made,
        name=name,
        date=date,
        before=before.numbers if before else None,
        estimates=brought.estimates,
        breaks=brought.breaks,
        population=brought.population,
        overlap=hidden_overlap(brought.overlap, rule) if brought.overlap else None,
        stable=steps(brought.replicates),
    )
    paths = write_release(result, (*versions, made.version), out, known=shipped())
    return made, result, paths


def _check(before: Earlier | None, name: str, brought: Brought) -> None:
    if before and before.name != name:
        raise FileFault(f"The version before is of {before.name}, not of {name}.")
    if before and before.overlap and brought.overlap:
        raise FileFault(
            "The version before published overlaps; a second time could give people away."
        )


def _people(path: Path) -> Any:
    return read_desk_records(path) if path.suffix.lower() == ".csv" else read_list(path)
