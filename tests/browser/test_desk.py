"""The desk as its staff use it: who may pass, what they read, what they write, and what stays behind."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import APIRequestContext, Page, expect

from tests.browser.arriving import press
from tests.browser.axe import violations_when
from tests.browser.desk import Both, command, demonstration, give_password, second_step, sign_in
from tests.browser.layout import sideways, small
from tests.browser.servers import ROOT

pytestmark = pytest.mark.browser

WAYS = ("dark", "forced colours", "light", "at 320")
NEWCOMER, PASSWORD = "Nieuwe Collega", "een lang wachtwoord"
NOWHERE = "00000000-0000-4000-8000-000000000000"
# Each address by its name: where it is, and what GET gives nobody, somebody halfway (no second factor
# yet), a member without a group's key, and a reader.
DOOR, SETUP = "to in", "to code"
ADDRESSES = {
    "queue": ("", (DOOR, SETUP, 200, 200)),
    "health": ("gezond", (200, 200, 200, 200)),
    "feed": ("nieuws/verzonnen", (404, 404, 404, 404)),
    "language": ("taal", (405, 405, 405, 405)),
    "report": (f"bericht/{NOWHERE}", (DOOR, SETUP, 404, 404)),
    "report-ready": (f"bericht/{NOWHERE}/thanks", (DOOR, SETUP, 404, 404)),
    "phone": ("nieuw", (DOOR, SETUP, 200, 200)),
    "phone-receipt": ("nieuw/iets", (DOOR, SETUP, 410, 410)),
    "figures": ("cijfers", (DOOR, SETUP, 200, 200)),
    "figure": (f"cijfers/{NOWHERE}", (DOOR, SETUP, 404, 404)),
    "figure-list": (f"cijfers/{NOWHERE}/lijst", (DOOR, SETUP, 405, 405)),
    "account_login": ("in", (200, "to ", "to ", "to ")),
    "account_logout": ("uit", (DOOR, 200, 200, 200)),
    "mfa_authenticate": ("in/code", (DOOR, "to ", "to ", "to ")),
    "mfa_activate_totp": ("code", (DOOR, 200, "to code/uit", "to code/uit")),
    "mfa_view_recovery_codes": ("code/lijst", (DOOR, SETUP, 200, 200)),
    "mfa_deactivate_totp": ("code/uit", (DOOR, SETUP, "to ", "to ")),
    "mfa_index": ("code/alles", (DOOR, SETUP, "to ", "to ")),
}


@pytest.fixture(scope="module")
def there(tmp_path_factory) -> Iterator[Both]:
    folder = tmp_path_factory.mktemp("desk")
    with demonstration(folder) as running:
        command(folder, "staff", "add", NEWCOMER, said=PASSWORD + "\n")
        running.staff[NEWCOMER] = PASSWORD
        yield running


@pytest.fixture(scope="module")
def signed_in(browser, there):
    """The cookies of a member who reads."""
    context = browser.new_context()
    context.set_default_timeout(20_000)
    sign_in(context.new_page(), there, "Demo Een")
    yield context.storage_state()
    context.close()


@pytest.fixture
def reader(new_page, there, signed_in) -> Page:
    page = new_page(scripts=False, storage_state=signed_in)
    page.goto(there.desk)
    return page


def got(request: APIRequestContext, address: str, desk: str) -> int | str:
    """The status, or where it leads, as a path below the desk."""
    answer = request.get(address, max_redirects=0)
    if answer.status in (302, 303):
        where = answer.headers["location"].removeprefix("/desk/").partition("?")[0]
        return f"to {where}"
    return answer.status


def test_every_address_is_shut_to_whoever_may_not_pass(browser, there):
    """An address that stands in no line above fails, so that none is forgotten."""
    ask = """
