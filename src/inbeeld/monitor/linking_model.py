"""How two records are compared, and how much each likeness says.

Fellegi and Sunter (1969): per field a few levels of likeness; of each level how often it occurs
between two records of one person (m) and of two different people (u). All comparing is by equality, so
plain words and tokens give the same. `u` is counted over all pairs of records, exactly, rather than
sampled: it costs a few groupings, needs no chance, and is right for levels that are rare.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

ELSE = "ELSE"


@dataclass(frozen=True, slots=True)
class Level:
    """One degree of likeness. `alike`: sets of keys of which one must be equal; none is all else.

    `once`: a key of which one of the two values stands on no other record. A slip of the hand makes a
    name that nobody has, so it says: rather one person misspelt than two people of different names.
    """

    name: str
    alike: tuple[tuple[str, ...], ...]
    m: float  # to start from
    once: str | None = None

    @property
    def sql(self) -> str:
        if self.once:
            return f"{once(self.once)}_l IS NOT NULL OR {once(self.once)}_r IS NOT NULL"
        if not self.alike:
            return ELSE
        return " OR ".join(
            "(" + " AND ".join(f"{key}_l = {key}_r" for key in keys) + ")" for keys in self.alike
        )


def once(key: str) -> str:
    """The column that is filled where the value of a key stands on no other record."""
    return f"{key}_once"


@dataclass(frozen=True, slots=True)
class Field:
    """What is compared, from most alike to least. `frequent`: the key whose rare values say more."""

    name: str
    key: str  # empty in one of two records: nothing is compared
    levels: tuple[Level, ...]
    frequent: str | None = None


EXACT, ONCE, OTHER = "exact", "seen-once", "other"
FIELDS = (
    Field(
        "last",
        "key_last",
        (
            Level(EXACT, (("key_last",),), 0.9),
            Level("sound", (("key_last_sound",),), 0.03),
            Level(ONCE, (), 0.05, "key_last"),
            Level(OTHER, (), 0.02),
        ),
        "key_last",
    ),
    Field(
        "first",
        "key_first",
        (
            Level(EXACT, (("key_first",),), 0.9),
            Level("sound", (("key_first_sound",),), 0.03),
            Level(ONCE, (), 0.05, "key_first"),
            Level(OTHER, (), 0.02),
        ),
        "key_first",
    ),
    Field(
        "birth",
        "key_birth",
        (
            Level(EXACT, (("key_birth",),), 0.87),
            Level("swapped", (("key_birth_any",),), 0.02),
            Level(
                "two-parts",
                (("key_year", "key_month"), ("key_year", "key_day"), ("key_month", "key_day")),
                0.09,
            ),
            Level(OTHER, (), 0.02),
        ),
    ),
    Field("sex", "key_sex", (Level(EXACT, (("key_sex",),), 0.92), Level(OTHER, (), 0.08))),
    Field(
        "municipality",
        "key_municipality",
        (
            Level(EXACT, (("key_municipality",),), 0.9),
            Level(ONCE, (), 0.07, "key_municipality"),
            Level(OTHER, (), 0.03),
        ),
        "key_municipality",
    ),
)
# Which pairs are looked at: those that share one of these sets. Together they keep nearly all true pairs.
BLOCKS = (
    ("key_birth", "key_last_sound"),
    ("key_birth", "key_first_sound"),
    ("key_birth", "key_municipality"),
    ("key_last_sound", "key_first_sound"),
    ("key_last_sound", "key_municipality"),
    ("key_first_sound", "key_municipality"),
    ("key_last_sound", "key_birth_any"),
    ("key_first_sound", "key_birth_any"),
    ("key_last_sound", "key_year", "key_month"),
    ("key_last_sound", "key_year", "key_day"),
    ("key_last_sound", "key_month", "key_day"),
    ("key_first_sound", "key_year", "key_month"),
    ("key_first_sound", "key_year", "key_day"),
    (
        "key_first_sound",
        "key_month",
        "key_day",
    ),
)
# m is learnt on pairs that share one of these; each leaves other fields free.
LEARNING = (("key_last", "key_first"), ("key_birth", "key_municipality"), ("key_birth", "key_last"))
Chances = Mapping[str, tuple[float, ...]]  # per field, per level


def starting_m() -> dict[str, tuple[float, ...]]:
    """What m is before anything is learnt."""
    return {field.name: tuple(level.m for level in field.levels) for field in FIELDS}


def settings(
    *, m: Chances, u: Chances, chance: float, blocks: tuple[tuple[str, ...], ...]
) -> dict[str, Any]:
    """The model as Splink reads it. `chance`: that two records of all are of one person."""
    return {
        "link_type": "dedupe_only",  # lists under each other: pairs within and between them
        "unique_id_column_name": "place",
        "probability_two_random_records_match": chance,
        "comparisons": [_comparison(field, m[field.name], u[field.name]) for field in FIELDS],
        "blocking_rules_to_generate_predictions": [
            {"blocking_rule": same(keys)} for keys in blocks
        ],
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": True,
        "max_iterations": 50,
        "em_convergence": 1e-4,
        "linker_uid": "inbeeld",
    }


def same(keys: tuple[str, ...]) -> str:
    """That two records share these keys, as Splink reads it."""
    return " AND ".join(f"l.{key} = r.{key}" for key in keys)


def _comparison(field: Field, m: tuple[float, ...], u: tuple[float, ...]) -> dict[str, Any]:
    empty = {
        "sql_condition": f"{field.key}_l IS NULL OR {field.key}_r IS NULL",
        "label_for_charts": "missing",
        "is_null_level": True,
    }
    levels = [empty]
    for level, often, seldom in zip(field.levels, m, u, strict=True):
        made = {"sql_condition": level.sql, "label_for_charts": level.name, "m_probability": often,
                "u_probability": seldom}  # fmt: skip
        if field.frequent and level.name == EXACT:
            made["tf_adjustment_column"] = field.frequent
        levels.append(made)
    return {"output_column_name": field.name, "comparison_levels": levels}
