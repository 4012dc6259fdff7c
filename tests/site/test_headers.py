"""What goes with every answer, and what never does."""

from __future__ import annotations

import gzip

import brotli
import pytest
from django.test import Client

from inbeeld.site.packing import HARD, QUICK
from inbeeld.site.same_origin import from_ourselves
from inbeeld.ui.headers import HEADERS
from tests.site.conftest import FORM
from tests.site.states import every


@pytest.mark.parametrize("state", every(), ids=lambda state: state.name)
def test_every_answer_carries_the_headers_and_sets_no_cookie(visit, state):
    answer = visit(state)
    frame = 'data-src="' in answer.content.decode()
    for name, value in HEADERS.items():
        if not (frame and name == "Content-Security-Policy"):
            assert answer.headers[name] == value
    for name in ("Set-Cookie", "ETag", "Last-Modified", "Server"):
        assert name not in answer.headers


def test_the_policy_allows_nothing_inline_and_nothing_from_elsewhere():
    policy = HEADERS["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    for word in ("unsafe", "http:", "https:", "data:", "*"):
        assert word not in policy


def test_a_static_file_has_a_neutral_name_and_may_be_kept_for_ever():
    client = Client()
    page = client.get("/").content.decode()
    names = [part.split('"')[0] for part in page.split('"/s/')[1:]]
    assert len(names) == 4
    for name in names:
        answer = client.get(f"/s/{name}")
        assert answer.status_code == 200
        assert "immutable" in answer["Cache-Control"]
        assert "inbeeld" not in name
        answer.close()


def test_a_page_is_sent_compressed_where_the_browser_can_read_it():
    plain = Client().get("/lijst").content
    answer = Client().get("/lijst", headers={"Accept-Encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.content) == plain
    assert len(answer.content) < len(plain) / 3


def test_brotli_goes_before_gzip_and_only_where_it_is_taken():
    plain = Client().get("/lijst").content
    for told, coding in [
        ("gzip, deflate, br", "br"),
        ("br;q=0.5, gzip", "br"),
        ("br;q=0, gzip", "gzip"),
        ("identity", ""),
    ]:
        answer = Client().get("/lijst", headers={"Accept-Encoding": told})
        assert answer.get("Content-Encoding", "") == coding
        assert "Accept-Encoding" in answer["Vary"]
        if coding == "br":
            assert brotli.decompress(answer.content) == plain


def test_a_page_that_is_kept_is_packed_harder_than_one_that_is_made_each_time():
    for path, quality in [("/kijk/6", HARD), ("/nergens", QUICK)]:
        plain = Client().get(path).content
        answer = Client().get(path, headers={"Accept-Encoding": "br"})
        size = {
            one: len(brotli.compress(plain, mode=brotli.MODE_TEXT, quality=one))
            for one in (HARD, QUICK)
        }
        assert size[HARD] < size[QUICK]
        assert len(answer.content) == size[quality]


def test_an_answer_to_a_form_never_comes_in_brotli():
    client = Client(headers={"Sec-Fetch-Site": "same-origin", "Accept-Encoding": "gzip, br"})
    answer = client.post("/vraag/2", "z15=a&step=2", content_type=FORM)
    assert answer["Content-Encoding"] == "gzip"


@pytest.mark.parametrize(
    ("headers", "allowed"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Sec-Fetch-Site": "none"}, True),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"}, False),
        ({"Origin": "http://testserver"}, True),
        ({"Origin": "http://elders.example"}, False),
        ({"Origin": "null"}, False),
        ({"Origin": "http://["}, False),
        ({}, True),
    ],
)
def test_answers_are_taken_from_our_own_pages_only(rf, headers, allowed):
    request = rf.post("/vraag/2", "z01=a&step=2", content_type=FORM, headers=headers)
    assert from_ourselves(request) is allowed
    answer = Client(headers=headers).post("/vraag/2", "z01=a&step=2", content_type=FORM)
    assert (answer.status_code == 200) is allowed


@pytest.fixture
def rf():
    from django.test import RequestFactory

    return RequestFactory()
