"""Links are followed from where as many are wrong as are missed, and what is left is doubt."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from inbeeld.monitor.balance import LEAST, MOST, balanced, never_looked_at, unmet
from inbeeld.monitor.link_quality import expected
from inbeeld.monitor.linked import linkage
from inbeeld.monitor.linking import Pairs
from inbeeld.monitor.linking_model import FIELDS
from tests.monitor.linking import linked


def test_as_many_links_are_wrong_as_are_missed():
    found = linked().found
    told = expected(found.pairs, found.clusters)
    missed = told["missed"] + never_looked_at(found.pairs, found.model)
    assert told["wrong"] == pytest.approx(missed, abs=3)


def test_the_truth_agrees_that_mistakes_cancel_out():
    """What is wrong less what is missed, in parts of all true pairs."""
    one = linked()
    together = one.found.clusters.person
    of_one, found = (
        (np.bincount(labels) * (np.bincount(labels) - 1) // 2).sum()
        for labels in (one.truth, together)
    )
    assert found == pytest.approx(of_one, rel=0.03)


def test_pairs_that_share_too_little_are_about_as_many_as_the_model_says():
    one = linked()
    looked = set(zip(one.found.pairs.left.tolist(), one.found.pairs.right.tolist(), strict=True))
    order = np.argsort(one.truth, kind="stable")
    met = lost = 0
    for group in np.split(order, np.flatnonzero(np.diff(one.truth[order])) + 1):
        for place, left in enumerate(group):
            for right in group[place + 1 :]:
                met, lost = (met + 1, lost) if (left, right) in looked else (met, lost + 1)
    assert 0.002 < unmet(one.found.model) < 0.02
    assert lost / (met + lost) < 0.03


def test_nothing_is_missed_where_no_field_ever_goes_wrong():
    model = linked().found.model
    sure = {field.name: (1.0, *(0.0 for _ in field.levels[1:])) for field in FIELDS}
    always = dict.fromkeys(model.filled, 1.0)
    assert unmet(replace(model, m=sure, filled=always)) == 0
    never = dict.fromkeys(model.filled, 0.0)
    assert unmet(replace(model, filled=never)) == 0.5  # as much as is believed of any list


def test_doubt_lies_on_either_side_and_moves_the_counts_apart():
    found = linked().found
    balance = found.balance
    assert LEAST <= balance.more < balance.even < balance.fewer <= MOST
    assert found.threshold == balance.even
    doubt = found.doubt
    assert doubt.more.listed < found.table.listed < doubt.fewer.listed


def test_a_threshold_of_ones_own_stays_and_doubt_reaches_to_where_it_is_even():
    one = linked()
    mine = linkage(one.made.lists, threshold=0.9)
    assert mine.threshold == 0.9
    assert mine.between == (mine.balance.more, max(0.9, mine.balance.fewer))
    assert mine.doubt.more.listed < mine.table.listed


def test_what_a_person_decided_is_no_longer_in_doubt():
    found = linked().found
    said = np.where(found.pairs.chance >= 0.5, 1, -1).astype(np.int8)
    sure = replace(found.pairs, said=said)
    assert set(sure.believed.tolist()) == {0.0, 1.0}
    apart = balanced(sure, found.of_list, found.model)
    assert apart.more <= apart.even <= apart.fewer


def test_lists_without_any_likely_pair_have_a_threshold_too():
    model = linked().found.model
    nothing = np.zeros(0, dtype=np.int64)
    empty = Pairs(nothing, nothing, np.zeros(0), np.zeros(0), {}, np.zeros(0, dtype=np.int8))
    found = balanced(empty, np.array([0, 0, 1]), model)
    assert found.more <= found.even <= found.fewer
