"""What a member's second factor rests on is forgotten with their key: a lost telephone often went along.

It stands in tables of django-allauth, which the commands of a terminal do not load, and which are not
there before the desk was started once.
"""

from __future__ import annotations

from uuid import UUID

from django.db import connection

FACTORS, USERS = "mfa_authenticator", "auth_user"


def forget_second(member: UUID) -> None:
    """The member sets up a second factor anew, right after the next password."""
    tables = set(connection.introspection.table_names())
    if not {FACTORS, USERS} <= tables:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM {FACTORS} WHERE user_id IN (SELECT id FROM {USERS} WHERE username = %s)",  # noqa: S608 (names above)
            [str(member)],
        )
