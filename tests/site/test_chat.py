"""The pages of the chat check: a frame that nothing leaves, a page that takes codes only, one script."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import brotli
import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser as Html

import inbeeld.ui
from inbeeld.check.ticks import tick_list
from inbeeld.knowledge.words import Lang
from inbeeld.site.content import content
from inbeeld.site.headers import INSIDE
from inbeeld.site.templatetags.site_ib import as_json
from inbeeld.site.views.chat import FRAMES as FRAME_OF
from inbeeld.site.words_inside import words_inside
from tests.site.conftest import FORM
from tests.site.states import FRAMES, State

UI = Path(inbeeld.ui.__file__).parent / "static/ui"
PAGES = [f"{head}kijk/{number}" for head in ("/", "/en/") for number in range(5, 10)]
SCRIPTS = ("c.js", "d.js", "e.js")


def policy(answer) -> dict[str, str]:
    parts = answer["Content-Security-Policy"].split("; ")
    return {name: " ".join(what) for name, *what in (part.split(" ") for part in parts)}


@pytest.fixture(params=FRAMES, ids=lambda state: state.name)
def inside(request, visit):
    return visit(request.param)


@pytest.mark.parametrize("path", PAGES)
def test_the_page_around_allows_its_frame_and_forms_to_ourselves(path):
    answer = Client().get(path, headers={"Host": "127.0.0.1:8000"})
    frame = Html(answer.content).css_first("[data-place]").attributes["data-src"]
    assert policy(answer) == {
        "default-src": "'none'",
        "base-uri": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
        "connect-src": "'none'",
        "frame-src": f"127.0.0.1:8000{frame}",
    }
    assert Client().get(frame).status_code == 200


def test_the_frame_of_another_host_is_not_the_frame_of_this_one():
    client = Client()
    for host in ("127.0.0.1:8000", "localhost:8001"):
        answer = client.get("/kijk/5", headers={"Host": host})
        assert policy(answer)["frame-src"] == f"{host}/blad/1"


def test_a_host_that_a_policy_cannot_name_still_gets_a_frame_of_ours(settings_hosts):
    answer = Client().get("/kijk/5", headers={"Host": "[::1]:8000"})
    assert policy(answer)["frame-src"] == "'self'"


@pytest.fixture
def settings_hosts():
    from django.test import override_settings

    with override_settings(ALLOWED_HOSTS=["[::1]"]):
        yield


def test_nothing_gets_out_of_the_frame(inside):
    assert inside["Content-Security-Policy"] == INSIDE
    allowed = policy(inside)
    assert allowed["sandbox"] == "allow-scripts"
    assert allowed["frame-ancestors"] == "'self'"
    assert {name for name, what in allowed.items() if what == "'self'"} == {
        "script-src",
        "style-src",
        "frame-ancestors",
    }
    for name in ("default-src", "connect-src", "form-action", "img-src", "base-uri", "worker-src"):
        assert allowed[name] == "'none'"


def test_the_frame_holds_nothing_inline_no_form_and_fills_nothing_in(inside):
    html = Html(inside.content)
    assert html.css("form, iframe, img, style, a[target], base") == []
    for node in html.css("script[src], link"):
        address = node.attributes.get("src") or node.attributes["href"]
        assert address.startswith("/s/")
    for node in html.css("script:not([src])"):
        assert node.attributes["type"] == "application/json"
    for field in html.css("input, textarea"):
        assert field.attributes["autocomplete"] == "off"
        assert "name" not in field.attributes
    for node in html.css("*"):
        assert not any(name.startswith("on") or name == "style" for name in node.attributes)


def test_every_field_of_the_frame_has_a_label(inside):
    html = Html(inside.content)
    for field in html.css("input, textarea"):
        own = html.css_first(f'label[for="{field.attributes.get("id")}"]')
        assert own is not None or field.parent.tag == "label"


def test_every_word_that_the_scripts_ask_for_is_there(inside):
    given = json.loads(Html(inside.content).css_first("#woorden").text())
    text = "".join((UI / name).read_text(encoding="utf-8") for name in ("d.js", "e.js"))
    asked = set(re.findall(r"\bwords\.([a-z_]+)", text))
    problems = re.search(r"PROBLEMS = \{(.*?)\}", text, re.DOTALL)[1]
    asked |= {f"problem_{name}" for name in re.findall(r': "([a-z]+)"', problems)}
    asked |= {f"problem_{name}" for name in re.findall(r'complain\("([a-z]+)"', text)}
    assert asked | {"problem_format"} == given["words"].keys()
    assert all(one.keys() == {"when", "title", "lead"} for one in given["outcomes"].values())


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("observer", FRAME_OF.values())
def test_the_frame_has_the_codes_and_texts_of_the_list_in_the_order_of_the_pack(lang, observer):
    here = content()
    told = words_inside(here, lang, observer=observer)
    script = here.scripts[lang].text  # begins with the pack
    pack = json.JSONDecoder().raw_decode(script.partition(".pack = ")[2])[0]["signals"]
    groups = tick_list(here.known, here.rules, observer=observer)
    ticks = {tick.signal.id: tick for group in groups for tick in group.ticks}
    assert pack.keys() == ticks.keys()
    assert len(told["codes"]) == len(pack)
    for code, label in zip(told["codes"], pack, strict=True):
        tick = ticks[label]
        assert re.fullmatch(r"[0-9]{3}[a-e]*", code)
        assert f"s{code[:3]}" == tick.code
        urgent = {letter: what for what, letter in told["letters"].items() if letter in code}
        assert urgent == tick.urgent
        assert f"c{code[:3]}" == tick.urgent_code
        assert told["own"].get(label, pack[label]["text"]) == tick.text[lang]


def test_what_the_frame_reads_cannot_end_the_script_in_which_it_stands():
    given = {"a": "</script><!-- & ’ \u2028", "b": [1, None]}
    text = as_json(given)
    assert not set("<>&") & set(text)
    assert "’" in text
    assert json.loads(text) == given


def test_the_frame_speaks_to_the_young_person_or_about_them(visit):
    mine, other = (visit(State("x", f"/blad/{number}")).content.decode() for number in (1, 2))
    assert "over jou" in mine
    assert "over jou" not in other
    assert Client().get("/blad/3").status_code == 404


def test_no_script_makes_markup_of_text():
    for name in SCRIPTS:
        text = (UI / name).read_text(encoding="utf-8")
        for word in (
            "innerHTML",
            "outerHTML",
            "insertAdjacent",
            "document.write",
            "eval(",
            "Range",
        ):
            assert word not in text, (name, word)
    for name in ("d.js", "e.js"):
        text = (UI / name).read_text(encoding="utf-8")
        for word in ("fetch", "XMLHttp", "Beacon", "localStorage", "sessionStorage", "indexedDB"):
            assert word not in text, (name, word)


def test_the_rules_come_as_one_script_that_may_be_kept_and_read_by_the_frame(inside):
    address = next(
        node.attributes["src"]
        for node in Html(inside.content).css("script[src]")
        if "/r-" in node.attributes["src"]
    )
    answer = Client().get(address, headers={"Accept-Encoding": "gzip"})
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/javascript")
    assert "immutable" in answer["Cache-Control"]
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "IB" in gzip.decompress(answer.content).decode()
    small = Client().get(address, headers={"Accept-Encoding": "br"})
    assert small["Content-Encoding"] == "br"
    assert brotli.decompress(small.content) == gzip.decompress(answer.content)
    assert len(small.content) < 0.9 * len(answer.content)
    assert Client().get(re.sub("[0-9a-f]{12}", "0" * 12, address)).status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        "s999=a",
        "s085=b",
        "c091=a",
        "c085=a",
        "x=1",
        "s085=%3Cb%3E",
        "=a",
        "s085=a&tekst=onbekende-woorden",
    ],
)
@pytest.mark.parametrize("step", ["", "&step=2"])
def test_what_is_no_code_of_the_list_is_refused(body, step):
    client = Client(headers={"Sec-Fetch-Site": "same-origin"})
    answer = client.post("/kijk/5", body + step, content_type=FORM)
    assert answer.status_code == 400
    assert b"onbekende-woorden" not in answer.content


@pytest.mark.parametrize(
    ("path", "body", "said"),
    [
        ("/kijk/5", "s090=a&step=2", "Een volwassene brengt het gesprek steeds op seks"),
        ("/kijk/6", "s090=a&step=2", "Een volwassene brengt het gesprek met een minderjarige"),
        ("/kijk/7", "s085=a&step=2", "De meldcode, stap voor stap"),
        ("/kijk/6", "s091=a&c091=c&step=2", "De afspraak is vandaag."),
        ("/kijk/6", "step=2", "Dat betekent niet dat alles goed is."),
        ("/en/kijk/8", "s085=a&step=2", "The meldcode, step by step"),
    ],
)
def test_what_is_ticked_leads_to_the_advice_for_who_looks(path, body, said):
    client = Client(headers={"Sec-Fetch-Site": "same-origin"})
    answer = client.post(path, body, content_type=FORM)
    text = Html(answer.content).css_first("main").text()
    assert said in text
    assert "iframe" not in answer.content.decode()


def test_changing_what_was_ticked_keeps_the_ticks():
    client = Client(headers={"Sec-Fetch-Site": "same-origin"})
    html = Html(client.post("/kijk/6", "s091=a&c091=d", content_type=FORM).content)
    ticked = [box.attributes for box in html.css("input[checked]")]
    assert [(box["name"], box["value"]) for box in ticked] == [("s091", "a"), ("c091", "d")]


def test_the_list_to_go_through_by_eye_is_there_without_scripts():
    html = Html(Client().get("/kijk/6").content)
    assert len(html.css("[data-ticks] input[type=checkbox]")) > 23
    assert "hidden" not in html.css_first("[data-list]").attributes
    assert "hidden" in html.css_first("[data-place]").attributes


def test_what_only_the_reading_of_a_chat_can_say_is_not_asked_of_a_person():
    pressing = Html(Client().get("/kijk/6").content).css("[data-read]")
    assert len(pressing) > 23
    assert all("hidden" in one.attributes for one in pressing)
    again = Html(Client().post("/kijk/6", "s085=a&c085=e", content_type=FORM).content)
    shown = [one for one in again.css("[data-read]") if "hidden" not in one.attributes]
    assert [one.css_first("input").attributes["name"] for one in shown] == ["c085"]


def test_the_door_to_the_chat_check_stands_on_the_start_page():
    doors = [node.attributes["href"] for node in Html(Client().get("/").content).css("a.door")]
    assert "/kijk" in doors
