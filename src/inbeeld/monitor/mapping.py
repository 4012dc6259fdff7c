"""What the columns of somebody's list mean: a mapping file in TOML, read and checked.

The template below is the documentation of the format: it is what `inbeeld monitor mapping --template`
prints, and a test reads it as a mapping.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping as Table
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from inbeeld.monitor.faults import MappingFault
from inbeeld.monitor.periods import Period, read_period
from inbeeld.monitor.records import COVARIATES

PERSON = ("first", "last", "birth", "municipality")  # only where the names are
ABOUT = ("record", "registered", "years")  # `years`: age in whole years at registration
FIELDS = (*ABOUT, *PERSON, *COVARIATES)
UNKNOWN = "unknown"  # what is written where it is not known
ENCODINGS = {"utf-8": "utf-8-sig", "windows-1252": "cp1252"}
MARKS = {",": ",", ";": ";", "tab": "\t"}
LARGEST = 1 << 20  # bytes

TEMPLATE = """\
# What the columns of one list mean. InBeeld reads this file beside the list, and nothing else of it.
#
# list       a short name for the list; it stands in figures about overlap
# period     the year that is counted, or the first and last: "2026" or "2021-2025". Rows that were
#            registered outside it are set aside, and counted. Leave it out to keep all rows.
#
# [file]     how the file is written. All may be left out.
#   encoding   "utf-8" (as shipped) or "windows-1252"; CSV only
#   delimiter  "," or ";" or "tab"; CSV only. Left out: the one that stands most in the header
#   sheet      the sheet of an Excel file. Needed where there is more than one
#   header     the row that names the columns; 1 unless you say so. CSV and Excel
#
# [columns]  for each thing InBeeld knows, the name of your column. Leave out what you do not have.
#   record        your own number of the record. Left out: the number of the row
#   registered    the day of registration: 2026-03-02, 2-3-2026, 02/03/2026 or 2 maart 2026
#   first, last   first names, and last name. Only where the names are; they become tokens
#   birth         the date of birth, written as above
#   municipality  where the person lives or was found; becomes a token
#   years         age in whole years at registration, where there is no date of birth
#   sex, age, form, route, nationality, region, sector, reporter, file_type, shelter
#                 coded: see [values]
#
# [values.NAME]  for a coded column, which of your words means which code. Capitals do not matter.
#   A code itself is always understood. `unknown` takes the words for what is not known.
#   A word that stands nowhere is a fault: it is listed and counted, and that cell stays empty.
#   sex          female male other
#   age          minor 18-22 23-plus   (left out: worked out from birth or years, and registered)
#   form         sexual labour criminal other
#   route        domestic cross-border
#   nationality  dutch eu other
#   region       NL-DR NL-FL NL-FR NL-GE NL-GR NL-LI NL-NB NL-NH NL-OV NL-UT NL-ZE NL-ZH abroad
#   sector       home hotel escort window club online agriculture catering construction cleaning
#                household transport other
#   reporter     police border-police labour-inspectorate youth-care coordinator shelter other
#   file_type    registration registration-shelter registration-advice
#   shelter      yes no

list = "police"
period = "2026"

[file]
encoding = "utf-8"
header = 1

[columns]
record = "Dossiernummer"
registered = "Datum registratie"
first = "Voornamen"
last = "Achternaam"
birth = "Geboortedatum"
municipality = "Gemeente"
sex = "Geslacht"
form = "Vorm"

[values.sex]
female = ["V", "vrouw"]
male = ["M", "man"]
unknown = ["onbekend", "?"]

