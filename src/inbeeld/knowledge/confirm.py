"""Writes down that a person called or visited a route, or read a law, on a day.

Only this fills `confirmed_on` and `confirmed_by`. The data file keeps its comments and its order.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from pathlib import Path
from typing import Any

from inbeeld.knowledge.faults import CannotWrite, KnowledgeError, UnknownId
from inbeeld.knowledge.loader import load

FILES = {"routes.toml": "route", "law.toml": "law"}
OLDEST = dt.date(2020, 1, 1)


def confirm(folder: Path, label: str, *, on: dt.date, by: str, today: dt.date) -> Path:
    """Notes the confirmation in the data file that holds `label`, and returns that file.

    Raises `UnknownId` for an id that is neither route nor law, `KnowledgeError` for a date in the
    future or a missing name, `DataFaults` where the files do not hold before anything is written,
    `CannotWrite` where the file may not be changed.
    """
    import tomlkit  # noqa: PLC0415 (a tenth of the start of every command, for this one alone)

    by = " ".join(by.split())
    if not by or not by.isprintable():
        raise KnowledgeError("--by needs the name of the person who called or visited.")
    if not OLDEST <= on <= today:
        raise KnowledgeError(f"--on must be a day from {OLDEST} up to today, {today}.")
    load(folder)
    known: list[str] = []
    for file, key in FILES.items():
        path = folder / file
        document = tomlkit.parse(path.read_text(encoding="utf-8"))
        rows: Any = document.get(key, [])
        for row in rows:
            known.append(str(row["id"]))
            if row["id"] == label:
                _note(row, on, by)
                _write(path, tomlkit.dumps(document))
                return path
    raise UnknownId("route or law", label, known)


def _note(row: Any, on: dt.date, by: str) -> None:
    """Sets both keys under the entry's own: new ones go before its channels and what follows it.

    A blank line and a comment after an entry are the heading of the next one, but stand in this
    one's body.
    """
    body = row.value.body
    channels = row.pop("channels", None)
    after: list[Any] = []
    while body and body[-1][0] is None:
        after.insert(0, body.pop())
    row["confirmed_on"] = on
    row["confirmed_by"] = by
    body.extend(after)
    if channels is not None:
        row["channels"] = channels


def _write(path: Path, text: str) -> None:
    new = path.with_suffix(".new")
    try:
        new.write_text(text, encoding="utf-8")
        new.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            new.unlink()
        raise CannotWrite(
            f"{path.name} may not be changed here ({error.strerror}). Copy the data folder and name "
            "the copy in INBEELD_KNOWLEDGE."
        ) from None
