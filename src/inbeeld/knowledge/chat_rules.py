"""Reads the rules by which a chat is read: `data/chat/*.toml`, and packs of others from a folder."""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from inbeeld.knowledge import chat_model as model
from inbeeld.knowledge.faults import DataFaults
from inbeeld.knowledge.loader import data_folder, shipped
from inbeeld.knowledge.reading import Reader

T = TypeVar("T")

WEIGHED = re.compile("[a-z0-9]+( [a-z0-9]+)?")
# The file of words for images and sex stands apart: no page ever shows it.
TABLES: Mapping[str, type[Any]] = {
    "process": model.Process,
    "sign": model.Sign,
    "rule": model.ChatRule,
    "context": model.ChatContext,
    "age": model.ChatCue,
    "when": model.ChatCue,
    "answer": model.ChatCue,
    "ease": model.ChatCue,
    "sequence": model.Sequence,
    "list": model.WordList,
    "tone": model.WeighedWords,
    "lean": model.WeighedWords,
    "urge": model.WeighedWords,
}
NAMED = {"sign": "signal"}


def load_chat_rules(packs: Iterable[Path] = (), folder: Path | None = None) -> model.ChatRules:
    """All rules for chats: those of the data folder, and then every `*.toml` of each pack.

    A pack may bring rules, lists and contexts of its own, by the same keys. Raises `DataFaults` with
    file, entry and reason of every fault.
    """
    faults = []
    found: dict[str, dict[str, Any]] = {key: {} for key in TABLES}
    digest = hashlib.sha256()
    for place in ((folder or data_folder()) / "chat", *packs):
        reader = Reader(place)
        files = sorted(place.glob("*.toml"))
        if not files:
            reader.fault(place.name, "folder", "holds no rules: no file that ends in .toml")
        for file in files:
            digest.update(file.read_bytes())
            _read(reader, file.name, found)
        faults += reader.faults
    rules = _gathered(found, digest.hexdigest()[:16])
    checker = Reader(Path())
    if not faults:
        _check_links(rules, checker)
    if faults or checker.faults:
        raise DataFaults([*faults, *checker.faults])
    return rules


@functools.cache
def shipped_chat_rules() -> model.ChatRules:
    """The rules in use, read once a process."""
    return load_chat_rules()


def _read(reader: Reader, file: str, found: dict[str, dict[str, Any]]) -> None:
    table = reader.table(file)
    reader.only(file, *TABLES)
    for key, kind in TABLES.items():
        for name, entry in reader.entries(file, table, key, kind, NAMED.get(key, "id")).items():
            if name in found[key]:
                reader.fault(file, f"{key} {name}", "stands in another file too")
            found[key][name] = entry


def _gathered(found: dict[str, dict[str, Any]], identity: str) -> model.ChatRules:
    return model.ChatRules(
        processes=found["process"],
        signs=found["sign"],
        rules=found["rule"],
        contexts=found["context"],
        ages=found["age"],
        whens=found["when"],
        answers=found["answer"],
        eases=found["ease"],
        sequences=found["sequence"],
        lists={name: one.words for name, one in found["list"].items()},
        tones=found["tone"],
        leans=found["lean"],
        urges=found["urge"],
        identity=identity,
    )


def _check_links(rules: model.ChatRules, reader: Reader) -> None:
    """Every reference leads somewhere."""
    known = shipped()

    def must(entry: str, what: str, given: Iterable[str], there: Iterable[str]) -> None:
        for name in sorted(set(given) - set(there)):
            reader.fault("chat", entry, f"names {what} that is not there: {name}")

    for sign in rules.signs.values():
        entry = f"sign {sign.signal}"
        must(entry, "a signal", [sign.signal], known.signals)
        must(entry, "a process", [sign.process], rules.processes)
        must(entry, "a context", sign.mistaken_for, rules.contexts)
        must(entry, "a source", sign.sources, known.sources)
    for rule in rules.rules.values():
        must(f"rule {rule.id}", "a sign", [rule.signal], rules.signs)
        must(f"rule {rule.id}", "a context", rule.mistaken_for, rules.contexts)
        if not rule.id.endswith(f"-{rule.lang}"):
            reader.fault("chat", f"rule {rule.id}", f"must end in -{rule.lang}")
    for sequence in rules.sequences.values():
        entry = f"sequence {sequence.id}"
        must(entry, "a sign", [sequence.signal], rules.signs)
        must(entry, "a process", [*sequence.first, *sequence.then], rules.processes)
    for when in rules.whens.values():
        must(f"when {when.id}", "a sign", when.signals, rules.signs)
        if when.circumstance is None:
            reader.fault("chat", f"when {when.id}", "misses circumstance")
    for process in rules.processes.values():
        must(f"process {process.id}", "a source", process.sources, known.sources)
    _check_weighed(rules, reader)


def _check_weighed(rules: model.ChatRules, reader: Reader) -> None:
    """A weighed word is one of a skeleton, or two, and stands once: a page carries it so."""
    for kind, weighed in (("tone", rules.tones), ("lean", rules.leans), ("urge", rules.urges)):
        seen: set[str] = set()
        for one in weighed.values():
            entry = f"{kind} {one.id}"
            for word in one.words:
                if not WEIGHED.fullmatch(word):
                    reader.fault("chat", entry, f"may hold a-z, 0-9 and a space alone: {word}")
                if word in seen:
                    reader.fault("chat", entry, f"weighs a word that weighs before: {word}")
                seen.add(word)
