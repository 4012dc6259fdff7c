"""Reporting as it is in a demonstration: groups with keys, and a visitor who tells something."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from selectolax.lexbor import LexborHTMLParser as Html

FORM = "application/x-www-form-urlencoded"
PASSWORD = "een lang wachtwoord"
# By page, from 1: what a visitor answers. What is not here is skipped.
STORY: Mapping[int, Mapping[str, str | list[str]]] = {
    1: {"danger": "no"},
    2: {"who": "friend"},
    3: {"seen": "Er staat elke dag een auto.", "told": "Zij vertelde het.", "thought": "Raar."},
    9: {"safe": "contact", "how": "06 00000000"},
    10: {"named": "yes", "name": "Iemand"},
    11: {"consent": ["police", "veilig-thuis"]},
}
LAST = 13


def emptied() -> None:
    """Every table of the store without a row, and what the pages remember forgotten."""
    from django.conf import settings

    from inbeeld.desk.ready import FILE
    from inbeeld.site import demo, reporting
    from inbeeld.store import models

    for table in ("Letter", "Entry", "Request", "Receipt", "Answer", "Report", "Grant", "Group",
                  "Recovery", "Member"):  # fmt: skip
        getattr(models, table).objects.all().delete()
    (settings.DATA / FILE).unlink(missing_ok=True)
    reporting.forget()
    demo._demo.cache_clear()


def open_for_reports(*, now: dt.datetime) -> None:
    """A demonstration with a member who has the keys. Of one moment they are made once, and put back."""
    import tomlkit
    from django.conf import settings

    from inbeeld.desk.ready import FILE
    from inbeeld.office.demo import SETUP
    from inbeeld.site import demo, reporting

    if now not in _made:
        _made[now] = _first_member(now)
    else:
        for row in _made[now]:
            row.save(force_insert=True)
    (settings.DATA / FILE).write_text(tomlkit.dumps(SETUP), encoding="utf-8")
    reporting.forget()
    demo._demo.cache_clear()


_made: dict[dt.datetime, list] = {}


def _first_member(now: dt.datetime) -> list:
    """A member with new keys, as rows. To make them takes long, as it must for a thief."""
    from inbeeld.office import people
    from inbeeld.store import models
    from inbeeld.vault.named import Password

    people.add("Een", Password(PASSWORD.encode()), now=now)
    tables = (models.Member, models.Recovery, models.Group, models.Grant)
    return [row for table in tables for row in table.objects.all()]


@dataclass
class Visitor:
    """Somebody with a browser that keeps nothing."""

    client: object
    lang: str = ""
    answers: list = field(default_factory=list)

    def get(self, path: str):
        return self.client.get(path)

    def post(self, path: str, **data):
        return self.client.post(path, urlencode(data, doseq=True), content_type=FORM)

    def begin(self, **data) -> str:
        """The address of the first question."""
        answer = self.post(f"{self.lang}/post", step="1", **data)
        assert answer.status_code == 303, answer.content
        return answer["Location"]

    def tell(self, story: Mapping = STORY, first: str = "") -> str:
        """Goes through every question; the address of the last page."""
        here = first or self.begin()
        for number in range(1, LAST):
            answer = self.post(here, **story.get(number, {}))
            assert answer.status_code == 303, (number, answer.status_code)
            here = answer["Location"]
        return here

    def send(self, last: str) -> Receipt:
        return Receipt.of(self.post(last))

    def open(self, receipt: Receipt) -> str:
        """The address of the open mailbox."""
        answer = self.post(f"{self.lang}/antwoord", n=receipt.number, w=receipt.words)
        assert answer.status_code == 303
        return answer["Location"]


@dataclass(frozen=True)
class Receipt:
    number: str
    words: str

    @classmethod
    def of(cls, answer) -> Receipt:
        assert answer.status_code == 200, answer.status_code
        html = Html(answer.content)
        words = [one.text() for one in html.css(".words li")]
        return cls(html.css_first(".receipt-number").text(), " ".join(words))


def opened_report():
    """The one report there is, as the staff read it."""
    from django.conf import settings

    from inbeeld.office import people
    from inbeeld.office.opened import open_whole
    from inbeeld.store import keyfiles, models
    from inbeeld.vault.named import Password
    from inbeeld.vault.retention import RetentionFile

    member = models.Member.objects.get(name="Een")
    keys = people.group_keys(member, people.opened(member, Password(PASSWORD.encode())))
    row = models.Report.objects.filter(receipt__isnull=False).distinct().get()
    retention = RetentionFile(keyfiles.retention(settings.DATA)).get(row.id)
    return open_whole(row.id, keys=keys, retention=retention)


def numbers(path: str) -> list[int]:
    return [int(one) for one in re.findall(r"/(\d+)(?=/|$)", path)]
