"""Every state of the pages of reporting, as a visitor meets them one after another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from tests.site.reporting import LAST, STORY, Receipt, Visitor, open_for_reports

NOW = dt.datetime(2026, 11, 24, 10, tzinfo=dt.UTC)
States = Iterator[tuple[str, object]]


def every_page(monkeypatch, lang: str = "") -> States:
    """The name of each state, and the answer. The store fails in some; everything stands as before."""
    from django.test import Client

    from inbeeld.site import clock

    monkeypatch.setattr(clock, "now", lambda: NOW)
    visitor = Visitor(Client(headers={"Sec-Fetch-Site": "same-origin"}), lang)
    yield "closed", visitor.get(f"{lang}/post")
    open_for_reports(now=NOW)
    yield from _begun(monkeypatch, visitor)
    yield from _told(monkeypatch, visitor)
    sent = visitor.post(visitor.tell())
    yield "receipt", sent
    yield "gone", visitor.get("/post/AAAAAAAAAAAAAAAAAAAAAA/1")
    yield from _opened(visitor)
    yield from _mailbox(monkeypatch, visitor, visitor.open(Receipt.of(sent)))


def fails(*_, **__):
    from inbeeld.store.nouns import StoreFailed

    raise StoreFailed


def _begun(monkeypatch, visitor: Visitor) -> States:
    from inbeeld.site import drafts

    post = f"{visitor.lang}/post"
    yield "opening", visitor.get(post)
    yield "opening-carried", visitor.post(post, o=["S029-seen"])
    with monkeypatch.context() as broken:
        broken.setattr(drafts.intake, "begin", fails)
        yield "opening-failed", visitor.post(post, step="1", o=["S029-seen"])


def _told(monkeypatch, visitor: Visitor) -> States:
    from inbeeld.site import drafts

    first = visitor.begin()
    yield "missing", visitor.post(first)
    pages = [first[:-1] + str(number) for number in range(1, LAST + 1)]
    yield from ((f"question-{number}", visitor.get(page)) for number, page in enumerate(pages, 1))
    yield "urgent", visitor.get(visitor.post(first, danger="yes")["Location"])
    with monkeypatch.context() as broken:
        broken.setattr(drafts.intake, "add", fails)
        for number in (3, 9, 11):
            yield f"failed-{number}", visitor.post(pages[number - 1], **STORY[number])
    visitor.post(pages[2], seen="Er staat elke dag een auto.")
    yield "answered", visitor.get(pages[2])
    yield "overview", visitor.get(pages[-1])
    yield "overview-urgent", visitor.get(pages[-1] + "/1")
    with monkeypatch.context() as broken:
        broken.setattr(drafts.intake, "finish", fails)
        yield "send-failed", visitor.post(pages[-1])


def _opened(visitor: Visitor) -> States:
    from inbeeld.site.views import letters

    yield "letters-open", visitor.get(f"{visitor.lang}/antwoord")
    for place in range(1, len(letters.PROBLEMS) + 1):
        yield f"letters-problem-{place}", visitor.get(f"{visitor.lang}/antwoord/{place}")


def _mailbox(monkeypatch, visitor: Visitor, box: str) -> States:
    from inbeeld.desk.contents import Letter, LetterKind
    from inbeeld.office.opened import write_letter
    from inbeeld.site import reporting
    from inbeeld.site.views import letters
    from inbeeld.store import models

    yield "letters", visitor.get(box)
    visitor.post(box, k="consent", p=["police", "veilig-thuis"])
    visitor.post(box, k="delete")
    yield "letters-asked", visitor.get(box)
    yield "letters-urgent", visitor.get(box + "/1")
    with monkeypatch.context() as broken:
        broken.setattr(letters.mailbox, "ask", fails)
        yield "letters-failed", visitor.post(box, k="add", t="Nog iets.")
    report = models.Receipt.objects.latest("given").report_id
    write_letter(
        report, Letter(NOW, LetterKind.QUESTION, text="Wanneer was dat?\nWeet je dat nog?")
    )
    yield "letters-question", visitor.get(box)
    models.Letter.objects.all().delete()
    yield "letters-none", visitor.get(box)
    reporting.guard.cache_clear()
    yield "letters-shut", visitor.get(box)
