"""Every environment variable that the program reads, so that an operator finds them in one place.

`tools/settings.py` makes `docs/settings.md` from this and from the terms. A test fails where the program
reads a variable that stands in neither.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable, what it is where it is left out, who reads it, and what it means."""

    name: str
    default: str
    read_by: str
    says: str


VARIABLES = (
    Variable("INBEELD_DATA", "data", "all", "The folder in which everything is written."),
    Variable(
        "INBEELD_KEYS",
        "the folder keys in the data folder",
        "site, desk",
        "The folder of the key files. Name one outside of the data folder, so that no copy takes both.",
    ),
    Variable(
        "INBEELD_DATABASE",
        "SQLite in the data folder",
        "site, desk",
        "The address of a PostgreSQL database: postgresql://user:password@host:port/name.",
    ),
    Variable(
        "INBEELD_DATABASE_PUBLIC",
        "INBEELD_DATABASE",
        "site",
        "The same database under the role that may add sealed rows and not read them.",
    ),
    Variable(
        "INBEELD_KNOWLEDGE",
        "the data that come with it",
        "all",
        "The folder of data files, for an editor who changes a copy.",
    ),
    Variable(
        "INBEELD_HOSTS",
        "127.0.0.1,localhost,[::1]",
        "site",
        "The names under which the public site may be asked, with commas.",
    ),
    Variable(
        "INBEELD_WORKERS", "2", "site", "So many processes serve the public site beside each other."
    ),
    Variable(
        "INBEELD_EXIT_URL",
        "https://nl.wikipedia.org/",
        "site",
        "Where the exit leads: a page that anyone may have open.",
    ),
    Variable(
        "INBEELD_PREVIEW", "0", "site", "1 for an editor's preview. Set by the command itself."
    ),
    Variable(
        "INBEELD_GUARD",
        "made at each start",
        "site",
        "The secret over open mailboxes. Set by the program itself; never set it.",
    ),
    Variable(
        "INBEELD_DESK_HOSTS",
        "127.0.0.1,localhost,[::1]",
        "desk",
        "The names under which the staff's pages may be asked, with commas.",
    ),
    Variable(
        "INBEELD_DESK_HTTPS",
        "0",
        "desk",
        "1 where the staff's pages are reached by https: cookies then go no other way.",
    ),
    Variable(
        "INBEELD_NEWS_TO",
        "nobody",
        "work",
        "Who gets a mail that says only that there is something new, with commas.",
    ),
    Variable("INBEELD_MAIL_HOST", "none", "work", "The mail server."),
    Variable("INBEELD_MAIL_PORT", "587, 465 or 25, by TLS", "work", "The port of the mail server."),
    Variable("INBEELD_MAIL_FROM", "none", "work", "The address from which the mail comes."),
    Variable("INBEELD_MAIL_USER", "none", "work", "The name that the mail server wants."),
    Variable("INBEELD_MAIL_PASSWORD", "none", "work", "The password that the mail server wants."),
    Variable(
        "INBEELD_MAIL_PASSWORD_FILE",
        "none",
        "work",
        "A file with that password; better than the password itself.",
    ),
    Variable("INBEELD_MAIL_TLS", "starttls", "work", "starttls, tls or none."),
)
