"""Linking finds most records of one person, keeps twins apart, and gives the same every time."""

from __future__ import annotations

import logging
from dataclasses import replace

import numpy as np
import pytest

from inbeeld.monitor.faults import ListFault
from inbeeld.monitor.link_quality import bins, levels_table, score
from inbeeld.monitor.linked import check, linkage, persons
from inbeeld.monitor.linking import _database
from inbeeld.monitor.linking_counts import alike_by_level, all_pairs, coded, equal_pairs, levels_of
from inbeeld.monitor.linking_model import FIELDS
from inbeeld.monitor.records import KEYS, Kind, cleaned, together
from tests.monitor.linking import linked


def test_most_records_of_one_person_are_linked_and_few_others():
    one = linked()
    found = score(one.found.clusters.person, one.truth)
    assert found.f1 > 0.96
    assert found.precision > 0.95
    assert found.recall > 0.94


def test_the_number_of_people_on_a_list_comes_out_near_the_truth():
    one = linked()
    listed = one.made.histories[1:].sum()
    assert one.found.table.listed == one.found.clusters.people
    assert one.found.clusters.people == pytest.approx(listed, rel=0.03)


def test_order_of_lists_and_rows_changes_nothing():
    one = linked()
    random = np.random.default_rng(1)
    turned = [table.take(random.permutation(len(table))) for table in reversed(one.made.lists)]
    again = linkage(turned)
    assert again.names == one.found.names
    assert again.records.equals(one.found.records)
    assert (again.clusters.person == one.found.clusters.person).all()
    assert (again.pairs.chance == one.found.pairs.chance).all()


def test_twins_on_one_list_stay_two_people_and_the_family_is_learnt():
    one = linked()
    assert 0 < one.found.model.kinds.family < 1e-4
    same = one.found.model.kinds.same
    assert same[0, 0] < same[0, 1]  # one list seldom holds somebody twice


def test_words_and_tokens_link_the_same():
    """Only equality is looked at: any one-to-one rewriting of the keys gives the same numbers."""
    one = linked()
    records = one.found.records
    codes = coded(records)
    changed = records
    for key in KEYS:
        at = changed.schema.get_field_index(key)
        column = changed[key].to_pylist()
        changed = changed.set_column(
            at, key, [[None if v is None else v[::-1] + "x" for v in column]]
        )
    assert all((coded(changed)[key] == codes[key]).all() for key in codes)


def test_pairs_are_counted_as_if_each_was_looked_at():
    codes = coded(linked().found.records.slice(0, 150))
    left, right = np.triu_indices(150, k=1)
    assert all_pairs(codes) == len(left)
    for field in FIELDS:
        levels = levels_of(codes, field, left, right)
        seen = [int((levels == place).sum()) for place in range(len(field.levels))]
        assert alike_by_level(codes, field).tolist() == seen, field.name
    assert equal_pairs(codes, ("key_birth", "key_last")) <= equal_pairs(codes, ("key_birth",))


def test_what_is_learnt_is_near_what_was_put_in():
    model = linked().found.model
    assert model.m["sex"][0] == pytest.approx(0.905, abs=0.03)
    assert model.m["birth"][0] == pytest.approx(0.88, abs=0.04)
    assert model.u["birth"][0] < 3e-4
    for values in (*model.m.values(), *model.u.values()):
        assert sum(values) == pytest.approx(1)
        assert min(values) > 0


def test_the_quality_report_covers_every_pair_and_level():
    one = linked().found
    assert sum(row["pairs"] for row in bins(one.pairs)) == len(one.pairs)
    rows = levels_table(one.pairs, one.model)
    assert [row["field"] for row in rows if row["level"] == "exact"] == [
        field.name for field in FIELDS
    ]
    assert all(row["weight"] > 0 for row in rows if row["level"] not in ("other", "seen-once"))
    assert all(row["weight"] < 0 for row in rows if row["level"] == "other")


def test_a_person_is_counted_once_with_what_most_of_their_records_say():
    one = linked().found
    table = persons(one)
    assert len(table) == one.clusters.people
    sizes = np.bincount(one.clusters.person)
    most = int(sizes.argmax())
    form = one.records["form"].to_pylist()
    own = [form[place] for place in np.flatnonzero(one.clusters.person == most) if form[place]]
    assert table["form"][most].as_py() == max(own, key=own.count)


def test_nothing_leaves_the_machine_and_nothing_is_loaded():
    with _database() as api:
        asked = "SELECT value FROM duckdb_settings() WHERE name = ?"
        for name, wanted in (
            ("autoinstall_known_extensions", "false"),
            ("autoload_known_extensions", "false"),
            ("threads", "1"),
            ("enable_progress_bar", "false"),
        ):
            assert api.duckdb_con.execute(asked, [name]).fetchone() == (wanted,), name


def test_linking_is_silent(capfd):
    logging.getLogger("splink").setLevel(logging.INFO)
    linkage([table.slice(0, 60) for table in linked().made.lists])
    assert capfd.readouterr() == ("", "")


def small(name: str, **columns: list[object]):
    return cleaned({"record": ["1", "2"], **columns}, name=name, kind=Kind.PLAIN)


FULL = {"key_last": ["smit", "berg"], "key_birth": ["2001-01-02", "2002-03-04"]}


def test_lists_with_hardly_anything_on_them_are_linked_too():
    found = linkage([small("a", **FULL), small("b", **FULL)])
    assert found.clusters.people in (2, 3, 4)
    assert found.table.listed == found.clusters.people


@pytest.mark.parametrize(
    ("second", "said"),
    [
        (cleaned({"record": []}, name="b", kind=Kind.PLAIN), "b is empty"),
        (cleaned({"record": ["1"]}, name="b", kind=Kind.NONE), "b holds no tokens"),
        (small("b"), "nothing to link on"),
        (small("b", **FULL, period=[2020, 2020]), "b is of another period"),
    ],
)
def test_lists_that_cannot_be_linked_are_refused_by_name(second, said):
    with pytest.raises(ListFault, match=said):
        check([small("a", **FULL, period=[2025, 2025]), second])


def test_lists_of_two_keys_are_refused():
    one, other = (
        cleaned({"record": ["1"], "key_last": ["0f"]}, name=name, kind=Kind.TOKENS, key_id=name)
        for name in ("a", "b")
    )
    with pytest.raises(ListFault, match="different keys"):
        linkage([one, other])
    with pytest.raises(ListFault, match="same name"):
        together([one, one])


def test_a_lower_threshold_never_gives_more_people():
    one = linked().found
    people = [one.at(threshold)[1].people for threshold in (0.1, 0.5, 0.9, 0.99)]
    assert people == sorted(people)
    assert replace(one, threshold=0.9).table is not None
