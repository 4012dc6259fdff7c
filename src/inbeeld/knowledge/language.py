"""Whether a text can be read by everyone, and whether it hurts no one.

Limits are those of B1 Dutch (fact list, 7.4): about ten words a sentence, no sentence longer than
twenty; law and figures may reach twenty-five. Words not to use stand in `language/avoid.toml` with the
reason and what to write instead.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from inbeeld.knowledge.faults import DataFaults
from inbeeld.knowledge.placeholders import PLACEHOLDER
from inbeeld.knowledge.reading import Reader
from inbeeld.knowledge.refuse import refused
from inbeeld.knowledge.words import Lang, Text

AVERAGE = {Lang.NL: 11.0, Lang.EN: 14.0}
LONGEST = 20
LONGEST_LAW = 25
ENGLISH_MORE = 5

END = re.compile(r"""[.!?…][”’"')\]]*(?=\s|$)""")
COUNTS = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Avoided:
    """A word not to use. `allowed` names the entries where it must stand, such as a search word."""

    id: str
    lang: Lang
    pattern: str
    why: Text
    instead: Text
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend in a text."""

    lang: Lang
    reason: str
    text: str

    def __str__(self) -> str:
        return f"{self.lang}: {self.reason}: {self.text}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the language check says of one page or file.

    `average` is in words a sentence, over whole sentences; a heading or a bare phrase counts for the
    longest only, so that short headings cannot hide long sentences.
    """

    average: Mapping[Lang, float]
    longest: Mapping[Lang, int]
    sentences: Mapping[Lang, int]
    findings: tuple[Finding, ...]

    @property
    def good(self) -> bool:
        return not self.findings


def sentences(text: str) -> list[str]:
    """The sentences of a text. A point inside a number or a time ends none."""
    parts = []
    start = 0
    for end in END.finditer(text):
        parts.append(text[start : end.end()].strip())
        start = end.end()
    parts.append(text[start:].strip())
    return [part for part in parts if part]


def count_words(sentence: str) -> int:
    """Words as a reader counts them: what stands between spaces and holds a letter or digit."""
    return sum(1 for part in sentence.split() if COUNTS.search(part))


@functools.cache
def avoided_words() -> tuple[Avoided, ...]:
    """The words not to use, from the data files of the package."""
    reader = Reader(Path(__file__).parent / "data")
    file = "language/avoid.toml"
    found = reader.entries(file, reader.table(file), "avoid", Avoided)
    reader.only(file, "avoid")
    if reader.faults:
        raise DataFaults(reader.faults)
    return tuple(found.values())


def avoided(text: str, lang: Lang, where: str = "") -> list[Avoided]:
    """The words not to use that stand in `text`, except where they are allowed."""
    return [
        word
        for word in avoided_words()
        if word.lang == lang and where not in word.allowed and _pattern(word.pattern).search(text)
    ]


@functools.cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)


def judge(texts: Iterable[Text], *, longest: int = LONGEST, where: str = "") -> Verdict:
    """The verdict on the texts of one page or file, read together.

    `longest` is the most words a Dutch sentence may have; English may have five more.
    """
    texts = list(texts)
    findings: list[Finding] = []
    average: dict[Lang, float] = {}
    most: dict[Lang, int] = {}
    counted: dict[Lang, int] = {}
    for lang in Lang:
        limit = longest if lang is Lang.NL else longest + ENGLISH_MORE
        whole: list[int] = []
        lengths = [0]
        for text in texts:
            plain = PLACEHOLDER.sub(lambda found: found.group(3) or "0800", text[lang])
            findings += _words(plain, lang, where)
            for sentence in sentences(plain):
                length = count_words(sentence)
                lengths.append(length)
                if END.search(sentence):
                    whole.append(length)
                if length > limit:
                    findings.append(Finding(lang, f"{length} words, at most {limit}", sentence))
        average[lang] = round(sum(whole) / len(whole), 1) if whole else 0.0
        most[lang] = max(lengths)
        counted[lang] = len(whole)
        if average[lang] > AVERAGE[lang]:
            reason = f"{average[lang]} words a sentence on average, at most {AVERAGE[lang]:g}"
            findings.append(Finding(lang, reason, where or "this text"))
    return Verdict(average, most, counted, tuple(findings))


def _words(plain: str, lang: Lang, where: str) -> list[Finding]:
    found = [
        Finding(
            lang, f"do not use {word.id} ({word.why[lang]}); write: {word.instead[lang]}", plain
        )
        for word in avoided(plain, lang, where)
    ]
    found += [
        Finding(lang, f"word at character {place} is too explicit", "(not repeated here)")
        for place in refused(plain)
    ]
    return found
