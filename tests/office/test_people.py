"""Members and their keys: nobody alone, nobody for themselves, and a lost password is a lost key."""

from __future__ import annotations

import pytest

from inbeeld.office import people
from inbeeld.vault.named import Password
from inbeeld.vault.open.groups import open_grant
from inbeeld.vault.open.recovery import recover
from inbeeld.vault.seal.reports import Side
from tests.office.conftest import NOW

ONE, TWO = Password(b"een lang wachtwoord"), Password(b"een ander wachtwoord")


@pytest.fixture
def anna(tables):
    return people.add("Anna", ONE, now=NOW)


def held(name, password):
    from inbeeld.store.models import Member

    member = Member.objects.get(name=name)
    return people.group_keys(member, people.opened(member, password))


def test_the_first_member_makes_the_keys_of_both_groups_and_three_shares(anna):
    assert set(held("Anna", ONE)) == {(Side.DESK, 1), (Side.IDENTITY, 1)}
    assert len(anna.shares) == 3


def test_the_next_member_has_no_key_until_one_who_has_it_gives_it(anna):
    from inbeeld.store.staff import with_opened_keys

    assert people.add("Bert", TWO, now=NOW).shares == ()
    assert held("Bert", TWO) == {}
    assert with_opened_keys() == 1
    assert people.give("Bert", by="Anna", password=ONE, now=NOW) == 2
    assert held("Bert", TWO) == held("Anna", ONE)
    assert with_opened_keys() == 2
    assert people.give("Bert", by="Anna", password=ONE, now=NOW) == 0


def test_who_approved_is_kept(anna):
    from inbeeld.store.models import Grant

    people.add("Bert", TWO, now=NOW)
    people.give("Bert", by="Anna", password=ONE, now=NOW)
    assert {one.by.name for one in Grant.objects.filter(member__name="Bert")} == {"Anna"}


def test_two_shares_open_every_group_when_everybody_is_gone(anna):
    from inbeeld.store.models import Group, Recovery
    from inbeeld.vault.named import SealedKey

    key = recover(anna.shares[1:])
    recovery = Recovery.objects.get()
    mine = held("Anna", ONE)
    for row in Group.objects.all():
        group = people.group_key(row)
        sealed = SealedKey(bytes(row.recovery))
        opened = open_grant(sealed, group, member=recovery.id, private=key)
        assert opened == mine[group.side, group.epoch]


@pytest.mark.parametrize(
    ("name", "by", "password", "said"),
    [
        ("Bert", "Anna", TWO, "password"),
        ("Anna", "Anna", ONE, "second person"),
        ("Niemand", "Anna", ONE, "no member"),
        ("Bert", "Niemand", ONE, "no member"),
    ],
)
def test_what_cannot_be_given_says_why(anna, name, by, password, said):
    people.add("Bert", TWO, now=NOW)
    with pytest.raises(people.Refused, match=said):
        people.give(name, by=by, password=password, now=NOW)
    assert held("Bert", TWO) == {}


@pytest.mark.parametrize(
    ("name", "password", "said"),
    [
        ("Anna", TWO, "Choose another"),
        ("  ", TWO, "A name"),
        ("x" * 81, TWO, "A name"),
        ("Bert", Password(b"kort"), "at least 14"),
    ],
)
def test_a_member_that_cannot_be_added_says_why(anna, name, password, said):
    with pytest.raises(people.Refused, match=said):
        people.add(name, password, now=NOW)


def test_no_password_stands_in_the_database(anna):
    from django.conf import settings

    raw = b"".join(one.read_bytes() for one in settings.DATA.glob("inbeeld.sqlite3*"))
    assert b"Anna" in raw
    assert ONE.reveal() not in raw
