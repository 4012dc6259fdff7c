"""Something new is told by a mail that says only that: never what, of whom, or how much.

A mailbox is read by providers, phones and family. So one fixed sentence is all there is, at most once an
hour; the feed says the hour too. What is remembered is a small file in the data folder.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import smtplib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from email.utils import make_msgid
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
HIGHEST_PORT = 65535
ADDRESS = re.compile(r'[^\s@,<>"]+@[^\s@,<>"]+')
PATIENCE = 20  # seconds for a mail server


class WrongMail(Exception):
    """A setting of the mail that cannot be used; the message names the setting and not its value."""


@dataclass(frozen=True, slots=True)
class News:
    """What was seen, and in which hour was the last.

    By the names of rows, which say nothing, and not by the newest moment: a clock is set back, and of two
    reports the later one may be stored first.
    """

    seen: tuple[str, ...] = ()  # reports that were sent, and requests that wait
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
    if not (port.isdecimal() and len(port) < 6 and 0 < int(port) <= HIGHEST_PORT):
        raise WrongMail(f"INBEELD_MAIL_PORT must be a number from 1 to {HIGHEST_PORT}.")
    for name, addresses in (("INBEELD_NEWS_TO", to), ("INBEELD_MAIL_FROM", (sender,))):
        if not all(ADDRESS.fullmatch(one) for one in addresses):
            raise WrongMail(f"{name} must hold addresses such as desk@example.org, and no names.")
    user = given.get("INBEELD_MAIL_USER", "")
    return Mail(to, host, int(port), sender, user, tls, _password(given))


def tell(data: Path, *, mail: Mail | None, now: dt.datetime) -> bool:
    """One round: looks for something new, and mails where it is time. False where the server failed."""
    before = read(data)
    news = _looked(before, now)
    if mail is None:
        news = replace(news, waiting=False)
    # A mail that lies ahead of us went out before the clock was set back.
    last = dt.datetime.fromisoformat(news.mailed) if news.mailed else None
    due = last is None or not dt.timedelta(0) <= now - last < HOUR
    sent = True
    if mail is not None and news.waiting and due:
        sent = _send(mail)
        if sent:
            news = replace(news, waiting=False, mailed=now.isoformat())
    if news != before:
        _keep(data, news)
    return sent


def read(data: Path) -> News:
    """What was kept, or nothing where the file is missing or broken."""
    try:
        row = json.loads((data / FILE).read_text(encoding="utf-8"))
        found = News(**row | {"seen": tuple(row["seen"])})
        for moment in filter(None, (found.newest, found.mailed)):
            dt.datetime.fromisoformat(moment).astimezone(ZONE)
        return found
    except (OSError, ValueError, KeyError, TypeError):
        return News()


def sentence(newest: str, lang: Lang) -> str:
    """The one sentence, with the hour on the clock of the Netherlands."""
    hour = dt.datetime.fromisoformat(newest).astimezone(ZONE).hour
    return shipped_words()["news.text"][lang].replace("{hour}", str(hour))


def _looked(before: News, now: dt.datetime) -> News:
    sent = Receipt.objects.values_list("report_id", flat=True)
    asked = Request.objects.filter(carried_out__isnull=True).values_list("id", flat=True)
    seen = tuple(sorted({one.hex for one in (*sent, *asked)}))
    if set(seen) <= set(before.seen):
        return replace(before, seen=seen)
    hour = now.astimezone(dt.UTC).replace(minute=0, second=0, microsecond=0)
    return replace(before, seen=seen, newest=hour.isoformat(), waiting=True)


def _send(mail: Mail) -> bool:
    """Whether the server took it. Each address gets a mail of its own, and sees no other."""
    connection = get_connection(
        host=mail.host, port=mail.port, username=mail.user, password=mail.password,
        use_tls=mail.tls == "starttls", use_ssl=mail.tls == "tls", timeout=PATIENCE,
    )  # fmt: skip
    said = shipped_words()["news.new"]
    text = "".join(f"{said[lang]}.\n" for lang in Lang)
    domain = mail.sender.rpartition("@")[2]  # else each mail would carry the name of this machine
    letters = [
        EmailMessage(
            said[Lang.NL],
            text,
            mail.sender,
            [one],
            headers={"Message-ID": make_msgid(domain=domain)},
        )
        for one in mail.to
    ]
    try:
        return bool(connection.send_messages(letters) == len(letters))
    except (OSError, ValueError, smtplib.SMTPException):  # its message may hold an address
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
