"""The Human Trafficking Case Data Standard of the IOM: its columns understood without a mapping.

Confirmed in November 2026 in the repository UNMigration/HTCDS, in "HTCDS Field Reference.md" and
the survey `htcds_xlsform.xml`: the prefixes and names of COLUMNS, the words for gender, and the
words of the survey for types of exploitation. Not confirmed: the tables of version 2.0 (a
spreadsheet), and how organisations write a choice of several. Neither has a column for the number
of a record or the day of registration; the day of the incoming referral is taken for it. Anything
else takes a mapping.
"""

from __future__ import annotations

from collections.abc import Mapping as Table
from collections.abc import Sequence
from string import ascii_lowercase
from typing import Any

from inbeeld.monitor.mapping import Mapping
from inbeeld.monitor.records import Form, Nationality, Sector, Sex

# Ours, and the names of the standard, with or without the prefix and marks between: first that is there.
COLUMNS = {
    "registered": ("casincomingreferraldate",),
    "first": ("prsfirstname",),
    "last": ("prssecondname", "prslastname"),
    "birth": ("prsbirthdate",),
    "municipality": ("prsmailingcity",),
    "sex": ("prsgender",),
    "nationality": ("prsnationality", "prscitizenship"),
    "form": ("victypeofexploitation",),
    "sector": ("vicforcedlabourindustry", "viclabourindustry", "victypeoflabourexploitation"),
}
FEWEST = 3  # of these columns, before a file is taken for one of the standard

_EU = "at be bg cy cz de dk ee es fi fr gr hr hu ie it lt lu lv mt pl pt ro se si sk"  # without nl
EU = frozenset(_EU.split())
SECTORS = {
    Sector.AGRICULTURE: ("A_AgricultureForestryAndFishing", "Agriculture", "Aquafarming"),
    Sector.CONSTRUCTION: ("F_Construction", "Construction"),
    Sector.TRANSPORT: ("H_TransportationAndStorage", "Transportation"),
    Sector.CATERING: ("I_AccommodationAndFoodServiceActivities", "Hospitality"),
    Sector.HOUSEHOLD: ("T_ActivitiesOfHouseholdsAsEmployers", "DomesticWork"),
    Sector.OTHER: (
        "B_MiningAndQuarrying", "C_Manufacturing", "D_ElectricityGasSteamAndAirConditioningSupply",
        "E_WaterSupplySewerageWasteManagement", "G_WholesaleAndRetailTradeRepairOfMotorVehicles",
        "J_InformationAndCommunication", "K_FinancialAndInsuranceActivities", "L_RealEstateActivities",
        "M_ProfessionalScientificAndTechnicalActivities", "N_AdministrativeAndSupportServiceActivities",
        "O_PublicAdministrationAndDefence", "P_Education", "Q_HumanHealthAndSocialWorkActivities",
        "R_ArtsEntertainmentAndRecreation", "S_OtherServiceActivities",
        "U_ActivitiesOfExtraterritorialOrganizations", "Begging", "IllicitActivities", "Manufacturing",
        "MiningOrDrilling", "Peddling",
    ),
}  # fmt: skip
SEXES = {
    Sex.FEMALE: ("Feminine", "TransgenderFeminine"),
    Sex.MALE: ("Masculine", "TransgenderMasculine"),
    Sex.OTHER: ("NonConforming", "Transgender/NonConforming"),
}
FORMS = {
    Form.SEXUAL: ("SexualExploitation",),
    Form.LABOUR: ("ForcedLabour", "ChildLabour", "Servitude"),
    Form.OTHER: (
        "ForcedMarriage", "ForcedMilitaryByNonStateActors", "OrganRemoval", "ForcedBegging",
        "ForcedAdoption", "Surrogacy",
    ),
}  # fmt: skip
UNKNOWN = ("NonSpecifiedUnknown", "Unknown")


def htcds_mapping(header: Sequence[str], *, name: str) -> Mapping | None:
    """The mapping of a file with names of the standard, or None where it has too few of them."""
    folded = {_folded(column): column for column in header}
    columns = {}
    for ours, theirs in COLUMNS.items():
        column = next((folded[one] for one in theirs if one in folded), None)
        if column is not None:
            columns[ours] = column
    if len(columns) < FEWEST:
        return None
    values: dict[str, dict[str, str | None]] = {
        "sex": _words(SEXES),
        "form": _words(FORMS),
        "sector": _words(SECTORS),
        "nationality": _nationalities(),
    }
    unknown: dict[str, str | None] = {word.casefold(): None for word in UNKNOWN}
    return Mapping(
        name=name,
        columns=columns,
        values={key: words | unknown for key, words in values.items() if key in columns},
    )


def _words(codes: Table[Any, tuple[str, ...]]) -> dict[str, str | None]:
    return {word.casefold(): str(code) for code, words in codes.items() for word in words}


def _nationalities() -> dict[str, str | None]:
    """Every code of two letters: the standard asks for ISO 3166, and a country is never kept."""
    pairs = [one + two for one in ascii_lowercase for two in ascii_lowercase]
    found: dict[str, str | None] = {
        pair: str(Nationality.EU if pair in EU else Nationality.OTHER) for pair in pairs
    }
    return found | {"nl": str(Nationality.DUTCH)}


def _folded(column: str) -> str:
    return "".join(sign for sign in column.casefold() if sign.isalnum())
