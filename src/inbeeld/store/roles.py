"""Who may do what in PostgreSQL, as a table: the process that takes reports in cannot read them.

Two roles. `desk` owns the tables. `public` may add rows, and read only the columns that stand here; none
of them holds anything that a person wrote, but for letters, which are sealed to the reporter. It changes
and deletes nothing. Everything is granted by name, so a new table or column is closed until somebody
writes it down here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}")


class WrongName(ValueError):
    """A name that is no plain name of a role or a database."""


@dataclass(frozen=True, slots=True)
class Grant:
    """What the public role may do with one table: add rows, and read these columns."""

    table: str
    read: tuple[str, ...]
    add: bool = False


GRANTS = (
    # Taking in: the keys to seal to, the draft that somebody writes, which questions it answered.
    Grant("store_group", ("id", "side", "epoch", "public")),
    Grant("store_report", ("id", "draft", "until", "desk_public", "identity_public"), add=True),
    Grant("store_answer", ("report_id", "question"), add=True),
    # The way back: the key of a receipt, and what lies in its mailbox.
    Grant(
        "store_receipt", ("locator", "report_id", "salt", "wrapped", "public", "given"), add=True
    ),
    Grant("store_letter", ("receipt_id", "sealed"), add=True),
    Grant("store_request", (), add=True),
    # Whether two people can read what comes in; not who they are.
    Grant("store_grant", ("group_id", "member_id")),
    Grant("store_member", ("id", "left")),
)


def making(
    *, database: str, desk: str, desk_password: str, public: str, public_password: str
) -> Iterator[str]:
    """The statements that make both roles and the database, for an administrator. WrongName."""
    if not all(NAME.fullmatch(name) for name in (database, desk, public)) or desk == public:
        raise WrongName(
            "A name has small letters, digits and _, and begins with no digit; two roles, two names."
        )
    for name, password in ((desk, desk_password), (public, public_password)):
        yield (
            f'CREATE ROLE "{name}" LOGIN PASSWORD {_text(password)} '
            "NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT;"
        )
    yield f'CREATE DATABASE "{database}" OWNER "{desk}" ENCODING \'UTF8\' TEMPLATE template0;'
    yield f'REVOKE ALL ON DATABASE "{database}" FROM PUBLIC;'
    yield f'GRANT CONNECT ON DATABASE "{database}" TO "{public}";'


def granting(public: str, *, schema: str = "public") -> Iterator[str]:
    """The statements that give the public role exactly what stands in `GRANTS`, and take all else away.

    For the owner of the tables, once they are there, and again whenever they change.
    """
    role = _name(public)
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {role};"
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM PUBLIC;"
    for grant in GRANTS:
        if grant.add:
            yield f"GRANT INSERT ON {schema}.{grant.table} TO {role};"
        if grant.read:
            columns = ", ".join(f'"{column}"' for column in grant.read)
            yield f"GRANT SELECT ({columns}) ON {schema}.{grant.table} TO {role};"


def _name(value: str) -> str:
    return '"' + value.replace('"', '""') + '"'


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
