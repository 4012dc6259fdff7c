"""The way out on the server: at once, to a neutral page, whatever was asked."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client


@pytest.mark.parametrize("path", ["/weg", "/en/weg"])
@pytest.mark.parametrize("method", ["get", "head"])
def test_the_exit_leads_to_the_neutral_page_at_once(path, method):
    answer = getattr(Client(), method)(path)
    assert answer.status_code == 303
    assert answer["Location"] == settings.EXIT_URL
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["Cache-Control"] == "no-store"


def test_the_exit_does_not_clear_the_cache_because_that_takes_long():
    assert "Clear-Site-Data" not in Client().get("/weg").headers
