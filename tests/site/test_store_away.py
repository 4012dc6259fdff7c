"""A database that is away for a moment shuts nobody out: their text stays in the box."""

from __future__ import annotations

import datetime as dt

import pytest
from selectolax.lexbor import LexborHTMLParser as Html

from tests.site.reporting import Visitor, emptied, open_for_reports

TEXT = "Er staat elke dag een auto."


@pytest.fixture
def visitor(monkeypatch):
    """Somebody at a reporting point that is no demonstration: two who read, every line called."""
    import tomlkit
    from django.conf import settings
    from django.test import Client

    from inbeeld.desk.ready import FILE
    from inbeeld.office import people
    from inbeeld.site import reporting
    from inbeeld.vault.named import Password
    from tests.desk.test_ready import WHOLE
    from tests.site.reporting import PASSWORD

    emptied()
    now = dt.datetime.now(dt.UTC)
    open_for_reports(now=now)
    people.add("Twee", Password(PASSWORD.encode()), now=now)
    people.give("Twee", by="Een", password=Password(PASSWORD.encode()), now=now)
    row = {name: getattr(WHOLE, name) for name in WHOLE.__slots__}
    (settings.DATA / FILE).write_text(tomlkit.dumps(row), encoding="utf-8")
    monkeypatch.setattr(reporting, "_unconfirmed", lambda _: 0)
    reporting.forget()
    yield Visitor(Client(headers={"Sec-Fetch-Site": "same-origin"}))
    emptied()


@pytest.fixture
def away():
    """Takes the database away, as a server that stopped: every statement fails."""
    from django.db import OperationalError, connection

    def fails(*_given):
        raise OperationalError

    def go():
        from inbeeld.site import reporting

        reporting._ready.cache_clear()  # some seconds went by
        return connection.execute_wrapper(fails)

    return go


def test_what_somebody_typed_stays_in_the_box_while_the_database_is_away(visitor, away):
    first = visitor.begin()
    third = first[:-1] + "3"
    with away():
        answer = visitor.post(third, seen=TEXT)
    assert answer.status_code == 503
    assert Html(answer.content).css_first("textarea[name=seen]").text() == TEXT
    assert visitor.post(third, seen=TEXT).status_code == 303


def test_where_the_database_never_said_that_anybody_reads_nothing_is_taken_in(visitor, away):
    with away():
        answer = visitor.post("/post", step="1")
    assert answer.status_code == 200
    assert Html(answer.content).css_first("main .route") is not None
