"""The vectors that hold both interpreters of the chat rules to the same: made by Python, read by both.

    .venv/bin/python tools/vectors.py            writes tests/vectors/*.json again
    .venv/bin/python tools/vectors.py --check    exit 1 where one of them is not what Python makes now

They are about a small set of rules of their own, `tests/vectors/chat/rules.toml`, so that they only
change where an interpreter, the outcome table or the level of a signal does.
"""

from __future__ import annotations

import argparse
import datetime as dt
import functools
import itertools
import json
import random
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from inbeeld.check import Circumstance, Observation, Observer, advise
from inbeeld.knowledge import shipped
from inbeeld.knowledge.chat_rules import load_chat_rules, shipped_chat_rules
from inbeeld.screen import Said, Screen, Screening
from inbeeld.screen.fold import skeleton, traced, undone
from inbeeld.screen.syntax import Lists, parse, regex

FOLDER = Path(__file__).parents[1] / "tests" / "vectors"
AT = dt.datetime(2026, 11, 23, 19, 0, tzinfo=dt.UTC)
Case = dict[str, Any]

TEXTS = (
    "", " ", "hoi", "Hé, gaat 't goed?!", "Zeg 't tegen NIEMAND...", "don't  tell\tanyone\r\nok",
    "é één é e\u0301e\u0301n", "Straße ÆØŁĐıŒÞð ẞ", "ＦＵＬＬ ｗｉｄｅ ｡", "𝓼𝓮𝓬𝓻𝓮𝓽 𝟙𝟚",
    "a\u200bb\u00adc\ufe0fd", "foto\u2019s ‘foto`s´", "€50,- $5 £6 ¥7",
    "50€", "👍🏽👨\u200d👩\u200d👧 ❤️ok", "🎵la🎵", "🤫", "a…b", "¿qué?",
    "привет МИР", "مرحبا", "你好。再见！", "x × y ÷ z", "\u2028regel\u2029twee\u0085drie", "İstanbul ǅ ﬁ",
    "a_b-c/d\\e", "mail@voorbeeld", "\ufeffhoi", "\U000e0041tag", "\x1e\x00\x7f", "٣ ³ ½ Ⅷ",
    "z\u0336o\u0336", "Jij zei: 𝟏𝟒!", "İı", "K\u212a",
    "f.o.t.o", "f o t o", "s t u u r maar", "a b c", "a b", "a. b. c. d", "x a b c y d e f z",
    "st00r", "f0t0", "ge1d nu", "b3l mij 06", "14 jaar", "m4m4 p@p@", "h@llo 1a 2b c3c", "fotoooo",
    "heeeel lief", "heeeeel leuuuk", "niiieeet", "aaa", "haaaa f0t0 a b c", "🎵 f 0 t 0 🎵 sssst",
)  # fmt: skip

# What stands between the bars of a skeleton is tried with the pattern before it.
PATTERNS = (
    ("foto", "foto|een foto en foto|fotos"),
    ("foto*", "fotos|foto|fotoabcdefghijkl|fotoabcdefghijklm|pasfoto|foto🎵🎵🎵🎵🎵🎵🎵🎵🎵🎵🎵🎵"),
    ("*foto", "pasfoto|foto|abcdefghijklfoto|abcdefghijklmfoto|fotos"),
    ("*foto*", "pasfotos|foto|fotofotofoto|aaaaaaaaaaaaafoto|fotofotofotofotofoto"),
    ("(a|b|c d)", "x c d a|c e b|c"),
    ("(a|a b) c", "a b c|a c|b c"),
    ("a [b] b", "a b|a b b|a b b b|a"),
    ("[een] foto", "een foto|geen foto|een een foto"),
    ("(stuur|geef) [me|mij] ..3 foto*", "geef me een twee drie fotos|geef foto|geef een . foto"),
    ("a ..2 b", "a b b b|a b|a x b x b|a x x x b|a ? b|a . b"),
    ("ik ben #", "ik ben 14|ik ben 00014|ik ben 1e|ik ben 20 ik ben 12"),
    ("# of [#] x", "1 of 2 x|1 of x|1 of 2 of x|1 of 2 of 3 x"),
    ("({tell}|x) {nobody}", "vertelde geen mens|x niet aan thuis|x niet thuis|laat weten niemand"),
    ("a [b (c|d [e])] f", "a f|a b c f|a b d f|a b d e f|a b f"),
    ("🎵", "x 🎵 y|🎵"),
    ("ssst ..6 {home}", "ssst a b c d e f mama|ssst a b c d e f g mama|ssst papa mama"),
    ("€ #", "€ 50|50 €"),
    ("wat ?", "wat ?|wat x|wa"),
    ("mooi . maar", "mooi . maar|mooi x maar|mooi maar"),
)