import json, django
django.setup()
from inbeeld.office.urls import desk, doors
print(json.dumps([one.name for one in desk + doors]))
"""
    known = subprocess.run(
        [sys.executable, "-c", ask], cwd=ROOT, capture_output=True, text=True, check=True,
        env={"DJANGO_SETTINGS_MODULE": "inbeeld.office.web", "INBEELD_DATA": str(there.folder)},
    )  # fmt: skip
    assert set(json.loads(known.stdout)) == ADDRESSES.keys()
    command(there.folder, "staff", "add", "Halverwege", said=PASSWORD + "\n")
    found: dict[str, list[int | str]] = {name: [] for name in ADDRESSES}
    for who in (None, "Halverwege", NEWCOMER, "Demo Twee"):
        context = browser.new_context(java_script_enabled=False)
        context.set_default_timeout(20_000)
        page = context.new_page()
        if who == "Halverwege":
            give_password(page, there, who, PASSWORD)
            assert page.url == f"{there.desk}code"
        elif who:
            sign_in(page, there, who)
        for name, (path, _) in ADDRESSES.items():
            found[name].append(got(context.request, there.desk + path, there.desk))
        context.close()
    assert {name: tuple(gets) for name, gets in found.items()} == {
        name: gets for name, (_, gets) in ADDRESSES.items()
    }


def test_a_reader_answers_and_the_reporter_reads_it(reader, there, new_page):
    """Given three reports, when the oldest is answered, its reporter finds the letter."""
    expect(reader.locator(".desk-list > li")).to_have_count(3)
    first = reader.locator(".desk-list a").first
    name = first.inner_text()
    press(first)
    expect(reader.locator("main")).to_contain_text(
        "Een leerling zit niet meer bij haar vriendinnen"
    )
    expect(reader.locator("main")).to_contain_text("Een mentor")
    reader.locator("summary").filter(has_text="klaarstaat").click()
    press(reader.get_by_role("link", name="Het is niet jouw schuld"))
    reader.wait_for_url("**/not-your-fault*")
    reader.locator("#letter").fill(reader.locator("#letter").input_value() + "\n<b>Groet</b>")
    press(reader.locator('button[value="letter"]'))
    reader.locator("#on").fill("2031-01-02")
    press(reader.locator("form:has(#on) button"))
    reader.locator("#note").fill("Bel morgen terug.")
    press(reader.locator("form:has(#note) button"))
    done = reader.locator(".aside .seen-list")
    for text in (
        "Gelezen",
        "Brief aan de melder",
        "Antwoord beloofd",
        "Bel morgen terug.",
        "Demo Een",
    ):
        expect(done).to_contain_text(text)
    expect(reader.locator("main .lead")).to_contain_text("2 januari 2031")
    reader.goto(there.desk)
    last = reader.locator(".desk-list > li").filter(has_text=name)
    expect(last).not_to_contain_text("Nog niet gelezen")

    page = new_page(scripts=False)
    page.goto(f"{there.public}/antwoord")
    number, words = there.receipts[2]
    page.locator("#n").fill(number)
    page.locator("#w").fill(words)
    press(page.locator("main form button"))
    main = page.locator("main")
    expect(main).to_contain_text("Iemand heeft je bericht gelezen.")
    expect(main).to_contain_text("Wat er gebeurt, is niet jouw schuld.")
    expect(main).to_contain_text("<b>Groet</b>")
    for kept in ("Bel morgen terug.", "haar vriendinnen"):
        expect(main).not_to_contain_text(kept)


def test_a_report_by_telephone_gives_a_receipt_once_that_opens_letters(reader, there, new_page):
    reader.goto(f"{there.desk}nieuw")
    press(reader.locator("main form button.button").last)
    expect(reader.locator(".errors")).to_be_visible()
    reader.locator('textarea[name="known.seen"]').fill("Er staat elke dag een auto.")
    reader.locator('input[name="name.name"]').fill("Een buurman")
    press(reader.locator("main form button.button").last)
    number = reader.locator(".receipt-number").inner_text()
    words = " ".join(reader.locator(".words li").all_inner_texts())
    address = reader.url
    press(reader.locator("main a.button"))
    expect(reader.locator("main")).to_contain_text("Er staat elke dag een auto.")
    expect(reader.locator("main")).to_contain_text("Een buurman")
    reader.goto(address)
    expect(reader.locator("h1")).to_have_text("Deze code is al getoond")
    page = new_page(scripts=False)
    page.goto(f"{there.public}/antwoord")
    page.locator("#n").fill(number)
    page.locator("#w").fill(words)
    press(page.locator("main form button"))
    expect(page.locator("main")).to_contain_text("Je bericht is binnen.")


def test_wrong_passwords_and_codes_say_the_same_and_lead_nowhere(new_page, there):
    page = new_page(scripts=False)
    for name, password in (("Demo Een", "fout"), ("Niemand", "fout"), ("Demo Een", "\x00" * 9)):
        give_password(page, there, name, password)
        expect(page.locator(".errors")).to_contain_text("Kijk je naam en je wachtwoord na.")
    sign_in(page, there, "Demo Een")
    page.goto(f"{there.desk}uit")
    press(page.locator("main button"))
    give_password(page, there, "Demo Een", there.staff["Demo Een"])
    page.locator("#code").fill("000000")
    press(page.locator("main button"))
    expect(page.locator(".errors")).to_contain_text("Wacht op de volgende code")
    page.goto(there.desk)
    assert page.url == f"{there.desk}in/code"


def test_its_cookies_are_for_the_desk_alone_and_hold_no_key_by_themselves(new_page, there):
    reader = new_page(scripts=False)
    sign_in(reader, there, "Demo Een")
    cookies = {one["name"]: one for one in reader.context.cookies()}
    assert set(cookies) == {"desk", "key", "csrftoken"}
    for one in cookies.values():
        assert (one["path"], one["sameSite"], one["httpOnly"]) == ("/desk/", "Strict", True)
    # The session of one member with the key of another opens nothing.
    other = new_page(scripts=False)
    sign_in(other, there, "Demo Twee")
    (key,) = [one for one in other.context.cookies() if one["name"] == "key"]
    reader.context.add_cookies([{**cookies["key"], "value": key["value"]}])
    reader.goto(there.desk)
    assert reader.url == f"{there.desk}in"


def test_the_feed_says_that_something_is_new_and_nothing_else(browser, there):
    """Its address is a secret that `inbeeld staff feed` tells to who works at this machine."""
    address = command(there.folder, "staff", "feed").split()[-1]
    context = browser.new_context()
    answer = context.request.get(there.desk + address.split("/desk/")[1])
    assert answer.status == 200
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    assert "<feed" in answer.text()
    for told in ("vriendinnen", "Demo", *(number for number, _ in there.receipts)):
        assert told not in answer.text()
    context.close()


@pytest.mark.parametrize(
    ("method", "more", "status"),
    [
        ("PUT", {}, 405),
        ("DELETE", {}, 405),
        ("POST", {"multipart": {"text": "a"}}, 415),
        ("POST", {"data": "{}", "headers": {"Content-Type": "application/json"}}, 415),
        ("POST", {"form": {"text": "a" * (2 * 1024 * 1024)}}, 413),
        ("POST", {"form": {"kind": "note", "text": "zonder token"}}, 403),
    ],
)
def test_what_no_form_of_the_desk_sends_gets_a_clear_answer(reader, there, method, more, status):
    answer = reader.context.request.fetch(f"{there.desk}nieuw", method=method, **more)
    assert answer.status == status
    assert "<h1>" in answer.text()
    assert answer.headers["cache-control"] == "no-store"


def test_who_lost_a_password_begins_anew_and_who_left_is_shown_the_door(new_page, there):
    name, giver = "Verloren", there.staff["Demo Een"]
    command(there.folder, "staff", "add", name, said=PASSWORD + "\n")
    command(there.folder, "staff", "give", name, "--by", "Demo Een", said=giver)
    page = new_page(scripts=False)
    sign_in(page, there, name, PASSWORD)
    expect(page.locator(".desk-list > li").first).to_be_visible()
    command(there.folder, "staff", "renew", name, said="een ander wachtwoord\n")
    page.goto(there.desk)  # still signed in with the old key
    assert page.url == f"{there.desk}in"
    other = new_page(scripts=False)
    give_password(other, there, name, PASSWORD)
    expect(other.locator(".errors")).to_be_visible()
    give_password(other, there, name, "een ander wachtwoord")
    assert other.url == f"{there.desk}code"
    second_step(other, there, name)
    expect(other.locator("main .lead")).to_contain_text("Je hebt nog geen sleutel.")
    command(there.folder, "staff", "leave", name, "--by", "Demo Een", said=giver)
    other.goto(there.desk)
    assert other.url == f"{there.desk}in"


def test_no_page_of_it_has_a_barrier(new_page, there, colours):
    page = new_page(scripts=False)
    found: list[str] = []

    def looked() -> None:
        for one in page.locator("summary").all():
            one.click()
        seen = [one for way in WAYS for one in violations_when(page, way, colours)]
        found.extend(f"{page.url}: {one}" for one in [*seen, *sideways(page), *small(page)])

    command(there.folder, "staff", "add", "Kijker", said=PASSWORD + "\n")
    command(
        there.folder, "staff", "give", "Kijker", "--by", "Demo Een", said=there.staff["Demo Een"]
    )
    give_password(page, there, "Kijker", "fout")
    looked()
    give_password(page, there, "Kijker", PASSWORD)
    looked()
    second_step(page, there, "Kijker")
    for path in ("", "nieuw", "nieuw/weg", "uit", f"bericht/{NOWHERE}", "code/lijst"):
        page.goto(there.desk + path)
        looked()
    page.goto(there.desk)
    press(page.locator(".desk-list a").last)
    looked()
    press(page.locator("header form button"))  # in English
    looked()
    page.goto(f"{there.desk}uit")
    press(page.locator("main button"))
    give_password(page, there, "Kijker", PASSWORD)
    looked()
    assert found == []
