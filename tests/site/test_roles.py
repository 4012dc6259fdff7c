"""Every address, by every role. An address that has no line here fails the build.

The public site knows two: a visitor, who has nothing, and a reporter, who has the address of a draft or
of an open mailbox. Neither has a name or a cookie.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pytest
from django.test import Client

from tests.site.reporting import Visitor, emptied, open_for_reports

NOW = dt.datetime(2026, 11, 24, 10, tzinfo=dt.UTC)
OWN = {"Sec-Fetch-Site": "same-origin"}


@dataclass(frozen=True)
class Line:
    """An address of a route, and what a GET and an empty POST of it answer."""

    address: str
    get: int
    post: int


# By the name of the route. Those in `VISITOR` are there in English too, below /en/.
VISITOR = {
    "start": Line("", 200, 405),
    "leave": Line("weg", 303, 303),
    "signals": Line("lijst", 200, 405),
    "signals-for": Line("lijst/1", 200, 405),
    "help": Line("wie", 200, 405),
    "help-for": Line("wie/1", 200, 405),
    "check": Line("vraag/1", 200, 200),
    **{f"chat-{number}": Line(f"kijk/{number}", 200, 200) for number in range(5, 10)},
    "report": Line("post", 200, 200),
    "report-step": Line("post/AAAAAAAAAAAAAAAAAAAAAA/1", 410, 410),
    "report-step-urgent": Line("post/AAAAAAAAAAAAAAAAAAAAAA/1/1", 410, 410),
    "way-back": Line("antwoord", 200, 303),
    "way-back-problem": Line("antwoord/1", 200, 303),
    "letters": Line("antwoord/AAAAAAAAAAAAAAAAAAAAAA", 410, 410),
    "letters-urgent": Line("antwoord/AAAAAAAAAAAAAAAAAAAAAA/1", 410, 410),
    "inside": Line("blad/1", 200, 405),
    "page": Line("lees/1", 200, 405),
}
ONE_LANGUAGE = {
    "chat-script": Line("s/{script}", 200, 405),
    "health": Line("gezond", 200, 405),
    "release-file": Line("bestand/none/release.json", 404, 405),
}
# What a reporter's address opens. Without an answer the first question stays, with the fault.
REPORTER = {
    "report-step": Line("post/{draft}/1", 200, 200),
    "report-step-urgent": Line("post/{draft}/2/1", 200, 303),
    "letters": Line("antwoord/{mailbox}", 200, 400),
    "letters-urgent": Line("antwoord/{mailbox}/1", 200, 400),
}


@pytest.fixture(scope="module")
def held():
    """A site that takes reports in, and what a reporter holds."""
    from inbeeld.knowledge.words import Lang
    from inbeeld.site.content import content

    emptied()
    open_for_reports(now=dt.datetime.now(dt.UTC))
    visitor = Visitor(Client(headers=OWN))
    draft = visitor.begin().split("/")[2]
    mailbox = visitor.open(visitor.send(visitor.tell())).split("/")[2]
    yield {"draft": draft, "mailbox": mailbox, "script": content().scripts[Lang.NL].name}
    emptied()


def test_every_route_of_the_public_site_has_a_line():
    from inbeeld.site.urls import urlpatterns

    routes = {one.name for one in urlpatterns}
    lines = {*VISITOR, *(f"{name}-en" for name in VISITOR), *ONE_LANGUAGE}
    assert routes - lines == set(), "give each new address a line in this file"
    assert lines - routes == set()


def answers(line: Line, held, front: str) -> tuple[int, int]:
    client = Client(headers=OWN)
    address = front + line.address.format(**held)
    get = client.get(address)
    post = client.post(address, "", content_type="application/x-www-form-urlencoded")
    assert not get.cookies
    assert not post.cookies
    return get.status_code, post.status_code


@pytest.mark.parametrize("front", ["/", "/en/"])
@pytest.mark.parametrize("name", VISITOR)
def test_a_visitor_sees_what_is_for_everyone_and_nothing_of_a_reporter(held, name, front):
    line = VISITOR[name]
    assert answers(line, held, front) == (line.get, line.post)


@pytest.mark.parametrize("name", ONE_LANGUAGE)
def test_a_visitor_gets_the_scripts(held, name):
    line = ONE_LANGUAGE[name]
    assert answers(line, held, "/") == (line.get, line.post)


@pytest.mark.parametrize("front", ["/", "/en/"])
@pytest.mark.parametrize("name", REPORTER)
def test_a_reporter_sees_what_the_address_of_a_draft_or_mailbox_opens(held, name, front):
    line = REPORTER[name]
    assert answers(line, held, front) == (line.get, line.post)


@pytest.mark.parametrize("path", ["/desk/", "/desk/meldingen", "/admin/"])
def test_nothing_of_the_staff_is_on_the_public_site(held, path):
    assert Client(headers=OWN).get(path).status_code == 404
