"""The public site in this process: for proofs that count what it does, or ask very much of it."""

from __future__ import annotations

import os
from urllib.parse import urlencode

from proofs.frame import Run
from proofs.reporter import FORM, Answers, Page, Reporter
from proofs.served import open_for_reports

HOSTS = "testserver,127.0.0.1,localhost"


def prepared(run: Run, *, settings: str = "inbeeld.site.settings", **terms: int) -> None:
    """Django as one side runs it, reports being taken in. `terms` are settings of reporting."""
    os.environ["INBEELD_HOSTS"] = os.environ["INBEELD_DESK_HOSTS"] = HOSTS
    for name, value in terms.items():
        os.environ[f"INBEELD_{name.upper()}"] = str(value)
    open_for_reports(run, settings=settings)
    from django.apps import apps
    from django.core.management import call_command

    if apps.is_installed("django.contrib.staticfiles"):
        call_command("collectstatic", verbosity=0, interactive=False)


class Inside(Reporter):
    """A reporter whose requests go straight to the site's handler: every middleware, no socket."""

    def __init__(self, *, lang: str = "") -> None:
        from django.test import Client

        self.client = Client(headers={"Sec-Fetch-Site": "same-origin"})
        self.lang = lang

    def get(self, place: str) -> Page:
        return self._page(self.client.get(place))

    def post(self, place: str, answers: Answers) -> Page:
        body = urlencode(answers, doseq=True)
        return self._page(self.client.post(place, body, content_type=FORM))

    def close(self) -> None:
        """There is no line to close."""

    @staticmethod
    def _page(answer) -> Page:
        return Page(answer.status_code, answer.headers.get("Location", ""), answer.content.decode())
