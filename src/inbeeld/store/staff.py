"""Staff and groups, as far as anyone may know of them."""

from __future__ import annotations

from inbeeld.store.models import Grant, Group
from inbeeld.store.nouns import stored
from inbeeld.vault.seal.reports import Side


def with_opened_keys() -> int:
    """How many members can open what comes in now: with a grant of the desk's newest epoch.

    It names the columns it reads, since the public role may read no other (`roles.py`).
    """
    with stored():
        newest = (
            Group.objects.filter(side=Side.DESK.value)
            .order_by("-epoch")
            .values_list("id", flat=True)
            .first()
        )
        if newest is None:
            return 0
        return Grant.objects.filter(group_id=newest, member__left__isnull=True).count()
