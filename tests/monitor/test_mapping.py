"""A mapping is refused with file, key and reason, or read whole; dates are read, never guessed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from inbeeld.monitor.dates import Impossible, NoDate, full_years, read_date
from inbeeld.monitor.faults import MappingFault
from inbeeld.monitor.mapping import FIELDS, TEMPLATE, mapping_of, read_mapping
from inbeeld.monitor.periods import Period
from inbeeld.monitor.records import COVARIATES

SMALL = 'list = "a"\n[columns]\nsex = "S"\n'


def test_the_template_explains_every_field_and_every_code_and_is_a_mapping():
    found = mapping_of(TEMPLATE, "template")
    assert (found.name, found.period) == ("police", Period(2026, 2026))
    assert found.values["sex"] == {
        "v": "female", "vrouw": "female", "m": "male", "man": "male", "onbekend": None, "?": None,
    }  # fmt: skip
    header = [line for line in TEMPLATE.splitlines() if line.startswith("#")]
    said = " ".join(header).replace(",", " ").split()
    assert set(FIELDS) <= set(said)
    assert {str(code) for codes in COVARIATES.values() for code in codes} <= set(said)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "list: give the list a short name"),
        ("list = 3", "list: must be a text between quotes"),
        ("list = [", "is no TOML"),
        ("a = " + "[" * 2000, "is no TOML"),
        ('list = "a"', "columns: names no column"),
        ('list = "a"\ncolumns = 3', r"columns: must be a table"),
        (SMALL + 'name = "N"', r"columns.name: not a key here. Known: age, birth"),
        (SMALL + 'form = ""', "columns.form: is empty"),
        (SMALL + 'form = "S"', "columns.form: names the same column as columns.sex"),
        (SMALL + "[values.form]\n", "values.form: there is no columns.form"),
        (SMALL + '[values.sex]\nwoman = ["v"]', "values.sex.woman: not a key here"),
        (SMALL + '[values.sex]\nfemale = "v"', "values.sex.female: must be words in brackets"),
        (
            SMALL + '[values.sex]\nfemale = ["v"]\nmale = ["V"]',
            "values.sex.male: a word stands here",
        ),
        (
            SMALL + '[file]\nencoding = "latin"',
            "file.encoding: must be one of: utf-8, windows-1252",
        ),
        (SMALL + '[file]\ndelimiter = "|"', "file.delimiter: must be one of"),
        (SMALL + "[file]\nheader = true", "file.header: must be the number of a row"),
        (SMALL + "[file]\nsheets = 1", "file.sheets: not a key here"),
        ('period = "2026-2025"\n' + SMALL, "period: must be a year or two"),
    ],
)
def test_a_wrong_mapping_is_refused_with_file_key_and_reason(text, reason):
    with pytest.raises(MappingFault, match=reason) as refused:
        mapping_of(text, "mine.toml")
    assert str(refused.value).startswith("mine.toml")


def test_a_file_that_is_no_mapping_is_refused(tmp_path):
    path = tmp_path / "m.toml"
    for content, reason in ((b"\xff", "no text in UTF-8"), (b"#" * (1 << 21), "larger than 1 MB")):
        path.write_bytes(content)
        with pytest.raises(MappingFault, match=reason):
            read_mapping(path)
    with pytest.raises(MappingFault, match="cannot be read"):
        read_mapping(Path(tmp_path / "nowhere.toml"))


@pytest.mark.parametrize(
    "written",
    ["2026-03-02", "2-3-2026", "02/03/2026", "2.3.2026", "2 maart 2026", "2-mrt-2026", "2 Mar. 2026",
     "20260302", "2026-03-02T10:20:00", "2-3-2026 10:20", dt.date(2026, 3, 2),
     dt.datetime(2026, 3, 2, 10, tzinfo=dt.UTC)],
)  # fmt: skip
def test_a_day_is_read_as_iso_or_as_the_dutch_write_it(written):
    assert read_date(written) == dt.date(2026, 3, 2)


@pytest.mark.parametrize(
    "written", ["31-2-2009", "2026-13-01", "29-02-2025", "0-1-2026", "1-1-1800"]
)
def test_a_day_that_no_calendar_has_is_impossible(written):
    with pytest.raises(Impossible):
        read_date(written)


@pytest.mark.parametrize(
    "written", ["soon", "2-3-26", "March 2, 2026", "2026", "46083", "٢-٣-٢٠٢٦", "2 blok 2026", ""]
)
def test_what_is_written_otherwise_is_no_date(written):
    with pytest.raises(NoDate):
        read_date(written)


def test_somebody_is_a_year_older_on_their_birthday():
    born = dt.date(2008, 3, 2)
    assert (full_years(born, dt.date(2026, 3, 1)), full_years(born, dt.date(2026, 3, 2))) == (
        17,
        18,
    )
