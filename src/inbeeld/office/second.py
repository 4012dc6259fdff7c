"""A member's row in Django's users goes with their key, and with it sessions and second factors.

A lost telephone often went along with a lost password. And where somebody is still signed in with the old
key, they may not set up the second factor of the new one. The tables are those of the staff's pages,
which the commands of a terminal do not load, and which are not there before the desk was started once.
"""

from __future__ import annotations

from uuid import UUID

from django.db import connection

USERS = "auth_user"
# What hangs on such a row in those tables.
HANGING = (
    "mfa_authenticator",
    "account_emailaddress",
    "auth_user_groups",
    "auth_user_user_permissions",
)


def forget_user(member: UUID) -> None:
    """Whoever is signed in as this member is not any more; a next sign-in sets up a factor anew."""
    tables = set(connection.introspection.table_names())
    if USERS not in tables:
        return
    with connection.cursor() as cursor:
        for table in HANGING:
            if table in tables:
                cursor.execute(
                    f"DELETE FROM {table} WHERE user_id IN (SELECT id FROM {USERS} WHERE username = %s)",  # noqa: S608 (names above)
                    [str(member)],
                )
        cursor.execute(f"DELETE FROM {USERS} WHERE username = %s", [str(member)])  # noqa: S608