[values.form]
sexual = ["seksueel"]
labour = ["arbeid"]
criminal = ["crimineel"]
"""


@dataclass(frozen=True, slots=True)
class FileForm:
    """How a file is written. `mark` None: the one that stands most in the header."""

    encoding: str = "utf-8"
    mark: str | None = None
    sheet: str | None = None
    header: int = 1


@dataclass(frozen=True, slots=True)
class Mapping:
    """What the columns of a list mean. `values[field][word]` is a code, or None for not known."""

    name: str
    columns: Table[str, str]
    values: Table[str, Table[str, str | None]] = field(default_factory=dict)
    period: Period | None = None
    form: FileForm = FileForm()


def read_mapping(path: Path) -> Mapping:
    """The mapping in a file. MappingFault with file, key and reason."""
    try:
        if path.stat().st_size > LARGEST:
            raise MappingFault(f"{path.name} is larger than 1 MB: a mapping never is.")
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise MappingFault(f"{path.name} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise MappingFault(f"{path.name} is no text in UTF-8.") from None
    return mapping_of(text, path.name)


def mapping_of(text: str, file: str) -> Mapping:
    """The mapping in a text; `file` is how a message calls it."""
    try:
        given = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        reason = str(error) if isinstance(error, tomllib.TOMLDecodeError) else "too deep"
        raise MappingFault(f"{file} is no TOML: {reason}.") from None
    read = _Reading(file)
    read.only(given, {"list", "period", "file", "columns", "values"}, "")
    name = read.text(given, "list", "")
    if not name or len(name) > 60 or not name.isprintable():
        raise MappingFault(f"{file}, list: give the list a short name, such as police.")
    period = given.get("period")
    columns = read.columns(read.table(given, "columns"))
    return Mapping(
        name=name,
        columns=columns,
        values=read.values(read.table(given, "values"), columns),
        period=None if period is None else read.period(period),
        form=read.form(read.table(given, "file")),
    )


class _Reading:
    """Reads the parts of one file; knows its name, for messages."""

    def __init__(self, file: str) -> None:
        self.file = file

    def fault(self, key: str, reason: str) -> MappingFault:
        return MappingFault(f"{self.file}, {key}: {reason}.")

    def only(self, table: Table[str, Any], known: set[str], within: str) -> None:
        for key in table:
            if key not in known:
                raise self.fault(
                    f"{within}{key}", f"not a key here. Known: {', '.join(sorted(known))}"
                )

    def table(self, given: Table[str, Any], key: str) -> Table[str, Any]:
        found = given.get(key, {})
        if not isinstance(found, dict):
            raise self.fault(key, f"must be a table: [{key}]")
        return found

    def text(self, given: Table[str, Any], key: str, within: str) -> str:
        found = given.get(key, "")
        if not isinstance(found, str):
            raise self.fault(f"{within}{key}", "must be a text between quotes")
        return found.strip()

    def period(self, given: Any) -> Period:
        found = read_period(str(given))
        if found is None:
            raise self.fault("period", 'must be a year or two, such as "2026" or "2021-2025"')
        return found

    def form(self, given: Table[str, Any]) -> FileForm:
        self.only(given, {"encoding", "delimiter", "sheet", "header"}, "file.")
        encoding = self.text(given, "encoding", "file.") or "utf-8"
        mark = self.text(given, "delimiter", "file.") or None
        header = given.get("header", 1)
        if encoding not in ENCODINGS:
            raise self.fault("file.encoding", f"must be one of: {', '.join(ENCODINGS)}")
        if mark is not None and mark not in MARKS:
            raise self.fault("file.delimiter", f"must be one of: {' '.join(MARKS)}")
        if type(header) is not int or not 1 <= header <= 100:
            raise self.fault("file.header", "must be the number of a row, from 1 to 100")
        sheet = self.text(given, "sheet", "file.") or None
        return FileForm(encoding, MARKS[mark] if mark else None, sheet, header)

    def columns(self, given: Table[str, Any]) -> Table[str, str]:
        self.only(given, set(FIELDS), "columns.")
        found = {key: self.text(given, key, "columns.") for key in given}
        if not found:
            raise self.fault("columns", "names no column of your list")
        for key, column in found.items():
            if not column:
                raise self.fault(
                    f"columns.{key}", "is empty. Leave it out where you do not have it"
                )
        seen: dict[str, str] = {}
        for key, column in found.items():
            if column in seen:
                raise self.fault(
                    f"columns.{key}", f"names the same column as columns.{seen[column]}"
                )
            seen[column] = key
        return found

    def values(
        self, given: Table[str, Any], columns: Table[str, str]
    ) -> Table[str, Table[str, str | None]]:
        self.only(given, set(COVARIATES), "values.")
        found = {}
        for name in given:
            if name not in columns:
                raise self.fault(f"values.{name}", f"there is no columns.{name}")
            codes = [*map(str, COVARIATES[name]), UNKNOWN]
            within = self.table(given, name)
            self.only(within, set(codes), f"values.{name}.")
            found[name] = self.words(within, f"values.{name}")
        return found

    def words(self, given: Table[str, Any], within: str) -> dict[str, str | None]:
        found: dict[str, str | None] = {}
        for code, words in given.items():
            if not isinstance(words, list) or not all(
                isinstance(word, str | int) for word in words
            ):
                raise self.fault(
                    f"{within}.{code}", 'must be words in brackets, such as ["V", "vrouw"]'
                )
            for word in words:
                folded = str(word).strip().casefold()
                if folded in found:
                    raise self.fault(
                        f"{within}.{code}", "a word stands here and under another code"
                    )
                found[folded] = None if code == UNKNOWN else code
        return found
