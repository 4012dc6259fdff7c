"""Secrets do not show themselves, and the type checker refuses one where another belongs."""

from __future__ import annotations

import logging
import pickle
import subprocess
import sys
import traceback
from itertools import pairwise
from pathlib import Path

import pytest

from inbeeld.vault.errors import WrongShares
from inbeeld.vault.keys import new_key
from inbeeld.vault.named import (
    CheckKey,
    GuardSecret,
    IndexKey,
    Password,
    Plain,
    RetentionKey,
    Secret,
    Words,
)
from inbeeld.vault.open.recovery import new_recovery, recover

MARKER = b"kenteken-van-niemand"
KINDS = [CheckKey, GuardSecret, IndexKey, Password, Plain, RetentionKey, Words]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_secret_does_not_show_itself(kind, caplog):
    secret = kind(MARKER)
    shown = [repr(secret), str(secret), f"{secret}", f"{secret!r}", repr([secret])]
    with caplog.at_level(logging.INFO):
        logging.getLogger("somewhere").info("found %s", secret)
    try:
        raise ValueError(secret)
    except ValueError:
        shown.append(traceback.format_exc())
    assert not any(MARKER.decode() in one for one in [*shown, caplog.text])
    with pytest.raises(TypeError, match=kind.__name__):
        pickle.dumps(secret)


def test_every_kind_of_secret_is_in_the_list():
    named = {kind for kind in Secret.__subclasses__() if kind.__module__.endswith("named")}
    assert named == set(KINDS)


def test_secrets_of_two_kinds_are_never_equal_and_of_one_kind_when_their_bytes_are():
    assert Password(b"a") != Words(b"a")
    assert Password(b"a") == Password(b"a")
    with pytest.raises(TypeError):
        hash(Password(b"a"))


def test_a_private_key_does_not_show_itself():
    assert repr(new_key()) == "<PrivateKey, not shown>"


@pytest.mark.parametrize("change", ["typo", "one", "other set"])
def test_shares_that_do_not_fit_say_so_and_do_not_come_back_in_the_message(change):
    _, shares = new_recovery()
    given = {
        "typo": [shares[0].replace(shares[0].split()[5], "molen"), shares[1]],
        "one": [shares[0]],
        "other set": [shares[0], new_recovery()[1][1]],
    }[change]
    with pytest.raises(WrongShares) as told:
        recover(given)
    said = "".join(traceback.format_exception(told.value))
    # Two words in a row: one alone may stand in the code that the traceback shows.
    assert not any(" ".join(two) in said for two in pairwise(shares[0].split()))


# What each line gets wrong is what the type checker must say.
WRONG = {
    'seal_answer("plain", to=public, report=report, field="f", schema=1)': "Plain",
    "open_answer(Plain(b''), key, report=report, field='f')": "SealedContent",
    "open_answer(b'plain', key, report=report, field='f')": "SealedContent",
    "open_report(wrapped, report=report, side=Side.DESK, epoch=1, group=key, retention=retention)": (
        "SealedKey"
    ),
    "new_receipt(password, check)": "Words",
    "open_member(report, words, member)": "Password",
    "blind(Kind.PHONE, '0612', check)": "IndexKey",
}
FRONT = """
from uuid import UUID
from inbeeld.vault.keys import PublicKey
from inbeeld.vault.named import *
from inbeeld.vault.open.blind import Kind, blind
from inbeeld.vault.open.members import MemberKey, open_member
from inbeeld.vault.open.reports import ReportKey, open_answer, open_report
from inbeeld.vault.receipts import new_receipt
from inbeeld.vault.seal.reports import Side, seal_answer
public: PublicKey; report: UUID; key: ReportKey; wrapped: WrappedKey; retention: RetentionKey
password: Password; check: CheckKey; words: Words; member: MemberKey
"""


def test_the_type_checker_refuses_each_secret_where_another_belongs(tmp_path):
    file = tmp_path / "wrong.py"
    file.write_text(FRONT + "\n".join(WRONG), encoding="utf-8")
    settings = Path(__file__).parents[2] / "pyproject.toml"
    said = subprocess.run(
        [sys.executable, "-m", "mypy", "--config-file", settings, file],
        capture_output=True,
        text=True,
        cwd=settings.parent,
        check=False,
    ).stdout
    first = FRONT.count("\n") + 1
    for number, (line, wanted) in enumerate(WRONG.items(), first):
        told = [one for one in said.splitlines() if f"wrong.py:{number}:" in one]
        assert any(wanted in one and "[arg-type]" in one for one in told), (line, said)
