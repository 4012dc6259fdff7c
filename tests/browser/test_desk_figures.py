"""An analyst makes figures at the desk: lists in, linked, looked at, estimated, released."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.arriving import press
from tests.browser.axe import violations_when
from tests.browser.desk import command, demonstration, sign_in
from tests.browser.layout import sideways, small
from tests.browser.servers import ROOT

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def there(tmp_path_factory):
    with demonstration(tmp_path_factory.mktemp("desk")) as running:
        yield running


@pytest.fixture(scope="module")
def lists(tmp_path_factory) -> list[Path]:
    """Three lists of people who do not exist, as pseudonyms, and one with their words still in it."""
    folder = tmp_path_factory.mktemp("lists")
    key = folder / "2025.key"
    command(folder, "monitor", "key", "new", "--period", "2025", "--out", str(key))
    drawn = ("monitor", "simulate", "--rows", "150", "--seed", "3")
    command(folder, *drawn, "--key", str(key), "--out", str(folder / "tokens"))
    command(folder, *drawn, "--out", str(folder / "words"))
    return [*sorted((folder / "tokens").glob("*.parquet")), folder / "words/police.parquet"]


def working(folder: Path) -> subprocess.Popen[bytes]:
    """What `inbeeld serve` starts for steps that wait."""
    return subprocess.Popen(
        [sys.executable, "-m", "inbeeld.monitor.working", str(folder)], cwd=ROOT
    )


def done(page: Page, folder: Path) -> None:
    """The program does what waits, and the page is looked at again."""
    assert working(folder).wait(timeout=120) == 0
    page.reload()


def add(page: Page, path: Path) -> None:
    page.locator("#name").fill(path.stem)
    page.locator("#list").set_input_files(path)
    press(page.get_by_role("button", name="Voeg toe"))


def linked(page: Page, folder: Path, lists: list[Path]) -> None:
    """Lists are added and linked; the program is killed at work, and goes on where it was."""
    press(page.get_by_role("button", name="Koppel de lijsten"))
    expect(page.get_by_role("alert")).to_contain_text("Voeg minstens twee lijsten toe.")
    *tokens, words = lists
    add(page, words)
    expect(page.get_by_role("alert")).to_contain_text("In deze lijst staan namen")
    for path in tokens:
        add(page, path)
        expect(page.locator("main")).to_contain_text(path.stem)
    press(page.get_by_role("button", name="Koppel de lijsten"))
    expect(page.get_by_role("status")).to_contain_text("De lijsten worden gekoppeld.")
    assert page.locator('meta[http-equiv="refresh"]').count() == 1
    killed, state = working(folder), state_of(page, folder)
    until = time.monotonic() + 60
    parts = state.with_name("progress.json")
    while not parts.exists() and time.monotonic() < until:
        time.sleep(0.02)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    assert '"running"' in state.read_text()
    page.reload()
    expect(page.get_by_role("status")).to_contain_text(re.compile("[12] van 3 delen klaar"))
    narrow(page)
    done(page, folder)


def narrow(page: Page) -> None:
    """Nothing sticks out on a small screen."""
    page.set_viewport_size({"width": 320, "height": 800})
    assert sideways(page) == []
    page.set_viewport_size({"width": 1200, "height": 800})


def state_of(page: Page, folder: Path) -> Path:
    return folder / "monitor" / page.url.split("/cijfers/")[1][:36] / "state.json"


def test_from_lists_to_a_release(there, lists, new_page, colours):
    page = new_page(scripts=False)
    sign_in(page, there, "Demo Een")
    press(page.get_by_role("link", name="Cijfers"))
    press(page.get_by_role("button", name="Begin"))
    linked(page, there.folder, lists)
    expect(page.locator("main")).to_contain_text("regels horen bij")
    text = page.locator("main").inner_text()
    records, people = map(int, re.search(r"(\d+) regels horen bij (\d+) mensen", text).groups())
    assert 150 < people < records
    narrow(page)
    while page.locator(".pair").count():
        for pair in page.locator(".pair").all():
            pair.get_by_label("Twee mensen").check()
        press(page.get_by_role("button", name="Bewaar deze keuzes"))
    if page.get_by_role("status").count():
        done(page, there.folder)
    press(page.get_by_role("button", name="Schat hoeveel er ontbreken"))
    done(page, there.folder)
    table = page.locator("table").last
    for method in ("Stap voor stap", "Ondergrens (Chao)", "Gemiddelde over grafen"):
        expect(table).to_contain_text(method)
    expect(page.locator("main")).to_contain_text("Neem nooit één getal")
    expect(page.locator("main")).to_contain_text(re.compile(r"Alle methoden samen: van [\d.]+"))
    expect(page.locator("main")).to_contain_text("twijfel over koppelingen")
    page.locator("#series").fill("jaarcijfers")
    press(page.get_by_role("button", name="Maak de cijfers klaar"))
    done(page, there.folder)
    expect(page.locator("main")).to_contain_text("cellen zijn afgeschermd")
    assert violations_when(page, "light", colours) == []
    narrow(page)
    press(page.get_by_role("button", name="Publiceer"))
    done(page, there.folder)
    expect(page.locator("main")).to_contain_text("Gepubliceerd als versie")

    made = there.folder / "releases/jaarcijfers-1/public"
    assert {"nl.html", "en.html", "nl.pdf", "en.pdf", "release.json"} <= {
        one.name for one in made.iterdir()
    }
    left = [one.name for one in state_of(page, there.folder).parent.iterdir()]
    page.goto(f"{there.public}/lees/10")
    expect(page.locator("main")).to_contain_text("jaarcijfers")
    assert not {"lists", "linked", "pairs.json", "decisions.json"} & set(left)


def test_what_somebody_else_makes_is_not_there(there, new_page):
    mine, theirs = new_page(scripts=False), new_page(scripts=False)
    sign_in(mine, there, "Demo Een")
    mine.goto(f"{there.desk}cijfers")
    press(mine.get_by_role("button", name="Begin"))
    sign_in(theirs, there, "Demo Twee")
    assert theirs.goto(mine.url).status == 404
    theirs.goto(f"{there.desk}cijfers")
    assert mine.url.rpartition("/")[2][:8] not in theirs.locator("main").inner_text()
    for width in (320, 1200):
        mine.set_viewport_size({"width": width, "height": 800})
        assert sideways(mine) == []
        assert small(mine) == []
    press(mine.get_by_role("button", name="Gooi alles weg"))
    assert mine.url == f"{there.desk}cijfers"


def test_a_file_comes_in_at_one_address_alone(there, new_page):
    page = new_page(scripts=False)
    sign_in(page, there, "Demo Een")
    page.goto(f"{there.desk}cijfers")
    press(page.get_by_role("button", name="Begin"))
    ask = page.context.request.fetch
    token = page.locator('input[name="csrfmiddlewaretoken"]').first.input_value()
    part = {"csrfmiddlewaretoken": token, "name": "police"}
    headers = {"Origin": there.desk.removesuffix("/desk/")}
    file = {"name": "a.parquet", "mimeType": "application/octet-stream", "buffer": b"PAR1 no"}
    answer = ask(
        f"{page.url}/lijst", method="POST", headers=headers, multipart={**part, "list": file}
    )
    assert answer.status == 422
    assert "geen lijst van inbeeld monitor pseudonymise" in answer.text()
    answer = ask(f"{page.url}/lijst", method="POST", headers=headers, form=part)
    assert answer.status == 415
    answer = ask(page.url, method="POST", headers=headers, multipart={**part, "list": file})
    assert answer.status == 415
