"""From pairs to people: chains are followed, but not into two people of one list."""

from __future__ import annotations

import numpy as np
import pytest

from inbeeld.monitor.clusters import clustered, histories_of, overlaps, repeated
from inbeeld.monitor.link_quality import score
from inbeeld.monitor.linking import Pairs

LISTS = np.array([0, 0, 1, 1, 2])  # records 0 and 1 are of the first list, 2 and 3 of the second


def pairs(*links: tuple[int, int, float], said: dict[int, int] | None = None) -> Pairs:
    left, right, chance = (np.array(part) for part in zip(*links, strict=True))
    decided = np.zeros(len(links), dtype=np.int8)
    for place, what in (said or {}).items():
        decided[place] = what
    return Pairs(left, right, np.log2(chance), chance, {}, decided)


@pytest.mark.parametrize(
    ("links", "groups"),
    [
        ([(0, 2, 0.9), (2, 4, 0.9)], [{0, 2, 4}, {1}, {3}]),  # through another record
        ([(0, 2, 0.39)], [{0}, {1}, {2}, {3}, {4}]),  # too unlikely
        ([(0, 1, 0.9)], [{0, 1}, {2}, {3}, {4}]),  # twice on one list, linked itself
        ([(0, 2, 0.9), (1, 2, 0.8)], [{0, 2}, {1}, {3}, {4}]),  # two of one list, not linked
        ([(0, 2, 0.8), (1, 2, 0.9)], [{1, 2}, {0}, {3}, {4}]),  # the strongest link stays
        ([(0, 2, 0.9), (1, 2, 0.8), (0, 1, 0.7)], [{0, 1, 2}, {3}, {4}]),
        ([(0, 2, 0.99), (1, 3, 0.98), (0, 3, 0.6)], [{0, 2}, {1, 3}, {4}]),  # twins
    ],
)
def test_who_is_who(links, groups):
    found = clustered(pairs(*links), LISTS, threshold=0.4)
    assert sorted(map(sorted, groups)) == sorted(
        np.flatnonzero(found.person == person).tolist() for person in range(found.people)
    )


def test_what_a_person_decided_stands_above_the_chance():
    same = clustered(pairs((0, 2, 0.3), said={0: 1}), LISTS, threshold=0.4)
    assert same.person[0] == same.person[2]
    different = clustered(pairs((0, 2, 0.99), said={0: -1}), LISTS, threshold=0.4)
    assert different.person[0] != different.person[2]


def test_a_pair_called_different_is_not_joined_through_a_third():
    found = clustered(
        pairs((0, 2, 0.9), (2, 4, 0.8), (0, 4, 0.7), said={2: -1}), LISTS, threshold=0.4
    )
    assert found.person[0] == found.person[2]
    assert found.person[0] != found.person[4]
    assert found.broken == 1


def test_overlaps_and_repeated_records_are_counted():
    found = clustered(pairs((0, 1, 0.9), (0, 2, 0.9), (1, 2, 0.9)), LISTS, threshold=0.4)
    assert overlaps(found, LISTS, 3).tolist() == [0, 0, 1, 1, 1, 0, 0, 0]
    assert repeated(found, LISTS, 3).tolist() == [1, 0, 0]
    assert sorted(histories_of(found, LISTS).tolist()) == [0b010, 0b011, 0b100]


def test_precision_and_recall_count_pairs():
    found = score(np.array([0, 0, 0, 1]), np.array([7, 7, 8, 8]))
    assert (found.linked, found.right, found.both) == (3, 2, 1)
    assert found.precision == pytest.approx(1 / 3)
    assert found.recall == pytest.approx(1 / 2)
    assert found.f1 == pytest.approx(0.4)
    nothing = score(np.array([0, 1]), np.array([0, 1]))
    assert (nothing.precision, nothing.recall, nothing.f1) == (0, 0, 0)
