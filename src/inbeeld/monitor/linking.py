"""Which records are of one person, by Splink on DuckDB.

In three steps. *Count* how often different people are alike (u) and how rare each name is. *Learn* how
often one person is not alike (m) by expectation maximisation. *Weigh* every pair that shares enough,
and turn its weight into a chance, with for each pair of lists a prior of its own: that two records of
one list are of the same person is much rarer than that records of two lists are.

Nothing here leaves the machine, and nothing is left to chance: DuckDB runs in memory on one thread,
and loads no extension.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from splink.internals.exceptions import EMTrainingException

from inbeeld.monitor.linking_counts import (
    Codes,
    alike_by_level,
    all_pairs,
    chances_apart,
    coded,
    expected_matches,
    frequencies,
    levels_of,
    smoothed,
)
from inbeeld.monitor.linking_kinds import Evidence, Kinds, tell_apart
from inbeeld.monitor.linking_model import (
    BLOCKS,
    FIELDS,
    LEARNING,
    Chances,
    same,
    settings,
    starting_m,
)

FAINT = 0.001  # pairs less likely than this, at the same prior for all, are left out
LEARNT_ON = 1_000_000  # pairs at most, for each set that m is learnt on
ROUNDS = 2  # of learning: the second with u free of pairs of one person


@dataclass(frozen=True, eq=False, slots=True)
class Model:
    """What was learnt: per field and level how often one person, and two people, are so alike.

    `filled`: the share of pairs of records of which both have the field.
    """

    m: Chances
    u: Chances
    kinds: Kinds
    filled: Mapping[str, float]


@dataclass(frozen=True, eq=False, slots=True)
class Pairs:
    """Pairs of records that may be of one person. Places are rows of the lists under each other."""

    left: NDArray[np.int64]
    right: NDArray[np.int64]
    weight: NDArray[np.float64]  # log2 of how much likelier for one person than for two
    chance: NDArray[np.float64]  # that they are of one person
    levels: Mapping[str, NDArray[np.int8]]  # per field the place of its level; -1 is missing
    said: NDArray[np.int8]  # by a person who looked: 1 the same, -1 different, 0 not looked at

    def __len__(self) -> int:
        return len(self.left)

    @property
    def believed(self) -> NDArray[np.float64]:
        """The chance that each is of one person, after what a person said who looked."""
        return np.where(self.said == 0, self.chance, self.said > 0)


@contextmanager
def _database() -> Iterator[Any]:
    from splink import DuckDBAPI  # noqa: PLC0415 (loads much)

    logging.getLogger("splink").setLevel(logging.CRITICAL)
    with tempfile.TemporaryDirectory(prefix="inbeeld-") as folder:
        connection = duckdb.connect(
            ":memory:",
            config={
                "threads": 1,  # the order of adding decides the last digits
                "memory_limit": "3GB",
                "temp_directory": str(Path(folder) / "spill"),
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False,
            },
        )
        try:
            connection.execute("SET enable_progress_bar = false")
            yield DuckDBAPI(connection)
        finally:
            connection.close()


def link(records: pa.Table, of_list: NDArray[np.int64]) -> tuple[Pairs, Model]:
    """The likely pairs among records (lists under each other); `of_list` says which list each is of."""
    codes = coded(records)
    alike = {field.name: alike_by_level(codes, field) for field in FIELDS}
    with _database() as api:
        columns = {key: pa.array(code, mask=code < 0) for key, code in codes.items()}
        columns["place"] = pa.array(np.arange(records.num_rows))
        known = api.register(pa.table(columns), table_name="keys")
        m, u, chance = _learn(known, codes, alike)
        found = _weigh(api, known, codes, settings(m=m, u=u, chance=chance, blocks=BLOCKS))
    order = np.lexsort((found["place_r"], found["place_l"]))
    found = {name: values[order] for name, values in found.items()}
    left, right = found["place_l"], found["place_r"]
    levels = {field.name: levels_of(codes, field, left, right) for field in FIELDS}
    evidence = Evidence(
        found["match_weight"] - np.log2(chance / (1 - chance)), levels,
        {field.name: found.get(f"mw_tf_adj_{field.name}", np.zeros(len(left))) for field in FIELDS},
        *np.sort([of_list[left], of_list[right]], axis=0),
    )  # fmt: skip
    kinds, likely = tell_apart(evidence, m, u, np.bincount(of_list))
    nobody = np.zeros(len(left), dtype=np.int8)
    pairs = Pairs(left, right, kinds.weights(evidence, u), likely, levels, nobody)
    filled = {name: float(counts.sum()) / all_pairs(codes) for name, counts in alike.items()}
    return pairs, Model(kinds.m, u, kinds, filled)


def _learn(
    known: Any, codes: Codes, alike: Mapping[str, NDArray[np.float64]]
) -> tuple[Chances, Chances, float]:
    """m, u, and the chance that two records of all are of one person."""
    m: Chances = starting_m()
    for _ in range(ROUNDS):
        chance = expected_matches(codes, alike, m) / all_pairs(codes)
        u = chances_apart(alike, m, chance)
        m = _expectation_maximisation(known, settings(m=m, u=u, chance=chance, blocks=BLOCKS), m)
    chance = expected_matches(codes, alike, m) / all_pairs(codes)
    return m, chances_apart(alike, m, chance), chance


def _expectation_maximisation(known: Any, model: dict[str, Any], before: Chances) -> Chances:
    """m as Splink learns it; what it could not see stays as it was."""
    from splink import Linker  # noqa: PLC0415 (loads much)

    learnt: dict[str, list[tuple[float, ...]]] = {name: [] for name in before}
    for keys in LEARNING:
        linker = Linker(known, model, log_level=None)
        try:
            linker.training.estimate_parameters_using_expectation_maximisation(
                same(keys), estimate_without_term_frequencies=True, max_pairs=LEARNT_ON
            )
        except EMTrainingException:  # no two records share this: nothing to learn from
            continue
        told = {
            one["output_column_name"]: one
            for one in linker.misc.save_model_to_json()["comparisons"]
        }
        for field in FIELDS:
            if field.key not in keys:
                levels = told[field.name]["comparison_levels"][
                    1:
                ]  # the first is that of a missing field
                learnt[field.name].append(
                    tuple(level.get("m_probability", 0.0) for level in levels)
                )
    return {name: smoothed(learnt[name], values) for name, values in before.items()}


def _weigh(api: Any, known: Any, codes: Codes, model: dict[str, Any]) -> dict[str, NDArray[Any]]:
    """Every pair that shares enough, with its weight and levels."""
    from splink import Linker  # noqa: PLC0415 (loads much)

    linker = Linker(known, model, log_level=None)
    mates = (
        2
        * model["probability_two_random_records_match"]
        * all_pairs(codes)
        / len(codes["key_last"])
    )
    for field in FIELDS:
        if field.frequent:
            values, share = frequencies(codes[field.frequent], mates)
            table = pa.table(
                {field.frequent: pa.array(values), f"tf_{field.frequent}": pa.array(share)}
            )
            linker.table_management.register_term_frequency_lookup(
                api.register(table), field.frequent
            )
    scored = linker.inference.predict(threshold_match_probability=FAINT, warning_mode="never")
    wanted = ["place_l", "place_r", "match_weight"]
    wanted += [f"mw_tf_adj_{field.name}" for field in FIELDS if field.frequent]
    table = scored.as_duckdbpyrelation().select(*wanted).to_arrow_table()
    return {name: table[name].to_numpy() for name in wanted}
