"""At most so much at once, evenly, and never by who asks."""

from __future__ import annotations

import threading

import pytest

from inbeeld.site.gates import PAUSE, Counted, Full, Gate


class Clock:
    def __init__(self):
        self.now = 100.0
        self.slept = []

    def __call__(self):
        return self.now

    def sleep(self, seconds):
        self.slept.append(round(seconds, 3))
        self.now += seconds


def test_so_many_a_second_pass_and_the_next_wait_their_turn():
    clock = Clock()
    gate = Gate(10, clock=clock, sleep=clock.sleep)
    for _ in range(31):
        gate.wait()
    assert clock.now == pytest.approx(103.0)


def test_who_comes_when_it_is_quiet_does_not_wait():
    clock = Clock()
    gate = Gate(10, clock=clock, sleep=clock.sleep)
    gate.wait()
    clock.now += 5
    gate.wait()
    assert clock.slept == []


def test_where_too_many_wait_the_next_is_told_so_and_takes_no_turn():
    clock = Clock()
    gate = Gate(10, waiting=2, clock=clock, sleep=lambda _: None)
    for _ in range(3):
        gate.wait()
    with pytest.raises(Full):
        gate.wait()
    clock.now += 0.1
    gate.wait()


def test_many_threads_together_pass_no_quicker():
    turns = []
    gate = Gate(1000, clock=lambda: 100.0, sleep=turns.append)
    many = [threading.Thread(target=gate.wait) for _ in range(40)]
    for one in many:
        one.start()
    for one in many:
        one.join()
    assert sorted(turns) == pytest.approx([place / 1000 for place in range(1, 40)])


def test_a_draft_that_is_answered_very_often_waits_and_others_do_not():
    slept = []
    counted = Counted(3, sleep=slept.append)
    for _ in range(5):
        counted.wait("one")
    counted.wait("other")
    assert slept == [PAUSE, PAUSE]


def test_it_remembers_a_bounded_number_of_drafts():
    counted = Counted(3, sleep=lambda _: None)
    for number in range(5000):
        counted.wait(str(number))
    assert len(counted.counts) <= 2001
