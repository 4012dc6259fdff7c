"""From a plain list to a list of tokens: what leaves the place where the names are.

A token is an HMAC with a key of its field alone. Lists of one key can be linked by tokens that are
equal; of another key, or another field, no token is the same. It is still a list of personal data:
whoever has the key can try names, and somebody who knows much about a person can find them by the
rest of the row.
"""

from __future__ import annotations

import datetime as dt
import hmac
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from inbeeld.monitor.faults import KeyFault, ListFault
from inbeeld.monitor.keys import PeriodKey
from inbeeld.monitor.records import COVARIATES, KEYS, Kind, cleaned, kind_of, name_of

LENGTH = 16  # bytes of a token: no two words of one field meet by chance


def pseudonymise(plain: pa.Table, key: PeriodKey) -> pa.Table:
    """The list with a token for each key and number, in the order of the tokens of its numbers.

    KeyFault where the key is one of another period, ListFault where the list holds no plain keys.
    The day of registration becomes the first of its month. The order of rows says nothing of the
    order in the list.
    """
    if kind_of(plain) is not Kind.PLAIN:
        raise ListFault("this list holds no names: nothing can be made into tokens.")
    years = {year for year in plain["period"].unique().to_pylist() if year is not None}
    if not years:
        raise KeyFault("no row of the list has a year. Say in the mapping what its period is.")
    if any(year not in key.period for year in years):
        raise KeyFault(
            "the key is of another period than rows of the list. Use the key of its own period, or say "
            "a period in the mapping: rows outside it are then set aside."
        )
    name = name_of(plain)
    columns: dict[str, Any] = {field: _tokens(plain[field], key, field) for field in KEYS}
    columns |= {field: plain[field].combine_chunks() for field in (*COVARIATES, "period")}
    columns["registered"] = [_month(day) for day in plain["registered"].to_pylist()]
    columns["record"] = _tokens(plain["record"], key, f"record of {name}")
    table = cleaned(columns, name=name, kind=Kind.TOKENS, key_id=key.id)
    return table.take(pc.sort_indices(table, sort_keys=[("record", "ascending")]))


def token(value: str, key: PeriodKey, field: str) -> str:
    """The token of one value in one field: 32 hexadecimal digits."""
    return _token(value, key.derived(f"token of {field}"))


def _token(value: str, secret: bytes) -> str:
    return hmac.digest(secret, value.encode(), "sha256")[:LENGTH].hex()


def _tokens(column: pa.ChunkedArray, key: PeriodKey, field: str) -> pa.Array:
    """Each different value is worked out once: names and years repeat."""
    coded = column.combine_chunks().dictionary_encode()
    secret = key.derived(f"token of {field}")
    values = [_token(value, secret) for value in coded.dictionary.to_pylist()]
    return pa.array(values, pa.string()).take(coded.indices)


def _month(day: dt.date | None) -> dt.date | None:
    return day.replace(day=1) if day else None
