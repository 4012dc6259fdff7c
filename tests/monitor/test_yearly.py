"""What is counted a year: every table adds up, what is missing has a row, and nothing is dropped."""

from __future__ import annotations

import pyarrow as pa
import pytest

from inbeeld.monitor.breakdowns import BREAKDOWNS, UNKNOWN, VALUES, Column, TableName
from inbeeld.monitor.faults import FileFault
from inbeeld.monitor.records import COVARIATES
from inbeeld.monitor.yearly import count_years, exact, rows
from tests.monitor.people import people


def test_the_codes_are_those_of_the_cleaned_list():
    for column in Column:
        assert VALUES[column] == (*COVARIATES[column.value], UNKNOWN), column


@pytest.mark.parametrize("name", [one for one in TableName if one is not TableName.SECTOR])
def test_every_table_adds_up_to_everyone(name):
    counts = count_years(people({2023: 300, 2024: 411}))
    assert sum(exact(counts, BREAKDOWNS[name], 2024).values()) == 411
    assert counts.total(2023) == 300


def test_sectors_add_up_to_those_sexually_exploited():
    counts = count_years(people({2024: 500}))
    sexual = exact(counts, BREAKDOWNS[TableName.FORM], 2024)[("sexual",)]
    assert sum(exact(counts, BREAKDOWNS[TableName.SECTOR], 2024).values()) == sexual > 0


def test_what_is_missing_has_a_row_of_its_own_that_stands_last():
    table = pa.table({"period": [2024, 2024], "sex": ["male", None]})
    counts = count_years(table)
    assert exact(counts, BREAKDOWNS[TableName.SEX], 2024) == {
        ("female",): 0, ("male",): 1, ("other",): 0, (UNKNOWN,): 1,
    }  # fmt: skip
    assert exact(counts, BREAKDOWNS[TableName.REGION], 2024)[(UNKNOWN,)] == 2
    for table in BREAKDOWNS.values():
        if table.name is not TableName.TOTAL:
            assert set(rows(table)[-1]) == {UNKNOWN}


def test_the_four_groups_are_form_and_route_together():
    columns = {
        "period": [2024] * 5,
        "form": ["sexual", "sexual", "labour", "criminal", None],
        "route": ["domestic", "cross-border", "domestic", "cross-border", "domestic"],
    }
    found = exact(count_years(pa.table(columns)), BREAKDOWNS[TableName.GROUP], 2024)
    assert list(found.values()) == [1, 1, 1, 1, 1]


def test_boys_and_girls_stand_in_the_table_of_form_and_age():
    named = {row[1] for row in rows(BREAKDOWNS[TableName.FORM_SEX_AGE])}
    assert {"male", "female", UNKNOWN} <= named


@pytest.mark.parametrize(
    ("columns", "says"),
    [
        ({"sex": ["male"]}, "no column period"),
        ({"period": []}, "no rows"),
        ({"period": ["soon"]}, "Row 2, column period"),
        ({"period": [1800]}, "Row 2, column period"),
        ({"period": [2024, 2024], "sex": ["male", "m"]}, "Row 3, column sex"),
        ({"period": [2024], "region": ["a street"]}, "Row 2, column region"),
    ],
)
def test_wrong_input_says_which_row_and_never_repeats_it(columns, says):
    with pytest.raises(FileFault, match=says) as fault:
        count_years(pa.table(columns))
    assert "street" not in str(fault.value)
    assert "soon" not in str(fault.value)
