"""Values that lead a fuzzed request deeper into the public site: drafts, mailboxes, receipts, pages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch
from urllib.parse import urlencode

from proofs.inside import Inside
from proofs.odd import Pool
from proofs.reporter import STORY


def known_values() -> Pool:
    """By gap of a route, and under `form` and `value` what goes into bodies."""
    from django.conf import settings

    from inbeeld.site.content import content

    reporter = Inside()
    drafts = [reporter.begin().split("/")[2] for _ in range(3)]
    last = reporter.tell()
    receipt = reporter.send(last)
    mailbox = reporter.open(receipt)
    assert mailbox is not None
    static = settings.STATIC_ROOT
    files = [str(one.relative_to(static)) for one in static.rglob("*") if one.is_file()]
    forms = [
        "step=1", "step=1&o=S029-seen", "o=S029-seen", "k=delete", "k=keep", "k=consent&p=police",
        urlencode({"k": "add", "t": "Er staat elke dag een auto."}),
        urlencode({"n": receipt.number, "w": receipt.words}),
        urlencode({"n": receipt.number, "w": "een twee drie"}),
        *(urlencode(one, doseq=True) for one in STORY.values()),
    ]  # fmt: skip
    return {
        "name": [*drafts, last.split("/")[2], mailbox.split("/")[2]],
        "path": list(content().site.pages),
        "static": files,
        "form": forms,
        "value": [receipt.number, receipt.words, "S029-seen", *drafts],
    }


@contextmanager
def raising(*, on: bool) -> Iterator[None]:
    """A page that raises, while `on`."""
    from django.urls import get_resolver

    if not on:
        yield
        return

    def failing(_request, **_more):
        raise RuntimeError("This page is broken on purpose.")

    first = next(one for one in get_resolver().url_patterns if hasattr(one, "callback"))
    with patch.object(first, "callback", failing):
        yield
