"""`inbeeld doctor`, `backup` and `restore` from a terminal."""

from __future__ import annotations

import json

from tests.cli.commands import refused
from tests.cli.test_reporting import own  # noqa: F401 (the fixture)
from tests.cli.test_schemas import faults


def test_the_doctor_says_what_to_do_as_its_schema_says(own, tmp_path):  # noqa: F811
    ran = own("doctor", "--format", "json")
    assert ran.code == 1
    assert faults(json.loads(ran.out), "doctor.json") == []
    assert [row for row in json.loads(ran.out) if row["good"]]
    assert not list(tmp_path.iterdir())
    told = own("doctor", "--lang", "en").out
    assert "! The database. It does not answer." in told
    assert "\n  Time zone data.\n" in told


def test_a_copy_goes_out_and_comes_back(own, tmp_path, monkeypatch):  # noqa: F811
    monkeypatch.setenv("INBEELD_DATA", str(tmp_path / "data"))
    assert "no database" in refused(own("backup", str(tmp_path / "copy")))
    own("staff", "add", "Anna")
    assert own("backup", str(tmp_path / "copy")).code == 0
    assert "copy of the database" in refused(own("backup", "--keys", str(tmp_path / "keys")))
    assert "holds something" in refused(own("restore", str(tmp_path / "copy")))
    monkeypatch.setenv("INBEELD_DATA", str(tmp_path / "other"))
    assert own("restore", str(tmp_path / "copy")).code == 0
    assert "Anna: reads" in own("staff", "list").out
