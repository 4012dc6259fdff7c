"""A list of any kind of file becomes the same cleaned list; every fault is counted, none is told."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path

import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pyreadstat
import pytest

from inbeeld.knowledge import Lang
from inbeeld.monitor.faults import FileFault
from inbeeld.monitor.mapping import TEMPLATE, Mapping, mapping_of
from inbeeld.monitor.reading import Read, read_records
from inbeeld.monitor.records import COVARIATES, KEYS, Kind, kind_of
from inbeeld.monitor.report import Aside, Wrong, as_lines

MAPPING = mapping_of(TEMPLATE, "template")
HEADER = ["Dossiernummer", "Datum registratie", "Voornamen", "Achternaam", "Geboortedatum",
          "Gemeente", "Geslacht", "Vorm"]  # fmt: skip
ROWS = [
    ["A1", "2-3-2026", "Zoë", "van der Berg", "2009-04-05", "Utrecht", "V", "seksueel"],
    ["A2", "3 maart 2026", "Jan", "Dijkstra", "5 mei 2001", "'s-Hertogenbosch", "man", "Labour"],
]


def csv_file(folder: Path, *rows: list[str], mark: str = ";", encoding: str = "utf-8") -> Path:
    path = folder / "list.csv"
    text = "".join(mark.join(row) + "\n" for row in (HEADER, *rows))
    path.write_bytes(text.encode(encoding))
    return path


def read(path: Path, mapping: Mapping | None = MAPPING) -> Read:
    return read_records(path, mapping)


def faults(found: Read) -> dict[tuple[str, Wrong], tuple[int, tuple[int, ...]]]:
    return {(one.column, one.wrong): (one.count, one.rows) for one in found.report.faults}


def test_a_list_becomes_keys_and_codes_and_nothing_else(tmp_path):
    found = read(csv_file(tmp_path, *ROWS))
    first, second = found.table.to_pylist()
    assert kind_of(found.table) is Kind.PLAIN
    assert (first["record"], first["list"], first["period"]) == ("A1", "police", 2026)
    assert (first["key_first"], first["key_last"], first["key_birth"]) == (
        "zoe", "berg", "2009-04-05",
    )  # fmt: skip
    assert (first["sex"], first["age"], first["form"]) == ("female", "minor", "sexual")
    assert (second["sex"], second["age"], second["form"]) == ("male", "23-plus", "labour")
    assert second["registered"] == dt.date(2026, 3, 3)
    assert (found.report.rows, found.report.kept, found.report.faults) == (2, 2, ())


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_the_mark_between_cells_is_seen(tmp_path, mark):
    assert read(csv_file(tmp_path, *ROWS, mark=mark)).table.equals(
        read(csv_file(tmp_path, *ROWS)).table
    )


def test_windows_1252_is_read_where_it_is_said_and_refused_where_not(tmp_path):
    path = csv_file(tmp_path, *ROWS, encoding="cp1252")
    with pytest.raises(FileFault, match=r"row 2: no text in utf-8\. Say so in the mapping"):
        read(path)
    said = mapping_of(TEMPLATE.replace('encoding = "utf-8"', 'encoding = "windows-1252"'), "m")
    assert read(path, said).table.equals(read(csv_file(tmp_path, *ROWS)).table)


def excel(path: Path, *rows: list[object], sheets: int = 1) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for _ in range(sheets - 1):
        book.create_sheet()
    book.save(path)
    return path


def days() -> list[list[object]]:
    """The same rows with days as a program writes them."""
    registered, born = [dt.date(2026, 3, 2), dt.date(2026, 3, 3)], [
        dt.date(2009, 4, 5), dt.date(2001, 5, 5),
    ]  # fmt: skip
    return [
        [row[0], registered[at], row[2], row[3], born[at], *row[5:]] for at, row in enumerate(ROWS)
    ]


def test_excel_parquet_and_spss_give_the_same_list(tmp_path):
    wanted = read(csv_file(tmp_path, *ROWS)).table
    book = excel(tmp_path / "list.csv.xlsx", HEADER, *days())
    assert read(book).table.equals(wanted)
    columns = dict(zip(HEADER, map(list, zip(*days(), strict=True)), strict=True))
    pq.write_table(pa.table(columns), tmp_path / "list.parquet")
    assert read(tmp_path / "list.parquet").table.equals(wanted)


def test_spss_is_read_with_its_labels(tmp_path):
    path = tmp_path / "list.sav"
    frame = pd.DataFrame(
        {"nr": [1.0, 2.0], "sex": [1.0, float("nan")], "reg": [dt.date(2026, 3, 2)] * 2}
    )
    pyreadstat.write_sav(frame, path, variable_value_labels={"sex": {1: "vrouw", 2: "man"}})
    text = 'list = "a"\n[columns]\nrecord = "nr"\nsex = "sex"\nregistered = "reg"\n'
    text += '[values.sex]\nfemale = ["vrouw"]\n'
    table = read(path, mapping_of(text, "m")).table
    assert table["record"].to_pylist() == ["1", "2"]
    assert table["sex"].to_pylist() == ["female", None]
    assert table["registered"].to_pylist() == [dt.date(2026, 3, 2)] * 2


def test_every_fault_is_counted_with_its_first_rows_and_no_content(tmp_path):
    secret = "Xanthippe"
    rows = [
        ["B1", "2026-03-02", secret, "Smit", "31-2-2009", "Utrecht", "V", "seksueel"],
        ["B2", "2026-03-02", "Jan", "Smit", secret, "Utrecht", secret, "seksueel"],
        ["B2", "2026-03-02", "123", "Smit", "2027-01-01", "Utrecht", "M", ""],
        *[[f"C{at}", "2026-03-02", "A", "B", secret, "Utrecht", "M", ""] for at in range(6)],
        ["D", "2026-03-02", "A" * 2000, "B", "2009-01-01", "Utrecht", "onbekend", ""],
    ]
    found = read(csv_file(tmp_path, *rows))
    assert faults(found) == {
        ("Geboortedatum", Wrong.IMPOSSIBLE_DATE): (1, (2,)),
        ("Geboortedatum", Wrong.NO_DATE): (7, (3, 5, 6, 7, 8)),
        ("Geboortedatum", Wrong.BORN_LATER): (1, (4,)),
        ("Geslacht", Wrong.NOT_IN_MAPPING): (1, (3,)),
        ("Voornamen", Wrong.NO_LETTERS): (1, (4,)),
        ("Voornamen", Wrong.TOO_LONG): (1, (11,)),
        ("Dossiernummer", Wrong.REPEATED): (1, (4,)),
    }
    assert found.report.kept == len(rows)
    assert found.table["record"].to_pylist()[1:3] == ["B2", "B2 (row 4)"]
    assert secret not in "\n".join(as_lines(found.report, Lang.NL))
    assert secret not in repr(found.report)


def test_rows_are_set_aside_for_a_reason_that_is_counted(tmp_path):
    other = ["E", "2025-12-31", "A", "B", "2009-01-01", "Utrecht", "V", ""]
    found = read(csv_file(tmp_path, ROWS[0], [""] * 8, other, [*ROWS[1], "more"]))
    assert found.report.aside == {
        Aside.EMPTY: 1, Aside.OTHER_PERIOD: 1, Aside.MORE_CELLS: 1,
    }  # fmt: skip
    assert found.report.rows == found.report.kept + sum(found.report.aside.values())


def test_names_of_the_htcds_need_no_mapping(tmp_path):
    path = tmp_path / "centre.csv"
    path.write_text(
        "prs_FirstName,prs_SecondName,prs_Birthdate,prs_Gender,prs_Citizenship,vic_TypeOfExploitation,"
        "cas_IncomingReferralDate,cas_Status\n"
        "Ana,Silva,2009-04-05,Feminine,PT,SexualExploitation,2026-03-02,Active\n"
        "Jan,Smit,2001-04-05,NonSpecifiedUnknown,NL,ForcedLabour,2026-03-02,Active\n",
        encoding="utf-8",
    )
    found = read(path, None)
    first, second = found.table.to_pylist()
    assert (first["list"], first["record"], first["age"]) == ("centre", "row 2", "minor")
    assert (first["sex"], first["nationality"], first["form"]) == ("female", "eu", "sexual")
    assert (second["sex"], second["nationality"], second["form"]) == (None, "dutch", "labour")
    assert (found.report.standard, found.report.unused, found.report.faults) == (True, 1, ())
    with pytest.raises(FileFault, match="no column names of the HTCDS"):
        read(csv_file(tmp_path, *ROWS), None)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b"\n\n", "the header is empty"),
        (b"a,a,b\n1,2,3\n", "column 1 and another have the same name"),
        (b"a,,b\n1,2,3\n", "column 2: no name. Merged cells"),
        (b"Dossiernummer,Vorm\n1,\n", "no column for columns.registered"),
        (b"PK\x03\x04 broken", "no whole Excel file"),
        (b"PAR1 broken", "no whole Parquet file"),
        (b"$FL2 broken", "no whole SPSS file"),
        (b"\xd0\xcf\x11\xe0 old", "Save it as .xlsx"),
        (b"a,b\n\0\0", "is no text"),
        (b'a,b\n"1,2\n', "quotes do not match"),
        (b"a,b\n" + b"x" * 200_000, "a cell is too long"),
        (";".join(HEADER).encode() + b"\n", "Under the header stands nothing"),
    ],
)
def test_what_is_no_list_is_refused_with_a_reason(tmp_path, content, reason):
    path = tmp_path / "list"
    path.write_bytes(content)
    with pytest.raises(FileFault, match=reason):
        read(path)
    for there in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(FileFault):
            read(there)


def test_a_column_of_which_no_cell_can_be_read_is_another_column(tmp_path):
    row = ["A1", "soon", "Jan", "Smit", "2009-04-05", "Utrecht", "V", "seksueel"]
    with pytest.raises(FileFault, match=r"columns.registered not one cell .* another column"):
        read(csv_file(tmp_path, row))


def test_sheets_and_formulas_of_excel_are_never_guessed(tmp_path):
    path = excel(tmp_path / "a.xlsx", HEADER, *days(), sheets=2)
    with pytest.raises(FileFault, match=r"2 sheets\. Say in the mapping which"):
        read(path)
    sheet = TEMPLATE.replace("[file]\nenc", '[file]\nsheet = "Blad"\nenc')
    with pytest.raises(FileFault, match="no sheet with the name"):
        read(path, mapping_of(sheet, "m"))
    assert read(path, mapping_of(sheet.replace('"Blad"', '"Sheet"'), "m")).report.kept == 2
    row = [*days()[0]]
    row[6] = '=IF(1,"V","M")'
    with pytest.raises(FileFault, match=r"row 2, columns.sex: a formula"):
        read(excel(tmp_path / "b.xlsx", HEADER, row))


def test_a_header_lower_in_the_file_is_found_where_it_is_said(tmp_path):
    path = excel(tmp_path / "a.xlsx", ["List of 2026"], [], HEADER, *days())
    said = mapping_of(TEMPLATE.replace("header = 1", "header = 3"), "m")
    assert read(path, said).report.kept == 2
    text = csv_file(tmp_path, *ROWS)
    text.write_text("List of 2026, by date\n\n" + text.read_text("utf-8"), encoding="utf-8")
    assert read(text, said).report.kept == 2


def test_all_that_is_kept_of_a_list_is_a_key_or_a_code(tmp_path):
    found = read(csv_file(tmp_path, *ROWS)).table
    assert set(found.column_names) == {"record", "list", "period", "registered", *KEYS, *COVARIATES}


def test_a_size_of_the_sheet_that_is_too_small_hides_no_column(tmp_path):
    path, other = excel(tmp_path / "a.xlsx", HEADER, *days()), tmp_path / "b.xlsx"
    with zipfile.ZipFile(path) as parts, zipfile.ZipFile(other, "w") as written:
        for part in parts.namelist():
            text = parts.read(part)
            if part == "xl/worksheets/sheet1.xml":
                assert b'ref="A1:H3"' in text
                text = text.replace(b'ref="A1:H3"', b'ref="A1:A1"')
            written.writestr(part, text)
    assert read(other).table.equals(read(path).table)


@pytest.mark.parametrize("cut", [0.2, 0.5, 0.9, 0.99])
@pytest.mark.parametrize("kind", ["xlsx", "parquet", "sav"])
def test_a_file_that_was_cut_off_is_refused(tmp_path, kind, cut):
    whole, path = tmp_path / f"whole.{kind}", tmp_path / "cut"
    if kind == "xlsx":
        excel(whole, HEADER, *days())
    elif kind == "parquet":
        pq.write_table(pa.table(dict(zip(HEADER, ROWS, strict=False))), whole)
    else:
        frame = pd.DataFrame(
            {name: [row[at] for row in ROWS * 40] for at, name in enumerate("abcdefgh")}
        )
        pyreadstat.write_sav(frame, whole)
    raw = whole.read_bytes()
    path.write_bytes(raw[: int(len(raw) * cut)])
    with pytest.raises(FileFault):
        read(path)
