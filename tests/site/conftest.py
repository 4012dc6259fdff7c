"""Django as the site runs it: real static files, a real data folder, no mock of our own parts."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from pathlib import Path

import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inbeeld.site.settings")
# A folder of its own for every process, because tests run side by side.
os.environ["INBEELD_DATA"] = tempfile.mkdtemp(prefix="inbeeld-test-")
os.environ["INBEELD_HOSTS"] = "testserver,127.0.0.1,localhost"


@pytest.fixture(scope="session", autouse=True)
def _served():
    """The database and the static files, once a session."""
    from inbeeld.site.__main__ import prepare

    prepare()
    yield
    shutil.rmtree(os.environ["INBEELD_DATA"], ignore_errors=True)


@pytest.fixture(scope="session")
def knowledges(tmp_path_factory) -> dict[str, Path]:
    """Copies of the data: one that people confirmed, one with long sentences, one that is broken."""
    from inbeeld.knowledge.loader import data_folder

    made = {}
    for name in ("confirmed", "long", "broken"):
        made[name] = tmp_path_factory.mktemp(name) / "data"
        shutil.copytree(data_folder(), made[name])
    _confirm(made["confirmed"])
    page = made["long"] / "pages/what.toml"
    text = page.read_text(encoding="utf-8")
    lead = re.search(r'^lead\.nl = "(.*)"$', text, re.MULTILINE)[1]
    page.write_text(text.replace(lead, " ".join(["woord"] * 40) + "."), encoding="utf-8")
    routes = made["broken"] / "routes.toml"
    routes.write_text(
        routes.read_text(encoding="utf-8").replace('"NL"', '"XX"', 2), encoding="utf-8"
    )
    return made


def _confirm(folder: Path) -> None:
    """Two routes, one of them long ago, and one law."""
    import datetime as dt

    from inbeeld.knowledge.confirm import confirm

    today = dt.date(2026, 11, 23)
    confirm(folder, "veilig-thuis", on=today, by="Een Tester", today=today)
    confirm(folder, "113", on=dt.date(2024, 1, 1), by="Een Tester", today=today)
    confirm(folder, "sexual-approach-of-children", on=today, by="Een Tester", today=today)


@pytest.fixture
def visit(monkeypatch, knowledges):
    """Goes to a state as a browser would, and returns the answer."""
    from django.conf import settings
    from django.test import Client, override_settings

    from inbeeld.site import clock

    def go(state):
        monkeypatch.setattr(clock, "now", lambda: state.at)
        if state.knowledge:
            monkeypatch.setenv("INBEELD_KNOWLEDGE", str(knowledges[state.knowledge]))
        else:
            monkeypatch.delenv("INBEELD_KNOWLEDGE", raising=False)
        middleware = list(settings.MIDDLEWARE)
        if state.preview:
            middleware.append("inbeeld.site.preview.PreviewMiddleware")
        with override_settings(PREVIEW=state.preview, MIDDLEWARE=middleware):
            client = Client(headers={"Sec-Fetch-Site": "same-origin", **state.headers})
            if state.data is None:
                return client.get(state.path)
            return client.post(state.path, form(state.data), content_type=FORM)

    return go


FORM = "application/x-www-form-urlencoded"


def form(data) -> str:
    from urllib.parse import urlencode

    return urlencode(list(data))
