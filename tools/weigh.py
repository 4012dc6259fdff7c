"""Weighs words for the talk around what rules find, from the chats that may be looked at.

    .venv/bin/python tools/weigh.py      writes tones, leans and urges.toml of knowledge/data/chat

It reads tests/screen/chats/tune.jsonl and more.jsonl; the kept-back half stays unseen, and so do the
chats of more.jsonl that nobody looks at. Three logistic models with a penalty on large weights: which
words and pairs of words stand in worrying and which in ordinary chats; which stand in those that cannot
wait; and, within worrying ones, which words are said by the one whose messages worry and which by the
others. What must not weigh is left out: names,
words for a sex, an origin, a belief or whom someone falls for, and those for images and sex, which stand
in one file alone. Words for family weigh alike, whoever of it they name.
"""

from __future__ import annotations

import json
import math
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from inbeeld.knowledge.refuse import refused
from inbeeld.screen.fold import skeleton

ROOT = Path(__file__).parents[1]
CHATS = tuple(ROOT / "tests/screen/chats" / name for name in ("tune.jsonl", "more.jsonl"))
RULES = ROOT / "src/inbeeld/knowledge/data/chat"
IMAGERY = RULES / "imagery.toml"
UNSEEN = "m4-"
WORD = re.compile("[a-z0-9]*[a-z][a-z0-9]*")
SCALE = 20  # a weight of 1 in the model becomes this many
PENALTY, RARE = 600.0, 1.5  # on large weights; how much more is believed of a word the rarer it is
FEWEST = 2  # chats, or speakers, that a word must stand with
# What is kept: more makes the page heavier and tells little more. So does a weight of its own for each.
MOST, MOST_LEANING, MOST_URGENT = 2500, 500, 500
LEAST, LEVELS = 2, (3, 5, 8, 12, 17, 24, 34)
# How much less is kept of what is longer.
LONG, ENDS = 0.5, 1.5
# Said about anything, and in the tests that such messages change nothing: weighed in pairs alone.
EVERYWHERE = """
bus dat klopt late mooi ok oke okay see the was weer wel you
"""
SAID_ANYWHERE = frozenset(EVERYWHERE.split())
SEX = """
boy boys bro bros bruh bruv chick dude fella gal gast gasten gent girl girlie girls guy guys
haar he heer hem her hers him his hij jongen jongens kerel king koning koningin lad lads lady
lass ma'am madam man mannen mate mates meid meiden meisje meisjes meneer mevrouw miss mister mr
boyfriend boyfriends girlfriend girlfriends husband vriendin vriendinnen vriendje vriendjes wife
mrs ms prince princess prins prinses queen she sir sister vent venten vrouw vrouwen woman women
men ze zij zijn zn broski habibi sis
"""
BELIEF = """
allah arab arabic bi bible bijbel catholic christian church eid gay god halal hetero hijab homo
imam islam jew jewish joods kerk koran lesbian lesbisch mosque moskee moslim muslim pastor
polish pools poolse priest queer quran ramadan ramadhan straight suikerfeest temple trans turk
turkish turks turkse marokkaans marokkaanse moroccan surinaams surinaamse english engels
nederlands dutch belgian belg vlaams
"""
NAMED = """
baklava base bettina cardiff chanteur christmas duits duitsland duke gerald german helpwanted jazz
jim jordans kerst kitkat nandos pepper pierogi roblox robux zwolle
"""
# Of two words in the list of images and sex, these say nothing by themselves.
TAKEN_APART = """
aan call chat clothes delen geworden kleding kleren off parts size uit without zonder
"""
FAMILY = """
aunt auntie aunty dochter daughter grandson granddaughter kleindochter kleinzoon son zoon
broer broers broertje brother brothers cousin dad daddy dads father gran
grandad grandma grandpa granny ma mam mama mamma moeder mom moms mother mum mummy mums nan nana
neef oma oom opa ouders pa pap papa paps parents sister sisters stiefvader tante uncle
vader zus zusje zussen
"""
FAMILIAR = frozenset(FAMILY.split())
KIN = "(family)"


