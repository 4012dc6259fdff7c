"""From a TOML table to a frozen dataclass, guided by its type hints.

A data file is written by people of the field. So a fault never stops the reading: each is noted
with file, entry and reason, and all of them are told together.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import tomllib
import types
import typing
from collections.abc import Mapping
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar

from inbeeld.knowledge.faults import Fault
from inbeeld.knowledge.words import Text, Texts

T = TypeVar("T")

NAMES = {str: "text", bool: "true or false", int: "a whole number", float: "a number"}


class _BadValue(Exception):
    """A value that does not fit; `str` of it is the reason."""


class Reader:
    """Reads data files below one folder and collects every fault on the way.

    `broken` holds the names of entries that are there but do not fit, so that what points at them is
    not told as a second fault. `unread` says that a whole file could not be read. `signal_files` says
    in which of its files a signal stands.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults: list[Fault] = []
        self.broken: set[str] = set()
        self.unread = False
        self.signal_files: dict[str, str] = {}
        self._tables: dict[str, dict[str, Any]] = {}

    def fault(self, file: str, entry: str, reason: str) -> None:
        self.faults.append(Fault(file, entry, reason))

    def table(self, file: str) -> dict[str, Any]:
        """The content of one file, read once; an empty table where it cannot be read."""
        if file not in self._tables:
            self._tables[file] = self._parse(file)
        return self._tables[file]

    def _parse(self, file: str) -> dict[str, Any]:
        try:
            return tomllib.loads((self.folder / file).read_text(encoding="utf-8"))
        except FileNotFoundError:
            self.fault(file, "file", "is missing")
        except UnicodeDecodeError as error:
            self.fault(file, "file", f"is not UTF-8: byte {error.start} cannot be read")
        except tomllib.TOMLDecodeError as error:
            self.fault(file, "file", f"is not valid TOML: {error}")
        except OSError as error:
            self.fault(file, "file", f"cannot be read: {error.strerror}")
        self.unread = True
        return {}

    def only(self, file: str, *keys: str) -> None:
        """Notes every other key on the top level of a file: a typing mistake would hide its entries."""
        for key in sorted(self.table(file).keys() - set(keys)):
            self.fault(file, key, f"is not known here, only: {', '.join(sorted(keys))}")

    def entries(
        self, file: str, table: Mapping[str, Any], key: str, kind: type[T], name: str = "id"
    ) -> dict[Any, T]:
        """Every `[[key]]` of a table as a `kind`, by its `name`. Doubles are a fault."""
        rows = table.get(key, [])
        if not isinstance(rows, list):
            self.fault(file, key, f"must be a list of tables, written as [[{key}]]")
            self.unread = True
            return {}
        found: dict[Any, T] = {}
        for number, row in enumerate(rows, start=1):
            given = row.get(name) if isinstance(row, dict) else None
            named = isinstance(given, str | int)
            entry = f"{key} {given if named else number}"
            made = self.make(file, entry, row, kind)
            if made is None:
                self.broken.add(str(given))
                continue
            label = getattr(made, name)
            if label in found:
                self.fault(file, entry, "stands here twice")
            found[label] = made
        return found

    def make(self, file: str, entry: str, row: object, kind: type[T]) -> T | None:
        """One table as a `kind`, or None with the reasons noted."""
        if not isinstance(row, dict):
            self.fault(file, entry, "must be a table")
            return None
        hints = _hints(kind)
        values: dict[str, Any] = {}
        row = _side_by_side(kind, row)
        good = True
        for key in sorted(row.keys() - hints.keys()):
            self.fault(file, entry, f"has a key that is not known: {key}")
            good = False
        for field in dataclasses.fields(typing.cast(Any, kind)):
            if field.name not in row:
                if not _has_default(field):
                    self.fault(file, entry, f"misses {field.name}")
                    good = False
                continue
            try:
                values[field.name] = _value(row[field.name], hints[field.name])
            except _BadValue as reason:
                self.fault(file, entry, f"{field.name} {reason}")
                good = False
        return kind(**values) if good else None


_HINTS: dict[Any, dict[str, Any]] = {}


def _hints(kind: Any) -> dict[str, Any]:
    """The type hints of a dataclass, worked out once."""
    if kind not in _HINTS:
        _HINTS[kind] = typing.get_type_hints(kind)
    return _HINTS[kind]


def _has_default(field: dataclasses.Field[Any]) -> bool:
    return (
        field.default is not dataclasses.MISSING or field.default_factory is not dataclasses.MISSING
    )


def _side_by_side(kind: type[Any], row: dict[str, Any]) -> dict[str, Any]:
    """`nl = ...` and `en = ...` straight in an entry are its `text`."""
    if {"nl", "en"} & row.keys() and "text" in _hints(kind) and "text" not in row:
        row = dict(row)
        row["text"] = {lang: row.pop(lang) for lang in ("nl", "en") if lang in row}
    return row


def _value(given: object, hint: Any) -> Any:
    origin = typing.get_origin(hint)
    if origin in (types.UnionType, typing.Union):
        return _value(given, next(a for a in typing.get_args(hint) if a is not type(None)))
    if origin is tuple:
        return _many(given, typing.get_args(hint)[0])
    if hint in (Text, Texts):
        return _both(given, hint)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _one_of(given, hint)
    if dataclasses.is_dataclass(hint):
        return _nested(given, typing.cast(type[Any], hint))
    return _plain(given, hint)


def _many(given: object, hint: Any) -> tuple[Any, ...]:
    if not isinstance(given, list):
        raise _BadValue("must be a list")
    made: list[Any] = []
    reasons: list[str] = []
    for number, item in enumerate(given, start=1):
        try:
            made.append(_value(item, hint))
        except _BadValue as reason:
            reasons.append(f"{number} {reason}" if isinstance(item, dict) else str(reason))
    if reasons:
        raise _BadValue("; ".join(dict.fromkeys(reasons)))
    return tuple(made)


def _one_of(given: object, hint: type[Enum]) -> Enum:
    try:
        return hint(given)
    except ValueError:
        raise _BadValue(f"must be one of: {', '.join(str(m.value) for m in hint)}") from None


def _both(given: object, hint: type[Any]) -> Any:
    if not isinstance(given, dict) or given.keys() != {"nl", "en"}:
        raise _BadValue("must have nl and en, and nothing else")
    if hint is Text:
        for lang, words in given.items():
            if not isinstance(words, str) or not words.strip():
                raise _BadValue(f"is empty in {lang}")
        return Text(nl=given["nl"], en=given["en"])
    lines = {lang: _many(words, str) for lang, words in given.items()}
    if len(lines["nl"]) != len(lines["en"]):
        raise _BadValue(f"has {len(lines['nl'])} lines in nl and {len(lines['en'])} in en")
    return Texts(**lines)


def _nested(given: object, hint: type[Any]) -> Any:
    inner = Reader(Path())
    made = inner.make("", "", given, hint)
    if made is None:
        raise _BadValue("; ".join(fault.reason for fault in inner.faults))
    return made


def _plain(given: object, hint: Any) -> Any:
    if hint is float and isinstance(given, int) and not isinstance(given, bool):
        return float(given)
    if hint in (dt.date, dt.time):
        if type(given) is not hint:
            raise _BadValue(
                "must be a date such as 2026-11-23" if hint is dt.date else "must be a time"
            )
        return given
    if type(given) is not hint:
        raise _BadValue(f"must be {NAMES.get(hint, hint)}")
    if hint is str and not str(given).strip():
        raise _BadValue("is empty")
    return given
