"""From pairs to people: who is on which lists, each person once per list.

Records that are linked, directly or through others, are one person (connected components). One thing
is not taken on trust: two records of the *same* list become one person through others only where the
pair itself was linked. A list seldom holds somebody twice, and two people of one family are easily
chained through a third record. Such chains are taken apart: the strongest links first, and no link
that would put two records of one list together that were not linked themselves. What a person decided
stands above all: a pair that was said to be different never ends up together.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from inbeeld.monitor.linking import Pairs


@dataclass(frozen=True, eq=False, slots=True)
class Clusters:
    """`person`: per record the number of its person, from 0. `broken`: links that were not followed."""

    person: NDArray[np.int64]
    broken: int

    @property
    def people(self) -> int:
        """How many people the records are of."""
        return int(self.person.max(initial=-1)) + 1


def clustered(pairs: Pairs, of_list: NDArray[np.int64], *, threshold: float) -> Clusters:
    """Who is who, when pairs that are at least this likely are followed."""
    kept = np.flatnonzero((pairs.said > 0) | ((pairs.said == 0) & (pairs.chance >= threshold)))
    left, right = pairs.left[kept], pairs.right[kept]
    chance, sure = pairs.chance[kept], pairs.said[kept]
    person = _components(left, right, len(of_list))
    inside = of_list[left] == of_list[right]
    doubtful = _with_strangers(person, of_list, left[inside])
    never = np.flatnonzero(pairs.said < 0)
    parted = {(int(a), int(b)) for a, b in zip(pairs.left[never], pairs.right[never], strict=True)}
    met = person[pairs.left[never]] == person[pairs.right[never]]
    doubtful[person[pairs.left[never][met]]] = True
    strange = doubtful[person[left]]
    order = np.lexsort((right[strange], left[strange], -chance[strange], -sure[strange]))
    links = np.column_stack([left[strange], right[strange]])[order].tolist()
    linked = {(int(a), int(b)) for a, b in links}
    alone = np.flatnonzero(doubtful[person])
    members = _apart(links, linked, parted, of_list)
    person[alone] = len(of_list) + alone
    for first, group in members.items():
        person[np.array(group)] = 2 * len(of_list) + first
    person = np.unique(person, return_inverse=True)[1].astype(np.int64)
    broken = int((person[left] != person[right]).sum())
    return Clusters(person, broken)


def _components(left: NDArray[np.int64], right: NDArray[np.int64], size: int) -> NDArray[np.int64]:
    graph = coo_array((np.ones(len(left), dtype=np.int8), (left, right)), shape=(size, size))
    return np.asarray(connected_components(graph, directed=False)[1], dtype=np.int64)


def _with_strangers(
    person: NDArray[np.int64],
    of_list: NDArray[np.int64],
    left: NDArray[np.int64],
) -> NDArray[np.bool_]:
    """Of each component whether two of its records are of one list and were not linked themselves."""
    lists = int(of_list.max(initial=0)) + 1
    sizes = np.bincount(
        person * lists + of_list, minlength=(int(person.max(initial=0)) + 1) * lists
    )
    wanted = (sizes * (sizes - 1) // 2).reshape(-1, lists)
    links = np.bincount(person[left] * lists + of_list[left], minlength=sizes.size)
    return np.asarray((wanted > links.reshape(-1, lists)).any(axis=1))


def _apart(
    links: list[list[int]],
    linked: set[tuple[int, int]],
    parted: set[tuple[int, int]],
    of_list: NDArray[np.int64],
) -> dict[int, list[int]]:
    """Groups of records, the strongest link first; in them, those of one list were linked themselves."""
    group: dict[int, list[int]] = {}
    for left, right in links:
        one, other = group.setdefault(left, [left]), group.setdefault(right, [right])
        if one is other:
            continue
        between = [(min(a, b), max(a, b)) for a in one for b in other]
        strangers = any(
            pair in parted or (of_list[pair[0]] == of_list[pair[1]] and pair not in linked)
            for pair in between
        )
        if strangers:
            continue
        one.extend(other)
        for record in other:
            group[record] = one
    return {min(members): members for members in group.values()}


def histories_of(clusters: Clusters, of_list: NDArray[np.int64]) -> NDArray[np.int64]:
    """Per person on which lists: bit i is list i."""
    found = np.zeros(clusters.people, dtype=np.int64)
    np.bitwise_or.at(found, clusters.person, np.left_shift(1, of_list))
    return found


def overlaps(clusters: Clusters, of_list: NDArray[np.int64], lists: int) -> NDArray[np.int64]:
    """How many people have each history; place 0, on no list, is 0."""
    return np.bincount(histories_of(clusters, of_list), minlength=1 << lists)


def repeated(clusters: Clusters, of_list: NDArray[np.int64], lists: int) -> NDArray[np.int64]:
    """Per list how many records are of somebody who is on it already."""
    found = np.bincount(of_list, minlength=lists)
    seen = np.unique(clusters.person * lists + of_list)
    return np.asarray(found - np.bincount(seen % lists, minlength=lists))
