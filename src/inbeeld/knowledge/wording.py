"""The single words and sentences of the interface, by dotted name: buttons, labels, errors."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from inbeeld.knowledge.faults import DataFaults
from inbeeld.knowledge.loader import data_folder, sources
from inbeeld.knowledge.prebuilt import kept
from inbeeld.knowledge.reading import Reader
from inbeeld.knowledge.words import Text

FILE = "words.toml"


@dataclass(frozen=True, slots=True)
class Word:
    """A word or sentence of the interface: a button, an error, a label."""

    id: str
    text: Text


def read_words(reader: Reader, part: str) -> dict[str, Text]:
    """One part of `words.toml`: nested tables of nl and en, flattened to dotted names."""
    found: dict[str, Text] = {}

    def walk(table: Any, name: str) -> None:
        if isinstance(table, dict) and {"nl", "en"} & table.keys():
            made = reader.make(FILE, f"{part} {name}", {"id": name, "text": table}, Word)
            if made is None:
                reader.broken.add(name)
            else:
                found[name] = made.text
        elif isinstance(table, dict):
            for key, inner in table.items():
                walk(inner, f"{name}.{key}" if name else key)
        else:
            reader.fault(FILE, f"{part} {name}", "must have nl and en")

    walk(reader.table(FILE).get(part, {}), "")
    return found


@functools.cache
def shipped_words() -> Mapping[str, Text]:
    """The words in use, read once a process. Raises `DataFaults`."""
    return kept("words", sources(), load_words)


def load_words() -> Mapping[str, Text]:
    """The words of the data folder. Raises `DataFaults`."""
    reader = Reader(data_folder())
    words = read_words(reader, "words")
    if reader.faults:
        raise DataFaults(reader.faults)
    return words
