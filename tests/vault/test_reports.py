"""A report: sealed with public keys, opened by a group and its retention key, ended with that key."""

from __future__ import annotations

from uuid import uuid4

import pytest

from inbeeld.vault.errors import CannotOpen
from inbeeld.vault.mailbox import open_letter, seal_letter
from inbeeld.vault.named import CheckKey, GuardSecret, Password, Plain, RetentionKey
from inbeeld.vault.open.blind import new_index_key
from inbeeld.vault.open.groups import (
    grant,
    new_group,
    open_grant,
    open_index_key,
    seal_index_key,
)
from inbeeld.vault.open.members import (
    change_password,
    guarded,
    new_member,
    open_member,
    unguarded,
)
from inbeeld.vault.open.recovery import new_recovery, recover
from inbeeld.vault.open.reports import (
    open_answer,
    open_note,
    open_report,
    open_request,
    reseal_report,
    seal_note,
)
from inbeeld.vault.receipts import new_receipt, new_words, open_receipt
from inbeeld.vault.seal.reports import Side, new_report, seal_answer, seal_request

STORY = Plain(b"Er staat elke dag een auto bij school.")


@pytest.fixture(scope="module")
def groups():
    return {side: new_group(side, epoch=1) for side in Side}


@pytest.fixture
def taken(groups):
    """A report as it was taken in: its id, its retention key, and what is stored of it."""
    report, retention = uuid4(), RetentionKey(bytes(range(32)))
    public = {side: pair[0] for side, pair in groups.items()}
    return report, retention, new_report(report, groups=public, retention=retention)


def opened(groups, taken, side=Side.DESK, retention=None):
    report, kept, made = taken
    return open_report(
        made.sides[side].sealed,
        report=report,
        side=side,
        epoch=1,
        group=groups[side][1],
        retention=retention or kept,
    )


def test_the_desk_reads_an_answer_that_was_sealed_with_the_public_key_alone(groups, taken):
    report, _, made = taken
    sealed = seal_answer(
        STORY, to=made.sides[Side.DESK].public, report=report, field="seen", schema=1
    )
    found = open_answer(sealed, opened(groups, taken), report=report, field="seen")
    assert found.content == STORY.reveal()


def test_an_answer_does_not_open_as_the_answer_to_another_question(groups, taken):
    report, _, made = taken
    sealed = seal_answer(
        STORY, to=made.sides[Side.DESK].public, report=report, field="seen", schema=1
    )
    with pytest.raises(CannotOpen):
        open_answer(sealed, opened(groups, taken), report=report, field="told")


def test_without_its_retention_key_a_report_stays_closed_to_everyone(groups, taken):
    with pytest.raises(CannotOpen):
        opened(groups, taken, retention=RetentionKey(bytes(32)))


def test_the_desk_does_not_open_who_reported_and_identity_not_the_story(groups, taken):
    report, retention, made = taken
    for side, other in ((Side.DESK, Side.IDENTITY), (Side.IDENTITY, Side.DESK)):
        with pytest.raises(CannotOpen):
            open_report(
                made.sides[side].sealed,
                report=report,
                side=side,
                epoch=1,
                group=groups[other][1],
                retention=retention,
            )
        assert opened(groups, taken, side).public() == made.sides[side].public


def test_in_a_new_epoch_the_report_opens_with_the_new_key_and_still_needs_its_retention_key(
    groups, taken
):
    report, retention, made = taken
    public, private = new_group(Side.DESK, epoch=2)
    fresh = reseal_report(
        made.sides[Side.DESK].sealed,
        report=report,
        side=Side.DESK,
        epoch=1,
        group=groups[Side.DESK][1],
        to=public,
    )
    where = {"report": report, "side": Side.DESK, "epoch": 2, "group": private}
    assert open_report(fresh, retention=retention, **where).public() == made.sides[Side.DESK].public
    with pytest.raises(CannotOpen):
        open_report(fresh, retention=RetentionKey(bytes(32)), **where)


def test_what_staff_write_opens_for_who_opened_the_report_and_as_the_kind_it_is(groups, taken):
    report = taken[0]
    key = opened(groups, taken)
    note = seal_note(Plain(b"bellen"), key, report=report, part="note", schema=1)
    assert open_note(note, key, report=report, part="note").content == b"bellen"
    with pytest.raises(CannotOpen):
        open_note(note, key, report=report, part="promise")


def test_a_request_of_a_reporter_opens_with_the_key_of_its_report(groups, taken):
    report, _, made = taken
    sealed = seal_request(
        Plain(b"delete"), to=made.sides[Side.DESK].public, report=report, schema=1
    )
    assert open_request(sealed, opened(groups, taken), report=report).content == b"delete"


def test_a_letter_opens_with_the_words_and_not_for_another_report(taken):
    report, check = taken[0], CheckKey(bytes(32))
    words = new_words(["molen", "zomer", "rivier"])
    stored = new_receipt(words, check)
    sealed = seal_letter(Plain(b"Dank je wel."), to=stored.public, report=report, schema=1)
    key = open_receipt(stored.locator, words, stored, check)
    assert open_letter(sealed, key, report=report).content == b"Dank je wel."
    with pytest.raises(CannotOpen):
        open_letter(sealed, key, report=uuid4())


def test_a_member_opens_their_key_with_their_password_alone_and_may_change_it():
    member = uuid4()
    stored = new_member(member, Password(b"een lange zin"))
    private = open_member(member, Password(b"een lange zin"), stored)
    assert private.public() == stored.public
    with pytest.raises(CannotOpen):
        open_member(member, Password(b"een andere zin"), stored)
    with pytest.raises(CannotOpen):
        open_member(uuid4(), Password(b"een lange zin"), stored)
    changed = change_password(member, private, Password(b"nieuw"))
    assert open_member(member, Password(b"nieuw"), changed) == private
    assert changed.public == stored.public


def test_a_group_key_reaches_a_member_by_a_grant_and_nobody_else():
    public, private = new_group(Side.DESK, epoch=1)
    member, other = uuid4(), uuid4()
    stored = new_member(member, Password(b"a"))
    own = open_member(member, Password(b"a"), stored)
    sealed = grant(private, public, member=member, public=stored.public)
    assert open_grant(sealed, public, member=member, private=own) == private
    with pytest.raises(CannotOpen):
        open_grant(sealed, public, member=other, private=own)


def test_an_opened_key_waits_in_memory_under_a_secret_that_only_the_browser_has():
    private = open_member_of("a")
    guard = GuardSecret(bytes(range(32)))
    waiting = guarded(private, guard, holder="session")
    assert private.reveal() not in waiting
    assert unguarded(waiting, guard, holder="session") == private
    with pytest.raises(CannotOpen):
        unguarded(waiting, GuardSecret(bytes(32)), holder="session")


def open_member_of(password):
    member = uuid4()
    typed = Password(password.encode())
    return open_member(member, typed, new_member(member, typed))


def test_the_key_of_the_blind_index_is_sealed_to_the_desk(groups):
    public, private = groups[Side.DESK]
    key = new_index_key()
    assert open_index_key(seal_index_key(key, public), public, private) == key


def test_any_two_of_three_shares_open_what_was_granted_to_recovery():
    public, shares = new_recovery()
    desk, private = new_group(Side.DESK, epoch=1)
    nobody = uuid4()
    sealed = grant(private, desk, member=nobody, public=public)
    for pair in ((0, 1), (1, 2), (2, 0)):
        key = recover([shares[one] for one in pair])
        assert open_grant(sealed, desk, member=nobody, private=key) == private
