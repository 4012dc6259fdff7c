"""Tokens take the place of names: the same for the same person, of use to nobody without the key."""

from __future__ import annotations

import datetime as dt
import stat

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inbeeld.monitor.faults import KeyFault, ListFault
from inbeeld.monitor.keys import PeriodKey, destroy_key, new_key, read_key, write_key
from inbeeld.monitor.names import keys_of
from inbeeld.monitor.periods import Period, read_period
from inbeeld.monitor.pseudonyms import pseudonymise, token
from inbeeld.monitor.records import KEYS, SCHEMA, Kind, cleaned, key_of, kind_of, write_list

YEAR = Period(2026, 2026)
KEY = new_key(YEAR, secret=bytes(range(32)))
OTHER = new_key(YEAR, secret=bytes(32))
PEOPLE = st.fixed_dictionaries(
    {
        "first": st.sampled_from(["Lotte", "Zoë", "Anne-Marie", "Mohammed", "IJsbrand"]),
        "last": st.sampled_from(["van der Berg", "Dijkstra", "'t Hart", "El Amrani", "Smit"]),
        "birth": st.dates(dt.date(1990, 1, 1), dt.date(2020, 12, 31)),
        "sex": st.sampled_from(["female", "male", "other"]),
        "municipality": st.sampled_from(["Utrecht", "Den Haag", "Súdwest-Fryslân"]),
    }
)


def plain(*people: dict[str, object], name: str = "police", period: int | None = 2026) -> pa.Table:
    keys = [keys_of(**person) for person in people]
    columns: dict[str, list[object]] = {field: [one[field] for one in keys] for field in KEYS}
    columns |= {
        "record": [f"case-{number}" for number in range(len(people))],
        "period": [period] * len(people),
        "registered": [dt.date(2026, 3, 17)] * len(people),
        "sex": [person["sex"] for person in people],
    }
    return cleaned(columns, name=name, kind=Kind.PLAIN)


def tokens(table: pa.Table) -> list[str]:
    return [one for field in KEYS for one in table[field].to_pylist() if one is not None]


@settings(deadline=None, max_examples=50)
@given(PEOPLE)
def test_the_same_person_on_two_lists_gets_the_same_tokens(person):
    one, other = (pseudonymise(plain(person, name=name), KEY) for name in ("police", "care"))
    assert tokens(one) == tokens(other)
    assert len(tokens(one)) == len(KEYS)
    assert (
        one["record"].to_pylist() != other["record"].to_pylist()
    )  # the numbers of two lists are no key


@settings(deadline=None, max_examples=50)
@given(PEOPLE)
def test_with_another_key_no_token_is_the_same(person):
    one, other = pseudonymise(plain(person), KEY), pseudonymise(plain(person), OTHER)
    assert not set(tokens(one)) & set(tokens(other))
    assert key_of(one) != key_of(other)


@settings(deadline=None, max_examples=50)
@given(PEOPLE)
def test_the_tokens_of_one_person_all_differ(person):
    found = tokens(pseudonymise(plain(person), KEY))
    assert len(set(found)) == len(found)


@settings(deadline=None, max_examples=50)
@given(st.text(min_size=1, max_size=30))
def test_equal_words_in_different_fields_give_different_tokens(word):
    assert len({token(word, KEY, field) for field in KEYS}) == len(KEYS)


@settings(deadline=None, max_examples=25)
@given(st.lists(PEOPLE, min_size=1, max_size=8))
def test_no_name_or_date_stands_in_the_file(tmp_path_factory, people):
    path = tmp_path_factory.mktemp("out") / "out.parquet"
    table = plain(*people)
    write_list(pseudonymise(table, KEY), path, compression="none")
    raw = path.read_bytes().lower()
    words = {word for field in KEYS if field not in ("key_sex", "key_day", "key_month", "key_year")
             for word in table[field].to_pylist() if word}  # fmt: skip
    words |= {str(part).lower() for person in people for part in (person["first"], person["last"])}
    words |= {f"{person['birth']:%d-%m-%Y}" for person in people} | {"case-", "2026-03-17"}
    for word in words:
        assert word.encode() not in raw, word
    for person in people:  # nor as a day in numbers, as Arrow would write it
        days = (person["birth"] - dt.date(1970, 1, 1)).days
        assert days not in pseudonymise(table, KEY)["registered"].cast(pa.int32()).to_pylist()


def test_the_order_of_rows_tells_nothing_and_the_day_is_the_first_of_its_month():
    people = [{"first": name, "last": "Smit", "birth": None, "sex": None, "municipality": None}
              for name in ("Anna", "Bram", "Cato", "Daan", "Eva")]  # fmt: skip
    one = pseudonymise(plain(*people), KEY)
    assert one["record"].to_pylist() == sorted(one["record"].to_pylist())
    assert set(one["registered"].to_pylist()) == {dt.date(2026, 3, 1)}
    assert one.schema == SCHEMA
    assert kind_of(one) is Kind.TOKENS
    missing = one["key_birth"].null_count
    assert missing == len(people)  # what is not known gets no token, so it equals nothing


def test_a_key_of_another_period_and_tokens_again_are_refused():
    person = {
        "first": "Lotte",
        "last": "Smit",
        "birth": None,
        "sex": "female",
        "municipality": None,
    }
    with pytest.raises(KeyFault, match="another period"):
        pseudonymise(plain(person, period=2025), KEY)
    with pytest.raises(KeyFault, match="no row of the list has a year"):
        pseudonymise(plain(person, period=None), KEY)
    assert pseudonymise(plain(person, period=2025), PeriodKey(Period(2021, 2026), bytes(32)))
    with pytest.raises(ListFault, match="no names"):
        pseudonymise(pseudonymise(plain(person), KEY), KEY)


@pytest.mark.parametrize(
    ("given", "found"),
    [("2026", Period(2026, 2026)), ("2021-2025", Period(2021, 2025)), ("2025-2021", None),
     ("26", None), ("2026-", None), ("٢٠٢٦", None), ("", None)],
)  # fmt: skip
def test_a_period_is_a_year_or_two(given, found):
    assert read_period(given) == found


def test_a_key_is_for_its_owner_alone_and_is_read_as_it_was(tmp_path):
    path = tmp_path / "key"
    write_key(KEY, path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert read_key(path) == KEY
    assert KEY.secret.hex() not in repr(KEY)
    with pytest.raises(KeyFault, match="never written over"):
        write_key(OTHER, path)
    path.chmod(0o640)
    with pytest.raises(KeyFault, match="others on this machine can read"):
        read_key(path)


def test_two_new_keys_differ():
    assert new_key(YEAR).secret != new_key(YEAR).secret


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"key = 1",
        b"\xff",
        b'format = "inbeeld period key 1"\nperiod = "2026"\nkey = "c2hvcnQ="\n',
    ],
)
def test_what_is_no_key_is_refused_and_never_destroyed(tmp_path, content):
    path = tmp_path / "key"
    path.write_bytes(content)
    path.chmod(0o600)
    for verb in (read_key, destroy_key):
        with pytest.raises(KeyFault, match="is no key of a period"):
            verb(path)
    assert path.read_bytes() == content


def test_a_destroyed_key_is_written_over_and_gone(tmp_path):
    path, other = tmp_path / "key", tmp_path / "same bytes"
    write_key(KEY, path)
    before = path.read_bytes()
    other.hardlink_to(path)  # shows what became of the bytes of the file that is gone
    destroy_key(path)
    assert not path.exists()
    assert other.read_bytes() == bytes(len(before))
    with pytest.raises(KeyFault, match="cannot be"):
        read_key(path)