CHATS = (
    "A: hoi / B: hoi",
    "A: zeg het tegen niemand / B: ok",
    "A: zeg het tegen niemand / A: kom naar een andere app",
    "A: zeg het tegen niemand / B: kom naar een andere app",
    "A: je bent echt lief / A: kom naar een andere app / B: ok",
    "A: je bent echt lief / A: nu naar die andere app",
    "A: je bent echt lief / A: nu naar die andere app / B: heb je je huiswerk af",
    "A: je bent echt lief / A: kom naar een andere app / A: doe nu iets kleins voor me",
    "A: je bent echt lief / B: jij bent ook lief / B: je bent knap / A: stiekem afspreken",
    "A: je bent knap / B: je bent lief / A: kom stiekem vanavond naar het park / B: anders doe ik je wat",
    "A: je bent knap / B: je bent lief / A: pas maar op jij / A: ons geheimpje",
    "A: anders doe ik je wat / B: hou op met dreigen",
    "A: hoi / B: hou op met dreigen",
    "A: hoi / C: hoi / B: hou op met dreigen",
    "A: pas maar op jij / A: doe wat kleins voor me",
    "A: hij zei anders doe ik je wat",
    "A: hij zei het / A: anders doe ik je wat",
    "A: 🎵 / A: ja / B: anders doe ik je wat",
    "A: 🎵 / A: ja / A: en / B: anders doe ik je wat",
    "A: anders doe ik je wat 🎵 / A: je zult nog spijt krijgen",
    "A: het is een verrassing / A: a / A: b / B: zeg het tegen niemand / B: kom naar een app",
    "A: zeg het tegen niemand, verrassing / A: stiekem afspreken",
    "A: zeg het tegen niemand behalve je moeder / A: kom naar een andere app",
    "A: je bent echt knap / B: dank je / A: anders maak ik je wat nu",
    "A: anders maak ik je wat / A: nu meteen",
    "A: anders maak ik je wat / B: nu meteen",
    "A: anders maak ik je wat / A: ja / A: nu meteen",
    "A: kom stiekem met mij vandaag naar het oude park",
    "A: kom stiekem een twee drie vier vijf zes zeven park",
    "A: stiekem afspreken / B: vanavond",
    "A: ik ben al 24 / B: ik ben 14 / A: zeg het tegen niemand",
    "A: ik ben 24 / B: ik ben 19",
    "A: ik ben 24 / B: 20 jaar / B: 15 jaar",
    "A: ik ben 18 / B: ik ben 14 / A: je bent lief",
    "A: ik ben 24 / B: ik ben 14 / B: surprise / A: ons geheim",
    "A: ik ben 24, niet 23 jaar / B: im 14 / C: ik ben 999 / D: ik ben 5 / A: je bent lief",
    "A: betaal me nu 50 euro / B: nee",
    "A: € 50 nu betalen",
    "A: stuur 0050 euro",
    "A: opdracht 3 van 12",
    "10: zeg het tegen niemand / 2: doe iets kleins voor me / 10: je bent lief / 2: ons geheim",
    "__proto__: zeg het tegen niemand / constructor: hoi / __proto__: opdracht 3",
    "-: zeg het tegen niemand / -: je bent lief / -: anders doe ik je wat",
    "-: zeg het tegen niemand / B: doe iets kleins voor me",
    "A: ik ben 30 / -: ik ben 13 / B: ik ben 13",
    "A: z e g dit tegen n13mand / A: ssssst",
    "A: 🎉🎉 zég het écht 𝓽𝓮𝓰𝓮𝓷 niemand 🎉 / A: KOM NAAR 'N ANDERE APP!!!",
    "A: vertel ze dit aan geen mens. / A: laat weten niet aan mama",
    "A: zeg het / A: niemand",
    "A: dont tell anybody / A: somethingbetween us / A: abcdefghijklmnbetween us",
    "A: mijnschat van me / A: nu naar die andere app / B: ik denk de hele dag aan je / B: ons geheim",
    "A: je bent lief / B: anders doe ik je wat / B: je bent lief",
    "A: je bent lief / A: ons geheim / A: anders doe ik je wat / A: je zult spijt krijgen",
    "A: anders doe ik je wat / A: je bent lief",
    "A: niemand snapt je zo goed als ik / B: lyrics / A: betaal nu 20 euro",
    "A: zeg het tegen niemand, kom naar de app / B: ok",
    "A: zeg het tegen niemand / B: waarom vraag je dat",
    "A: waarom vraag je dat / B: zeg het tegen niemand",
    "A: zeg het tegen niemand / A: waarom vraag je dat",
    "A: zeg het tegen niemand / -: waarom vraag je dat",
    "-: zeg het tegen niemand / B: waarom vraag je dat",
    "A: je bent echt lief / A: kom naar een andere app / B: waarom vraag je dat",
    "A: je bent echt lief / B: waarom vraag je dat",
    "A: je bent lief / B: waarom vraag je dat / B: je bent lief / A: ons geheim",
    "A: je bent echt lief / A: zeg het tegen niemand / B: haha",
    "A: je bent echt lief / A: zeg het tegen niemand / B: haha / B: waarom vraag je dat",
    "A: je bent echt lief / A: zeg het tegen niemand / B: haha waarom vraag je dat",
    "A: je bent echt lief / A: zeg het tegen niemand / A: haha / -: lol",
    "A: je bent echt lief / A: kom naar een andere app / B: waarom vraag je dat / A: je bent lief",
    "A: je bent echt lief / B: waarom vraag je dat / A: kom naar een andere app / B: lol",
    "A: anders doe ik je wat / B: haha",
    "A: zeg het tegen niemand / A: doe iets kleins voor me / B: ik ben 14 haha",
    "A: zeg het tegen niemand, boos",
    "A: zeg het tegen niemand, boos en taart",
    "A: zeg het tegen niemand, snel boos, taart / B: straf",
    "A: zeg het tegen niemand, laatste keer, straf, boos, taart",
    "A: zeg het tegen niemand, laatste keer, straf, boos, taart, mijn kat",
    "A: ik word snel boos / A: zeg het tegen niemand",
    "A: ik word snel boos / B: sorry / A: zeg het tegen niemand / B: taart",
    "A: boos, straf / A: boos / B: taart, taart / A: zeg het tegen niemand / B: mijn kat / B: taart",
    "A: taart / B: taart / A: zeg het tegen niemand / A: doe iets kleins voor me / B: mijn kat",
    "A: taart / B: taart / A: anders doe ik je wat / A: zeg het tegen niemand / B: mijn kat",
    "A: hij zei anders doe ik je wat, snel boos en straf / B: ok",
    "A: boos, straf / A: taart / B: taart / A: taart / B: taart / A: taart / A: ons geheim / A: ok",
    "A: boos, straf / A: taart / B: taart / A: taart / B: ok / A: taart / A: ons geheim / B: straf",
    "A: ik ben 24 taart / B: ik ben 14 boos / A: straf / A: taart",
    "A: laatste keer. / A: laatste / A: keer / B: ons geheim, straf / B: graag",
    "B: anders doe ik je wat / A: boos graag / B: sorry taart",
    "C: graag / B: anders doe ik je wat / A: boos / B: sorry taart",
    "B: hou op met dreigen, boos / A: sorry",
    "A: je bent echt lief, sorry / A: ons geheim / A: doe iets kleins voor me",
    "A: anders doe ik je wat, sorry / A: ons geheim, taart",
    "A: anders doe ik je wat, straf nu / B: ik moet straks komen",
    "A: anders doe ik je wat, straf nu / B: taart later / B: hoi",
    "A: zeg het tegen niemand, straf, boos / A: straks komen / B: taart",
    "",
)  # fmt: skip


