"""`inbeeld knowledge`: audit, confirm and preview."""

from __future__ import annotations

import datetime as dt

import pytest

from inbeeld.knowledge import load
from tests.cli.commands import Command, copied, refused

YESTERDAY = (dt.datetime.now(dt.UTC).date() - dt.timedelta(days=1)).isoformat()


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A copy of the data files that may be written."""
    copy = copied(tmp_path)
    monkeypatch.setenv("INBEELD_KNOWLEDGE", str(copy))
    return copy


def confirm(command: Command, label: str, on: str = YESTERDAY, by: str = "A. Person"):
    return command("knowledge", "confirm", label, "--on", on, "--by", by)


# ---------- audit


def test_audit_names_every_public_route_that_nobody_called(command: Command):
    found = command.json("knowledge", "audit")
    public = {route.id for route in load().routes.values() if route.public}
    assert {one["id"] for one in found if one["blocks"]} == public
    assert {one["problem"] for one in found} >= {"unconfirmed", "never-shown", "hours-unknown"}


def test_audit_is_done_and_a_release_has_to_wait(command: Command):
    assert command("knowledge", "audit").code == 0
    ran = command("knowledge", "audit", "--release")
    assert (ran.code, ran.err) == (1, "")
    assert "! route veilig-thuis: unconfirmed" in ran.out
    assert "must be mended before a release." in ran.out.splitlines()[-1]


def test_a_release_may_go_once_every_public_route_is_confirmed(command: Command, folder):
    path = folder / "routes.toml"
    noted = f"confirmed_on = {YESTERDAY}\nconfirmed_by = 'A. Person'\nconfidence = "
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("\nconfidence = ", f"\n{noted}"), encoding="utf-8")
    ran = command("knowledge", "audit", "--release")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[-1].endswith("0 of them (!) must be mended before a release.")


def test_a_release_has_to_wait_for_what_was_confirmed_too_long_ago(command: Command, folder):
    confirm(command, "police", on="2021-01-01")
    found = command.json("knowledge", "audit")
    (police,) = [one for one in found if one["id"] == "police" and one["blocks"]]
    assert police["problem"] == "stale"
    assert command("knowledge", "audit", "--release").code == 1


# ---------- confirm


def test_confirm_notes_who_called_and_when_and_changes_nothing_else(command: Command, folder):
    before = (folder / "routes.toml").read_text(encoding="utf-8").splitlines()
    ran = confirm(command, "veilig-thuis")
    assert ran.code == 0
    assert ran.out == f"veilig-thuis: confirmed on {YESTERDAY} by A. Person in routes.toml.\n"
    route = load(folder).routes["veilig-thuis"]
    assert (route.confirmed_on.isoformat(), route.confirmed_by) == (YESTERDAY, "A. Person")
    after = (folder / "routes.toml").read_text(encoding="utf-8").splitlines()
    added = {f"confirmed_on = {YESTERDAY}", 'confirmed_by = "A. Person"'}
    assert sorted(after) == sorted([*before, *added])


def test_a_law_can_be_confirmed_too_and_again_later(command: Command, folder):
    label = next(iter(load().law))
    confirm(command, label, on="2026-01-01")
    assert "law.toml" in confirm(command, label, by="B. Person").out
    assert load(folder).law[label].confirmed_by == "B. Person"


@pytest.mark.parametrize(
    ("label", "on", "by", "hint"),
    [
        ("veilig-thui", YESTERDAY, "A. Person", "Nearest: veilig-thuis"),
        ("asks-for-secrecy", YESTERDAY, "A. Person", "Unknown route or law"),
        ("police", "yesterday", "A. Person", "--on must be a date such as"),
        ("police", "2999-01-01", "A. Person", "up to today"),
        ("police", "1999-01-01", "A. Person", "--on must be a day from"),
        ("police", YESTERDAY, "   ", "--by needs the name"),
        ("police", YESTERDAY, "A\x1b[31m", "--by needs the name"),
    ],
)
def test_a_confirmation_that_cannot_be_is_refused(command: Command, folder, label, on, by, hint):
    before = (folder / "routes.toml").read_bytes()
    assert hint in refused(confirm(command, label, on, by))
    assert (folder / "routes.toml").read_bytes() == before


def test_nothing_is_written_into_data_that_is_broken(command: Command, folder):
    (folder / "law.toml").write_text("[[law", encoding="utf-8")
    before = (folder / "routes.toml").read_bytes()
    assert "law.toml: file: is not valid TOML" in refused(confirm(command, "police"))
    assert (folder / "routes.toml").read_bytes() == before


# ---------- preview


def test_preview_prints_a_page_and_its_verdict(command: Command):
    ran = command("knowledge", "preview", "start")
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert lines[0]
    assert lines[-1] == "good"
    assert command("knowledge", "preview", "start", "--lang", "en").out.splitlines()[0] != lines[0]


def test_preview_says_what_to_mend(command: Command, folder):
    page = folder / "pages/start.toml"
    text = page.read_text(encoding="utf-8")
    long = "Dit is een zin " + "die maar doorgaat en doorgaat " * 8 + "tot het eind."
    start = text.index('lead.nl = "') + len('lead.nl = "')
    page.write_text(text[:start] + long + " " + text[start:], encoding="utf-8")
    ran = command("knowledge", "preview", "start")
    assert ran.code == 1
    assert ran.out.splitlines()[-1] == "mend this"
    found = command("knowledge", "preview", "start", "--format", "json")
    assert found.code == 1
    assert found.json["good"] is False
    assert found.json["longest"]["nl"] > 40
    assert [one["lang"] for one in found.json["findings"]]


def test_an_unknown_page_is_refused_with_the_nearest(command: Command):
    assert "Nearest: grooming" in refused(command("knowledge", "preview", "groming"))


def test_a_page_with_a_fault_is_told(command: Command, folder):
    (folder / "pages/start.toml").write_text("id = 3", encoding="utf-8")
    said = refused(command("knowledge", "preview", "start"))
    assert "pages/start.toml: page: id must be text" in said
