"""A release in the making: where it stands, what it waits for, and what was chosen so far.

All of it lies in one folder per release, for this user only: the lists (pseudonyms, so personal
data still), what came of linking them, estimates, and `state.json`. That file is written whole or
not at all, so a program that is killed leaves the last step that was done, and the next one goes on
from there. A person has a turn (OPEN), or the program has (QUEUED, RUNNING); what failed says why
and waits for a person again.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import re
import shutil
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from inbeeld.monitor.faults import MonitorFault

PLACE = "monitor"  # in the data folder
STATE = "state.json"
LISTS = "lists"
PAIRS, DECISIONS = "pairs.json", "decisions.json"
PROGRESS = "progress"
MOST_LISTS = 16
SERIES = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
LIST_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9 _-]{0,39}")


class Step(StrEnum):
    """What is done to make a release, in this order."""

    LISTS = "lists"
    LINK = "link"
    REVIEW = "review"
    ESTIMATE = "estimate"
    RELEASE = "release"
    DONE = "done"


class Turn(StrEnum):
    """Whose turn it is."""

    PERSON = "person"
    QUEUED = "queued"
    RUNNING = "running"


class Trouble(StrEnum):
    """Why something did not go on. The words for it stand in `knowledge`."""

    GONE = "gone"
    BUSY = "busy"
    NAME = "name"
    TAKEN = "taken"
    MANY = "many"
    PLAIN = "plain"  # a list with names in it, or with nothing to link on
    UNREADABLE = "unreadable"
    SERIES = "series"
    FEW = "few"  # fewer than two lists
    KEYS = "keys"  # lists under different keys
    FAILED = "failed"  # a step did not work; `detail` says what


class NotNow(MonitorFault):
    """That cannot be done now, and why."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


@dataclass(frozen=True, slots=True)
class Making:
    """Where one release stands. `said` is what went wrong last, or empty, and `detail` says more.

    Neither holds data of a person.
    """

    id: str
    by: str
    begun: str
    step: Step = Step.LISTS
    turn: Turn = Turn.PERSON
    said: str = ""
    detail: str = ""
    chosen: Mapping[str, Any] = field(default_factory=dict)

    @property
    def busy(self) -> bool:
        return self.turn is not Turn.PERSON


def root(data: Path) -> Path:
    """The folder of all that is in the making, for this user only."""
    place = data / PLACE
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place


def begin(data: Path, *, by: str, now: dt.datetime) -> Making:
    made = Making(id=str(uuid.uuid4()), by=by, begun=now.isoformat(timespec="seconds"))
    folder = root(data) / made.id
    folder.mkdir(mode=0o700)
    (folder / LISTS).mkdir(mode=0o700)
    write(data, made)
    return made


def folder_of(data: Path, ident: str) -> Path:
    return root(data) / str(uuid.UUID(ident))


def read(data: Path, ident: str) -> Making:
    """NotNow where there is no such release."""
    try:
        text = (folder_of(data, ident) / STATE).read_text(encoding="utf-8")
    except (OSError, ValueError):
        raise NotNow(Trouble.GONE) from None
    told = json.loads(text)
    return Making(**{**told, "step": Step(told["step"]), "turn": Turn(told["turn"])})


def write(data: Path, made: Making) -> Making:
    """Whole or not at all."""
    put(folder_of(data, made.id) / STATE, asdict(made))
    return made


def every(data: Path) -> list[Making]:
    """All in the making, the newest first."""
    found = []
    for place in root(data).iterdir():
        with contextlib.suppress(NotNow, ValueError):
            found.append(read(data, place.name))
    return sorted(found, key=lambda one: one.begun, reverse=True)


def ask(data: Path, ident: str, step: Step, **chosen: Any) -> Making:
    """A person asks the program to do a step. NotNow while it is at work."""
    made = _open(data, ident)
    return write(
        data,
        replace(
            made, step=step, turn=Turn.QUEUED, said="", detail="", chosen={**made.chosen, **chosen}
        ),
    )


def link(data: Path, ident: str) -> Making:
    """Asks for linking; it takes two lists or more."""
    if len(lists_of(data, ident)) < 2:
        raise NotNow(Trouble.FEW)
    return ask(data, ident, Step.LINK)


def prepare(data: Path, ident: str, *, name: str, date: dt.date) -> Making:
    """Asks for a release of a series of this name. Its first version, or the next."""
    if not SERIES.fullmatch(name):
        raise NotNow(Trouble.SERIES)
    return ask(data, ident, Step.RELEASE, name=name, date=date.isoformat())


