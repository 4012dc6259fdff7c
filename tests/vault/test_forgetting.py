"""What was sealed away is not left in memory, as far as Python allows."""

from __future__ import annotations

import secrets
import uuid
from unittest.mock import patch

from inbeeld.vault import sealing
from inbeeld.vault.binding import Binding, Purpose
from inbeeld.vault.forgetting import forget
from inbeeld.vault.keys import PrivateKey
from inbeeld.vault.named import CheckKey, RetentionKey, Words
from inbeeld.vault.open.groups import new_group
from inbeeld.vault.receipts import new_receipt
from inbeeld.vault.seal import reports
from inbeeld.vault.seal.reports import Side, new_report


def test_what_is_forgotten_is_zero_and_its_neighbours_stay():
    held, other = secrets.token_bytes(96), secrets.token_bytes(96)
    before = bytes(bytearray(other))
    forget(held)
    assert held == bytes(96)
    assert other == before


def test_a_string_of_one_byte_belongs_to_everyone_and_stays():
    forget(b"a", b"")
    assert bytes([97]) == b"a"


def test_the_private_halves_of_a_new_report_are_forgotten():
    made = []

    def new_key():
        made.append(PrivateKey(secrets.token_bytes(96)))
        return made[-1]

    groups = {side: new_group(side, epoch=1)[0] for side in Side}
    with patch.object(reports, "new_key", new_key):
        new_report(uuid.uuid4(), groups=groups, retention=RetentionKey(bytes(32)))
    assert [one.reveal() for one in made] == [bytes(96)] * 2


def test_the_private_half_of_a_receipt_is_forgotten():
    made = []

    def new_key():
        made.append(PrivateKey(secrets.token_bytes(96)))
        return made[-1]

    with patch("inbeeld.vault.receipts.new_key", new_key):
        new_receipt(Words(b"een twee drie"), CheckKey(bytes(32)))
    assert made[0].reveal() == bytes(96)


def test_what_is_filled_up_to_be_sealed_is_forgotten():
    filled = []
    whole = sealing.padded

    def padded(content):
        filled.append(whole(content))
        return filled[-1]

    key, bound = secrets.token_bytes(32), Binding(Purpose.NOTE, "een")
    with patch.object(sealing, "padded", padded):
        sealing.under_key(b"Er staat elke dag een auto.", key, bound=bound)
    assert filled[0] == bytes(512)
    assert key != bytes(32)
