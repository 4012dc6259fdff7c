"""Leaving, lost passwords and recovery: nobody alone, nobody for themselves, no report lost."""

from __future__ import annotations

import uuid

import pytest

from inbeeld.office import leaving, people, recovering
from inbeeld.vault.named import Password, Plain
from inbeeld.vault.open.reports import open_answer, open_report
from inbeeld.vault.retention import RetentionFile
from inbeeld.vault.seal.reports import Side, new_report, seal_answer
from tests.office.conftest import NOW

ONE, TWO, THREE = (Password(f"wachtwoord van {name}".encode()) for name in ("anna", "bert", "cora"))
NEW = Password(b"een heel ander wachtwoord")


@pytest.fixture(scope="module")
def team():
    """Three readers and their shares, made once; each test works in a transaction that is undone."""
    from tests.site.reporting import emptied

    emptied()
    shares = people.add("Anna", ONE, now=NOW).shares
    for name, password in (("Bert", TWO), ("Cora", THREE)):
        people.add(name, password, now=NOW)
        people.give(name, by="Anna", password=ONE, now=NOW)
    yield shares
    emptied()


@pytest.fixture(autouse=True)
def undone(team):
    from django.db import transaction

    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def held(name, password):
    row = people.member(name)
    return people.group_keys(row, people.opened(row, password))


@pytest.fixture
def sealed(tmp_path):
    """Seals a report to the groups as they are now, and gives back how somebody opens it."""
    from inbeeld.store import intake

    retention = RetentionFile(tmp_path / "retention")

    def take_in():
        ident, groups = uuid.uuid4(), intake.group_keys()
        key = retention.add(ident)
        side = new_report(ident, groups=groups, retention=key).sides[Side.DESK]
        answer = seal_answer(Plain(b"tekst"), to=side.public, report=ident, field="a", schema=1)

        def opened(keys):
            group = keys[Side.DESK, side.epoch]
            private = open_report(
                side.sealed, report=ident, side=Side.DESK, epoch=side.epoch, group=group,
                retention=key,
            )  # fmt: skip
            return open_answer(answer, private, report=ident, field="a").content

        return opened

    return take_in


def test_who_leaves_loses_every_key_and_the_others_read_both_old_and_new(sealed):
    from inbeeld.store.models import Grant, Member

    before = sealed()
    theirs = held("Cora", THREE)
    assert leaving.leave("Cora", by="Anna", password=ONE, now=NOW) == 2
    after = sealed()
    for name, password in (("Anna", ONE), ("Bert", TWO)):
        keys = held(name, password)
        assert before(keys) == after(keys) == b"tekst"
    assert before(theirs) == b"tekst"
    with pytest.raises(KeyError):
        after(theirs)
    assert not Grant.objects.filter(member__name="Cora").exists()
    assert bytes(Member.objects.get(name="Cora").wrapped) == b""
    with pytest.raises(people.Refused, match="no member"):
        people.give("Cora", by="Anna", password=ONE, now=NOW)


def test_the_new_keys_are_in_the_recovery_shares_too(team):
    leaving.leave("Cora", by="Anna", password=ONE, now=NOW)
    assert recovering.renew("Bert", NEW) == 4
    assert held("Bert", NEW) == {}
    assert recovering.recover("Bert", team[:2], now=NOW) == 4
    assert held("Bert", NEW) == held("Anna", ONE)


def test_who_was_never_approved_gets_no_new_key_and_leaves_without_one():
    from inbeeld.store.models import Grant

    people.add("Daan", NEW, now=NOW)
    leaving.leave("Cora", by="Anna", password=ONE, now=NOW)
    assert not Grant.objects.filter(member__name="Daan").exists()
    assert leaving.leave("Daan", by="Anna", password=ONE, now=NOW) == 0


def test_two_readers_stay_unless_it_is_known_that_they_do_not():
    from inbeeld.store.staff import with_opened_keys

    leaving.leave("Cora", by="Anna", password=ONE, now=NOW)
    with pytest.raises(people.Refused, match="--last-two-known"):
        leaving.leave("Bert", by="Anna", password=ONE, now=NOW)
    assert with_opened_keys() == 2
    leaving.leave("Bert", by="Anna", password=ONE, now=NOW, last_two_known=True)
    assert with_opened_keys() == 1


@pytest.mark.parametrize(
    ("name", "by", "password", "said"),
    [
        ("Anna", "Anna", ONE, "second person"),
        ("Cora", "Anna", TWO, "password"),
        ("Niemand", "Anna", ONE, "no member"),
        ("Cora", "Niemand", ONE, "no member"),
    ],
)
def test_a_leaving_that_cannot_be_says_why_and_changes_nothing(name, by, password, said):
    from inbeeld.store.models import Group

    with pytest.raises(people.Refused, match=said):
        leaving.leave(name, by=by, password=password, now=NOW)
    assert Group.objects.count() == 2


