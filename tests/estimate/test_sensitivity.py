"""What an estimate does when a list is left out, links were missed, or lists depend on each other."""

from __future__ import annotations

import functools

import numpy as np
import pytest

from inbeeld.estimate import Method, MethodFault, Status, estimate, fit, stepwise, table
from inbeeld.estimate.linkage import false, link_badly, missed, sensitivity
from inbeeld.estimate.sensitivity import (
    Referral,
    What,
    dial,
    leave_one_out,
    merge_pairs,
    merged,
    refer,
    without,
)

SMALL = table("ABC", [((1, 0, 0), 30), ((0, 1, 0), 20), ((1, 1, 0), 10), ((0, 0, 1), 15), ((1, 0, 1), 6),
                      ((0, 1, 1), 5), ((1, 1, 1), 2)])  # fmt: skip
TWO = table("AB", [((1, 0), 30), ((0, 1), 20), ((1, 1), 10)])
how = functools.partial(estimate, method=Method.STEPWISE)


def independent(dice, *, people=6000, chances=(0.3, 0.4, 0.25)):
    on = (dice.random((people, len(chances))) < chances).astype(int)
    return table("ABC", [(row, 1) for row in on.tolist() if any(row)])


def test_without_a_list_people_on_other_lists_stay_and_the_rest_is_unseen():
    left = without(SMALL, "C")
    assert left.lists == ("A", "B")
    assert left.counts.tolist() == [0, 36, 25, 12]
    assert SMALL.listed - left.listed == 15


def test_two_lists_as_one_hold_who_is_on_either():
    one = merged(SMALL, ("A", "C"))
    assert one.lists == ("B", "A+C")
    assert one.counts.tolist() == [0, 20, 51, 17]
    assert one.listed == SMALL.listed


def test_each_list_and_each_pair_is_tried_with_the_estimate_that_belongs_to_it():
    base = how(SMALL, replicates=0, seed=1)
    out = leave_one_out(SMALL, how, base)
    assert [one.lists for one in out] == [("A",), ("B",), ("C",)]
    assert out[2].estimate == pytest.approx(73 + 36 * 25 / 12)
    assert out[2].ratio == pytest.approx(out[2].estimate / base.estimate)
    pairs = merge_pairs(SMALL, how, base)
    assert [one.lists for one in pairs] == [("A", "B"), ("A", "C"), ("B", "C")]
    assert pairs[1].estimate == pytest.approx(88 + 20 * 51 / 17)


def test_with_two_lists_nothing_is_left_out_or_merged():
    found = sensitivity(TWO, how, draws=2)
    assert {one.what for one in found.changes} == {What.MISSED_LINKS, What.FALSE_LINKS, What.DIAL}
    with pytest.raises(MethodFault, match="none can be left out"):
        without(TWO, "A")
    with pytest.raises(MethodFault, match="none can be merged"):
        merged(TWO, "AB")


def test_the_dial_is_the_highest_order_term_and_leaves_what_is_seen_as_it_is():
    base = how(TWO, replicates=0, seed=1)
    unseen = 30 * 20 / 10
    for one in dial(TWO, base, factors=(0.5, 3.0)):
        assert one.estimate == pytest.approx(60 + one.size * unseen)
        # With two lists the term is the log of the odds ratio, over all four cells.
        odds = (one.estimate - 60) * 10 / (30 * 20)
        assert odds == pytest.approx(one.size)
    with pytest.raises(MethodFault, match="above 0"):
        dial(TWO, base, factors=(0.0,))


def test_no_rate_of_mistakes_changes_nothing():
    dice = np.random.default_rng(1)
    for worse in (missed(SMALL, 0.0, dice), false(SMALL, 0.0, dice)):
        assert worse.counts.tolist() == SMALL.counts.tolist()