def read(paths: Iterable[Path] = CHATS) -> list[dict[str, Any]]:
    lines = (line for path in paths for line in path.read_text(encoding="utf-8").splitlines())
    return [chat for chat in map(json.loads, lines) if not chat["id"].startswith(UNSEEN)]


def imagery() -> tuple[str, ...]:
    """Beginnings of the words for images and sex, each with a space before it; short ones are whole."""
    lists = tomllib.loads(IMAGERY.read_text(encoding="utf-8"))["list"]
    words = {word for one in lists for text in one["words"] for word in re.findall(r"[a-z]+", text)}
    return tuple(
        f" {word}" if len(word) > 2 else f" {word} " for word in words - {*TAKEN_APART.split()}
    )


IMAGES = imagery()


def left_out(chats: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """Words that must not weigh; the names of all who speak are among them."""
    names = {
        word
        for chat in chats
        for one in chat["messages"]
        for word in skeleton(one["speaker"] or "").split()
    }
    told = f"{SEX} {BELIEF} {NAMED}".split()
    return frozenset({*told, *names} - FAMILIAR)


def features(text: str, without: frozenset[str]) -> set[str]:
    """The words and pairs of words of a message that may weigh. A number is neither."""
    words = skeleton(text).split()
    told = [word if _may(word, without) else None for word in words]
    pairs = (
        f"{one} {other}"
        for one, other in pairwise(told)
        if one and other and not {one, other} & FAMILIAR and not {one, other} <= SAID_ANYWHERE
    )
    single = {word for word in told if word and len(word) > 1 and word not in SAID_ANYWHERE}
    return {*({KIN} if single & FAMILIAR else ()), *(single - FAMILIAR), *pairs}


def _may(word: str, without: frozenset[str]) -> bool:
    bare = f" {word} ".startswith(IMAGES)
    return bool(WORD.fullmatch(word)) and word not in without and not bare and not refused(word)


def weigh(chats: Sequence[Mapping[str, Any]], most: int = MOST) -> dict[str, int]:
    """Each word or pair that weighs something, above 0 as in worrying chats."""
    without = left_out(chats)
    told = [_together((one["text"] for one in chat["messages"]), without) for chat in chats]
    yes = [chat["label"] == "concern" for chat in chats]
    return _rounded(told, yes, most, beside=_lengths(chats))


def lean(chats: Sequence[Mapping[str, Any]], most: int = MOST_LEANING) -> dict[str, int]:
    """Each word that weighs something, above 0 as of the one whose messages worry."""
    without = left_out(chats)
    told, whose = [], []
    for chat in chats:
        if chat["label"] != "concern":
            continue
        for speaker in dict.fromkeys(one["speaker"] for one in chat["messages"]):
            texts = (one["text"] for one in chat["messages"] if one["speaker"] == speaker)
            told.append({one for one in _together(texts, without) if " " not in one})
            whose.append(speaker == chat["instigator"])
    return _rounded(told, whose, most)


def urge(chats: Sequence[Mapping[str, Any]], most: int = MOST_URGENT) -> dict[str, int]:
    """Each word or pair that weighs something, above 0 as in chats that cannot wait."""
    without = left_out(chats)
    told = [_together((one["text"] for one in chat["messages"]), without) for chat in chats]
    yes = [chat["level"] == "acute" for chat in chats]
    return _rounded(told, yes, most, beside=_lengths(chats))


def _together(texts: Iterable[str | None], without: frozenset[str]) -> set[str]:
    return {one for text in texts for one in features(text or "", without)}


def _lengths(chats: Iterable[Mapping[str, Any]]) -> np.ndarray:
    """How long each chat is. Writers told more in worrying ones; that must not weigh."""
    words = [
        sum(len(skeleton(one["text"] or "").split()) for one in chat["messages"]) for chat in chats
    ]
    count = np.array(words, dtype=float)
    return np.c_[np.log1p(count) - 4, count / 50 - 1]


def _rounded(
    told: Sequence[set[str]], yes: Sequence[bool], most: int, beside: np.ndarray | None = None
) -> dict[str, int]:
    """Weights as whole numbers, of those features of which most can be said.

    `beside`: what else may explain an answer, a row for each, so that no word takes its place.
    """
    often = Counter(one for features in told for one in features)
    known = [one for one, count in often.items() if count >= FEWEST]
    first = _fit(told, yes, known, beside)

    def worth(one: str) -> float:
        return abs(first[one]) * math.sqrt(often[one]) / (len(one) + ENDS) ** LONG

    kept = sorted(first, key=lambda one: (-worth(one), one))[:most]
    weights = {one: _level(weight) for one, weight in _fit(told, yes, kept, beside).items()}
    family = weights.pop(KIN, 0)
    weights |= dict.fromkeys(sorted(FAMILIAR), family)
    return {one: weight for one, weight in weights.items() if weight}


def _level(weight: float) -> int:
    """The nearest of few weights, as a ratio: alike words then stand together and pack smaller."""
    size = round(SCALE * abs(weight))
    if size < LEAST:
        return 0
    level = min(LEVELS, key=lambda one: abs(math.log(one / size)))
    return level if weight > 0 else -level


def _fit(
    told: Sequence[set[str]], yes: Sequence[bool], known: Iterable[str], beside: np.ndarray | None
) -> dict[str, float]:
    """The weights of a logistic model, with a constant and weights of `beside` that are not kept."""
    known = sorted(known)
    place = {one: number for number, one in enumerate(known)}
    often = Counter(one for features in told for one in features)
    rare = np.array([(1 + math.log(len(told) / often[one])) ** RARE for one in known])
    # In order, so that the same chats give the same weights to the last digit.
    rows = [sorted(place[one] for one in features if one in place) for features in told]
    columns = np.concatenate([np.array(row, dtype=int) for row in rows])
    ends = np.cumsum([0, *map(len, rows)])
    shown = csr_matrix((rare[columns], columns, ends), shape=(len(told), len(known)))
    sign = np.where(yes, 1.0, -1.0)
    constant = np.ones((len(told), 1))
    free = constant if beside is None else np.c_[constant, beside]

    def loss(given: np.ndarray) -> tuple[float, np.ndarray]:
        weights, others = given[: len(known)], given[len(known) :]
        margin = sign * (shown @ weights + free @ others)
        pull = -sign / (1 + np.exp(margin))
        cost = np.logaddexp(0, -margin).sum() + PENALTY * (weights @ weights) / 2
        return float(cost), np.r_[shown.T @ pull + PENALTY * weights, free.T @ pull]

    found = minimize(loss, np.zeros(len(known) + free.shape[1]), jac=True, method="L-BFGS-B")
    return dict(zip(known, (found.x[: len(known)] * rare).tolist(), strict=True))


HEAD = {
    "tone": "How words and pairs of words weigh in the talk around a finding",
    "urge": "How words and pairs of words weigh in whether talk cannot wait",
    "lean": "Who says what in a worrying chat: above 0 whose messages worry, below 0 who answers",
}


def written(table: str, weights: Mapping[str, int], count: int) -> str:
    """A data file: what weighs alike together, the heaviest first."""
    head = (
        f"# {HEAD[table]}: tools/weigh.py, from {count} invented chats.\n"
        f"# No finding comes of these. [[{table}]]: the weight, and its words as a skeleton holds them.\n"
    )
    tables = [head]
    for weight in sorted(set(weights.values()), reverse=True):
        label = f"{'plus' if weight > 0 else 'minus'}-{abs(weight)}"
        listed = ", ".join(f'"{word}"' for word in sorted(weights) if weights[word] == weight)
        tables.append(f'[[{table}]]\nid = "{label}"\nweight = {weight}\nwords = [{listed}]\n')
    return "\n".join(tables)


def main() -> None:
    chats = read()
    for table, made in (("tone", weigh), ("lean", lean), ("urge", urge)):
        weights = made(chats)
        (RULES / f"{table}s.toml").write_text(written(table, weights, len(chats)), encoding="utf-8")
        print(f"{table}: {len(weights)} weights, from {len(chats)} chats")


if __name__ == "__main__":
    main()
