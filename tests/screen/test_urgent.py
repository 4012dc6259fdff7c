"""What needs help before anybody reads it: single sentences, as in the rules for chats."""

from __future__ import annotations

import datetime as dt

import pytest

from inbeeld.knowledge import load
from inbeeld.knowledge.reporting import load_reporting
from inbeeld.screen.urgent import urgent_route

KNOWN = load()
URGENT = load_reporting(KNOWN.routes).urgent
AT = dt.datetime(2026, 11, 23, 19, tzinfo=dt.UTC)
CAUGHT = [(one.id, text) for one in URGENT.values() for text in one.caught]
PASSED = [(one.id, text) for one in URGENT.values() for text in one.passed]


def route(*texts):
    return urgent_route(texts, urgent=URGENT, knowledge=KNOWN, at=AT)


@pytest.mark.parametrize(("label", "text"), CAUGHT)
def test_each_sentence_leads_to_its_help(label, text):
    assert route(text) == URGENT[label].route


@pytest.mark.parametrize(("label", "text"), PASSED)
def test_what_only_looks_like_it_leads_nowhere(label, text):
    assert route(text) == ""


def test_it_stands_anywhere_in_a_long_story():
    story = "Er staat elke dag een auto. " * 200
    assert route(story, f"{story} Ze mag daar niet weg. {story}") == "alarm-112"


def test_messages_that_were_pasted_are_read_as_a_chat():
    assert route("stuur nu geld\nanders stuur ik je foto naar je klas") == "helpwanted"


def test_nothing_written_is_nothing_urgent():
    assert route("", "  \n") == ""