def test_who_has_no_keys_lets_nobody_go():
    people.add("Daan", NEW, now=NOW)
    with pytest.raises(people.Refused, match="newest keys"):
        leaving.leave("Cora", by="Daan", password=NEW, now=NOW)


def test_everyone_is_listed_with_what_they_can_do():
    people.add("Daan", NEW, now=NOW)
    leaving.leave("Cora", by="Anna", password=ONE, now=NOW)
    found = {one.name: (one.keys, one.reads, one.left) for one in leaving.everyone()}
    assert found == {
        "Anna": (4, True, ""),
        "Bert": (4, True, ""),
        "Cora": (0, False, "2026-11-24"),
        "Daan": (0, False, ""),
    }


def test_another_password_opens_the_same_keys_and_the_old_one_nothing():
    before = held("Bert", TWO)
    recovering.change("Bert", old=TWO, new=NEW)
    assert held("Bert", NEW) == before
    with pytest.raises(people.Refused, match="password"):
        held("Bert", TWO)


@pytest.mark.parametrize(
    ("old", "new", "said"), [(ONE, NEW, "password"), (TWO, "kort", "at least")]
)
def test_a_password_that_cannot_change_stays(old, new, said):
    given = new if isinstance(new, Password) else Password(new.encode())
    with pytest.raises(people.Refused, match=said):
        recovering.change("Bert", old=old, new=given)
    assert held("Bert", TWO)


def test_a_lost_password_opens_nothing_until_a_second_person_gives():
    before = held("Bert", TWO)
    recovering.renew("Bert", NEW)
    assert held("Bert", NEW) == {}
    with pytest.raises(people.Refused, match="second person"):
        people.give("Bert", by="Bert", password=NEW, now=NOW)
    people.give("Bert", by="Anna", password=ONE, now=NOW)
    assert held("Bert", NEW) == before


def mistyped(share):
    """A share with another word in one place, whichever word stood there."""
    words = share.split()
    words[4] = "acid" if words[4] == "academic" else "academic"
    return " ".join(words)


@pytest.mark.parametrize("how", ["one", "the same twice", "mistyped", "nothing", "another set"])
def test_shares_that_do_not_fit_are_answered_in_one_way_and_never_quoted(team, how):
    from inbeeld.vault.open.recovery import new_recovery

    given = {
        "one": [team[0], ""],
        "the same twice": [team[0], team[0]],
        "mistyped": [mistyped(team[0]), team[1]],
        "nothing": ["", ""],
        "another set": new_recovery()[1][:2],
    }[how]
    recovering.renew("Bert", NEW)
    with pytest.raises(people.Refused) as refused:
        recovering.recover("Bert", given, now=NOW)
    assert str(refused.value) == recovering.WRONG
    assert held("Bert", NEW) == {}


@pytest.fixture
def signed_in():
    """Who is known to the staff's pages: of the tables of Django, here those that count."""
    from django.db import connection

    from inbeeld.store.models import Member

    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE auth_user (id integer PRIMARY KEY, username text)")
        cursor.execute("CREATE TABLE mfa_authenticator (user_id integer REFERENCES auth_user (id))")
        for number, one in enumerate(Member.objects.order_by("name")):
            cursor.execute("INSERT INTO auth_user VALUES (%s, %s)", [number, str(one.id)])
            cursor.execute("INSERT INTO mfa_authenticator VALUES (%s)", [number])

        def ask():
            cursor.execute("SELECT id FROM auth_user ORDER BY id")
            users = [number for (number,) in cursor.fetchall()]
            cursor.execute("SELECT user_id FROM mfa_authenticator ORDER BY user_id")
            assert [number for (number,) in cursor.fetchall()] == users
            return users

        yield ask


def test_with_a_lost_key_sessions_and_second_factors_go_too(signed_in):
    """Else whoever is still signed in would set up the second factor of the new key."""
    assert signed_in() == [0, 1, 2]
    recovering.renew("Bert", NEW)
    assert signed_in() == [0, 2]


def test_of_who_left_nothing_stays_at_the_door(signed_in):
    leaving.leave("Cora", by="Anna", password=ONE, now=NOW)
    assert signed_in() == [0, 1]


def test_another_password_lets_sessions_be(signed_in):
    recovering.change("Bert", old=TWO, new=NEW)
    assert signed_in() == [0, 1, 2]
