"""Weighs words for the tone of a conversation, from the chats that may be looked at.

    .venv/bin/python tools/weigh.py          writes knowledge/data/chat/tones.toml

It reads tests/screen/chats/tune.jsonl and more.jsonl; the kept-back half stays unseen, and so do the
chats of more.jsonl that nobody looks at. A logistic model
of which words stand in worrying and which in ordinary chats, with a penalty on large weights. What must
not weigh is left out: names, words for a sex, an origin, a belief or whom someone falls for, and those
for images and sex, which stand in one file alone. Words for family weigh alike, whoever of it they name.
"""

from __future__ import annotations

import json
import math
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
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
TONES, IMAGERY = RULES / "tones.toml", RULES / "imagery.toml"
UNSEEN = "m4-"
SCALE = 20  # a weight of 1 in the model becomes this many
PENALTY = 60.0
FEWEST = 2  # chats that a word must stand in
# Said about anything, and in the tests that such messages change nothing.
EVERYWHERE = """
bus dat klopt late mooi ok oke okay see the was weer wel you
"""
SEX = """
boy boys bro bros bruh bruv chick dude fella gal gast gasten gent girl girlie girls guy guys
haar he heer hem her hers him his hij jongen jongens kerel king koning koningin lad lads lady
lass ma'am madam man mannen mate mates meid meiden meisje meisjes meneer mevrouw miss mister mr
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
baklava base bettina cardiff chanteur christmas duits duke german helpwanted jazz jim jordans
kerst kitkat nandos pepper pierogi roblox robux zwolle
"""
# Of two words in the list of images and sex, these say nothing by themselves.
TAKEN_APART = """
aan call chat clothes delen geworden kleding kleren off parts size uit without zonder
"""
FAMILY = """
aunt auntie aunty broer broers broertje brother brothers cousin dad daddy dads father gran
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


def left_out(chats: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """Words that must not weigh; the names of all who speak are among them."""
    names = {
        word
        for chat in chats
        for one in chat["messages"]
        for word in skeleton(one["speaker"] or "").split()
    }
    told = f"{EVERYWHERE} {SEX} {BELIEF} {NAMED}".split()
    return frozenset({*told, *names} - FAMILIAR)


def words_of(chat: Mapping[str, Any], without: frozenset[str]) -> set[str]:
    found = {word for one in chat["messages"] for word in skeleton(one["text"] or "").split(" ")}
    kept = {word for word in found - without if len(word) > 1 and not word.isdigit()}
    return {KIN if word in FAMILIAR else word for word in kept}


def weigh(chats: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """Each word with its weight, those that weigh nothing left out."""
    without = left_out(chats)
    told = [words_of(chat, without) for chat in chats]
    often = Counter(word for words in told for word in words)
    met = sorted(word for word, count in often.items() if count >= FEWEST)
    bare = imagery()
    known = [word for word in met if not f" {word} ".startswith(bare) and not refused(word)]
    place = {word: number for number, word in enumerate(known)}
    rare = np.array([1 + math.log(len(chats) / often[word]) for word in known])
    rows = [[place[word] for word in words if word in place] for words in told]
    columns = np.concatenate([np.array(row, dtype=int) for row in rows])
    ends = np.cumsum([0, *map(len, rows)])
    shown = csr_matrix((rare[columns], columns, ends), shape=(len(chats), len(known)))
    sign = np.array([1.0 if chat["label"] == "concern" else -1.0 for chat in chats])
    found = _fit(shown, sign) * rare * SCALE
    weights = {word: round(float(found[place[word]])) for word in known}
    family = weights.pop(KIN, 0)
    weights |= dict.fromkeys(sorted(FAMILIAR), family)
    return {word: weight for word, weight in weights.items() if weight}


def _fit(shown: csr_matrix, sign: np.ndarray) -> np.ndarray:
    """The weights of a logistic model, with a constant that is not kept."""

    def loss(given: np.ndarray) -> tuple[float, np.ndarray]:
        weights, constant = given[:-1], given[-1]
        margin = sign * (shown @ weights + constant)
        pull = -sign / (1 + np.exp(margin))
        cost = np.logaddexp(0, -margin).sum() + PENALTY * (weights @ weights) / 2
        return float(cost), np.r_[shown.T @ pull + PENALTY * weights, pull.sum()]

    found = minimize(loss, np.zeros(shown.shape[1] + 1), jac=True, method="L-BFGS-B")
    return np.asarray(found.x[:-1])


def written(weights: Mapping[str, int], count: int) -> str:
    """The data file: words of one weight together, the heaviest first."""
    head = (
        f"# How words weigh in the tone of a conversation: tools/weigh.py, from {count} invented chats.\n"
        "# No finding comes of these. [[tone]]: the weight, and its words as a skeleton holds them.\n"
    )
    tables = [head]
    for weight in sorted(set(weights.values()), reverse=True):
        label = f"{'plus' if weight > 0 else 'minus'}-{abs(weight)}"
        listed = ", ".join(f'"{word}"' for word in sorted(weights) if weights[word] == weight)
        tables.append(f'[[tone]]\nid = "{label}"\nweight = {weight}\nwords = [{listed}]\n')
    return "\n".join(tables)


def main() -> None:
    chats = read()
    weights = weigh(chats)
    TONES.write_text(written(weights, len(chats)), encoding="utf-8")
    print(f"{len(weights)} words weighed, from {len(chats)} chats")


if __name__ == "__main__":
    main()