@functools.cache
def screen() -> Screen:
    """The rules of the vectors, ready to read."""
    return Screen(load_chat_rules(folder=FOLDER))


def said(chat: str) -> list[Said]:
    """`A: text / B: text` as lines; the speaker `-` is nobody known."""
    pairs = (line.split(": ", 1) for line in chat.split(" / ") if line)
    return [Said(text, None if speaker == "-" else speaker) for speaker, text in pairs]


def fold() -> Iterator[Case]:
    for text in TEXTS:
        first = traced(text)
        others = [[other.text, list(other.origin)] for other in undone(first)]
        yield {
            "text": text, "skeleton": skeleton(text), "origin": list(first.origin), "undone": others,
        }  # fmt: skip


def syntax() -> Iterator[Case]:
    lists = Lists(screen().book.rules.lists)
    for pattern, texts in PATTERNS:
        source = regex(parse(pattern, lists))
        found = (re.search(source, f" {text} ") for text in texts.split("|"))
        yield {
            "pattern": pattern,
            "regex": source,
            "texts": texts.split("|"),
            "found": [one and [one[0], one.lastindex and int(one[one.lastindex])] for one in found],
        }


def hits() -> Iterator[Case]:
    owners = screen().book.owners
    for chat in CHATS:
        texts = [line.text for line in said(chat)]
        found = screen().matcher.hits(texts)
        shown = [
            [hit.text, owners[hit.owner].kind.value, owners[hit.owner].id, hit.start, hit.end, hit.number]
            for hit in found
        ]  # fmt: skip
        yield {"texts": texts, "hits": shown}


