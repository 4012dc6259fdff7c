"""What a column of a list probably means: proposals for a mapping, which a person then decides on.

A proposal rests on the name of a column and, for coded columns, on the words in it. Nothing is
settled here: every proposal is put to whoever knows the list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from inbeeld.monitor.cells import FORMULA, Cells, plain
from inbeeld.monitor.mapping import FIELDS
from inbeeld.monitor.records import COVARIATES

# Parts of names of columns, longest first where one holds another. Folded to letters.
NAMES = {
    "record": ("dossiernummer", "dossiernr", "dossier", "zaaknummer", "recordid", "caseid", "casenumber",
               "kenmerk"),
    "registered": ("datumregistratie", "registratiedatum", "datummelding", "meldingsdatum", "meldatum",
                   "dateofregistration", "registered", "incomingreferraldate"),
    "birth": ("geboortedatum", "gebdatum", "gebdat", "birthdate", "dateofbirth", "dob"),
    "first": ("voornamen", "voornaam", "firstname", "givenname", "roepnaam"),
    "last": ("achternaam", "geslachtsnaam", "familienaam", "lastname", "surname", "secondname"),
    "municipality": ("gemeente", "woonplaats", "municipality", "mailingcity", "plaats"),
    "years": ("leeftijd", "agenow", "age"),
    "sex": ("geslacht", "gender", "sekse", "sex"),
    "form": ("vormvanuitbuiting", "uitbuitingsvorm", "typeofexploitation", "vorm", "form"),
    "route": ("binnenlandsofgrensoverschrijdend", "grensoverschrijdend", "crossborder", "route"),
    "nationality": ("nationaliteit", "nationality", "citizenship"),
    "region": ("provincie", "regio", "region", "province"),
    "sector": ("sector", "branche", "industry"),
    "reporter": ("melder", "meldendeinstantie", "reporter", "reportedby"),
    "file_type": ("soortmelding", "soortdossier", "filetype"),
    "shelter": ("opvang", "shelter"),
    "age": ("leeftijdsgroep", "agegroup"),
}  # fmt: skip
# Words that often stand for a code.
WORDS = {
    "sex": {"female": "v vrouw vrouwelijk f meisje female woman feminine", "male": "m man mannelijk "
            "jongen male masculine", "other": "x anders non-binair other"},
    "age": {"minor": "minderjarig <18 0-17 12-17", "18-22": "18-22", "23-plus": "23+ 23-plus"},
    "form": {"sexual": "seksueel seksuele sexual", "labour": "arbeid arbeidsuitbuiting labour labor",
             "criminal": "crimineel criminele criminal", "other": "anders overig other"},
    "route": {"domestic": "binnenlands nee domestic", "cross-border": "grensoverschrijdend ja "
              "cross-border"},
    "nationality": {"dutch": "nl nederlands nederlandse nederland dutch", "eu": "eu",
                    "other": "anders overig buiten-eu other"},
    "region": {"NL-DR": "drenthe", "NL-FL": "flevoland", "NL-FR": "friesland fryslân",
               "NL-GE": "gelderland", "NL-GR": "groningen", "NL-LI": "limburg",
               "NL-NB": "noord-brabant", "NL-NH": "noord-holland", "NL-OV": "overijssel",
               "NL-UT": "utrecht", "NL-ZE": "zeeland", "NL-ZH": "zuid-holland",
               "abroad": "buitenland"},
    "reporter": {"police": "politie police", "border-police": "kmar marechaussee",
                 "labour-inspectorate": "arbeidsinspectie", "youth-care": "jeugdzorg jeugdhulp",
                 "coordinator": "zorgcoördinator zorgcoordinator", "shelter": "opvang"},
    "shelter": {"yes": "ja j y yes true 1", "no": "nee n no false 0"},
}  # fmt: skip
NOT_KNOWN = frozenset("onbekend unknown ? - nvt n.v.t. leeg".split())  # noqa: SIM905
MOST_WORDS = 40  # in a column of codes; with more it is no column of codes


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a column of the file may be, or None; `column` counts from 0."""

    column: int
    field: str | None


def propose(cells: Cells) -> list[Proposal]:
    """One proposal for each column; no field is proposed twice."""
    taken: set[str] = set()
    found = []
    for place, name in enumerate(cells.header):
        field = _field(name, taken)
        if field:
            taken.add(field)
        found.append(Proposal(place, field))
    return found


def _field(name: str, taken: set[str]) -> str | None:
    folded = "".join(sign for sign in name.casefold() if sign.isalnum())
    known = (
        (field, part) for field, parts in NAMES.items() for part in parts if field not in taken
    )
    fits = [(len(part), field) for field, part in known if part in folded]
    return max(fits)[1] if fits else None


def words_in(cells: Cells, column: int) -> list[str] | None:
    """The different words of a column, most frequent first; None where they are too many."""
    counts: Counter[str] = Counter()
    for _, row in cells.rows:
        cell = plain(row[column]) if column < len(row) and row[column] is not FORMULA else None
        if cell is not None:
            counts[str(cell)] += 1
        if len(counts) > MOST_WORDS:
            return None
    return [word for word, _ in counts.most_common()]


def propose_code(field: str, word: str) -> str | None:
    """The code that a word probably stands for: `unknown`, one of the set, or None."""
    folded = word.casefold()
    if folded in NOT_KNOWN:
        return "unknown"
    for code in map(str, COVARIATES[field]):
        if folded == code.casefold() or folded in WORDS.get(field, {}).get(code, "").split():
            return code
    return None


def mapping_text(
    *,
    name: str,
    period: str | None,
    form: Mapping[str, str | int],
    columns: Mapping[str, str],
    values: Mapping[str, Mapping[str, list[str]]],
) -> str:
    """A mapping file. Keys come in the order of the fields."""
    lines = ["# What the columns of one list mean. `inbeeld monitor mapping --template` explains it.",
             f"list = {_quoted(name)}"]  # fmt: skip
    if period:
        lines.append(f"period = {_quoted(period)}")
    if form:
        lines += ["", "[file]", *(f"{key} = {_quoted(value)}" for key, value in form.items())]
    lines += ["", "[columns]"]
    lines += [f"{key} = {_quoted(columns[key])}" for key in FIELDS if key in columns]
    for field, codes in values.items():
        lines += ["", f"[values.{field}]"]
        lines += [
            f"{code} = [{', '.join(_quoted(word) for word in words)}]"
            for code, words in codes.items()
        ]
    return "\n".join(lines) + "\n"


def _quoted(value: str | int) -> str:
    """A value of TOML; a text as a basic string."""
    if isinstance(value, int):
        return str(value)
    text = value.replace("\\", "\\\\").replace('"', '\\"')
    return (
        '"' + "".join(sign if sign.isprintable() else f"\\U{ord(sign):08X}" for sign in text) + '"'
    )
