"""Something new is told by a mail that says only that: never what, of whom, or how much.

A mailbox is read by providers, phones and family. So one sentence and an hour is all there is, at most
once an hour. What is remembered between two rounds is a small file in the data folder.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import smtplib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from zoneinfo import ZoneInfo

from django.core.mail import EmailMessage, get_connection

from inbeeld.knowledge.wording import shipped_words
from inbeeld.knowledge.words import Lang
from inbeeld.store.models import Receipt, Request

FILE = "news.json"
HOUR = dt.timedelta(hours=1)
ZONE = ZoneInfo("Europe/Amsterdam")
PORTS = {"starttls": 587, "tls": 465, "none": 25}
PATIENCE = 20  # seconds for a mail server


class WrongMail(Exception):
    """A setting of the mail that cannot be used; the message names the setting and not its value."""


@dataclass(frozen=True, slots=True)
class News:
    """What was seen: reports up to a moment, requests that wait; and when, by the hour, was the last."""

    seen: str = ""  # the newest receipt that was seen, ISO
    requests: tuple[str, ...] = ()
    newest: str = ""  # the hour in which something new was seen last, ISO
    mailed: str = ""  # when the last mail went out, ISO
    waiting: bool = False  # a mail has still to go out


@dataclass(frozen=True, slots=True)
class Mail:
    """Where the mail goes and by which server. The password is never shown."""

    to: tuple[str, ...]
    host: str
    port: int
    sender: str
    user: str
    tls: str
    password: str = field(repr=False)


def read_mail(environment: Mapping[str, str] | None = None) -> Mail | None:
    """The settings of the mail, or None where nobody is to get one. WrongMail says what is wrong."""
    given = os.environ if environment is None else environment
    to = tuple(part.strip() for part in given.get("INBEELD_NEWS_TO", "").split(",") if part.strip())
    if not to:
        return None
    host, sender = given.get("INBEELD_MAIL_HOST", ""), given.get("INBEELD_MAIL_FROM", "")
    if not (host and sender):
        raise WrongMail("INBEELD_NEWS_TO needs INBEELD_MAIL_HOST and INBEELD_MAIL_FROM too.")
    tls = given.get("INBEELD_MAIL_TLS", "starttls")
    if tls not in PORTS:
        raise WrongMail(f"INBEELD_MAIL_TLS must be one of: {', '.join(PORTS)}.")
    port = given.get("INBEELD_MAIL_PORT", str(PORTS[tls]))
    if not (port.isdecimal() and len(port) < 6):
        raise WrongMail("INBEELD_MAIL_PORT must be a number.")
    user = given.get("INBEELD_MAIL_USER", "")
    return Mail(to, host, int(port), sender, user, tls, _password(given))


def tell(data: Path, *, mail: Mail | None, now: dt.datetime) -> bool:
    """One round: looks for something new, and mails where it is time. False where the server failed."""
    before = read(data)
    news = _looked(before, now)
    if mail is None:
        news = replace(news, waiting=False)
    due = not news.mailed or now - dt.datetime.fromisoformat(news.mailed) >= HOUR
    sent = True
    if mail is not None and news.waiting and due:
        sent = _send(mail, news)
        if sent:
            news = replace(news, waiting=False, mailed=now.isoformat())
    if news != before:
        _keep(data, news)
    return sent


def read(data: Path) -> News:
    """What was kept, or nothing where the file is missing or broken."""
    try:
        row = json.loads((data / FILE).read_text(encoding="utf-8"))
        return News(**row | {"requests": tuple(row["requests"])})
    except (OSError, ValueError, KeyError, TypeError):
        return News()


def sentence(newest: str, lang: Lang) -> str:
    """The one sentence, with the hour on the clock of the Netherlands."""
    hour = dt.datetime.fromisoformat(newest).astimezone(ZONE).hour
    return shipped_words()["news.text"][lang].replace("{hour}", str(hour))


def _looked(before: News, now: dt.datetime) -> News:
    last = Receipt.objects.order_by("-given").values_list("given", flat=True).first()
    seen = max(before.seen, last.astimezone(dt.UTC).isoformat() if last else "")
    asked = Request.objects.filter(carried_out__isnull=True).values_list("id", flat=True)
    requests = tuple(sorted(str(one) for one in asked))
    if seen == before.seen and set(requests) <= set(before.requests):
        return replace(before, requests=requests)
    hour = now.astimezone(dt.UTC).replace(minute=0, second=0, microsecond=0)
    return replace(before, seen=seen, requests=requests, newest=hour.isoformat(), waiting=True)


def _send(mail: Mail, news: News) -> bool:
    """Whether the server took it. Each address gets a mail of its own, and sees no other."""
    connection = get_connection(
        host=mail.host, port=mail.port, username=mail.user, password=mail.password,
        use_tls=mail.tls == "starttls", use_ssl=mail.tls == "tls", timeout=PATIENCE,
    )  # fmt: skip
    subject, text = shipped_words()["news.new"][Lang.NL], sentence(news.newest, Lang.NL)
    letters = [EmailMessage(subject, text, mail.sender, [one]) for one in mail.to]
    try:
        return bool(connection.send_messages(letters) == len(letters))
    except (OSError, smtplib.SMTPException):  # its message may hold an address
        return False


def _password(given: Mapping[str, str]) -> str:
    """From a file, or from the environment itself."""
    path = given.get("INBEELD_MAIL_PASSWORD_FILE")
    if not path:
        return given.get("INBEELD_MAIL_PASSWORD", "")
    try:
        return Path(path).read_text(encoding="utf-8").rstrip("\n")
    except (OSError, UnicodeDecodeError):
        raise WrongMail("The file in INBEELD_MAIL_PASSWORD_FILE cannot be read.") from None


def _keep(data: Path, news: News) -> None:
    fresh = data / f"{FILE}.new"
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(asdict(news), file)
    fresh.replace(data / FILE)