def conversation() -> Iterator[Case]:
    for chat in CHATS:
        lines = said(chat)
        shown = screen().conversation(lines, observer=Observer.PARENT, knowledge=shipped(), at=AT)
        yield {"lines": [[line.speaker, line.text] for line in lines], **facts(shown)}


def facts(shown: Screening) -> Case:
    """A screening without the sentences for a reader."""
    return {
        "findings": [
            [
                one.message, one.start, one.end, one.speaker, one.side, one.sign.signal,
                one.sign.process, one.excuse.id if one.excuse else None,
                one.rule.id if one.rule else None, one.counts,
            ]
            for one in shown.findings
        ],
        "observations": [[one.signal, sorted(one.circumstances)] for one in shown.observations],
        "instigator": shown.instigator,
        "first_concern": shown.first_concern,
        "outcome": shown.advice.outcome.value,
    }  # fmt: skip


def outcome() -> Iterator[Case]:
    """The table over the signals of chats: each alone, pairs, and larger sets with circumstances."""
    signals = sorted(shipped_chat_rules().signs)
    chance = random.Random(3)
    sets = [*itertools.combinations(signals, 1)]
    sets += [tuple(chance.sample(signals, chance.choice((2, 2, 3, 4, 8)))) for _ in range(150)]
    for labels in [(), *sets]:
        observer = chance.choice((Observer.PARENT, Observer.SELF))
        urgent = [
            sorted(chance.sample(list(Circumstance), 1)) if chance.random() < 0.3 else []
            for _ in labels
        ]
        seen = [
            Observation(label, circumstances=frozenset(when))
            for label, when in zip(labels, urgent, strict=True)
        ]
        advice = advise(seen, observer=observer, knowledge=shipped(), at=AT)
        yield {
            "observer": observer.value,
            "observations": [list(pair) for pair in zip(labels, urgent, strict=True)],
            "outcome": advice.outcome.value,
            "reasons": [[one.signal.id, one.rule.id, one.outcome.value] for one in advice.reasons],
        }


MAKERS: dict[str, Callable[[], Iterator[Case]]] = {
    "fold": fold,
    "syntax": syntax,
    "hits": hits,
    "conversation": conversation,
    "outcome": outcome,
}


def written(name: str) -> str:
    """The text of one file of vectors: one case a line."""
    lines = (json.dumps(case, ensure_ascii=False) for case in MAKERS[name]())
    return "[\n" + ",\n".join(lines) + "\n]\n"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--check", action="store_true")
    stale = []
    check = parser.parse_args().check
    for name in MAKERS:
        path = FOLDER / f"{name}.json"
        text = written(name)
        if not check:
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(path.name)
    if stale:
        sys.exit(f"Not what Python makes now: {', '.join(stale)}. Run tools/vectors.py")


if __name__ == "__main__":
    main()
