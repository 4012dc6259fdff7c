"""A stream says of each message what the whole conversation so far would say, within bounds."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from inbeeld.archive.row import Row
from inbeeld.archive.stream import Stream
from inbeeld.check import Observer, Outcome
from inbeeld.knowledge import shipped
from inbeeld.knowledge.chat_rules import shipped_chat_rules
from inbeeld.screen import Said, shipped_screen
from tests.archive import archives

CAUGHT = [text for rule in shipped_chat_rules().rules.values() for text in rule.caught]
TEXTS = st.sampled_from([*archives.PLAIN, *CAUGHT])
TALK = st.lists(st.tuples(st.sampled_from("AB"), TEXTS), min_size=1, max_size=12)


def rows(talk, name: str = "c") -> list[Row]:
    return [Row(name, place * 1_000_000, who, text) for place, (who, text) in enumerate(talk)]


@settings(max_examples=15, deadline=None)
@given(TALK)
def test_each_answer_is_that_of_the_conversation_so_far(talk):
    stream = Stream(shipped_screen())
    for place, row in enumerate(rows(talk)):
        answer = stream.answer(row)
        shown = shipped_screen().conversation(
            [Said(text, who) for who, text in talk[: place + 1]],
            observer=Observer.PARENT, knowledge=shipped(), at=archives.clock(),
        )  # fmt: skip
        assert answer.message == place
        assert answer.meaning.outcome is shown.advice.outcome
        assert set(answer.observations) == set(shown.observations)
        own = [one for one in shown.findings if one.message == place]
        assert [(one.start, one.sign.signal) for one in answer.findings] == [
            (one.start, one.sign.signal) for one in own
        ]


@settings(max_examples=40, deadline=None)
@given(TALK, st.integers(1, 4))
def test_what_leaves_the_window_never_lowers_the_outcome(talk, window):
    stream = Stream(shipped_screen(), window=window)
    kept: set[str] = set()
    for row in rows(talk):
        answer = stream.answer(row)
        assert kept <= {one.signal for one in answer.observations}
        talk_now = stream._talks["c"]
        assert len(talk_now.lines) <= window
        kept = set(talk_now.kept)


def test_an_outcome_stands_when_its_messages_are_long_gone():
    stream = Stream(shipped_screen(), window=3)
    threat = [("B", "stuur nu geld"), ("B", "anders stuur ik je foto naar je klas")]
    answers = [stream.answer(row) for row in rows([*threat, *[("A", "hoi")] * 20])]
    assert answers[-1].message == 21
    assert answers[-1].findings == ()
    assert answers[-1].meaning.outcome is answers[1].meaning.outcome
    assert answers[1].meaning.outcome.step > Outcome.TALK.step


def test_conversations_do_not_mix():
    stream = Stream(shipped_screen())
    stream.answer(Row("one", 0, "B", "anders stuur ik je foto naar je klas"))
    assert stream.answer(Row("two", 0, "B", "hoi")).meaning.outcome is Outcome.TALK
    assert stream.answer(Row("one", 0, "A", "hoi")).meaning.outcome is not Outcome.TALK


def test_the_conversation_that_was_silent_longest_is_forgotten_first():
    stream = Stream(shipped_screen(), most=2)
    for name in ("one", "two", "one", "three"):
        stream.answer(Row(name, 0, "A", "hoi"))
    assert len(stream) == 2
    assert stream.answer(Row("one", 0, "A", "hoi")).message == 2
    assert stream.answer(Row("two", 0, "A", "hoi")).message == 0
