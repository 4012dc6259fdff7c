"""What can be counted exactly before anything is learnt: how often records are alike, and how rare names
are.

Records of one person are among all pairs too. In a small list they are most of the pairs with one
birth date, so that counting all pairs would make a shared birth date look ten times as common as it
is. They are taken out here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from inbeeld.monitor.linking_model import FIELDS, Chances, Field, Level, once
from inbeeld.monitor.records import KEYS

Codes = Mapping[str, NDArray[np.int32]]  # per key a number for each record; -1 is missing
CERTAIN = ("last", "first", "birth")  # records that share these three are of one person
LEAST = 0.05  # of the pairs counted, this part at least is of different people
PRIOR = 20.0  # pairs that what is known beforehand counts for, beside what is learnt
LEARNT = 400.0  # pairs that a learnt m rests on, about, in the smallest lists


def coded(records: pa.Table) -> dict[str, NDArray[np.int32]]:
    """The keys as numbers, equal where keys are equal: plain words and tokens become the same."""
    found = {}
    for key in KEYS:
        column = records[key].combine_chunks()
        indices = column.dictionary_encode().indices
        found[key] = indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int32)
    for key in {level.once for field in FIELDS for level in field.levels if level.once}:
        found[once(key)] = _once(found[key])
    return found


def _once(codes: NDArray[np.int32]) -> NDArray[np.int32]:
    """0 where a value stands on this record alone, -1 elsewhere."""
    often = np.bincount(codes[codes >= 0], minlength=int(codes.max(initial=0)) + 1)
    return np.where((codes >= 0) & (often[codes] == 1), 0, -1).astype(np.int32)


def all_pairs(codes: Codes) -> float:
    """How many pairs of records there are."""
    rows = len(codes["key_last"])
    return rows * (rows - 1) / 2


def equal_pairs(codes: Codes, keys: Sequence[str], among: NDArray[np.bool_] | None = None) -> float:
    """How many pairs of records share all these keys; of those `among`, where that is given."""
    kept = np.all([codes[key] >= 0 for key in keys], axis=0)
    if among is not None:
        kept &= among
    joint = np.zeros(int(kept.sum()), dtype=np.int64)
    for key in keys:
        code = codes[key][kept].astype(np.int64)
        _, joint = np.unique(joint * (int(code.max(initial=0)) + 1) + code, return_inverse=True)
    sizes = np.bincount(joint) if len(joint) else np.zeros(1)
    return float((sizes * (sizes - 1.0)).sum() / 2)


def alike_by_level(codes: Codes, field: Field) -> NDArray[np.float64]:
    """How many pairs stand at each level of a field; together all pairs of which both have it.

    The sets of a later level hold all of the first level and meet each other there alone.
    """
    filled = float((codes[field.key] >= 0).sum())
    exact = equal_pairs(codes, field.levels[0].alike[0])
    counts = [exact]
    for level in field.levels[1:-1]:
        if level.once:
            counts.append(filled * (filled - 1) / 2 - sum(counts) - _often(codes, field, level))
        else:
            counts.append(sum(equal_pairs(codes, keys) - exact for keys in level.alike))
    counts.append(filled * (filled - 1) / 2 - sum(counts))
    return np.array(counts)


def _often(codes: Codes, field: Field, level: Level) -> float:
    """How many pairs that are at no level before have two values that stand on other records too."""
    often = (codes[field.key] >= 0) & (codes[once(level.once or field.key)] < 0)
    exact = equal_pairs(codes, field.levels[0].alike[0], often)
    before = field.levels[1 : field.levels.index(level)]
    near = sum(equal_pairs(codes, keys, often) - exact for one in before for keys in one.alike)
    number = float(often.sum())
    return number * (number - 1) / 2 - exact - near


def levels_of(
    codes: Codes, field: Field, left: NDArray[np.int64], right: NDArray[np.int64]
) -> NDArray[np.int8]:
    """At which level of a field each pair stands, counted from the most alike; -1 where one lacks it."""
    found = np.full(len(left), len(field.levels) - 1, dtype=np.int8)
    for place in reversed(range(len(field.levels) - 1)):
        if key := field.levels[place].once:
            found[(codes[once(key)][left] >= 0) | (codes[once(key)][right] >= 0)] = place
        for keys in field.levels[place].alike:
            same = np.all(
                [(codes[key][left] == codes[key][right]) & (codes[key][left] >= 0) for key in keys],
                axis=0,
            )
            found[same] = place
    found[(codes[field.key][left] < 0) | (codes[field.key][right] < 0)] = -1
    return found


def expected_matches(codes: Codes, alike: Mapping[str, NDArray[np.float64]], m: Chances) -> float:
    """How many pairs are of one person: those alike in all of CERTAIN, and those that errors hide."""
    keys = [field.key for field in FIELDS if field.name in CERTAIN]
    found = max(equal_pairs(codes, keys), 1.0)
    for name in CERTAIN:
        filled = max(alike[name].sum(), 1.0) / all_pairs(codes)
        found /= m[name][0] * filled
    return min(found, 0.2 * all_pairs(codes))


def chances_apart(
    alike: Mapping[str, NDArray[np.float64]], m: Chances, chance: float
) -> dict[str, tuple[float, ...]]:
    """u: how often two different people are so alike. Pairs of one person are taken out of the counts."""
    found = {}
    for name, counts in alike.items():
        of_one = chance * counts.sum() * np.array(m[name])
        apart = np.maximum(np.maximum(counts - of_one, LEAST * counts), 0.5)
        found[name] = tuple(map(float, apart / apart.sum()))
    return found


def smoothed(learnt: Sequence[tuple[float, ...]], before: tuple[float, ...]) -> tuple[float, ...]:
    """m as the mean of what was learnt, with a little of before: a level never seen is not impossible."""
    if not learnt:
        return before
    known = np.mean(learnt, axis=0)
    mixed = (LEARNT * known / known.sum() + PRIOR * np.array(before)) / (LEARNT + PRIOR)
    return tuple(map(float, mixed / mixed.sum()))


def frequencies(
    codes: NDArray[np.int32], mates: float
) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
    """Of each value of a key, the share of people who have it.

    A record comes with `mates` others of the same person, on average, which share its value. A value
    that one person has is rarer than one in all people, about 0.4 as often in names (Good 1953, for a
    long tail).
    """
    values, counts = np.unique(codes[codes >= 0], return_counts=True)
    of_one = 1 + mates
    people = np.maximum(counts / of_one - 0.4, 0.4)
    return values.astype(np.int32), people * of_one / max(counts.sum(), 1)
