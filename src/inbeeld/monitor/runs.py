"""A run record: all it takes to get the same numbers again, and nothing about a person.

It names inputs by their SHA-256 only: no path, no name of a file, no content. It holds the numbers
that came out, so that a later run can be held against them. Exact counts may be among them: a
record stays inside, as its result does.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import math
import platform
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from inbeeld.monitor.faults import RunFault

FORMAT = "inbeeld run 1"
PACKAGES = ("duckdb", "numba", "numpy", "pyarrow", "scipy", "splink")
TIMED = frozenset({"seconds", "memory"})  # differ from run to run, and say nothing of people
CLOSE = 1e-9  # of another machine the last digits may differ
LARGEST = 64 << 20  # bytes
DIGEST = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Run:
    """`options` of the verb; a file among them is {"input": n} or {"output": ".ending"}."""

    made: str
    inbeeld: str
    python: str
    packages: Mapping[str, str]
    verb: str
    options: Mapping[str, Any]
    inputs: Sequence[str]
    numbers: Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class Difference:
    """A number that is not the same; None where it is not there at all."""

    name: str
    then: float | None
    now: float | None


def new_run(
    verb: str,
    options: Mapping[str, Any],
    *,
    inputs: Sequence[Path],
    result: Any,
    inbeeld: str,
    at: dt.datetime,
) -> Run:
    """The record of a run that just ended. `result` is what it printed as JSON."""
    return Run(
        made=at.astimezone(dt.UTC).isoformat(timespec="seconds"),
        inbeeld=inbeeld,
        python=platform.python_version(),
        packages=versions(),
        verb=verb,
        options=dict(options),
        inputs=tuple(sha256(path) for path in inputs),
        numbers=dict(numbers(result)),
    )


def numbers(result: Any, name: str = "") -> Iterator[tuple[str, float | None]]:
    """Every number of a result with where it stands; None is what nothing bounds or gives."""
    if isinstance(result, dict):
        for key, value in result.items():
            if key not in TIMED:
                yield from numbers(value, f"{name}.{key}" if name else str(key))
    elif isinstance(result, list | tuple):
        for place, value in enumerate(result):
            yield from numbers(value, f"{name}[{place}]")
    elif result is None or (isinstance(result, int | float) and not isinstance(result, bool)):
        yield name, result if result is not None and math.isfinite(result) else None


def differences(then: Run, now: Run) -> list[Difference]:
    """Numbers that are not the same in two runs, to the ninth digit."""
    one, other = then.numbers, now.numbers
    names = [*one, *(name for name in other if name not in one)]
    return [
        Difference(name, one.get(name), other.get(name))
        for name in names
        if (name in one) != (name in other) or not _same(one[name], other[name])
    ]


def write_run(run: Run, path: Path) -> None:
    """Writes a record as JSON, by docs/schemas/monitor-run.json."""
    path.write_text(json.dumps({"format": FORMAT, **asdict(run)}, indent=2) + "\n", "utf-8")


def read_run(path: Path) -> Run:
    """The record in a file. RunFault where it is something else."""
    try:
        if path.stat().st_size > LARGEST:
            raise RunFault(f"{path.name} is larger than 64 MB: a run record never is.")
        given = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise RunFault(f"{path.name} cannot be read: {error.strerror}.") from None
    except (ValueError, RecursionError):
        given = None
    if not _whole(given):
        raise RunFault(f"{path.name} is no run record. `--record FILE` writes one.")
    del given["format"]
    return Run(**given)


def find_inputs(run: Run, folder: Path) -> list[Path]:
    """The inputs of a run, found in a folder by what is in them. RunFault where one is not there."""
    wanted = set(run.inputs)
    found: dict[str, Path] = {}
    for path in _files(folder):
        if path.is_file() and wanted - found.keys():
            found.setdefault(sha256(path), path)
    missing = [digest for digest in run.inputs if digest not in found]
    if missing:
        raise RunFault(
            f"{len(missing)} of {len(run.inputs)} inputs are not in the folder, or were changed: "
            f"none has the SHA-256 {missing[0]}. Say with --inputs where they are."
        )
    return [found[digest] for digest in run.inputs]


def _files(folder: Path) -> list[Path]:
    """Files in a folder and what lies in it, such as an earlier release; three folders deep."""
    found = (path for depth in ("*", "*/*", "*/*/*") for path in sorted(folder.glob(depth)))
    return [path for path in found if path.is_file()]


def sha256(path: Path) -> str:
    """The SHA-256 of a file."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise RunFault(f"{path.name} cannot be read: {error.strerror}.") from None


def versions() -> dict[str, str]:
    found = {}
    for name in PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "none"
    return found


def _same(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=CLOSE, abs_tol=1e-300)


def _whole(given: Any) -> bool:
    names = {"format", *Run.__dataclass_fields__}
    if not isinstance(given, dict) or given.keys() != names or given["format"] != FORMAT:
        return False
    texts = all(isinstance(given[key], str) for key in ("made", "inbeeld", "python", "verb"))
    tables = all(isinstance(given[key], dict) for key in ("packages", "options", "numbers"))
    return (
        texts
        and tables
        and isinstance(given["inputs"], list)
        and all(isinstance(one, str) and DIGEST.fullmatch(one) for one in given["inputs"])
        and all(_number(one) for one in given["numbers"].values())
    )


def _number(given: Any) -> bool:
    return given is None or (isinstance(given, int | float) and not isinstance(given, bool))
