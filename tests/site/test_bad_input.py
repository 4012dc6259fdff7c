"""Bad input gets a clear answer: what, and what to do. Nothing is echoed and nothing is logged."""

from __future__ import annotations

import logging

import pytest
from django.test import Client, RequestFactory

from inbeeld.knowledge.wording import shipped_words
from tests.site.conftest import FORM

MARKER = "zwompel-invoer-7c1"
OWN = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def client():
    return Client(headers=OWN, raise_request_exception=False)


def says(answer, status: int, lang: str = "nl") -> None:
    """The page of that status: its heading, a way to the start, a way to someone, the way out."""
    words = shipped_words()
    body = answer.content.decode()
    assert answer.status_code == status
    assert f"<h1>{words[f'problem.{status}'][lang]}</h1>".replace("'", "&#x27;") in body
    assert "/wie" in body
    assert "data-exit" in body
    assert MARKER not in body
    assert "Traceback" not in body


def test_a_post_of_one_megabyte_is_refused_unread(client):
    says(client.post("/vraag/1", "w=" + "a" * 1_000_000, content_type=FORM), 413)


def test_a_post_of_one_megabyte_is_refused_in_english_too(client):
    says(client.post("/en/vraag/1", "w=" + "a" * 1_000_000, content_type=FORM), 413, "en")


@pytest.mark.parametrize(
    ("length", "status"), [("9" * 5000, 413), ("-1", 400), ("\xb2", 400), ("1e3", 400)]
)
def test_a_length_that_is_none_is_refused(client, length, status):
    says(client.post("/vraag/1", "w=0", content_type=FORM, CONTENT_LENGTH=length), status)


def test_a_query_that_django_cannot_take_with_a_charset_is_refused():
    """Django reads it before any page of ours, where a failure would be the server's."""
    from inbeeld.site.wsgi import application

    environment = RequestFactory()._base_environ(
        QUERY_STRING="&" * 400, CONTENT_TYPE=f"{FORM}; charset=utf-8"
    )
    told = []
    body = application(environment, lambda status, headers: told.extend([status, dict(headers)]))
    assert b"".join(body) == b""
    assert told[0].startswith("400")
    assert told[1]["Cache-Control"] == "no-store"


def test_a_file_is_refused(client):
    says(client.post("/vraag/1", {"w": "0", "file": MARKER}), 415)


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "application/octet-stream", ""])
def test_another_kind_of_content_is_refused(client, kind):
    says(client.post("/vraag/1", MARKER, content_type=kind), 415)


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
@pytest.mark.parametrize("path", ["/", "/vraag/1", "/lees/1", "/en/wie"])
def test_another_method_is_refused_and_the_right_ones_are_named(client, method, path):
    answer = getattr(client, method)(path)
    says(answer, 405, "en" if path.startswith("/en") else "nl")
    assert "GET" in answer["Allow"]


@pytest.mark.parametrize("path", ["/", "/lees/1", "/lijst", "/wie"])
def test_a_form_sent_to_a_page_to_read_is_refused(client, path):
    says(client.post(path, "a=b", content_type=FORM), 405)


@pytest.mark.parametrize(
    "path",
    [
        "/xx/",
        "/de/lees/1",
        "/lees/999",
        "/lijst/99",
        "/vraag/9",
        "/vraag/x",
        f"/{MARKER}",
        "/lees/1/../../etc",
        "/%ff%fe",
        "/lees/%00",
        "/lees/\u00e9\u00e9n",
    ],
)
def test_an_unknown_address_or_language_says_so(client, path):
    says(client.get(path), 404)


@pytest.mark.parametrize(
    "body",
    [
        "w=x&d=d&h=e&a=e",
        "w=9&d=d&h=e&a=e",
        "w=-1&d=d&h=e&a=e",
        "w=0&d=zz&h=e&a=e",
        "w=0&d=d&h=zz&a=e",
        "w=0&d=d&h=e&a=99",
        "w=0&d=d&h=e&a=%EF%BC%91",
        "w=0&d=d&h=e&a=7&s008=zz&step=2",
        "w=0&d=d&h=e&a=7&s999=a&step=2",
        f"w=0&d=d&h=e&a=7&{MARKER}=a&step=2",
        "w=%ff%fe&d=d&h=e&a=e",
        "w=0&d=d&h=e&a=7&s008=%c3%28&step=2",
    ],
)
def test_an_answer_that_belongs_to_no_question_says_so(client, body):
    says(client.post("/vraag/1", body, content_type=FORM), 400)


@pytest.mark.parametrize("body", ["z01=q&step=2", "z99=a&step=2", "s008=a&step=2"])
def test_an_answer_that_belongs_to_no_statement_says_so(client, body):
    says(client.post("/vraag/2", body, content_type=FORM), 400)


def test_an_empty_form_asks_again_and_names_what_is_missing(client):
    answer = client.post("/vraag/1", "&", content_type=FORM)
    body = answer.content.decode()
    assert answer.status_code == 200
    assert "<title>Fout: Vragen</title>" in body
    assert body.count("Kies een antwoord.") >= 3


def test_a_length_that_is_no_number_says_so(client):
    says(client.post("/vraag/1", "w=0", content_type=FORM, CONTENT_LENGTH="veel"), 400)


def test_three_hundred_fields_are_too_many(client):
    says(client.post("/vraag/1", "&".join(f"x{n}=a" for n in range(400)), content_type=FORM), 400)


def test_another_host_is_refused(client):
    answer = client.get("/", headers={"Host": "elders.example"})
    assert answer.status_code == 400
    assert b"elders.example" not in answer.content


def test_nothing_that_someone_sent_is_logged(client, caplog, capsys):
    with caplog.at_level(logging.DEBUG):
        client.get(f"/{MARKER}")
        client.post("/vraag/1", f"w={MARKER}&d=d&h=e&a=e", content_type=FORM)
        client.post("/vraag/1", {"file": MARKER})
    captured = capsys.readouterr()
    assert MARKER not in captured.out + captured.err


def test_a_failure_of_our_own_is_told_without_what_was_sent(client, monkeypatch, capsys):
    from inbeeld.site.views import check

    def broken(*_args, **_more):
        raise RuntimeError(MARKER)

    monkeypatch.setattr(check, "advise", broken)
    answer = client.post("/vraag/2", "z01=a&step=2", content_type=FORM)
    says(answer, 500)
    captured = capsys.readouterr()
    assert MARKER not in captured.out + captured.err
