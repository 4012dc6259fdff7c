"""A demonstration is filled in one step, opens like a real one, and never mixes with anything real."""

from __future__ import annotations

import pytest
from django.test import Client

from inbeeld.desk.ready import FILE, read_setup
from inbeeld.office import demo, people
from inbeeld.vault.named import Password
from tests.office.conftest import NOW
from tests.site.reporting import Receipt, Visitor


@pytest.fixture
def filled(tables):
    from django.conf import settings

    from inbeeld.site import reporting

    made = demo.fill(settings.DATA, now=NOW)
    reporting.forget()
    return made


def test_its_receipts_open_letters_in_a_browser(filled):
    visitor = Visitor(Client(headers={"Sec-Fetch-Site": "same-origin"}))
    for number, words in filled.receipts:
        page = visitor.get(visitor.open(Receipt(number, words))).content.decode()
        assert "niemand las het" in page
        assert "DEMONSTRATIE" in page


def test_its_staff_open_its_reports(filled):
    from django.conf import settings

    from inbeeld.office.opened import open_whole
    from inbeeld.store import keyfiles, models
    from inbeeld.vault.retention import RetentionFile

    assert models.Report.objects.count() == len(demo.REPORTS)
    for name, password in filled.staff:
        member = models.Member.objects.get(name=name)
        keys = people.group_keys(member, people.opened(member, Password(password.encode())))
        for row in models.Report.objects.all():
            retention = RetentionFile(keyfiles.retention(settings.DATA)).get(row.id)
            report = open_whole(row.id, keys=keys, retention=retention)
            assert any(answer.given for answer in report.answers.values())


def test_its_set_up_says_that_it_is_one(filled):
    from django.conf import settings

    setup = read_setup(settings.DATA)
    assert setup
    assert setup.demo


@pytest.mark.parametrize("held", ["set-up", "member", "demonstration"])
def test_it_refuses_a_folder_that_holds_anything(tables, held):
    from django.conf import settings

    if held == "set-up":
        (settings.DATA / FILE).write_text('operator = "Meldpunt"\n', encoding="utf-8")
    elif held == "member":
        people.add("Anna", Password(b"een lang wachtwoord"), now=NOW)
    else:
        demo.fill(settings.DATA, now=NOW)
    with pytest.raises(people.Refused, match="empty"):
        demo.fill(settings.DATA, now=NOW)
