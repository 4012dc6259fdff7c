"""Values that lead a fuzzed request deeper: drafts, mailboxes and receipts; a desk that is open."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch
from urllib.parse import urlencode

from proofs.inside import Inside
from proofs.odd import Pool
from proofs.reporter import STORY
from proofs.served import PASSWORD, STAFF


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


def desk_values() -> Pool:
    """Of a member who is signed in with an open key and a second factor, and of one report."""
    import datetime as dt

    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
    from django.conf import settings
    from django.test import Client

    from inbeeld.office import demo, people, signing_in
    from inbeeld.store.models import Member, Report
    from inbeeld.vault.named import Password

    if not Report.objects.exists():
        demo._report(settings.DATA, demo.REPORTS[0], dt.datetime.now(dt.UTC))
    member = Member.objects.get(name=STAFF[0])
    user = signing_in.user_of(member)
    private = people.opened(member, Password(PASSWORD.encode()))
    put = signing_in.keyring().put(member.id, private, now=dt.datetime.now(dt.UTC))
    if not user.authenticator_set.exists():
        TOTP.activate(user, generate_totp_secret())
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    session, token = client.cookies[settings.SESSION_COOKIE_NAME].value, "a" * 32
    return {
        "cookie": [f"desk={session}; {signing_in.COOKIE}={put}; csrftoken={token}"],
        "token": [f"csrfmiddlewaretoken={token}&"],
        "ident": [str(one) for one in Report.objects.values_list("id", flat=True)],
        "form": [f"login={STAFF[0]}&password=fout", "code=123456", "lang=en"],
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


VALUES = {"site": known_values, "office": desk_values}
