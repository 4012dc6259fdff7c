"""Pages to read are kept ready for a minute; answers to a form never are."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from inbeeld.site import clock, kept
from tests.site.conftest import FORM
from tests.site.states import EVENING, NIGHT


@pytest.fixture
def minute(monkeypatch):
    """Sets both the clock of the pages and the minute in which they are kept."""

    def at(moment: dt.datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: moment)
        monkeypatch.setattr(kept.time, "time", moment.timestamp)

    return at


def test_a_page_is_made_once_a_minute(minute, monkeypatch):
    client = Client()
    minute(EVENING)
    first = client.get("/wie")
    monkeypatch.setattr(clock, "now", lambda: NIGHT)
    assert client.get("/wie").content == first.content


def test_a_minute_later_the_page_says_who_is_open_then(minute):
    client = Client()
    minute(EVENING)
    open_now = client.get("/wie").content
    minute(NIGHT)
    assert client.get("/wie").content != open_now


def test_an_answer_to_a_form_is_never_kept(minute):
    minute(EVENING)
    client = Client(headers={"Sec-Fetch-Site": "same-origin"})
    result = client.post("/vraag/2", "z15=a&step=2", content_type=FORM).content
    assert client.get("/vraag/2").content != result
    assert client.post("/vraag/2", "z01=d&step=2", content_type=FORM).content != result


def test_what_is_not_there_is_not_kept(minute):
    minute(EVENING)
    client = Client()
    for number in range(2 * kept.MOST):
        client.get(f"/lees/{1000 + number}")
    assert client.get("/wie").status_code == 200


def test_a_query_changes_nothing_and_fills_no_memory(minute):
    minute(EVENING)
    client = Client()
    first = client.get("/wie").content
    assert client.get("/wie?a=b").content == first


def test_both_languages_are_kept_apart(minute):
    minute(EVENING)
    client = Client()
    assert client.get("/wie").content != client.get("/en/wie").content