def test_a_missed_link_makes_two_people_of_one_and_no_record_is_lost():
    before = independent(np.random.default_rng(2))
    after = missed(before, 0.2, np.random.default_rng(3))
    size = np.array([bin(place).count("1") for place in range(8)])
    assert after.listed > before.listed
    assert after.counts @ size == before.counts @ size
    several = before.counts[size > 1].sum()
    assert after.listed - before.listed == pytest.approx(0.2 * several, rel=0.15)


def test_a_false_link_makes_one_of_two_and_no_record_is_lost():
    before = independent(np.random.default_rng(4))
    after = false(before, 0.1, np.random.default_rng(5))
    size = np.array([bin(place).count("1") for place in range(8)])
    assert after.listed < before.listed
    assert after.counts @ size == before.counts @ size
    assert (after.counts >= 0).all()


def test_very_many_people_are_linked_falsely_many_at_a_time():
    many = table("AB", [((1, 0), 3 * 10**9), ((0, 1), 2 * 10**9), ((1, 1), 10**9)])
    after = false(many, 0.1, np.random.default_rng(5))
    assert (after.counts >= 0).all()
    assert many.listed - after.listed == pytest.approx(0.05 * many.listed, rel=0.01)


def test_missed_links_raise_an_estimate_and_false_ones_lower_it():
    made = independent(np.random.default_rng(6))
    base = how(made, replicates=0, seed=1)
    worse = [link_badly(made, how, base, What.MISSED_LINKS, rate=rate, draws=7, seed=1)
             for rate in (0.05, 0.2)]  # fmt: skip
    assert 1 < worse[0].ratio < worse[1].ratio
    other = link_badly(made, how, base, What.FALSE_LINKS, rate=0.1, draws=7, seed=1)
    assert other.ratio < 1


def test_a_list_that_sends_people_on_makes_an_estimate_too_low_and_each_answer_mends_it():
    dice = np.random.default_rng(7)
    on = (dice.random((8000, 3)) < (0.3, 0.2, 0.3)).astype(int)
    sent = (on[:, 0] == 1) & (dice.random(8000) < 0.5)
    on[sent, 1] = 1
    made = table("ABC", [(row, 1) for row in on.tolist() if any(row)])
    plain = fit(made, [])
    naive = made.listed + plain.unseen
    assert naive < 7500
    base = how(made, replicates=0, seed=1)
    answers = refer(made, how, base, Referral("A", "B"))
    assert [one.what for one in answers] == [
        What.RECEIVER_OUT, What.REFERRAL_MERGED, What.REFERRAL_TERM,
    ]  # fmt: skip
    for one in answers:
        assert one.lists == ("A", "B")
        assert one.estimate == pytest.approx(8000, rel=0.06)


def test_every_change_of_one_kind_can_be_asked_for():
    found = sensitivity(SMALL, how, referrals=[Referral("A", "B")], rates=(0.1,), draws=2)
    assert found.base == stepwise(SMALL)
    assert len(found.of(What.WITHOUT)) == 3
    assert len(found.of(What.REFERRAL_TERM)) == 1
    assert sensitivity(SMALL, how, draws=3) == sensitivity(SMALL, how, draws=3)


def test_where_no_estimate_exists_nothing_is_compared():
    apart = table("AB", [((1, 0), 5), ((0, 1), 5)])
    found = sensitivity(apart, how, draws=2)
    assert found.base.status is Status.NONE
    assert all(one.ratio is None for one in found.changes)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (lambda _: without(SMALL, "D"), "no such list"),
        (lambda _: merged(SMALL, ("A", "A")), "two different lists"),
        (lambda base: refer(SMALL, how, base, Referral("A", "A")), "to itself"),
        (
            lambda base: link_badly(SMALL, how, base, What.MISSED_LINKS, rate=0.9, draws=1, seed=1),
            "rate of mistakes",
        ),
    ],
)
def test_what_cannot_be_tried_is_refused(wrong, told):
    with pytest.raises(MethodFault, match=told):
        wrong(how(SMALL, replicates=0, seed=1))
