"""The tables as an app of Django, which closes itself to the public role after each change of them."""

import os
from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate

from inbeeld.store.databases import public_role
from inbeeld.store.roles import granting


class StoreConfig(AppConfig):
    name = "inbeeld.store"
    label = "store"

    def ready(self) -> None:
        post_migrate.connect(_grant, sender=self)


def _grant(*, using: str, **_more: Any) -> None:
    """After every change of the tables the public role gets what `roles.py` says, and nothing else."""
    connection = connections[using]
    role = public_role(os.environ)
    if connection.vendor != "postgresql" or role in (None, connection.settings_dict["USER"]):
        return
    with connection.cursor() as cursor:
        for statement in granting(role):
            cursor.execute(statement)
