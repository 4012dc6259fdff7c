"""A reason speaks in the sentence that the person ticked, and the sentence changes nothing else."""

from __future__ import annotations

import dataclasses

from inbeeld.check import Observation, Observer, advise
from tests.check.catalogue import EVENING, KNOWN

YOUNG_PERSON = ("jongere", "minderjarige", "hij of zij", "young person")


def test_a_reason_is_told_in_the_sentence_that_was_ticked():
    signal = KNOWN.signals["uses-guilt"]
    given = [Observation(signal.id)]
    plain = advise(given, observer=Observer.SELF, knowledge=KNOWN, at=EVENING)
    told = advise(
        given,
        observer=Observer.SELF,
        knowledge=KNOWN,
        at=EVENING,
        worded={signal.id: signal.text_self},
    )
    assert [reason.text for reason in told.reasons] == [signal.text_self]
    assert plain.reasons[0].text != signal.text_self
    reasons = tuple(dataclasses.replace(one, text=signal.text_self) for one in plain.reasons)
    assert dataclasses.replace(plain, reasons=reasons) == told


def test_what_is_said_to_the_young_person_never_speaks_about_them():
    own = [signal for signal in KNOWN.signals.values() if signal.text_self]
    assert len(own) > 10
    for signal in own:
        for text in (signal.text_self.nl, signal.text_self.en):
            assert not any(words in text.casefold() for words in YOUNG_PERSON), text
