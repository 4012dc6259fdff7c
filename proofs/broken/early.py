"""A site that shows a receipt before the report is stored: what comes between is lost in a crash."""

import threading

from django.apps import AppConfig

from inbeeld.site.settings import *  # noqa: F403
from inbeeld.site.settings import INSTALLED_APPS as USUAL

LATER = 2.0  # seconds

INSTALLED_APPS = [*USUAL, "proofs.broken.early.Early"]


class Early(AppConfig):
    """Stores a finished report in a while, and says at once that it is there."""

    name = "proofs.broken.early"
    label = "early"

    def ready(self) -> None:
        from inbeeld.store import intake

        whole = intake.finish

        def finish(*given, **named):
            threading.Timer(LATER, whole, given, named).start()

        intake.finish = finish