def throw_away(data: Path, ident: str) -> None:
    """Removes all of it, lists too. NotNow while the program is at work."""
    made = _open(data, ident)
    shutil.rmtree(folder_of(data, made.id))


def lists_of(data: Path, ident: str) -> list[Path]:
    return sorted((folder_of(data, ident) / LISTS).glob("*.parquet"))


def add_list(data: Path, ident: str, *, name: str, content: Iterator[bytes]) -> None:
    """Keeps a pseudonymised list, once it was read and found right. MonitorFault says what is wrong."""
    from inbeeld.monitor.records import Kind, kind_of, read_list  # noqa: PLC0415 (loads Arrow)

    made = _open(data, ident)
    if not LIST_NAME.fullmatch(name):
        raise NotNow(Trouble.NAME)
    if len(lists_of(data, ident)) >= MOST_LISTS:
        raise NotNow(Trouble.MANY)
    place = folder_of(data, made.id) / LISTS / f"{name}.parquet"
    if place.exists():
        raise NotNow(Trouble.TAKEN)
    new = place.with_suffix(".new")
    try:
        with new.open("wb") as file:
            for part in content:
                file.write(part)
        try:
            kind = kind_of(read_list(new))
        except MonitorFault:
            raise NotNow(Trouble.UNREADABLE) from None
        if kind is not Kind.TOKENS:
            raise NotNow(Trouble.PLAIN)
        new.replace(place)
    finally:
        new.unlink(missing_ok=True)
    write(data, replace(made, step=Step.LISTS, said="", detail=""))


def remove_list(data: Path, ident: str, *, name: str) -> None:
    made = _open(data, ident)
    for place in lists_of(data, ident):
        if place.stem == name:
            place.unlink()
    write(data, replace(made, step=Step.LISTS, said="", detail=""))


def found(data: Path, ident: str) -> Mapping[str, Any]:
    """What steps left to look at, by name, only what is there; `progress` is of the step at work."""
    folder = folder_of(data, ident)
    told = {}
    for name in ("linked", "estimates", "together", "release", PROGRESS):
        with contextlib.suppress(OSError):
            told[name] = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return told


def progress(folder: Path, done: int, of: int) -> None:
    """Notes how many parts of the step at work are done, for who waits."""
    put(folder / f"{PROGRESS}.json", {"done": done, "of": of})


def at_rest(folder: Path) -> None:
    """Nothing is at work any more."""
    (folder / f"{PROGRESS}.json").unlink(missing_ok=True)


def pairs_in(folder: Path) -> list[dict[str, Any]]:
    """The doubtful pairs: an id, two records, and how each field agrees; never a token."""
    return list(_got(folder / PAIRS, []))


def decisions_in(folder: Path) -> dict[str, dict[str, Any]]:
    """What a person decided, by the id of a pair: which two records, and same or different.

    Kept with the records, since a pair that was decided is no longer among the doubtful ones.
    """
    return dict(_got(folder / DECISIONS, {}))


def _got(place: Path, otherwise: Any) -> Any:
    try:
        return json.loads(place.read_text(encoding="utf-8"))
    except OSError:
        return otherwise


def undecided(data: Path, ident: str) -> list[dict[str, Any]]:
    folder = folder_of(data, ident)
    known = decisions_in(folder)
    return [one for one in pairs_in(folder) if one["id"] not in known]


def decide(data: Path, ident: str, chosen: Mapping[str, str]) -> None:
    """Keeps what a person decided. When the last pair is decided, linking is done once more with it."""
    made = _open(data, ident)
    folder = folder_of(data, ident)
    there = {one["id"]: one["place"] for one in pairs_in(folder)}
    fresh = {name: {"place": there[name], "is": to} for name, to in chosen.items() if name in there}
    known = decisions_in(folder) | fresh
    put(folder / DECISIONS, known)
    if made.step is Step.REVIEW and not undecided(data, ident):
        ask(data, ident, Step.LINK)


def put(place: Path, told: Any) -> None:
    """A JSON file, whole or not at all."""
    new = place.with_name(f".{place.name}.new")
    with new.open("w", encoding="utf-8") as file:
        json.dump(told, file)
        file.flush()
        os.fsync(file.fileno())
    new.replace(place)


def _open(data: Path, ident: str) -> Making:
    made = read(data, ident)
    if made.busy:
        raise NotNow(Trouble.BUSY)
    return made
